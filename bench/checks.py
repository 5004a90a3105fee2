"""What rules and extents must do, checked on stored parses: without a model, in a second.

In: the examples of the rules, tests/data/extents.txt, the parses that `python -m bench.store_parses` keeps.
Out: for each example whether it holds. Never parses; tests and `bench.mutations` ask the same questions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from quotekit.attribution.attribute import attribute
from quotekit.attribution.clauses.features import describe
from quotekit.attribution.clauses.measures import Surroundings
from quotekit.attribution.clauses.propose import propose_clauses
from quotekit.attribution.clauses.sources import source_range
from quotekit.attribution.passages.decide import decide
from quotekit.attribution.passages.propose import Context, Turn, propose
from quotekit.attribution.phrases import phrase_range
from quotekit.attribution.proposal import Proposal
from quotekit.attribution.rulebook import RuleBook
from quotekit.attribution.views import ParagraphView, views_of
from quotekit.languages import DEFAULT_RULES, load_language
from quotekit.languages.repair import repair
from quotekit.languages.rule import Example, Rule
from quotekit.reading.lay_out import lay_out
from quotekit.reading.reading import CueHit, Draft, Phrase, Reading
from quotekit.trees import Tree

DATA: Final = Path(__file__).parents[1] / "tests" / "data"
PARSES: Final = DATA / "parses.json"
EXTENTS: Final = DATA / "extents.txt"
BOOK: Final = RuleBook(DEFAULT_RULES, load_language())
CLAUSE_RULES: Final = tuple(rule for rule in DEFAULT_RULES if rule.family == "clauses")
# A turn of a transcript holds no passage: tests/test_attribution.py has its examples.
PASSAGE_RULES: Final = tuple(
    rule for rule in DEFAULT_RULES if rule not in CLAUSE_RULES and rule.frames != ("transcript",)
)

Span = tuple[int, int]  # start and end code points


@cache
def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(PARSES.read_text(encoding="utf8"))
    return stored


def reading_of(text: str) -> Reading:
    """A text with its stored parse, as the parser gave it."""
    assert text in _stored(), "no stored parse: run python -m bench.store_parses and review the diff"
    trees = tuple(Tree(**columns) for columns in _stored()[text])
    return evolve(lay_out(text, load_language()), trees=trees)


@cache
def extents() -> dict[str, list[Example]]:
    """The lines of tests/data/extents.txt by their text."""
    by_text: dict[str, list[Example]] = {}
    for line in EXTENTS.read_text(encoding="utf8").splitlines():
        if line and not line.startswith("#"):
            by_text.setdefault(Example(line).text, []).append(Example(line))
    return by_text


def proposals(text: str) -> Iterator[Proposal]:
    """Every proposal for the passages of a text."""
    reading = reading_of(text)
    views = views_of(reading)
    turns: list[Turn] = []
    for decision in decide(reading, views, BOOK, load_language().passage_weights):
        context = Context(reading, views, decision.view, decision.passage, BOOK.relations)
        yield from propose(context, turns, BOOK)
        turns.append(Turn(decision.view, decision.passage, decision.taken))


def clauses(text: str) -> Iterator[Proposal]:
    """Every proposal for what is said at the cues of a text, as if it had no passages."""
    for view in filter(None, views_of(reading_of(text))):
        for group in propose_clauses(view, [None] * len(view.passages), BOOK):
            yield from group


def does(rule: Rule, example: Example) -> bool:
    """Does some proposal of a rule have the words, the source and the cue that its example marks, to the letter?"""
    roles = example.roles
    found = clauses(example.text) if rule in CLAUSE_RULES else proposals(example.text)
    for proposal in found:
        words = [_span(proposal.view, *run) for run in proposal.runs]
        if proposal.rule != rule.name or not _are_marked(words, roles["content"], rule):
            continue
        if _source(proposal, rule) == roles.get("source", []) and _has_cue(proposal, example):
            return True
    return False


def names_of(rule: Rule, text: str) -> set[str]:
    """The rules that make proposals for a text: for its passages or its clauses, as the rule asks."""
    return {proposal.rule for proposal in (clauses(text) if rule in CLAUSE_RULES else proposals(text))}


def _span(view: ParagraphView, first: int, last: int) -> Span:
    return view.tree.starts[first], view.tree.ends[last]


def _are_marked(words: Sequence[Span], marked: Sequence[Span], rule: Rule) -> bool:
    """All that is marked, or for a rule of passages one of several passages."""
    return list(words) == list(marked) if rule in CLAUSE_RULES else set(words) <= set(marked)


def _source(proposal: Proposal, rule: Rule) -> list[Span]:
    mention, cue = proposal.mention, proposal.cue
    if mention is None:
        return []
    if rule not in CLAUSE_RULES:
        return [_span(mention.view, *phrase_range(mention.view, mention.head))]
    taken = [*proposal.runs, *([(cue.head, cue.head)] if cue is not None else [])]
    return [_span(mention.view, *source_range(mention.view, mention.head, taken))]


def _has_cue(proposal: Proposal, example: Example) -> bool:
    """Does the proposal have the cue that the example marks, from its first letter on, and none that it does not?"""
    marked, cue = example.roles.get("cue"), proposal.cue
    if marked is None or cue is None:
        return marked is None
    view = proposal.view if proposal.mention is None else proposal.mention.view
    return any(start == view.tree.starts[cue.first] and view.tree.ends[cue.last] <= end for start, end in marked)


def said_in(text: str) -> list[dict[str, list[Span]]]:
    """Everything that is found in a text, by its weights: words, source and cue of each."""
    reading, language = reading_of(text), load_language()
    reading = evolve(reading, trees=tuple(tree and repair(tree, language) for tree in reading.trees))
    return _in_order([_roles(reading, draft) for draft in attribute(reading)])


def _roles(reading: Reading, draft: Draft) -> dict[str, list[Span]]:
    return {
        "content": list(draft.contents),
        "source": _place(reading, draft.source),
        "cue": _place(reading, draft.cue),
    }


def _place(reading: Reading, place: CueHit | Phrase | None) -> list[Span]:
    tree = None if place is None else reading.trees[place.paragraph]
    return [] if tree is None or place is None else [(tree.starts[place.first], tree.ends[place.last])]


def marked_in(examples: Sequence[Example]) -> list[dict[str, list[Span]]]:
    """What the lines of one text mark: words, source and cue of each."""
    roles = ("content", "source", "cue")
    return _in_order([{role: example.roles.get(role, []) for role in roles} for example in examples])


def _in_order(found: list[dict[str, list[Span]]]) -> list[dict[str, list[Span]]]:
    return sorted(found, key=lambda each: each["content"])


def features_made() -> dict[str, set[str]]:
    """Names of the features of every proposal for the stored texts: for "passages", and for "clauses"."""
    language, made = load_language(), {"passages": set[str](), "clauses": set[str]()}
    for text in _stored():
        reading = reading_of(text)
        views = views_of(reading)
        decisions = {each.passage: each for each in decide(reading, views, BOOK, language.passage_weights)}
        for decision in decisions.values():
            made["passages"].update(name for proposal in decision.proposals for name in proposal.features)
        for view in filter(None, views):
            around = Surroundings(view, views, [decisions.get(passage) for passage in view.passages])
            for group in propose_clauses(view, around.decisions, BOOK):
                describe(group, around)
                made["clauses"].update(name for proposal in group for name in proposal.features)
    return made


def failures() -> Iterator[str]:
    """What does not hold, one line each."""
    for rule in (*PASSAGE_RULES, *CLAUSE_RULES):
        for example in rule.examples:
            if not does(rule, example):
                yield f"{rule.name}: {example.line}"
        for example in rule.counter_examples:
            if rule.name in names_of(rule, example.text):
                yield f"{rule.name}, not: {example.line}"
    for text, examples in extents().items():
        if said_in(text) != marked_in(examples):
            yield f"extent: {text}"
