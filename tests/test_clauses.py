"""Indirect and mixed speech: exact spans of invented sentences, with the bundled model."""

from __future__ import annotations

from itertools import pairwise

import pytest
from attrs import evolve
from spacy.language import Language

from quotekit.attribution.attribute import attribute
from quotekit.attribution.clauses.propose import propose_clauses
from quotekit.attribution.clauses.select import select
from quotekit.attribution.clauses.sources import source_range
from quotekit.attribution.passages.decide import decide
from quotekit.attribution.rulebook import book_of
from quotekit.attribution.views import views_of
from quotekit.languages import DEFAULT_RULES, load_language
from quotekit.languages.en.rules.clauses import RULES
from quotekit.languages.rule import Example, Rule
from quotekit.reading.lay_out import lay_out
from quotekit.reading.parsing import parse
from quotekit.reading.reading import CueHit, Draft, Phrase, Reading

NOT_SAID = (
    "The ferry left the harbour at noon.",
    "The house was built according to plan.",
    "The mayor opened three things: a pier, a park and a pool.",
    "They sell a so-called “smart” pump.",
)


def read(nlp: Language, text: str) -> Reading:
    bare = lay_out(text, load_language())
    (trees,) = parse([(text, bare.paragraphs)], nlp, load_language(), is_ours=True)
    return evolve(bare, trees=tuple(trees))


def span(reading: Reading, place: CueHit | Phrase | None) -> tuple[int, int] | None:
    if place is None:
        return None
    tree = reading.trees[place.paragraph]
    assert tree is not None
    return tree.starts[place.first], tree.ends[place.last]


def words(reading: Reading, draft: Draft) -> list[str]:
    return [reading.text[start:end] for start, end in draft.contents]


@pytest.mark.parametrize("text", NOT_SAID)
def test_nothing_is_said(nlp: Language, text: str) -> None:
    assert attribute(read(nlp, text)) == []


@pytest.mark.parametrize(
    ("text", "medium", "negated"),
    [
        ("Berg said that the ferry was safe.", "speech", False),
        ("Berg did not say that the ferry was safe.", "speech", True),
        ("Berg never promised to repair the pier.", "speech", True),
        ("Berg wrote that the ferry was safe.", "writing", False),
        ("Berg believes that the ferry is safe.", "thought", False),
    ],
)
def test_medium_and_negation(nlp: Language, text: str, medium: str, negated: bool) -> None:
    (draft,) = attribute(read(nlp, text))
    assert (draft.medium, draft.negated) == (medium, negated)


def test_nested_attribution_lies_in_its_parent(nlp: Language) -> None:
    reading = read(nlp, "Anna Berg said on Monday that Oduya had promised to repair the pier.")
    outer, inner = attribute(reading)
    assert words(reading, outer) == ["that Oduya had promised to repair the pier"]
    assert words(reading, inner) == ["to repair the pier"]
    assert reading.text[slice(*span(reading, inner.source) or (0, 0))] == "Oduya"


def test_frame_interrupts(nlp: Language) -> None:
    reading = read(nlp, "Prices will fall, she said, by half next year.")
    (draft,) = attribute(reading)
    assert words(reading, draft) == ["Prices will fall", "by half next year"]


MIXED = """Anna Berg, who runs the port, said the pier was “close to collapse” and had to be shut.
“We sail at noon,” she said. “If it rains, we stay.” According to the council, nobody was told.
Tom Oduya denied that he had “lied to anybody,” as the paper wrote, and called the report “a joke.”
"""


@pytest.mark.parametrize("weighed", [True, False])
def test_outermost_contents_never_overlap(nlp: Language, weighed: bool) -> None:
    reading = read(nlp, MIXED)
    views = views_of(reading)
    book = book_of(DEFAULT_RULES, load_language())
    decisions = decide(reading, views, book, load_language().passage_weights if weighed else None)
    table = load_language().clause_weights if weighed else None
    found = select(reading, views, decisions, book, table)
    spans = sorted(piece for draft in found.drafts for piece in draft.contents)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for draft in (*found.drafts, *found.nested):
        for place in (draft.cue, draft.source):
            where = span(reading, place)
            assert where is None or all(end <= where[0] or where[1] <= start for start, end in draft.contents)
    for decision in decisions:
        quotation = reading.quotations[decision.passage.quotation].spans[decision.passage.piece]
        holders = [d for d in found.drafts if any(s <= quotation.start and quotation.end <= e for s, e in d.contents)]
        assert len(holders) + (decision in found.left) == decision.is_speech


def test_mixed_speech_is_one_attribution(nlp: Language) -> None:
    reading = read(nlp, MIXED)
    first = attribute(reading)[0]
    assert words(reading, first) == ["the pier was “close to collapse” and had to be shut"]


def proposed(nlp: Language, text: str) -> list[tuple[str, dict[str, object]]]:
    reading = read(nlp, text)
    views = views_of(reading)
    book = book_of(DEFAULT_RULES, load_language())
    decisions = {d.passage: d for d in decide(reading, views, book, load_language().passage_weights)}
    found = []
    for view in filter(None, views):
        own = [decisions.get(passage) for passage in view.passages]
        tree = view.tree
        for group in propose_clauses(view, own, book):
            for proposal in group:
                assert proposal.cue is not None
                head = proposal.cue.head
                roles: dict[str, object] = {
                    "content": [(tree.starts[first], tree.ends[last]) for first, last in proposal.runs],
                    "cue": tree.starts[head],
                }
                if proposal.mention is not None:
                    first, last = source_range(view, proposal.mention.head, [*proposal.runs, (head, head)])
                    roles["source"] = [(tree.starts[first], tree.ends[last])]
                found.append((proposal.rule, roles))
    return found


EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
COUNTER_EXAMPLES = [(rule, example) for rule in RULES for example in rule.counter_examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r.name}: {e.line}" for r, e in EXAMPLES])
def test_rule_does_what_its_example_says(nlp: Language, rule: Rule, example: Example) -> None:
    roles: dict[str, object] = {**example.roles, "cue": example.roles["cue"][0][0]}
    assert (rule.name, roles) in proposed(nlp, example.text)


@pytest.mark.parametrize(
    ("rule", "example"), COUNTER_EXAMPLES, ids=[f"{r.name}: {e.line}" for r, e in COUNTER_EXAMPLES]
)
def test_rule_leaves_its_counter_example_alone(nlp: Language, rule: Rule, example: Example) -> None:
    assert rule.name not in {name for name, _ in proposed(nlp, example.text)}


def test_every_rule_has_examples() -> None:
    for rule in RULES:
        assert rule.examples
        assert rule.counter_examples


def test_without_its_rule_a_shape_is_not_proposed(nlp: Language) -> None:
    reading = read(nlp, "Anna Berg said that the ferry was late again.")
    some = tuple(rule for rule in DEFAULT_RULES if rule.name != "that-clause")
    assert [draft.rule for draft in attribute(reading)] == ["that-clause"]
    assert "that-clause" not in {draft.rule for draft in attribute(reading, some)}


def test_cues_inside_marks_introduce_nothing(nlp: Language) -> None:
    reading = read(nlp, "“He said it rains,” Berg replied.")
    (view,) = views_of(reading)
    assert view is not None
    assert "say" not in {cue.lemma for cue in view.cues}
