"""Words that an outlet or a document passes on: “…,” said Berg, according to the Herald.

In: what is settled when the walk has ended. Out: whose words they are, by number of the draft.
Never changes a mention: the outlet stays the source, Berg becomes the speaker.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from quotekit.reading.reading import Draft
from quotekit.speakers import weights
from quotekit.speakers.entity import Entity
from quotekit.speakers.names.registry import is_subject
from quotekit.speakers.settled import Answer, Settled
from quotekit.speakers.walk import Way

RELAYED: Final = Way("relayed", "Words that an outlet or a document only passes on: whoever said them.")
Pieces = Sequence[tuple[int, int]]
_NO_PERSONS: Final = frozenset({"organization", "document", "place", "unknown"})


def relayed(settled: Settled) -> dict[int, Answer]:
    """Answers for the drafts whose source only passes on what somebody else says in them."""
    outer = [n for n, draft in enumerate(settled.drafts) if _passes_on(draft, settled.answers[n][0])]
    begins = sorted((draft.contents[0][0], n) for n, draft in enumerate(settled.drafts)) if outer else []
    found: dict[int, Answer] = {}
    for number in outer:
        inner = _said_within(settled, number, begins) or _names_itself(settled, settled.drafts[number].contents)
        if inner is not None:
            found[number] = inner, RELAYED.name
    return found


def _passes_on(draft: Draft, answer: object) -> bool:
    """Is its source a body, named behind a preposition: "according to the Herald"?"""
    is_body = isinstance(answer, Entity) and answer.kind() in _NO_PERSONS
    return is_body and draft.cue is not None and draft.cue.kind == "preposition"


def _said_within(settled: Settled, number: int, begins: Pieces) -> Entity | None:
    """Who says most of what a draft holds; `begins` is where each draft begins and its number, in text order."""
    drafts = settled.drafts
    passages = _between_marks(settled, drafts[number].contents)
    whole = passages or drafts[number].contents
    best: Entity | None = None
    most = weights.PASSED_ON * _shared(whole, whole)
    contents = drafts[number].contents
    near = begins[bisect_left(begins, (contents[0][0],)) : bisect_left(begins, (contents[-1][1],))]
    for other in sorted(each for _, each in near):
        answer = settled.answers[other][0]
        if other == number or not isinstance(answer, Entity) or not _holds(drafts[number], drafts[other]):
            continue
        shared = _shared(whole, drafts[other].contents)
        if shared >= most:
            best, most = answer, shared
    return best


def _names_itself(settled: Settled, contents: Pieces) -> Entity | None:
    """The one person who is the subject of a verb beside the words between marks: “…,” said Berg on Monday."""
    scene = settled.scene
    if not _between_marks(settled, contents):
        return None
    found = {
        id(owner): owner
        for start, end in contents
        for number in scene.names_in(start, end)
        if scene.quote_at(scene.names[number].start) < 0
        and is_subject(scene, scene.names[number])
        and (owner := scene.owners[number]) is not None
        and owner.could_be_person()
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _between_marks(settled: Settled, contents: Pieces) -> Pieces:
    """The parts of some stretches that stand between marks."""
    quotes = settled.scene.quotes
    found = []
    for start, end in contents:
        for first, last in quotes[bisect_left(quotes, (start,)) : bisect_left(quotes, (end,))]:
            found.append((first, min(last, end)))
    return found


def _shared(mine: Pieces, others: Pieces) -> int:
    """Code points that two lists of stretches share."""
    return sum(max(0, min(end, last) - max(start, first)) for start, end in mine for first, last in others)


def _holds(outer: Draft, inner: Draft) -> bool:
    return all(any(start <= a and b <= end for start, end in outer.contents) for a, b in inner.contents)
