"""Word forms: what is remembered of words is what the components of the pipeline say."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from quotekit.languages import load_language
from quotekit.reading import word_table, wordforms
from quotekit.reading.many_trees import trees_of
from quotekit.reading.models import reader
from quotekit.reading.parsing import parse
from quotekit.reading.wordforms import index_lemmas, word_forms

WORDS = (
    "I'm gonna let's go y'all there is was said 's has had did better worse US us Her saying that ain't “No,” .".split()
)
COLUMNS = ("words", "lemmas", "tags", "pos", "deps", "heads", "starts", "ends", "sents")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return reader()


LANGUAGE = load_language()
LEMMATIZERS = LANGUAGE.models.lemmatizers


def same(nlp: Language, text: str) -> None:
    pieces = [(text, [(0, len(text))])]
    ((quick,),), ((slow,),) = (
        parse(pieces, nlp, LANGUAGE, is_ours=True, without=["ner"]),
        parse(pieces, nlp, LANGUAGE, without=["ner"]),
    )
    for column in COLUMNS:
        assert getattr(quick, column) == getattr(slow, column), column


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20).map(" ".join))
def test_a_parse_is_the_same_as_by_the_components(nlp: Language, text: str) -> None:
    same(nlp, text)


def test_kids_and_edges_are_those_of_a_tree_made_alone(nlp: Language) -> None:
    texts = [*(path.read_text(encoding="utf8") for path in sorted(Path("docs/examples").glob("*.txt"))), "Yes.", ""]
    for (tree,) in parse([(text, [(0, len(text))]) for text in texts], nlp, LANGUAGE, is_ours=True):
        alone = evolve(tree)
        for column in ("lower", "kids", "left", "right"):
            assert getattr(tree, column) == getattr(alone, column), column


def test_a_doc_without_words_has_a_tree_without_words(nlp: Language) -> None:
    forms = word_forms(nlp, LEMMATIZERS)
    assert forms is not None
    docs = [nlp.make_doc(""), nlp("Boats sail."), nlp.make_doc("")]
    assert [tree.words for tree in trees_of(docs, [0, 0, 0], forms)] == [[], ["Boats", "sail", "."], []]


def test_phrases_are_asked_as_a_whole(nlp: Language) -> None:
    text = "There is a boat that we 're gonna sail, and y'all gotta come."
    tree = parse([(text, [(0, len(text))])], nlp, LANGUAGE, is_ours=True)[0][0]
    assert [tree.lemmas[i] for i, word in enumerate(tree.words) if word in ("gon", "na", "ta")] == ["go", "to", "to"]
    same(nlp, text)


def test_a_word_is_asked_once(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = word_forms(nlp, LEMMATIZERS)
    assert forms is not None
    text = "Zorvane sails."
    parse([(text, [(0, len(text))])], nlp, LANGUAGE, is_ours=True)
    monkeypatch.setattr(wordforms.WordForms, "_run", lambda *_: pytest.fail("asked again"))
    same_again = parse([(text, [(0, len(text))])], nlp, LANGUAGE, is_ours=True)[0][0]
    assert same_again.lemmas == ["zorvane", "sail", "."]


def test_an_interruption_leaves_no_word_half_known(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Grelvan sailors mended plombic nets."

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(wordforms.WordForms, "ask", interrupted)
        with pytest.raises(KeyboardInterrupt):
            parse([(text, [(0, len(text))])], nlp, LANGUAGE, is_ours=True)
    same(nlp, text)


def test_what_is_remembered_is_bounded(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = word_forms(nlp, LEMMATIZERS)
    assert forms is not None
    monkeypatch.setattr(word_table, "MOST", 0)
    for text in ("Boats sail.", "Ships wait."):
        same(nlp, text)
        assert len(forms.known) == 3


def test_a_ruler_that_looks_at_more_than_the_word_runs_itself() -> None:
    from quotekit.reading.models import load

    own = load()
    assert word_forms(own, LEMMATIZERS) is not None
    other = load()
    other.get_pipe("attribute_ruler").add([[{"ENT_TYPE": "PERSON"}]], {"POS": "PROPN"})  # type: ignore[attr-defined]
    assert word_forms(other, LEMMATIZERS) is None


def test_the_index_of_lemmas_goes_to_disk() -> None:
    nlp = reader()
    table = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    assert all(isinstance(words, dict) for words in table.values())
    before = {pos: list(words) for pos, words in table.items()}
    index_lemmas(nlp)
    assert {pos: list(words) for pos, words in table.items()} == before
    assert nlp.from_bytes(nlp.to_bytes()).get_pipe("lemmatizer").lookups.has_table("lemma_index")  # type: ignore[attr-defined]
