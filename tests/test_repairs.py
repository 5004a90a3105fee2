"""Repairs of parses, on stored ones: each moves what it says in its example and nothing in its counter-example."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import quotekit
from quotekit.languages import load_language
from quotekit.languages.en.repairs import REPAIRS
from quotekit.languages.repair import Repair, Retag, repair, reporting_forms
from quotekit.trees import Tree

PARSES = json.loads((Path(__file__).parent / "data" / "parses.json").read_text(encoding="utf8"))


def tree_of(text: str) -> Tree:
    assert text in PARSES, "no stored parse: run python -m bench.store_parses and review the diff"
    [columns] = PARSES[text]
    return Tree(**columns)


@pytest.mark.parametrize("each", REPAIRS, ids=lambda each: each.name)
def test_it_moves_what_its_example_says(each: Repair):
    tree = tree_of(each.example)
    moves = [change for change in each.find(tree, load_language()) if not isinstance(change, Retag)]
    moved = {f"{tree.words[token]} {dep} {tree.words[head]}" for token, head, dep in moves}
    assert set(each.moved) <= moved


@pytest.mark.parametrize("each", REPAIRS, ids=lambda each: each.name)
def test_it_leaves_its_counter_example_alone(each: Repair):
    assert not list(each.find(tree_of(each.counter_example), load_language()))


@pytest.mark.parametrize("each", REPAIRS, ids=lambda each: each.name)
def test_a_repaired_tree_needs_no_second_repair(each: Repair):
    once = repair(tree_of(each.example), load_language())
    again = repair(once, load_language())
    assert (again.heads, again.deps) == (once.heads, once.deps)


def test_a_tree_that_is_right_is_the_same_object():
    tree = tree_of("Anna Berg said that the ferry was late again.")
    assert repair(tree, load_language()) is tree


@pytest.mark.parametrize("each", REPAIRS, ids=lambda each: each.name)
def test_heads_of_a_repaired_tree_make_no_circle(each: Repair):
    tree = repair(tree_of(each.example), load_language())
    for i in range(len(tree)):
        steps = list(tree.ancestors(i))
        assert len(steps) < len(tree)
        assert not steps or tree.heads[steps[-1]] == steps[-1]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "According to its spokeswoman, Ana Ruiz, planners had ignored the maps.",
            "its spokeswoman, Ana Ruiz",
            "planners had ignored the maps",
        ),
        (
            "The wall, according to the surveyor, Lin Yao, had been leaning for years.",
            "the surveyor, Lin Yao",
            "The wall … had been leaning for years",
        ),
        (
            "According to Jo Hill, a nurse from Leeds, the ward was closed.",
            "Jo Hill, a nurse from Leeds",
            "the ward was closed",
        ),
        (
            "The reservoir, engineer Ana Brook said, would be full by June.",
            "engineer Ana Brook",
            "The reservoir … would be full by June",
        ),
        (
            "Several of the nurses interviewed for this report said they were exhausted.",
            "Several of the nurses interviewed for this report",
            "they were exhausted",
        ),
    ],
)
def test_what_is_said_and_by_whom(text: str, source: str, content: str):
    [found] = quotekit.extract(text)
    assert (found.source.text, found.text) == (source, content)


def test_two_reports_of_one_sentence_are_two():
    text = "He denied that any report had been withheld and said officers “give the same advice to all.”"
    found = [(a.cue.text, a.text) for a in quotekit.extract(text) if a.parent is None]
    assert found == [
        ("denied", "that any report had been withheld"),
        ("said", "officers “give the same advice to all.”"),
    ]


def test_cues_of_ones_own_report_as_well():
    assert "tooted" not in reporting_forms(load_language())
    assert "tooted" in reporting_forms(load_language("en", (("toot", "say"),)))
