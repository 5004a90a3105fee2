"""The spaCy component: by name only, plain data in the Doc, alive after bytes, disk and processes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import quotekit
from quotekit.pipeline import component, one
from quotekit.pipeline.component import GROUPS, Quotekit, register_extensions
from quotekit.pipeline.options import Options
from quotekit.reading.models import BUNDLED
from quotekit.reading.reading import Reading


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return quotekit.load(BUNDLED)


def test_factory_is_found_by_its_name_alone() -> None:
    code = f"import spacy; nlp = spacy.load({BUNDLED!r}); nlp.add_pipe('quotekit'); print(nlp.pipe_names[-1])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "quotekit"


def test_doc_holds_the_records(pipeline: Language, harbour: str) -> None:
    doc = pipeline(harbour)
    found = quotekit.extract(harbour, nlp=BUNDLED)
    assert doc._.extraction == found
    assert doc._.attributions == found.attributions
    assert doc._.quotations == found.quotations
    assert doc._.speakers == found.speakers


def test_doc_holds_plain_data(pipeline: Language, harbour: str) -> None:
    doc = pipeline(harbour)
    assert json.loads(json.dumps(doc._.quotekit)) == doc._.quotekit
    assert doc._.quotekit["schema"] == 1


def test_spans(pipeline: Language, harbour: str) -> None:
    doc = pipeline(harbour)
    assert set(GROUPS) <= set(doc.spans)
    first = [span for span in doc.spans["quotekit_contents"] if span.id_ == "0"]
    assert [(span.text, span.label_) for span in first] == [("“We sail at noon,”", "direct")]
    assert doc.spans["quotekit_cues"][0].text == "said"
    assert [span.label_ for span in doc.spans["quotekit_quotations"]].count("unattributed") == 1


def test_doc_without_the_component(nlp: Language, harbour: str) -> None:
    doc = nlp(harbour)
    assert doc._.quotekit is None
    assert doc._.attributions == ()


def test_bytes(pipeline: Language, harbour: str) -> None:
    doc = pipeline(harbour)
    again = Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    assert again._.extraction == doc._.extraction
    assert [(span.text, span.label_, span.id_) for span in again.spans["quotekit_contents"]] == [
        (span.text, span.label_, span.id_) for span in doc.spans["quotekit_contents"]
    ]


def test_doc_bin_in_another_vocabulary(pipeline: Language, harbour: str, tmp_path: Path) -> None:
    doc = pipeline(harbour)
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "docs.spacy")
    (again,) = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(spacy.blank("en").vocab)
    assert again._.extraction == doc._.extraction
    assert [span.label_ for span in again.spans["quotekit_contents"]] == [
        span.label_ for span in doc.spans["quotekit_contents"]
    ]


# Texts whose line breaks, datelines and headlines spaCy's own sentences run over
LAID_OUT = (
    "The mayor spoke\non Monday.\n\n“We sail at noon,” said Anna Berg.\n\nShe said that the\npier was old.",
    "PIER TO CLOSE, MAYOR SAYS\nBy Tom Oduya\n\nAnna Berg told reporters  that it was late.\n“Nobody came,” she added.",
    "LINDHOLM (AP) — Anna Berg said the ferry was late.\n\nTom Oduya said he agreed.",
    "<p>“We sail,” said Anna Berg.</p><p>&ldquo;Not yet,&rdquo; Tom Oduya said.</p>",
    "",
)


def test_pipeline_of_quotekit_gives_what_extract_gives(pipeline: Language) -> None:
    alone = [quotekit.extract(text, nlp=BUNDLED) for text in LAID_OUT]
    assert [pipeline(text)._.extraction for text in LAID_OUT] == alone
    assert [doc._.extraction for doc in pipeline.pipe(LAID_OUT)] == alone
    assert [doc._.extraction for doc in pipeline.pipe(LAID_OUT, n_process=2, batch_size=1)] == alone


def test_texts_of_a_stream_are_read_together(pipeline: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def read(texts: Sequence[str], options: Options) -> list[Reading]:
        asked.append(len(texts))
        return one.read(texts, options)

    monkeypatch.setattr(component, "read", read)
    assert len(list(pipeline.pipe(LAID_OUT))) == len(LAID_OUT)
    assert asked == [len(LAID_OUT)]


def test_a_doc_that_fails_goes_to_the_handler_of_the_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotekit", config={"reader": BUNDLED})
    failed: list[str] = []
    nlp.set_error_handler(lambda name, proc, docs, error: failed.append(f"{docs[0].text} {error}"))  # type: ignore[arg-type, return-value]

    def lay_out(text: str, *rest: Any) -> Reading:
        if text == "broken":
            raise ZeroDivisionError("no such text")
        return known(text, *rest)

    known = one.lay_out
    monkeypatch.setattr(one, "lay_out", lay_out)
    texts = ["Ana Okoro said that it was late.", "broken", "“No,” said Tom Oduya."]
    assert [len(doc._.attributions) for doc in nlp.pipe(texts)] == [1, 1]
    assert failed == ["broken no such text"]


def test_pipeline_of_somebody_else_gives_what_extract_gives_of_its_docs() -> None:
    theirs = spacy.load(BUNDLED)
    theirs.add_pipe("quotekit")
    for text in LAID_OUT:
        doc = theirs(text)
        assert doc._.extraction == quotekit.extract(doc)


def test_clusters_of_a_doc_are_used_by_the_pipeline_of_quotekit(pipeline: Language) -> None:
    text = "Ana Okoro met Tom Oduya. The pilot said that the ferry was late."
    with pipeline.select_pipes(disable=["quotekit"]):
        doc = pipeline(text)
    doc.spans["coref_clusters_1"] = [doc[0:2], doc.char_span(25, 34)]
    assert quotekit.extract(doc)[0].speaker == pipeline.get_pipe("quotekit")(doc)._.attributions[0].speaker  # type: ignore[operator]
    assert str(doc._.attributions[0].speaker) == "Ana Okoro"


def test_saved_pipeline_whose_reader_is_not_here(pipeline: Language, tmp_path: Path, harbour: str) -> None:
    pipeline.to_disk(tmp_path / "mine")
    assert spacy.load(tmp_path / "mine")(LAID_OUT[0])._.extraction == pipeline(LAID_OUT[0])._.extraction
    config = tmp_path / "mine" / "config.cfg"
    config.write_text(config.read_text().replace(f'reader = "{BUNDLED}"', 'reader = "gone"'))
    with pytest.warns(UserWarning, match="quotekit takes the parse of each Doc as it is: there is no spaCy pipeline"):
        again = spacy.load(tmp_path / "mine")
    doc = again(harbour)
    assert doc._.extraction == quotekit.extract(doc)


def test_doc_bin_without_user_data_says_what_is_missing(pipeline: Language, harbour: str) -> None:
    bin = DocBin(docs=[pipeline(harbour), spacy.blank("en")("No one.")])
    first, second = DocBin().from_bytes(bin.to_bytes()).get_docs(pipeline.vocab)
    assert len(first.spans["quotekit_contents"]) > 0
    for name in ("extraction", "attributions", "quotations", "speakers"):
        with pytest.raises(quotekit.InputError, match=r"keep both with DocBin\(store_user_data=True\)"):
            getattr(first._, name)
    assert second._.extraction == quotekit.Extraction("No one.")


def test_two_processes(pipeline: Language, harbour: str) -> None:
    texts = [harbour, "", "Tom Oduya said, “I am late.”"] * 2
    alone = [doc._.extraction for doc in pipeline.pipe(texts)]
    both = [doc._.extraction for doc in pipeline.pipe(texts, n_process=2, batch_size=2)]
    assert alone == both
    assert len(alone[2]) == 1


def test_disk_keeps_the_settings(nlp: Language, harbour: str, tmp_path: Path) -> None:
    first = quotekit.load(BUNDLED)
    first.remove_pipe("quotekit")
    config = {"without": ["postposed-verb-subject"], "min_confidence": 0.4, "scope": "quoted"}
    first.add_pipe("quotekit", config=config)
    first.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    component = again.get_pipe("quotekit")
    assert isinstance(component, Quotekit)
    assert (component.options.min_confidence, component.options.scope) == (0.4, "quoted")
    assert "postposed-verb-subject" not in {rule.name for rule in component.options.chosen_rules}
    assert again(harbour)._.extraction == first(harbour)._.extraction


def test_some_rules_only() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("quotekit", config={"rules": ["according-to"]})
    component = pipeline.get_pipe("quotekit")
    assert isinstance(component, Quotekit)
    assert [rule.name for rule in component.options.chosen_rules] == ["according-to"]


def test_unknown_rule_is_refused() -> None:
    with pytest.raises(quotekit.RuleError, match="did you mean according-to"):
        spacy.blank("en").add_pipe("quotekit", config={"without": ["acording-to"]})


def test_pipeline_that_does_not_parse(harbour: str) -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("quotekit")
    with pytest.raises(quotekit.ParseMissingError, match='"parser"'):
        pipeline(harbour)


def test_extensions_can_be_registered_again(recwarn: pytest.WarningsRecorder) -> None:
    register_extensions()
    assert not recwarn.list


def test_extension_of_another_package_is_left_alone() -> None:
    mine = Doc.get_extension("speakers")
    Doc.set_extension("speakers", default="theirs", force=True)
    try:
        with pytest.warns(UserWarning, match=r"doc\._\.speakers belongs to another package"):
            register_extensions()
        assert spacy.blank("en")("x")._.speakers == "theirs"
    finally:
        Doc.set_extension("speakers", getter=mine[2], force=True)


def test_offsets_of_tokens_that_cross_the_border(nlp: Language) -> None:
    """Marks glued to words are part of a token to spaCy; the span takes the whole token."""
    doc = nlp('Anna Berg said"We sail at noon"and left.')
    Quotekit()(doc)
    for span in doc.spans["quotekit_contents"]:
        assert 0 <= span.start < span.end <= len(doc)
