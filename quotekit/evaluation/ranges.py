"""Sets of characters as sorted ranges, and how many letters they hold.

In: pairs of offsets. Out: joined ranges, what two have in common, counts.
Never holds one number a character but the running count of letters in a text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from quotekit.reading.reading import merge

Range = tuple[int, int]
Ranges = tuple[Range, ...]


def joined(ranges: Iterable[Sequence[int]]) -> Ranges:
    """The same characters as ranges in order, none empty, none touching another."""
    return tuple(merge((start, end) for start, end in ranges if start < end))


def shared(one: Ranges, other: Ranges) -> Ranges:
    """The characters that two joined ranges have in common."""
    out: list[Range] = []
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start < end:
            out.append((start, end))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(out)


def length(ranges: Ranges) -> int:
    """How many characters joined ranges hold."""
    return sum(end - start for start, end in ranges)


def jaccard(common: int, one: int, other: int) -> float:
    """The share of what two sets have in common, 0 where both are empty."""
    return common / (one + other - common) if common else 0.0


class Letters:
    """Counts the letters and digits of a text in ranges; spaces and punctuation never count."""

    def __init__(self, text: str) -> None:
        self._before = list(accumulate(map(str.isalnum, text), initial=0))

    def __call__(self, ranges: Ranges) -> int:
        """How many letters and digits joined ranges hold."""
        return sum(self._before[end] - self._before[start] for start, end in ranges)


class Index:
    """Finds, among many ranges with a number each, those that touch a range."""

    def __init__(self, numbered: Iterable[Ranges]) -> None:
        pieces = sorted((start, end, number) for number, ranges in enumerate(numbered) for start, end in ranges)
        self._starts = [start for start, _, _ in pieces]
        self._reach = list(accumulate((end for _, end, _ in pieces), max))
        self._pieces = pieces

    def touching(self, ranges: Ranges) -> list[int]:
        """The numbers of those that share a character with joined ranges, in order."""
        found: set[int] = set()
        for start, end in ranges:
            at = bisect_left(self._starts, end)
            while at and self._reach[at - 1] > start:
                at -= 1
                if self._pieces[at][1] > start:
                    found.add(self._pieces[at][2])
        return sorted(found)
