"""French with its pipeline: articles, warnings, confidence, and what holds for every text."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quotekit
from bench.languages import documents
from bench.promises import check
from quotekit.errors import LanguageWarning

SENTENCES = st.lists(
    st.sampled_from(
        [
            "« Nous partons »,",
            "a dit Anna Berg.",
            "dit-elle.",
            "a-t-il ajouté.",
            "— Non, fit Rose, jamais.",
            "\n",
            "\n\n",
            "«",
            "»",
            "Selon la mairie,",
            "le pont est fermé.",
            "Le maire affirme que",
            "d'après",
            "pour",
            "à en croire",
            "qu'il",
            "laissé entendre que",
            "M. Astruc",
            "aux yeux de",
            "…",
            ":",
        ]
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(SENTENCES)
def test_promises_hold_for_any_french_text(text: str) -> None:
    check(text, quotekit.extract(text, language="fr"))


@pytest.mark.parametrize("text", [each["text"] for each in documents("fr", held=False)][:6])
def test_typography_changes_nothing(text: str) -> None:
    plain = text.replace("’", "'").replace("\u00a0", " ")
    fine = plain.replace("'", "’").replace("« ", "«\u202f").replace(" »", "\u202f»")
    one, two = (quotekit.extract(each, language="fr") for each in (plain, fine))
    assert [(a.rule, [(c.start, c.end) for c in a.contents]) for a in one] == [
        (a.rule, [(c.start, c.end) for c in a.contents]) for a in two
    ]


def test_a_name_may_change() -> None:
    text = "Claire Marchand a annoncé que le pont resterait fermé. « Nous attendrons », a-t-elle ajouté."
    one = quotekit.extract(text, language="fr")
    two = quotekit.extract(text.replace("Claire Marchand", "Sylvie Carpentier"), language="fr")
    assert [a.speaker.name for a in one if a.speaker] == ["Claire Marchand"] * 2
    assert [a.speaker.name for a in two if a.speaker] == ["Sylvie Carpentier"] * 2


def test_confidence_is_not_measured() -> None:
    [found] = quotekit.extract("« Nous partons », a dit Anna Berg.", language="fr").attributions
    assert found.confidence is None


def test_the_frame_inside_the_marks_is_no_content() -> None:
    [found] = quotekit.extract("« Je n’ai rien vu, dit-il, et je le répète. »", language="fr").attributions
    assert [span.text for span in found.contents] == ["« Je n’ai rien vu,", "et je le répète. »"]
    assert found.source is not None
    assert found.source.text == "il"


def test_dash_turns_are_passages() -> None:
    text = "— Vous partez déjà ? demanda la logeuse.\n\n— Il le faut, répondit Simon. Le bac n’attend pas."
    found = quotekit.extract(text, language="fr")
    assert [[span.text for span in a.contents] for a in found] == [
        ["— Vous partez déjà ?"],
        ["— Il le faut,", "Le bac n’attend pas."],
    ]
    assert [a.source.text for a in found if a.source] == ["la logeuse", "Simon"]


def test_items_of_a_list_are_no_turns() -> None:
    text = "À emporter :\n\n- une lampe\n- du pain\n- trois cordes"
    assert not quotekit.extract(text, language="fr").quotations


def test_a_text_in_another_language_is_told() -> None:
    text = documents("fr", held=False)[0]["text"]
    with pytest.warns(LanguageWarning, match="not in English"):
        quotekit.extract(text)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        quotekit.extract(text, language="fr")


def test_an_empty_text_has_nothing() -> None:
    assert not quotekit.extract("", language="fr").attributions


def test_articles_are_read_well_enough() -> None:
    """A floor below what docs/languages.md says of the half that rules were tried on."""
    right = all_ = 0
    for each in documents("fr", held=False):
        found = quotekit.extract(each["text"], language="fr")
        for gold in each["attributions"]:
            content = {i for start, end in gold["content"] for i in range(start, end)}
            head = {i for start, end in gold.get("speaker_head", []) for i in range(start, end)}
            all_ += 1
            for a in found:
                said = {i for span in a.contents for i in range(span.start, span.end)}
                source = set(range(a.source.span.start, a.source.span.end)) if a.source else set()
                if len(said & content) > 0.5 * len(said | content) and (not head or head & source):
                    right += 1
                    break
    assert right >= 0.8 * all_
