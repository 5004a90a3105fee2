"""The outermost stretches between marks, to be asked what stands in them.

In: a Reading. Out: start and end code points, sorted and disjoint.
Never tells speech from other words between marks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from quotekit.reading.reading import Reading


def passages_of(reading: Reading) -> list[tuple[int, int]]:
    """Start and end of every outermost stretch between marks, in text order."""
    return sorted(
        (span.start, span.end) for quotation in reading.quotations if not quotation.depth for span in quotation.spans
    )


def is_within(passages: Sequence[tuple[int, int]], at: int) -> bool:
    """Does one of some disjoint stretches, in text order, hold a code point?"""
    i = bisect_right(passages, (at, 1 << 60)) - 1
    return i >= 0 and at < passages[i][1]
