"""The spaCy component: by name only, plain data in the Doc, alive after bytes, disk and processes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import quotekit
from quotekit.pipeline.component import GROUPS, Quotekit, register_extensions
from quotekit.reading.models import BUNDLED


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return quotekit.load(BUNDLED)


def test_factory_is_found_by_its_name_alone() -> None:
    code = f"import spacy; nlp = spacy.load({BUNDLED!r}); nlp.add_pipe('quotekit'); print(nlp.pipe_names[-1])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "quotekit"


def test_doc_holds_the_records(pipeline: Language, harbour: str) -> None:
    doc = pipeline(harbour)
    found = quotekit.extract(doc)
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
