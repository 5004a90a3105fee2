"""Words of plain letters have no affixes: the tokens stay those of spaCy's own tokenizer."""

from __future__ import annotations

import pickle
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from quotekit.languages import load_language
from quotekit.reading import models
from quotekit.reading.loading import load_pipeline
from quotekit.reading.models import find_model
from quotekit.reading.plain_words import asks_for_more, spare_plain_words

CHUNKS = (
    "said can't don’t U.S. US$5 3.5km 20km abc.Def year-old l'homme d’Anna aujourd'hui qu'il “No,” (sic) inc.) a/b "
    "www.example.org e-mail I'm gonna cannot Mr. dont id. :) naïve Ærø K"
).split()


@pytest.fixture(scope="module", params=["en", "fr"])
def pipelines(request: pytest.FixtureRequest) -> tuple[Language, Language]:
    found = find_model(None, load_language(request.param))
    plain, spared = load_pipeline(found), load_pipeline(found)
    spare_plain_words(spared.tokenizer)
    return plain, spared


def tokens(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    return [(token.text, token.whitespace_, token.norm_) for token in nlp.make_doc(text)]


def test_texts_have_the_same_tokens(pipelines: tuple[Language, Language]) -> None:
    plain, spared = pipelines
    assert spared.tokenizer.suffix_search is not plain.tokenizer.suffix_search
    for path in sorted(Path("docs/examples").glob("*.txt")):
        text = path.read_text(encoding="utf8")
        assert tokens(spared, text) == tokens(plain, text), path


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(CHUNKS) | st.text(max_size=8), min_size=1, max_size=12), st.sampled_from(["", " ", "-"])
)
def test_odd_words_have_the_same_tokens(pipelines: tuple[Language, Language], chunks: list[str], between: str) -> None:
    plain, spared = pipelines
    text = between.join(chunks)
    assert tokens(spared, text) == tokens(plain, text)


def test_a_spared_tokenizer_goes_to_disk(pipelines: tuple[Language, Language]) -> None:
    plain, spared = pipelines
    assert spared.tokenizer.to_bytes() == plain.tokenizer.to_bytes()
    assert [each.text for each in pickle.loads(pickle.dumps(spared.tokenizer))("Yes, a km.")] == list(
        "Yes , a km .".split()
    )


@pytest.mark.parametrize(
    ("pattern", "asks"),
    [
        (r"'s$|,$", True),
        (r"(?<=[0-9])(?:km|m)$", True),
        (r"(?<=[a-z])\.(?=[A-Z])", True),
        (r"[.,]+$", True),
        (r"[.,]*$", False),
        (r"'s$|ing$", False),
        (r"[^a-z]$", False),
        (r"\w$", False),
        (r"(?i)\u212a$", False),
        (r"(?i:\u212a)$", False),
        (r"(?!-)x", False),
        (r"-?(?:a|b-)", False),
    ],
)
def test_an_expression_is_read_before_it_is_spared(pattern: str, asks: bool) -> None:
    assert asks_for_more(re.compile(pattern)) is asks


def test_an_expression_that_may_match_plain_letters_is_left_as_it_is() -> None:
    nlp = load_pipeline(find_model(None, load_language("en")))
    nlp.tokenizer.suffix_search = mine = re.compile("(?:ing|,)$").search
    spare_plain_words(nlp.tokenizer)
    assert nlp.tokenizer.suffix_search == mine
    assert [each.text for each in nlp.make_doc("zorving")] == ["zorv", "ing"]


def test_a_python_that_reads_expressions_elsewhere_keeps_the_tokenizer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "quotekit.reading.plain_words", None)
    found = find_model(None, load_language("en"))
    nlp = models._reader.__wrapped__(found, "en")
    assert [token.text for token in nlp.make_doc("“No,” can't (sic)")] == [
        "“",
        "No",
        ",",
        "”",
        "ca",
        "n't",
        "(",
        "sic",
        ")",
    ]
