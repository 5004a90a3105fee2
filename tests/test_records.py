"""What the public records can do beside holding fields, and the names that were given up."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import warnings
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from jsonschema import Draft202012Validator
from spacy.language import Language

import quotekit
from quotekit import Attribution, Extraction, Failure, Quotation, Span
from quotekit.export import arrow, brat, brat_reader, citron, tei, web_annotations
from quotekit.export.dicts import from_dict, to_dict
from quotekit.export.formats import FORMATS
from quotekit.export.pages.notes import find_unsure
from quotekit.export.rows import COLUMNS
from quotekit.export.tally import count_speakers

ROOT = Path(__file__).resolve().parent.parent
TIED = "Anna Berg and Mary Hale arrived. “We sail at noon,” she said."


@pytest.fixture(scope="module")
def found() -> Extraction:
    """Two of Anna Berg's, one inside the other's words, one of Tom Oduya's."""
    return quotekit.extract(
        "“We sail at noon,” said Anna Berg. Tom Oduya said the mayor had told him that the ice was thin. "
        "“We wait,” Berg said, “for the pilots.”"
    )


@pytest.fixture(scope="module")
def unmeasured(found: Extraction) -> Extraction:
    """The same, as a language without weights would give it."""
    rows = tuple(attrs.evolve(each, confidence=None, parent=None) for each in found)
    return attrs.evolve(found, attributions=rows)


def as_text(name: str, extraction: Extraction) -> str:
    out = io.StringIO()
    FORMATS[name].write([(extraction, "a")], out, text=True)
    return out.getvalue()


# --- what was not measured


def test_unmeasured_is_said_to_people(unmeasured: Extraction) -> None:
    assert "not measured" in repr(unmeasured[0])
    assert "confidence not measured" in quotekit.explain(unmeasured[0])
    assert "measured" in as_text("table", unmeasured)
    page = unmeasured.to_html()
    assert "words and source: not measured" in page
    assert find_unsure(unmeasured) == []


def test_unmeasured_goes_through_every_format(unmeasured: Extraction) -> None:
    document = to_dict(unmeasured)
    Draft202012Validator(json.loads((files("quotekit.export") / "schema-1.json").read_text())).validate(document)
    assert from_dict(json.loads(json.dumps(document))) == unmeasured
    assert [row["confidence"] for row in unmeasured.to_dicts()] == [None] * len(unmeasured)
    assert arrow.to_table([unmeasured]).column("confidence").null_count == len(unmeasured)
    again = brat_reader.from_ann(brat.to_ann(unmeasured), unmeasured.text)
    assert [each.confidence for each in again] == [None] * len(unmeasured)
    assert "confidence" not in citron.to_document(unmeasured)["quotes"][0]
    assert tei.to_tei(unmeasured)
    assert web_annotations.to_annotation(unmeasured[0], unmeasured.text, "a", 1)
    for name in ("csv", "excel", "segments", "jsonl", "json"):
        assert "sail" in as_text(name, unmeasured)


def test_only_a_threshold_leaves_out_what_was_not_measured(unmeasured: Extraction) -> None:
    from quotekit.pipeline.options import Options

    assert all(map(Options().keeps, unmeasured))
    assert not any(map(Options(min_confidence=0.01).keeps, unmeasured))


# --- words, names, language


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("We sail.", 2), ("“It’s well-known,” she", 3), ("– … !", 0), ("3.5 million", 3), ("O'Neill's", 1)],
)
def test_words_are_counted_once(text: str, words: int) -> None:
    contents = (Span(0, len(text), text),)
    assert Attribution(contents, "direct", None, None, None, "implicit", "x", 1.0).words == words


def test_every_output_counts_the_same_words(found: Extraction) -> None:
    rows = found.to_dicts()
    assert [row["words"] for row in rows] == [each.words for each in found]
    berg = [each.words for each in found if each.speaker and each.speaker.name == "Anna Berg"]
    (counted,) = [row for row in count_speakers([found]) if row.name == "Anna Berg"]
    assert counted.words == sum(berg) == 9
    assert f"{sum(berg)} words, each counted once" in found.to_html()


def test_those_that_fit_alike_are_told(nlp: Language) -> None:
    (said,) = quotekit.extract(TIED, nlp=nlp)
    assert said.speaker is None
    assert set(said.could_be) == {"Anna Berg", "Mary Hale"}
    assert f"not known: {' or '.join(said.could_be)} fit equally well" in quotekit.explain(said)
    assert Extraction(TIED, (said,)).to_dicts()[0]["could_be"] == "; ".join(said.could_be)


def test_who_is_known_could_be_nobody_else(found: Extraction) -> None:
    assert all(each.speaker is None or not each.could_be for each in found)


def test_the_language_is_kept(found: Extraction) -> None:
    assert found.language == "en"
    french = attrs.evolve(found, language="fr")
    assert from_dict(to_dict(french)).language == "fr"  # type: ignore[union-attr]


def test_documents_of_the_first_release_are_read(found: Extraction) -> None:
    """Before there were `resolved_by`, `could_be` and `language`."""
    document = to_dict(found)
    del document["language"]
    for row in (*document["attributions"], *document["nested"]):
        del row["resolved_by"], row["could_be"]
    again = from_dict(json.loads(json.dumps(document)))
    assert again == found
    assert [each.resolved_by for each in again] == [each.resolved_by for each in found]  # type: ignore[union-attr]


# --- names that were given up


@pytest.mark.parametrize(
    ("old", "new"), [("ModelNotFound", "ModelNotFoundError"), ("ParseMissing", "ParseMissingError")]
)
@pytest.mark.parametrize("module", ["quotekit", "quotekit.errors"])
def test_old_errors_warn(module: str, old: str, new: str) -> None:
    home = sys.modules[module]
    for _ in range(2):  # each time, not only the first
        with pytest.warns(DeprecationWarning, match=f"^{old} is now called {new}$") as caught:
            assert getattr(home, old) is getattr(quotekit, new)
        assert caught[0].filename == __file__
    assert old not in dir(home)


def test_old_fields_warn(found: Extraction) -> None:
    span = Span(0, 3, "“a”")
    quotation = Quotation((span,), (Span(1, 2, "a"),), ("“", "”"), True)
    with pytest.warns(DeprecationWarning, match=r"Quotation\.span is given up: use spans") as caught:
        assert quotation.span == span
    assert caught[0].filename == __file__
    with pytest.warns(DeprecationWarning, match=r"Quotation\.inner is given up: use inners"):
        assert quotation.inner.text == "a"
    with pytest.warns(DeprecationWarning, match=r"Attribution\.resolution is given up: use resolved_by"):
        assert found[0].resolution == found[0].resolved_by


def test_quotekit_uses_no_old_name(found: Extraction) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", DeprecationWarning)
        quotekit.extract(TIED).to_html()
        for name in FORMATS:
            if not FORMATS[name].is_binary:
                as_text(name, found)
    for path in (ROOT / "quotekit").rglob("*.py"):
        if path.name not in ("old_names.py", "errors.py"):
            assert not re.search(r"\b(ModelNotFound|ParseMissing)\b", path.read_text(encoding="utf8")), path


def test_every_error_is_called_one() -> None:
    import quotekit.errors

    kinds = [
        each
        for each in vars(quotekit.errors).values()
        if isinstance(each, type) and issubclass(each, Exception) and not issubclass(each, Warning)
    ]
    assert all(each.__name__.endswith("Error") for each in kinds)
    assert {each.__name__ for each in kinds} <= set(quotekit.__all__)


def test_values_of_fields_have_public_types() -> None:
    fields: dict[str, tuple[Any, str]] = {
        "Form": (Attribution, "form"),
        "Reference": (Attribution, "reference"),
        "Medium": (Attribution, "medium"),
        "SpeakerType": (quotekit.Speaker, "type"),
        "MentionKind": (quotekit.Mention, "kind"),
        "CueKind": (quotekit.Cue, "kind"),
    }
    for name, (record, field) in fields.items():
        assert len(get_args(getattr(quotekit, name))) >= 3
        assert getattr(attrs.fields(record), field).type == name


def test_columns_are_those_of_a_row(found: Extraction) -> None:
    assert list(found.to_dicts()[0]) == list(COLUMNS)


def test_import_stays_light() -> None:
    code = "import sys, quotekit; quotekit.Extraction('x'); print('quotekit.export' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_failure_is_no_extraction() -> None:
    assert Failure.of(ValueError("a\nb")) == Failure("a b", "ValueError")


# --- parts of an extraction, and what it becomes

LONG = """“We sail at noon,” said Anna Berg. Tom Oduya said the mayor had told him that the ice was thin.

“We wait,” Berg said, “for the pilots.” She wrote that “nobody” had asked. Oduya thinks it will rain.
"""


@pytest.fixture(scope="module")
def whole() -> Extraction:
    return quotekit.extract(LONG, id="a1")


@pytest.mark.parametrize(
    "part", [slice(3), slice(1, None), slice(None), slice(0, 0), slice(None, None, 2), slice(2, 3)]
)
def test_a_slice_is_an_extraction(whole: Extraction, part: slice) -> None:
    found = whole[part]
    assert isinstance(found, Extraction)
    assert (found.text, found.id, found.language) == (LONG, "a1", "en")
    assert [(each.contents, each.rule) for each in found] == [(each.contents, each.rule) for each in list(whole)[part]]
    assert all(each.parent is None or each.parent in found.attributions for each in found)
    assert set(found.speakers) == {each.speaker for each in found if each.speaker}
    assert from_dict(json.loads(json.dumps(to_dict(found)))) == found


def test_all_of_it_is_all_of_it(whole: Extraction) -> None:
    assert whole[:] == whole.filter() == whole


def test_an_index_is_an_attribution(whole: Extraction) -> None:
    assert isinstance(whole[0], Attribution)
    assert whole[-1] is whole.attributions[-1]
    with pytest.raises(IndexError):
        whole[99]


@pytest.mark.parametrize(
    "options",
    [{"min_confidence": 0.9}, {"min_confidence": 1}, {"media": ["thought"]}, {"media": {"speech", "writing"}}],
)
def test_filter_gives_what_extract_gives(whole: Extraction, options: dict[str, Any]) -> None:
    wanted = quotekit.extract(LONG, **options)
    assert whole.filter(**options) == wanted
    assert 0 <= len(wanted) < len(whole)


def test_filter_chooses(whole: Extraction) -> None:
    assert {str(each.speaker) for each in whole.filter(speaker="Anna Berg")} == {"Anna Berg"}
    assert whole.filter(speaker="Berg") == whole.filter(speaker="Anna Berg"), "an alias names her, too"
    assert {each.form for each in whole.filter(form="indirect")} == {"indirect"}
    assert len(whole.filter(scope="quoted")) + len(whole.filter(form="indirect")) == len(whole)
    late = whole.filter(lambda each: each.start > 100, speaker="Tom Oduya")
    assert [each.text for each in late] == ["it will rain"]
    assert whole.filter(speaker="nobody") == Extraction(LONG, (), whole.filter(speaker="nobody").quotations)
    with pytest.raises(ValueError, match="a number from 0 to 1"):
        whole.filter(min_confidence=90)


def test_a_quotation_says_that_its_attribution_is_left_out(whole: Extraction) -> None:
    assert {each.reason for each in whole.quotations} == {None}
    assert {each.reason for each in whole[:0].quotations} == {"filtered"}
    assert whole[:1].quotations[0].reason is None


def test_an_inner_one_loses_the_parent_that_is_left_out(whole: Extraction) -> None:
    (inner,) = [each for each in whole if each.parent]
    (alone,) = whole.filter(lambda each: each == inner)
    assert alone == attrs.evolve(inner, parent=None)


def test_by_speaker_gives_each_the_own_words(whole: Extraction) -> None:
    said = whole.by_speaker()
    assert [key for key in said if key] == list(whole.speakers)
    assert sum(map(len, said.values())) == len(whole)
    for speaker, found in said.items():
        assert all(each.speaker == speaker for each in found)
    nameless = attrs.evolve(whole, attributions=tuple(attrs.evolve(each, speaker=None) for each in whole))
    assert list(nameless.by_speaker()) == [None]
    assert Extraction("").by_speaker() == {}


def test_documents(whole: Extraction) -> None:
    assert whole.to_dict() == to_dict(whole)
    assert "text" not in whole.to_dict(text=False)
    assert json.loads(whole.to_json()) == whole.to_dict()
    assert "\n" not in whole.to_json()
    failure = Failure("no such file", id="b")
    assert json.loads(failure.to_json()) == failure.to_dict() == to_dict(failure)
    assert failure.to_dict()["error"]["message"] == "no such file"
    assert failure.to_dicts()[0]["error"] == "no such file"


# --- identifiers


def test_identifiers_go_through_a_file(whole: Extraction, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    quotekit.write([whole, Failure("no", id="b"), attrs.evolve(whole, id=None), (whole, "d")], path)
    assert [each.id for each in quotekit.read(path)] == ["a1", "b", "3", "d"]


def test_contexts_that_can_be_identifiers_are(tmp_path: Path) -> None:
    bytes_ = b"no text"
    pairs = [("x", "a"), ("y", 7), (bytes_, "c"), ("z", {"no": "identifier"}), ("z", None)]
    found = list(quotekit.extract_many(pairs, on_error="record"))  # type: ignore[arg-type]
    assert [context for _, context in found] == [context for _, context in pairs]
    assert [result.id for result, _ in found] == ["a", "7", "c", None, None]
    assert next(iter(quotekit.extract_many(["x"]))).id is None


def test_an_identifier_makes_no_difference(whole: Extraction) -> None:
    assert whole == attrs.evolve(whole, id="b") == quotekit.extract(LONG)
    assert Failure("x", id="a") == Failure("x")
    assert whole.to_dicts()[0]["id"] == "a1"
    assert whole.to_dicts("b")[0]["id"] == "b"
    assert quotekit.extract(LONG).to_dicts()[0]["id"] == "1"
