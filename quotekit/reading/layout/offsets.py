"""Edits of a text that remember where every character came from.

In: a text and edits. Out: the text as read, and an OffsetMap back to the text as given.
Never decides what to edit.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from attrs import field, frozen

from quotekit.records import Span
from quotekit.records.parts import MARKUP

Stretch = tuple[int, int]


@frozen
class Edit:
    """One change of a text.

    Attributes:
        start: First code point that goes.
        end: One past the last one that goes; `start` where something is only put in.
        text: What stands there afterwards.
        is_furniture: Is what goes something that a reader sees and that nobody says (a page number,
            a clock)? Then no span runs over it.
    """

    start: int
    end: int
    text: str = ""
    is_furniture: bool = False


@frozen(eq=False)
class OffsetMap:
    """Where the characters of a text as read stand in the text as given.

    Attributes:
        starts: For every code point as read, the first one as given that it stands for.
        ends: One past the last; the same as the start where the character was put in.
        furniture: Stretches as given that no span runs over, sorted and disjoint.
    """

    starts: array[int]
    ends: array[int]
    furniture: tuple[Stretch, ...] = field(default=())

    def hull(self, start: int, end: int) -> Stretch:
        """The stretch as given from the first to the last character of `start:end` as read."""
        while start < end and self.starts[start] == self.ends[start]:
            start += 1
        while end > start and self.starts[end - 1] == self.ends[end - 1]:
            end -= 1
        if start < end:
            return self.starts[start], self.ends[end - 1]
        at = self.starts[start] if start < len(self.starts) else self.ends[-1] if self.ends else 0
        return at, at

    def pieces(self, start: int, end: int) -> list[Stretch]:
        """The stretches as given of `start:end` as read, without the furniture between them."""
        first, last = self.hull(start, end)
        found: list[Stretch] = []
        for number in range(bisect_left(self.furniture, (first, first)), len(self.furniture)):
            begin, stop = self.furniture[number]
            if begin >= last:
                break
            found.append((first, begin))
            first = max(first, stop)
        return [*found, (first, last)]


def apply(text: str, edits: Iterable[Edit], before: OffsetMap | None = None) -> tuple[str, OffsetMap | None]:
    """The text after some edits, and where it comes from.

    Args:
        text: The text.
        edits: In any order; of two that overlap, the one that begins first is made.
        before: Where `text` itself comes from; None if it is the text as given.
    """
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if not ordered:
        return text, before
    known = before or OffsetMap(array("I", range(len(text))), array("I", range(1, len(text) + 1)))
    parts: list[str] = []
    starts, ends = array("I"), array("I")
    furniture = list(known.furniture)
    at = 0
    for edit in ordered:
        if edit.start < at:
            continue
        parts += (text[at : edit.start], edit.text)
        starts += known.starts[at : edit.start]
        ends += known.ends[at : edit.start]
        gone = known.hull(edit.start, edit.end)
        # The first character put in stands for all that went; the others stand for nothing.
        starts.extend([gone[0], *[gone[1]] * (len(edit.text) - 1)] if edit.text else [])
        ends.extend([gone[1]] * len(edit.text))
        if edit.is_furniture and gone[0] < gone[1]:
            furniture.append(gone)
        at = edit.end
    parts.append(text[at:])
    starts += known.starts[at:]
    ends += known.ends[at:]
    return "".join(parts), OffsetMap(starts, ends, tuple(_joined(furniture)))


def as_shown(read: str, given: str, offsets: OffsetMap, start: int, end: int) -> Span:
    """The span `start:end` of the text as given, its words as a reader of the page sees them: without markup."""
    if MARKUP.search(given, start, end) is None:
        return Span.of(given, start, end)
    starts, ends = offsets.starts, offsets.ends
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    return Span(start, end, "".join(read[i] for i in range(first, last) if starts[i] < ends[i]))


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def shift(at: int, edits: Iterable[Edit]) -> int:
    """Where the character at `at` stands after some edits that leave it in place."""
    return at + sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.end <= at)
