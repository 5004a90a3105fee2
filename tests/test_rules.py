"""Rules on stored parses: each does what its examples say and leaves its counter-examples alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from quotekit.attribution.book import RuleBook
from quotekit.attribution.clauses import ClauseCandidate, clause_book, propose_clauses
from quotekit.attribution.passages.decide import decide, find_all_cues
from quotekit.attribution.passages.propose import Candidate, Context, Turn, propose
from quotekit.attribution.sources import phrase_range
from quotekit.attribution.views import views_of
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


def proposals(text: str) -> Iterator[Candidate]:
    reading = reading_of(text)
    views = views_of(reading)
    find_all_cues(views)
    turns: list[Turn] = []
    for decision in decide(reading, views, BOOK, load_language().passage_weights):
        context = Context(reading, views, decision.view, decision.passage, BOOK.relations)
        yield from propose(context, turns, BOOK)
        turns.append(Turn(decision.view, decision.passage, decision.taken))


def does(rule: Rule, example: Example) -> bool:
    """Does some proposal of the rule have the roles that the example marks?"""
    roles = example.roles
    [(start, end)] = roles["source"]
    contents = roles["content"]
    for candidate in proposals(example.text):
        if candidate.rule != rule.name:
            continue
        tree = candidate.view.tree
        first, last = phrase_range(candidate.view, candidate.head)
        own = candidate.passage
        here = tree.starts[candidate.head]
        said = any(
            content[0] <= offset < content[1]
            for content in contents
            for view in [candidate.view]
            for offset in [reading_of(example.text).quotations[own.quotation].spans[own.piece].start]
        )
        cue = (
            "cue" not in roles
            or candidate.cue is None
            or any(s <= tree.starts[candidate.cue.head] < e for s, e in roles["cue"])
        )
        if start <= here < end and said and cue and tree.starts[first] <= start and end <= tree.ends[last] + 40:
            return True
    return False


def clauses(text: str) -> Iterator[ClauseCandidate]:
    reading = reading_of(text)
    views = views_of(reading)
    find_all_cues(views)
    for view in views:
        if view is not None:
            verdicts = [None] * len(view.passages)
            for group in propose_clauses(view, verdicts, clause_book(DEFAULT_RULES), BOOK.relations):
                yield from group


def does_clause(rule: Rule, example: Example) -> bool:
    """Does some proposal of the rule have exactly the words and the source that the example marks?"""
    roles = example.roles
    for candidate in clauses(example.text):
        tree = candidate.view.tree
        spans = [(tree.starts[first], tree.ends[last]) for first, last in candidate.runs]
        if candidate.rule != rule.name or spans != roles["content"]:
            continue
        head = tree.starts[candidate.source[1]] if candidate.source else None
        if "source" not in roles or (head is not None and any(s <= head < e for s, e in roles["source"])):
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
        (c.rule, c.frame, c.relation, c.view.tree.words[c.head]) for c in proposals(example.text)
    ]


@pytest.mark.parametrize(("rule", "example"), COUNTER_CASES, ids=[f"{r.name}: {e.line}" for r, e in COUNTER_CASES])
def test_counter_example(rule: Rule, example: Example) -> None:
    assert rule.name not in {candidate.rule for candidate in proposals(example.text)}


@pytest.mark.parametrize(("rule", "example"), CLAUSE_CASES, ids=[f"{r.name}: {e.line}" for r, e in CLAUSE_CASES])
def test_clause_example(rule: Rule, example: Example) -> None:
    assert does_clause(rule, example), [(c.rule, c.frame, c.runs) for c in clauses(example.text)]


@pytest.mark.parametrize(
    ("rule", "example"), CLAUSE_COUNTER_CASES, ids=[f"{r.name}: {e.line}" for r, e in CLAUSE_COUNTER_CASES]
)
def test_clause_counter_example(rule: Rule, example: Example) -> None:
    assert rule.name not in {candidate.rule for candidate in clauses(example.text)}


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
