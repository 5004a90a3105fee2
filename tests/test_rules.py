"""Rules on stored parses: each does what its examples say and leaves its counter-examples alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from quotekit.attribution.clauses.propose import propose_clauses
from quotekit.attribution.clauses.sources import source_range
from quotekit.attribution.passages.decide import decide
from quotekit.attribution.passages.propose import Context, Turn, propose
from quotekit.attribution.proposal import Proposal
from quotekit.attribution.rulebook import RuleBook
from quotekit.attribution.sources import phrase_range
from quotekit.attribution.views import View, views_of
from quotekit.errors import RuleError
from quotekit.languages import DEFAULT_RULES, load_language
from quotekit.languages.rule import Example, Rule
from quotekit.reading.lay_out import lay_out
from quotekit.reading.reading import Reading
from quotekit.trees import Tree

PARSES = json.loads((Path(__file__).parent / "data" / "parses.json").read_text(encoding="utf8"))
BOOK = RuleBook(DEFAULT_RULES, load_language())


def reading_of(text: str) -> Reading:
    assert text in PARSES, "no stored parse: run python -m bench.store_parses and review the diff"
    return evolve(lay_out(text, load_language()), trees=tuple(Tree(**columns) for columns in PARSES[text]))


def proposals(text: str) -> Iterator[Proposal]:
    reading = reading_of(text)
    views = views_of(reading)
    turns: list[Turn] = []
    for decision in decide(reading, views, BOOK, load_language().passage_weights):
        context = Context(reading, views, decision.view, decision.passage, BOOK.relations)
        yield from propose(context, turns, BOOK)
        turns.append(Turn(decision.view, decision.passage, decision.taken))


def clauses(text: str) -> Iterator[Proposal]:
    for view in filter(None, views_of(reading_of(text))):
        for group in propose_clauses(view, [None] * len(view.passages), BOOK):
            yield from group


def span(view: View, first: int, last: int) -> tuple[int, int]:
    return view.tree.starts[first], view.tree.ends[last]


def has_cue(proposal: Proposal, view: View, example: Example) -> bool:
    """Does the proposal have the cue that the example marks, from its first letter on, and none that it does not?"""
    marked, cue = example.roles.get("cue"), proposal.cue
    if marked is None or cue is None:
        return marked is None
    return any(start == view.tree.starts[cue.first] and view.tree.ends[cue.last] <= end for start, end in marked)


def does(rule: Rule, example: Example) -> bool:
    """Does some proposal of the rule have the passage, the source and the cue that the example marks, to the letter?"""
    roles = example.roles
    for proposal in proposals(example.text):
        mention = proposal.mention
        if proposal.rule != rule.name or mention is None:
            continue
        source = span(mention.view, *phrase_range(mention.view, mention.head))
        [run] = proposal.runs
        is_said = span(proposal.view, *run) in roles["content"]
        if is_said and [source] == roles["source"] and has_cue(proposal, mention.view, example):
            return True
    return False


def does_clause(rule: Rule, example: Example) -> bool:
    """Does some proposal of the rule have exactly the words, the source and the cue that the example marks?"""
    roles = example.roles
    for proposal in clauses(example.text):
        view, mention, cue = proposal.view, proposal.mention, proposal.cue
        assert cue is not None
        if proposal.rule != rule.name or [span(view, *run) for run in proposal.runs] != roles["content"]:
            continue
        taken = [*proposal.runs, (cue.head, cue.head)]
        source = [] if mention is None else [span(view, *source_range(view, mention.head, taken))]
        if source == roles.get("source", []) and has_cue(proposal, view, example):
            return True
    return False


# A turn of a transcript holds no passage: tests/test_attribution.py has its examples.
PASSAGE_RULES = [rule for rule in DEFAULT_RULES if rule.name != "transcript-turn" and rule.family != "clauses"]
CLAUSE_RULES = [rule for rule in DEFAULT_RULES if rule.family == "clauses"]
CASES = [(rule, example) for rule in PASSAGE_RULES for example in rule.examples]
COUNTER_CASES = [(rule, example) for rule in PASSAGE_RULES for example in rule.counter_examples]
CLAUSE_CASES = [(rule, example) for rule in CLAUSE_RULES for example in rule.examples]
CLAUSE_COUNTER_CASES = [(rule, example) for rule in CLAUSE_RULES for example in rule.counter_examples]


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[f"{r.name}: {e.line}" for r, e in CASES])
def test_example(rule: Rule, example: Example) -> None:
    assert does(rule, example), [
        (c.rule, c.frame, c.relation, c.mention and c.mention.word) for c in proposals(example.text)
    ]


@pytest.mark.parametrize(("rule", "example"), COUNTER_CASES, ids=[f"{r.name}: {e.line}" for r, e in COUNTER_CASES])
def test_counter_example(rule: Rule, example: Example) -> None:
    assert rule.name not in {proposal.rule for proposal in proposals(example.text)}


@pytest.mark.parametrize(("rule", "example"), CLAUSE_CASES, ids=[f"{r.name}: {e.line}" for r, e in CLAUSE_CASES])
def test_clause_example(rule: Rule, example: Example) -> None:
    assert does_clause(rule, example), [(each.rule, each.frame, each.runs) for each in clauses(example.text)]


@pytest.mark.parametrize(
    ("rule", "example"), CLAUSE_COUNTER_CASES, ids=[f"{r.name}: {e.line}" for r, e in CLAUSE_COUNTER_CASES]
)
def test_clause_counter_example(rule: Rule, example: Example) -> None:
    assert rule.name not in {proposal.rule for proposal in clauses(example.text)}


@pytest.mark.parametrize("rule", DEFAULT_RULES, ids=lambda rule: rule.name)
def test_rule_is_documented(rule: Rule) -> None:
    assert rule.examples
    assert rule.counter_examples
    assert rule.sentence.endswith(".")


def test_names_are_unique() -> None:
    assert len({rule.name for rule in DEFAULT_RULES}) == len(DEFAULT_RULES)
    with pytest.raises(RuleError, match="two rules are called 'dash-byline'"):
        RuleBook((*DEFAULT_RULES, next(rule for rule in DEFAULT_RULES if rule.name == "dash-byline")), load_language())


# A renamed rule breaks the counts of whoever stored its name; new names are added here.
def test_names_are_permanent() -> None:
    known = (Path(__file__).parent / "data" / "rule_names.txt").read_text(encoding="utf8").split()
    assert sorted(rule.name for rule in DEFAULT_RULES) == known


def test_frequent_rules_are_precise_or_ask_for_more() -> None:
    for rule in DEFAULT_RULES:
        row = load_language().measured.get(rule.name)
        # A clause rule only says what kind of words these are; how sure it is depends on the cue.
        if row is not None and row.count >= 20 and rule.family != "clauses":
            # What nothing but the order of passages speaks for is often wrong: such rules are kept
            # for what they find, and decide only where they are more likely than others need be.
            assert row.precision >= (0.8 if rule.needs < 0.6 else 0.68), (rule.name, row)
