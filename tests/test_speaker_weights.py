"""The numbers of the speaker stage: each is explained, and another one in its place is noticed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import fields
from test_speakers import CHAINS, check
from test_speakers_cases import CASES
from test_speakers_chains import drafts_of, reading_of, stored

from quotekit.reading.reading import Phrase, Reading
from quotekit.speakers import weights
from quotekit.speakers.entity import Entity
from quotekit.speakers.mentions.phrases import Ref
from quotekit.speakers.names.registry import Registry
from quotekit.speakers.scene import Scene
from quotekit.speakers.sieves.pronouns import he, it, they
from quotekit.speakers.walk import Tie, Verdict, Walk
from quotekit.trees import Tree


def failures() -> list[str]:
    """Titles of the chains that come out wrong."""
    wrong = []
    for chain in (*CHAINS, *CASES):
        trees = stored(chain)
        try:
            check(chain, reading_of(chain, trees), drafts_of(chain, trees))
        except AssertionError:
            wrong.append(chain.title)
    return wrong


def test_all_chains_come_out_right() -> None:
    assert failures() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("DECAY", 1.0), ("REACH", 1)],
)
def test_another_number_is_noticed(monkeypatch: pytest.MonkeyPatch, name: str, value: float) -> None:
    monkeypatch.setattr(weights, name, value)
    assert failures()


def whom_he_means(*prominences: float, text: str = "Al saw Bo and Cy. He left.") -> Entity | Tie | None:
    """Who "he" is, behind men of these prominences."""
    reading = Reading(text, ((0, len(text)),), (None,), ())
    people = reading.language.people
    scene = Scene(reading, people, [])
    for number, prominence in enumerate(prominences):
        at = text.index(("Al", "Bo", "Cy")[number])
        scene.add_event(at, Entity(key=(str(at),), gender=weights.TITLED, fixed="person"), prominence)
    at = text.index("He")
    ref = Ref(Phrase(0, 0, 0, 0), tree_of_nothing(), at, at + 2, at, "pronoun", pronoun=people.pronouns["he"])
    return he(Walk(scene, Registry(scene)), ref)


def whom_it_means(sieve: Callable[[Walk, Ref], Verdict], pronoun: str, *prominences: float) -> Entity | Tie | None:
    """Who "it" or "they" is, behind a sentence with bodies of these prominences."""
    text = "Sky and Sea rose. It fell."
    reading = Reading(text, ((0, len(text)),), (None,), ())
    people = reading.language.people
    scene, number = Scene(reading, people, []), people.pronouns[pronoun].number
    for at, prominence in enumerate(prominences):
        scene.add_event(at, Entity(key=(str(at),), number=number, fixed="organization"), prominence)
    at = text.index("It")
    tree = Tree([pronoun], [pronoun], ["PRP"], ["PRON"], ["nsubj"], [0], [at], [at + 2], [0], [""], [-1])
    ref = Ref(Phrase(0, 0, 0, 0), tree, at, at + 2, at, "pronoun", pronoun=people.pronouns[pronoun])
    return sieve(Walk(scene, Registry(scene)), ref)


@pytest.mark.parametrize(
    ("name", "sieve", "pronoun", "prominences"),
    [("MARGIN_OF_IT", it, "it", (1.0, 0.8)), ("MARGIN_OF_THEY", they, "they", (1.0, 0.7))],
)
def test_bodies_tie_where_two_are_close(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    sieve: Callable[[Walk, Ref], Verdict],
    pronoun: str,
    prominences: tuple[float, ...],
) -> None:
    assert isinstance(whom_it_means(sieve, pronoun, *prominences), Tie)
    monkeypatch.setattr(weights, name, 1.0)
    assert isinstance(whom_it_means(sieve, pronoun, *prominences), Entity)


@pytest.mark.parametrize(("name", "sieve", "pronoun"), [("LEAST_FOR_IT", it, "it"), ("LEAST_FOR_THEY", they, "they")])
def test_a_body_in_passing_is_not_meant(
    monkeypatch: pytest.MonkeyPatch, name: str, sieve: Callable[[Walk, Ref], Verdict], pronoun: str
) -> None:
    in_passing = getattr(weights, name) - 0.05
    assert whom_it_means(sieve, pronoun, in_passing) is None
    monkeypatch.setattr(weights, name, 0.0)
    assert isinstance(whom_it_means(sieve, pronoun, in_passing), Entity)


def tree_of_nothing() -> Tree:
    return Tree(*([] for _ in fields(Tree) if _.init))


def test_who_was_named_one_sentence_ago_is_a_rival(monkeypatch: pytest.MonkeyPatch) -> None:
    text, nearly = "Al sat. Bo stood. He left.", 1.1 * weights.DECAY
    assert isinstance(whom_he_means(1.0, nearly, text=text), Tie)
    monkeypatch.setattr(weights, "MARGIN", 1.0)
    assert isinstance(whom_he_means(1.0, nearly, text=text), Entity)


@pytest.mark.parametrize(
    ("name", "value", "prominences"),
    [
        ("BESIDE", 1.0, (1.0, 0.8)),  # the object of the same sentence is a rival
        ("AT_LEAST", 1.0, (1.0, 0.8)),
    ],
)
def test_pronouns_tie_where_two_are_close(
    monkeypatch: pytest.MonkeyPatch, name: str, value: float, prominences: tuple[float, ...]
) -> None:
    assert isinstance(whom_he_means(*prominences), Tie)
    monkeypatch.setattr(weights, name, value)
    assert isinstance(whom_he_means(*prominences), Entity)


def test_every_number_is_a_number_and_stands_in_the_table() -> None:
    lines = Path(weights.__file__).read_text("utf-8").splitlines()
    names = [match[1] for line in lines if (match := re.match(r"([A-Z_]+) = [\d.]+", line))]
    assert len(names) > 60
    assert all(isinstance(getattr(weights, name), int | float) for name in names)
    assert set(weights.FITTED) <= set(names)
