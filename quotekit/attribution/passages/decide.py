"""Decides passage by passage who says it: candidates weighed against each other.

In: a Reading and its views. Out: a Decision for every passage, in order.
Never builds contents; never looks behind the passage at hand for what is decided later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from quotekit.attribution.book import RuleBook
from quotekit.attribution.cues import find_cues
from quotekit.attribution.passages.propose import NOBODY, Candidate, Context, Turn, propose
from quotekit.attribution.views import Passage, View
from quotekit.attribution.weights import trusted
from quotekit.languages import stand_ins
from quotekit.languages.table import Table
from quotekit.reading.reading import Reading
from quotekit.records import Alternative

MOST_ALTERNATIVES = 4
SHORT = 4  # words; without weights, a capitalised passage this short is taken for a title
WEAK = 0.2  # without weights, a cue that reports more rarely than this is a last resort
PLAIN = 0.9  # how sure it is that a paragraph of speech is speech, by hand, as for turns of transcripts
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
        decision = _choose(view, passage, weighed, book, is_speech=context.is_lone_speech)
        decisions.append(decision)
        turns = [*turns[-MEMORY:], Turn(view, passage, decision.taken)]
    return _agree(decisions)


def _weigh(
    candidates: list[Candidate], table: Table | None, book: RuleBook, context: Context
) -> list[tuple[Candidate, float]]:
    if table is not None:
        chances = table.probabilities([candidate.features for candidate in candidates])
        for name, trust in reversed(book.trust.items()):  # the first in precedence is raised last
            mine = [n for n, candidate in enumerate(candidates) if candidate.rule == name]
            if mine:
                chances = trusted(chances, max(mine, key=chances.__getitem__), trust)
        return sorted(zip(candidates, chances, strict=True), key=lambda pair: -pair[1])
    is_title = context.length <= SHORT and context.case == "all" and not context.governors
    ranked = sorted(candidates, key=lambda c: _precedence(c, is_title, book))
    return [(candidate, float(place == 0)) for place, candidate in enumerate(ranked)]


def _precedence(candidate: Candidate, is_title: bool, book: RuleBook) -> tuple[bool, int, int, int]:
    """Sort key where the order of the rules decides: weak cues last, then frame, way, distance."""
    if candidate.frame == NOBODY:
        return (False, -1 if is_title else 1_000, 0, 0)
    cue = candidate.cue
    weak = cue is not None and cue.quoted_rate < WEAK
    distance = abs(cue.head - candidate.passage.first) if cue is not None else 0
    return (weak, book.frame_rank(candidate.frame), book.ranks[candidate.rule], distance)


def _choose(
    view: View, passage: Passage, weighed: list[tuple[Candidate, float]], book: RuleBook, *, is_speech: bool
) -> Decision:
    """The source with the largest sum over its proposals, by its best proposal.

    Where it is plainly speech, "nobody" stands for nobody known.
    """
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
        return Decision(view, passage, None, min(nobody, PLAIN) if is_speech else nobody, is_speech, candidates)
    taken = next(candidate for candidate, _ in weighed if candidate.source == best)
    if sums[best] < book.rules[book.ranks[taken.rule]].needs:
        return Decision(view, passage, None, 1 - nobody, True, candidates)
    return Decision(view, passage, taken, sums[best], True, candidates)


def _agree(decisions: list[Decision]) -> list[Decision]:
    """Pieces of one quotation over several paragraphs have one source: a frame beats a guess.

    Where two pieces have frames with two sources (a transcript whose every paragraph opens with
    a mark), the speaker changes at the second frame.
    """
    groups: dict[int, list[list[int]]] = {}
    for n, decision in enumerate(decisions):
        runs = groups.setdefault(decision.passage.quotation, [[]])
        if _is_framed(decision) and any(
            _is_framed(decisions[m]) and not _same_source(decisions[m], decision) for m in runs[-1]
        ):
            runs.append([])
        runs[-1].append(n)
    for numbers in (run for runs in groups.values() for run in runs if len(run) > 1):
        framed = [decisions[n] for n in numbers if _is_framed(decisions[n])]
        taken = framed or [decisions[n] for n in numbers if decisions[n].taken is not None]
        best = max(taken, key=lambda decision: decision.confidence, default=None)
        if best is None:
            continue
        for n in numbers:
            decisions[n] = evolve(decisions[n], taken=best.taken, confidence=best.confidence, is_speech=True)
    return decisions


def _is_framed(decision: Decision) -> bool:
    return decision.taken is not None and not decision.taken.implicit


def _same_source(one: Decision, two: Decision) -> bool:
    return one.taken is not None and two.taken is not None and one.taken.source == two.taken.source


def alternatives(decision: Decision) -> tuple[Alternative, ...]:
    """The proposals that lost, best first, as records."""
    rows: list[Alternative] = []
    for candidate, chance in decision.candidates:
        if candidate is decision.taken or len(rows) == MOST_ALTERNATIVES or chance < 0.001:
            continue
        tree = candidate.view.tree
        rows.append(
            Alternative(
                rule=candidate.rule or stand_ins.NOBODY,
                source=None if candidate.frame == NOBODY else tree.words[candidate.head],
                cue=candidate.cue.lemma if candidate.cue else None,
                confidence=chance,
            )
        )
    return tuple(rows)


def find_all_cues(views: Sequence[View | None]) -> None:
    """Looks for the cues of every paragraph and writes them into its view."""
    for view in views:
        if view is not None:
            view.cues = find_cues(view)
