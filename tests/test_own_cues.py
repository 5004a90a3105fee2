"""Cue words of the user's: found, weighed as the verb they are like, refused where they cannot be used."""

from __future__ import annotations

import pickle

import pytest
import spacy

import quotekit
from quotekit.languages import load_language
from quotekit.languages.en.forms import regular_forms
from quotekit.languages.lexicon import own_cues
from quotekit.reading.models import BUNDLED

# Paragraphs apart: nothing else in the second would make it worth a parse.
TEXT = "The harbour was busy.\n\nBerg skeeted that nobody would come.\n\nThe tide was low."


def test_a_cue_of_ones_own_is_found():
    assert len(quotekit.extract(TEXT)) == 0
    (found,) = quotekit.extract(TEXT, cues=["skeet"])
    assert (found.cue.text, found.cue.lemma, found.source.text) == ("skeeted", "skeet", "Berg")
    assert found.text == "that nobody would come"


def test_it_behaves_as_the_verb_it_is_like():
    like = {verb: quotekit.extract(TEXT, cues={"skeet": verb})[0] for verb in ("write", "think")}
    assert like["write"].medium == "writing"
    assert like["think"].medium == "thought"
    for verb, form in (("write", "wrote"), ("think", "thought")):
        (same,) = quotekit.extract(TEXT.replace("skeeted", form))
        assert like[verb].confidence == pytest.approx(same.confidence, abs=0.1)


def test_every_way_in_takes_cues(tmp_path):
    wanted = quotekit.extract(TEXT, cues=["skeet"])
    assert next(iter(quotekit.extract_many([TEXT], cues=["skeet"]))) == wanted
    nlp = spacy.load(BUNDLED)
    nlp.add_pipe("quotekit", config={"cues": ["skeet"]})
    assert [a.text for a in nlp(TEXT)._.attributions] == ["that nobody would come"]
    nlp.to_disk(tmp_path)
    assert [a.text for a in spacy.load(tmp_path)(TEXT)._.attributions] == ["that nobody would come"]


def test_batches_take_cues():
    pa = pytest.importorskip("pyarrow")
    from quotekit.batch import BatchExtractor

    extractor = pickle.loads(pickle.dumps(BatchExtractor(cues=["skeet"])))
    rows = extractor(pa.RecordBatch.from_pylist([{"text": TEXT, "id": "a"}])).to_pylist()
    assert [row["cue"] for row in rows] == ["skeeted"]


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("skeet", {"skeet", "skeets", "skeeted", "skeeting"}),
        ("blog", {"blogs", "blogged", "blogging"}),
        ("yap", {"yaps", "yapped", "yapping"}),
        ("opine", {"opines", "opined", "opining"}),
        ("hoe", {"hoes", "hoed", "hoeing"}),
        ("testify", {"testifies", "testified", "testifying"}),
        ("relay", {"relays", "relayed", "relaying"}),
        ("screech", {"screeches", "screeched", "screeching"}),
    ],
)
def test_regular_forms(lemma, forms):
    assert forms <= set(regular_forms(lemma))


@pytest.mark.parametrize("cues", ["skeet", ["two words"], [""], ["3rd"]])
def test_what_is_no_verb_is_refused(cues):
    with pytest.raises(quotekit.CueError):
        quotekit.extract(TEXT, cues=cues)


def test_a_verb_to_be_like_that_is_not_there():
    with pytest.raises(quotekit.CueError, match="did you mean tweet"):
        quotekit.extract(TEXT, cues={"skeet": "twet"})


def test_the_shipped_lexicon_is_not_changed():
    before = load_language().lexicon.entries
    assert load_language("en", own_cues(["skeet"])).lexicon.find("verb", "skeeted").like == "say"
    assert load_language().lexicon.entries == before
    assert load_language().lexicon.find("verb", "skeeted") is None


def test_a_verb_in_a_class_of_meaning_reports_before_anybody_counted_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from quotekit.languages import lexicon

    real = lexicon.data_lines

    def with_one_more(package: str, name: str) -> list[str]:
        more = ["say\tspeech\tskeet say"] if name == "verb_classes.tsv" else []
        return [*real(package, name), *more]

    monkeypatch.setattr(lexicon, "data_lines", with_one_more)
    known = load_language("en")
    made = lexicon.load_lexicon.__wrapped__(known.package, known.forms.of_verb)
    found = made.find("verb", "skeeted")
    assert found is not None
    assert (found.lemma, found.meaning, found.medium, found.seen) == ("skeet", "say", "speech", 0)
    assert 0.3 < found.rate < 1
    say = made.find("verb", "say")
    assert say is not None
    assert say.seen > 1000, "what was counted stays as it is"
