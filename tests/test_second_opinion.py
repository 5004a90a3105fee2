"""The tagger, the trees and the choice after them: the same answers however they are asked."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from quotekit.attribution.attribute import attribute
from quotekit.attribution.clauses.choose import MARGIN, choose
from quotekit.attribution.clauses.numbers import NAMES, numbers_of
from quotekit.attribution.proposal import Proposal
from quotekit.attribution.tagging.columns import columns_of
from quotekit.attribution.tagging.features import BITS, TEMPLATES, token_features
from quotekit.attribution.tagging.tag import Tags, tag
from quotekit.attribution.views import ParagraphView, views_of
from quotekit.languages import load_language
from quotekit.languages.forest import Trees
from quotekit.languages.least import CHOSEN
from quotekit.languages.rule import Rule
from quotekit.languages.tagger import BEGINS, CONTENT, CUE, LABELS, SOURCE
from quotekit.reading.lay_out import lay_out
from quotekit.reading.parsing import parse
from quotekit.reading.reading import CueHit, Reading

TEXT = (
    "Anna Berg said that the ferry was late again.\n\n“We sail at noon,” she told the pilots, who had not slept.\n\n"
    "The council paid for a new pier."
)


def read(text: str, nlp: Language) -> Reading:
    laid = lay_out(text, load_language())
    [trees] = parse([(laid.text, laid.paragraphs)], nlp, load_language(), is_ours=True)
    from attrs import evolve

    return evolve(laid, trees=tuple(trees))


@pytest.fixture(scope="module")
def views(nlp: Language) -> list[ParagraphView]:
    return [view for view in views_of(read(TEXT, nlp)) if view is not None]


def test_templates_ask_for_columns_that_are_there(views: list[ParagraphView]) -> None:
    known = set(columns_of(views))
    assert {name for names in TEMPLATES for name in names} <= known


def test_features_are_numbers_of_weights(views: list[ParagraphView]) -> None:
    features = token_features(views)
    assert features.shape == (sum(len(view.tree) for view in views), len(TEMPLATES))
    assert int(features.max()) < 1 << BITS


def test_a_paragraph_has_the_same_features_alone(views: list[ParagraphView]) -> None:
    whole = token_features(views)
    at = 0
    for view in views:
        alone = token_features([view])
        assert (alone == whole[at : at + len(view.tree)]).all()
        at += len(view.tree)


def test_no_words_have_no_features() -> None:
    assert token_features([]).shape == (0, len(TEMPLATES))
    tagger = load_language().tagger
    assert tagger is not None
    assert tagger.probabilities(token_features([])).shape == (0, len(LABELS))


def test_the_tagger_knows_what_is_said_by_whom(views: list[ParagraphView]) -> None:
    tagger = load_language().tagger
    assert tagger is not None
    tags, words = tag(views, tagger)[views[0].number], views[0].tree.words
    assert tags[CUE][words.index("said")] > 0.9
    assert tags[SOURCE][words.index("Berg")] > 0.9
    assert min(tags[CONTENT][words.index("that") : words.index("again") + 1]) > 0.5
    assert tags[CONTENT][words.index("said")] < 0.2


def test_the_trees_ask_for_numbers_of_these_names() -> None:
    forest = load_language().clause_forest
    assert forest is not None
    assert forest.names == NAMES
    for trees in (forest.mostly, forest.exactly):
        assert int(trees.numbers.max()) < len(NAMES)


def walk(trees: Trees, row: Any) -> float:
    """The same as `Trees.probabilities`, one step after the other."""
    odds = 0.0
    right, left = trees.ways.reshape(-1, 2).T
    for root in trees.roots:
        at = int(root)
        while left[at] != at:
            goes_left = row[trees.numbers[at]] <= trees.limits[at]
            at = int((left if goes_left else right)[at])
        odds += float(trees.values[at])
    return float(1 / (1 + np.exp(-odds)))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(-8, 8, width=32), min_size=len(NAMES), max_size=len(NAMES)))
def test_trees_walked_together_answer_as_one_by_one(numbers: list[float]) -> None:
    forest = load_language().clause_forest
    assert forest is not None
    rows = np.array([numbers], np.float32)
    for trees in (forest.mostly, forest.exactly):
        assert trees.probabilities(rows)[0] == pytest.approx(walk(trees, rows[0]), abs=1e-5)


def test_answers_do_not_hang_on_who_is_asked_with_them() -> None:
    forest = load_language().clause_forest
    assert forest is not None
    rows = np.random.default_rng(1).normal(0, 2, (40, len(NAMES))).astype(np.float32)
    together = forest.mostly.probabilities(rows)
    alone = np.array([forest.mostly.probabilities(row[None, :])[0] for row in rows])
    assert (together == alone).all()


def proposal(first: int, last: int, share: float, confidence: float, head: int) -> Proposal:
    view = cast(ParagraphView, None)
    cue = CueHit(0, head, head, head, "say", "verb")
    return Proposal(view, [(first, last)], "ccomp:0", "subject", None, cue, share=share, confidence=confidence)


def least(rule: str) -> float:
    return CHOSEN


def test_two_that_go_together_beat_one_that_is_likelier() -> None:
    one = proposal(0, 9, 0.5, 0.6, 20)
    left, right = proposal(0, 4, 0.45, 0.55, 21), proposal(5, 9, 0.45, 0.55, 22)
    assert choose([[one], [left], [right]], least) == [left, right]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 6), st.floats(0.36, 1), st.integers(0, 3)), max_size=9))
def test_the_chosen_set_is_worth_most(items: list[tuple[int, int, float, int]]) -> None:
    groups: list[list[Proposal]] = [[], [], [], []]
    for first, length, confidence, group in items:
        groups[group].append(proposal(first, first + length, confidence / 2, confidence, 100 + group))

    def worth(chosen: tuple[Proposal, ...]) -> float:
        spans = sorted(each.runs[0] for each in chosen)
        if any(a[1] >= b[0] for a, b in pairwise(spans)):
            return -1.0
        heads = [each.cue.head for each in chosen if each.cue]
        return -1.0 if len(set(heads)) < len(heads) else sum(e.share + e.confidence - CHOSEN - MARGIN for e in chosen)

    everything = [each for group in groups for each in group]
    best = max(worth(chosen) for size in range(len(groups) + 1) for chosen in combinations(everything, size))
    assert worth(tuple(choose(groups, least))) == pytest.approx(best)


def test_an_own_rule_keeps_what_it_is_trusted_with(nlp: Language) -> None:
    mine = Rule(
        name="clause-of-pay",
        sentence="What is paid for is said.",
        frames=("p:for", "dobj", "pobj"),
        lemmas=("pay",),
        examples=("{source:The council} {cue:paid} {content:for a new pier}.",),
        counter_examples=("The council sailed.",),
    )
    reading = read(TEXT, nlp)
    drafts = attribute(reading, (mine, *load_language().rules))
    assert all(draft.confidence >= mine.trust for draft in drafts if draft.rule == mine.name)


def test_every_number_is_one(views: list[ParagraphView]) -> None:
    tagger = load_language().tagger
    assert tagger is not None
    tags = tag(views, tagger)
    first = views[0]
    words = Proposal(first, [(3, 8)], "ccomp:that", "none", None, first.cues[0], share=0.5, score=1.0)
    [row] = numbers_of([[words]], tags)
    assert len(row) == len(NAMES)
    assert all(np.isfinite(row))


def test_numbers_say_what_stands_in_the_words_and_beside_them(views: list[ParagraphView]) -> None:
    first, second = views[:2]
    sizes = len(first.tree), len(second.tree)
    probabilities = np.zeros((sum(sizes), len(LABELS)))
    probabilities[:, CONTENT] = np.linspace(0.1, 0.9, sum(sizes))
    probabilities[:, BEGINS] = np.linspace(0.9, 0.1, sum(sizes))
    tags = Tags.of([first, second], probabilities)
    whole = Proposal(second, [(0, sizes[1] - 1)], "ccomp:that", "none", None, share=0.5, score=1.0)
    pieces = Proposal(second, [(1, 2), (5, 6)], "ccomp:that", "none", None, share=0.25, score=0.5, variant="<")
    content, begins = tags[second.number][CONTENT], tags[second.number][BEGINS]
    one, two, alone = (
        dict(zip(NAMES, row.tolist(), strict=True)) for row in numbers_of([[whole, pieces], [pieces]], tags)
    )
    assert (one["BEFORE"], one["AFTER"], one["NEAR_BEGINS"], one["GAP"]) == (0, 0, 0, 0)
    assert one["INNER_BEGINS"] == pytest.approx(begins[1])
    assert two["INNER_BEGINS"] == pytest.approx(begins[2])
    assert (two["MEAN"], two["GAP"]) == pytest.approx((content[[1, 2, 5, 6]].mean(), content[3:5].mean()))
    assert (two["BEFORE"], two["AFTER"], two["TOKENS"]) == pytest.approx((content[0], content[7], 4))
    assert [each["LEAD"] for each in (one, two, alone)] == [0.5, -0.5, 5.0]
    assert [each["RIVALS"] for each in (one, two, alone)] == [2, 2, 1]
    assert {name for name in NAMES if two[name] != alone[name]} <= {
        "NOTHING",
        "LEAD",
        "RIVALS",
        "WHOLE_LEAD",
        "EDGES_LEAD",
    }
