"""Which words of a stretch of text stand between quotation marks.

In: a text and the passages between its marks; a stretch. Out: the verbatim parts of the stretch.
Never asks who said them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from attrs import field, frozen

from quotekit.records import Quotation

Interval = tuple[int, int]
_WORD: Final = re.compile(r"\w")


@frozen
class Verbatim:
    """The passages between marks of one text, ready to be asked what they hold.

    Attributes:
        text: The text as given.
        pieces: Start, end and depth of every inner span, with the end points of its quotation's
            piece; sorted by start, outer before inner.
        starts: The starts of the outermost pieces.
        firsts: Their positions in `pieces`.
    """

    text: str
    pieces: list[tuple[int, int, int, int, int]]
    starts: list[int] = field(factory=list)
    firsts: list[int] = field(factory=list)

    @classmethod
    def of(cls, text: str, quotations: Sequence[Quotation]) -> Verbatim:
        """The passages of `quotations`."""
        pieces = sorted(
            (inner.start, inner.end, quotation.depth, span.start, span.end)
            for quotation in quotations
            for span, inner in zip(quotation.spans, quotation.inners, strict=True)
        )
        firsts = [i for i, piece in enumerate(pieces) if piece[2] == 0]
        return cls(text, pieces, [pieces[i][0] for i in firsts], firsts)

    def within(self, start: int, end: int, frame: Interval | None) -> list[Interval]:
        """The verbatim parts of `text[start:end]`, sorted and disjoint, white space trimmed.

        Marks that stand around the frame as well do not count: in “He says he is ill,” the
        speaker is quoted, but what *he* said is told in the speaker's words.
        """
        at = max(0, bisect_right(self.starts, start) - 1)
        parts: list[Interval] = []
        for i in range(self.firsts[at] if self.firsts else 0, len(self.pieces)):
            first, last, _, outer_start, outer_end = self.pieces[i]
            if first >= end:
                break
            if frame and outer_start <= frame[0] and frame[1] <= outer_end:
                continue
            first, last = max(first, start, parts[-1][1] if parts else 0), min(last, end)
            words = self.text[first:last]
            if _WORD.search(words):
                first += len(words) - len(words.lstrip())
                parts.append((first, first + len(words.strip())))
        return parts
