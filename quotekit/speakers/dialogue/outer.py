"""Drafts of the narration, apart from what people in a story report in their own words.

In: a Reading and its drafts. Out: the drafts without those that lie between marks.
Never changes a draft.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from quotekit.reading.reading import Draft, Reading


def outer_drafts(reading: Reading, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts, but none whose source and words both lie inside one passage: “I think *it will rain*.”

    Such a one neither introduces the turn that it lies in nor takes the place of it.
    """
    outermost = (quotation for quotation in reading.quotations if not quotation.depth)
    spans = sorted((span.start, span.end) for quotation in outermost for span in quotation.spans)
    starts = [start for start, _ in spans]
    kept = []
    for draft in drafts:
        at = _start_of_source(reading, draft)
        number = bisect_right(starts, at) - 1
        first, last = spans[number] if number >= 0 else (0, 0)
        is_inside = first < at < last and all(first < start and end < last for start, end in draft.contents)
        if not is_inside:
            kept.append(draft)
    return kept


def _start_of_source(reading: Reading, draft: Draft) -> int:
    phrase = draft.source
    tree = reading.trees[phrase.paragraph] if phrase is not None else None
    return tree.starts[phrase.first] if phrase is not None and tree is not None else -1
