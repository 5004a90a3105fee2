"""Proposals from what came before: the speaker goes on, or answers, or was announced.

In: a Context and the passages before it with what was decided. Out: Candidates.
Never looks further back than the last turns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from quotekit.candidates.candidate import COARSE_RATES, GAPS, LENGTHS, Candidate, bucket
from quotekit.candidates.context import Context, gap
from quotekit.mentions import sources_of
from quotekit.view import Passage, View

FARTHEST = 3  # paragraphs back to a passage that is continued


@frozen(eq=False)
class Turn:
    """A passage and what was decided for it.

    Attributes:
        view: Its paragraph.
        passage: The passage.
        chosen: The proposal taken, or None.
    """

    view: View
    passage: Passage
    chosen: Candidate | None


def propose_turns(context: Context, turns: Sequence[Turn]) -> Iterator[Candidate]:
    """Continuation in the paragraph and over paragraphs, alternation, announcement."""
    previous = turns[-1] if turns else None
    if previous is not None and previous.chosen is not None:
        if previous.view is context.view:
            yield _in_paragraph(context, previous, previous.chosen)
        elif context.view.number - previous.view.number <= FARTHEST:
            yield _over_paragraphs(context, previous, previous.chosen, turns)
    if (other := _alternate(context, turns)) is not None:
        yield other
    yield from _announced(context)


def is_alone(view: View, passage: Passage) -> bool:
    """Does the passage fill its paragraph?"""
    return passage.first <= 1 and passage.last >= len(view.tree) - 2


def _turn(context: Context, frame: str, taken: Candidate, details: list[str]) -> Candidate:
    features = [f"frame={frame}", *(f"{frame}:{detail}" for detail in details)]
    return Candidate(context.passage, frame, frame, taken.view, taken.head, features, cue=None, implicit=True)


def _in_paragraph(context: Context, previous: Turn, taken: Candidate) -> Candidate:
    view, passage, tree = context.view, context.passage, context.view.tree
    last = previous.passage.last
    between = gap(view, last, passage.first)
    stops = min(between.stops, 2)
    own = taken.cue.head if taken.cue is not None and taken.view is view else -1
    rival = max((c.quoted_rate for c in view.cues if last < c.head < passage.first and c.head != own), default=0.0)
    subjects = {
        "p" if tree.pos[i] == "PRON" else "n"
        for i in range(last + 1, passage.first)
        if tree.deps[i] == "nsubj" and view.inside[i] < 0 and (view.number, i) != taken.source
    }
    same = last < own < passage.first  # “A,” he said, “B.”
    governor = max((cue.quoted_rate for _, cue in context.governors), default=0.0)
    return _turn(
        context,
        "continued",
        taken,
        [
            f"gap={bucket(between.words, GAPS)}",
            f"stops={min(between.stops, 3)}",
            f"gap,stops={bucket(between.words, (0, 2, 5, 10))}{stops}",
            f"rival={bucket(rival, COARSE_RATES)}",
            f"subjects={''.join(sorted(subjects))}",
            f"same-cue={same}{stops}",
            f"earlier={taken.frame}{same}",
            f"marks={between.punctuation[:2]}",
            f"capital={context.text[:1].isupper()}",
            f"governed={bool(context.governors)}{stops}",
            f"governor={bucket(governor, (0, 0.1, 0.25, 0.5))}",
            f"length={bucket(context.length, LENGTHS)}{stops}",
            f"opens={passage.first == 0}",
            f"closes={passage.last + 1 >= len(tree) - 1}",
        ],
    )


def _over_paragraphs(context: Context, previous: Turn, taken: Candidate, turns: Sequence[Turn]) -> Candidate:
    view, passage = context.view, context.passage
    before = gap(view, -1, passage.first)
    behind = gap(previous.view, previous.passage.last, len(previous.view.tree))
    quotations = context.reading.quotations
    is_open = not quotations[previous.passage.quotation].is_closed
    distance = view.number - previous.view.number
    after = sum(cue.head > passage.last for cue in view.cues)
    ahead = sum(cue.head < passage.first for cue in view.cues)
    return _turn(
        context,
        "next-paragraph",
        taken,
        [
            f"distance={distance}",
            f"gap={bucket(before.words, GAPS)}",
            f"behind={bucket(behind.words, GAPS)}",
            f"open={is_open}{distance}{bucket(before.words, (0, 3))}",
            f"same={previous.passage.quotation == passage.quotation}",
            f"gap,behind={bucket(before.words, (0, 3, 10))}{bucket(behind.words, (0, 5, 15))}",
            f"earlier={taken.frame}",
            f"opens={passage.first <= 1}{distance}",
            f"alone={is_alone(view, passage)}{distance}{is_open}",
            f"governed={bool(context.governors)}",
            f"colon={previous.view.tree.words[-1:] == [':']}",
            f"length={bucket(context.length, LENGTHS)}",
            f"cues={min(after, 2)}{min(ahead, 2)}",
            f"dialogue={is_dialogue(turns)}",
        ],
    )


def is_dialogue(turns: Sequence[Turn]) -> bool:
    """Were the last two turns by two speakers in neighbouring paragraphs?"""
    if len(turns) < 2:
        return False
    one, two = turns[-2:]
    return (
        one.chosen is not None
        and two.chosen is not None
        and one.chosen.source != two.chosen.source
        and two.view.number - one.view.number == 1
        and one.passage.first <= 1
        and two.passage.first <= 1
    )


def _alternate(context: Context, turns: Sequence[Turn]) -> Candidate | None:
    """The speaker before the last one, where two take turns, each in a paragraph of quotes."""
    if not is_dialogue(turns) or context.view.number - turns[-1].view.number != 1:
        return None
    taken = turns[-2].chosen
    if taken is None or context.passage.first > 1:
        return None
    alone = is_alone(context.view, context.passage)
    is_open = not context.reading.quotations[turns[-1].passage.quotation].is_closed
    return _turn(
        context,
        "alternation",
        taken,
        [f"alone={alone}", f"open={is_open}", f"before-alone={is_alone(turns[-1].view, turns[-1].passage)}"],
    )


def _announced(context: Context) -> Iterator[Candidate]:
    """A frame at the end of the paragraph before: "The minister added:¶“…”"."""
    view, passage = context.view, context.passage
    before = context.views[view.number - 1] if view.number else None
    if before is None or passage.first > 2:
        return
    tree = before.tree
    colon = tree.words[-1:] == [":"]
    alone = is_alone(view, passage)
    cues = before.cues[-3:]
    for rank, cue in enumerate(reversed(cues)):
        for _, head in sources_of(before, cue, context.relations)[:1]:
            details = [
                f"rank={rank}",
                f"colon={colon}",
                f"colon,rank={colon}{rank}",
                f"quoted-rate={bucket(cue.quoted_rate, (0.06, 0.25, 0.5, 0.8))}{colon}",
                f"lemma={cue.weighed_as}{colon}",
                f"alone={alone}{colon}",
                f"has-passage={bool(before.passages)}{colon}",
                f"ends-with={tree.words[-1][-1:]}",
                f"last-sentence={tree.sents[cue.head] == tree.sents[-1]}",
            ]
            frame = "announced-colon" if colon and not rank else "announced"
            features = [f"frame={frame}", *(f"announced:{detail}" for detail in details)]
            yield Candidate(passage, frame, frame, before, head, features, cue)
    if colon or not cues:
        yield from _announcing_subject(context, before, colon, alone)


def _announcing_subject(context: Context, before: View, colon: bool, alone: bool) -> Iterator[Candidate]:
    tree = before.tree
    for i in range(len(tree)):
        if tree.deps[i] in ("nsubj", "nsubjpass") and before.inside[i] < 0 and tree.sents[i] == tree.sents[-1]:
            details = [
                f"colon={colon}",
                f"has-passage={bool(before.passages)}",
                f"alone={alone}{colon}",
            ]
            features = ["frame=subject-before", *(f"subject-before:{detail}" for detail in details)]
            yield Candidate(context.passage, "subject-before", "subject-before", before, i, features, implicit=True)
            return
