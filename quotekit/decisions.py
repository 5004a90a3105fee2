"""Decides passage by passage who says it: candidates weighed against each other.

In: a Reading and its views. Out: a Decision for every passage, in order.
Never builds contents; never looks behind the passage at hand for what is decided later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from quotekit.candidates import NOBODY, Candidate, Context, Turn, propose
from quotekit.candidates.not_speech import title_case
from quotekit.cues import find_cues
from quotekit.lexicon import Lexicon
from quotekit.reading import Reading
from quotekit.records import Alternative
from quotekit.rules.book import RuleBook
from quotekit.scoring import Table
from quotekit.view import Passage, View

SURE_ENOUGH = 0.45  # below, a passage is speech without a source
MOST_ALTERNATIVES = 4
SHORT = 4  # words; without weights, a capitalised passage this short is taken for a title
MEMORY = 4  # turns that proposals may look back on


@frozen(eq=False)
class Decision:
    """What was decided for one piece of a quotation.

    Attributes:
        view: Its paragraph.
        passage: The piece.
        taken: The proposal taken; None where nobody or nobody known says it.
        confidence: Probability of the source, or of there being none.
        is_speech: Does somebody say it, known or not?
        candidates: All proposals, best first, with their probability.
    """

    view: View
    passage: Passage
    taken: Candidate | None
    confidence: float
    is_speech: bool
    candidates: tuple[tuple[Candidate, float], ...]


def decide(
    reading: Reading,
    views: Sequence[View | None],
    book: RuleBook,
    table: Table | None,
    passages: Iterable[tuple[View, Passage]] | None = None,
) -> list[Decision]:
    """A decision for every passage, in text order.

    Args:
        reading: The text.
        views: Its paragraphs, cues found.
        book: The rules in use.
        table: The weights; None to let the order of the rules decide.
        passages: Which passages; all outermost ones unless given.
    """
    if passages is None:
        passages = ((view, passage) for view in views if view is not None for passage in view.passages)
    decisions: list[Decision] = []
    turns: list[Turn] = []
    for view, passage in passages:
        context = Context(reading, views, view, passage, book.relations)
        candidates = propose(context, turns, book)
        weighed = _weigh(candidates, table, book, context)
        decision = _choose(view, passage, weighed)
        decisions.append(decision)
        turns = [*turns[-MEMORY:], Turn(view, passage, decision.taken)]
    return _agree(decisions)


def _weigh(
    candidates: list[Candidate], table: Table | None, book: RuleBook, context: Context
) -> list[tuple[Candidate, float]]:
    if table is not None:
        chances = table.probabilities([candidate.features for candidate in candidates])
        return sorted(zip(candidates, chances, strict=True), key=lambda pair: -pair[1])
    is_title = context.length <= SHORT and title_case(context.text) == "all" and not context.governors
    ranked = sorted(
        candidates,
        key=lambda c: (-1 if is_title else 1_000) if c.frame == NOBODY else book.ranks[c.rule],
    )
    return [(candidate, float(place == 0)) for place, candidate in enumerate(ranked)]


def _choose(view: View, passage: Passage, weighed: list[tuple[Candidate, float]]) -> Decision:
    """The source with the largest sum over its proposals, by its best proposal."""
    sums: dict[tuple[int, int], float] = {}
    nobody = 0.0
    for candidate, chance in weighed:
        if candidate.frame == NOBODY:
            nobody = chance
        else:
            sums[candidate.source] = sums.get(candidate.source, 0.0) + chance
    best = max(sums, key=lambda source: sums[source], default=None)
    candidates = tuple(weighed)
    if best is None or nobody >= 0.5:
        return Decision(view, passage, None, nobody, False, candidates)
    if sums[best] < SURE_ENOUGH:
        return Decision(view, passage, None, 1 - nobody, True, candidates)
    taken = next(candidate for candidate, _ in weighed if candidate.source == best)
    return Decision(view, passage, taken, sums[best], True, candidates)


def _agree(decisions: list[Decision]) -> list[Decision]:
    """Pieces of one quotation over several paragraphs have one source: a frame beats a guess."""
    pieces: dict[int, list[int]] = {}
    for n, decision in enumerate(decisions):
        pieces.setdefault(decision.passage.quotation, []).append(n)
    for numbers in pieces.values():
        if len(numbers) == 1:
            continue
        taken = [decisions[n] for n in numbers if decisions[n].taken is not None]
        if not taken:
            continue
        best = max(taken, key=lambda d: (not d.taken.implicit, d.confidence) if d.taken else (False, 0.0))
        for n in numbers:
            decisions[n] = evolve(
                decisions[n], taken=best.taken, confidence=best.confidence, is_speech=True
            )
    return decisions


def alternatives(decision: Decision) -> tuple[Alternative, ...]:
    """The proposals that lost, best first, as records."""
    rows = []
    for candidate, chance in decision.candidates:
        if candidate is decision.taken or len(rows) == MOST_ALTERNATIVES or chance < 0.001:
            continue
        tree = candidate.view.tree
        rows.append(
            Alternative(
                rule=candidate.rule or NOBODY,
                source=None if candidate.frame == NOBODY else tree.words[candidate.head],
                cue=candidate.cue.lemma if candidate.cue else None,
                confidence=chance,
            )
        )
    return tuple(rows)


def find_all_cues(views: Sequence[View | None], lexicon: Lexicon) -> None:
    """Looks for the cues of every paragraph and writes them into its view."""


    for view in views:
        if view is not None:
            view.cues = find_cues(view, lexicon)
