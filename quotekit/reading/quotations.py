"""Passages between quotation marks: of every style, nested, over several paragraphs, mistyped.

In: a text. Out: `Quotation` records with offsets into it, in order of their start.
Never raises on any text, never lets an unclosed mark reach beyond its paragraph, parses nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from quotekit.languages.layout import NO_ELISIONS, Elisions
from quotekit.reading.marks import PAIRS, Hold, Mark, find_marks
from quotekit.reading.open_passages import OpenPassage, settled
from quotekit.reading.pairing import (
    Ahead,
    begins_sentence,
    is_british_style,
    is_inch,
    is_opening,
    is_opening_inside,
    orient,
)
from quotekit.reading.paragraphs import find_paragraphs
from quotekit.records import Quotation

MAX_DEPTH: Final = 8  # levels; keeps a row of opening marks from costing quadratic time
_SOFT_REACH: Final = 100  # characters; a lone ’ behind an s farther away closes nothing


def find_quotations(
    text: str, paragraphs: Sequence[tuple[int, int]] | None = None, elisions: Elisions = NO_ELISIONS
) -> tuple[Quotation, ...]:
    """Every passage of `text` between quotation marks, in order of start, outer before inner.

    Passages with neither letter nor digit are left out, and so are marks that stand for an
    apostrophe, inches or a bullet. Takes time linear in the length of the text; raises nothing.

    Args:
        text: Any text.
        paragraphs: Half-open offsets of its paragraphs in code points, in order; by default
            those of `find_paragraphs`. Marks outside them are not looked at.
        elisions: Where a single mark stands for letters left out, in the language of the text.
    """
    marks = orient(find_marks(text, elisions))
    if not marks:
        return ()
    if paragraphs is None:
        paragraphs = find_paragraphs(text)
    scanner = _Scanner(text, is_british_style(marks))
    starts = [mark.start for mark in marks]
    for start, end in paragraphs:
        first = bisect_left(starts, start)
        scanner.read(start, end, marks[first : bisect_left(starts, end, first)])
    scanner.finish(scanner.open)
    return settled(text, scanner.done)


class _Scanner:
    """Reads paragraph after paragraph; `open` holds what is still open, outermost first."""

    def __init__(self, text: str, is_british: bool) -> None:
        self.text = text
        self.is_british = is_british
        self.paragraph = 0  # where the paragraph being read starts
        self.open: list[OpenPassage] = []
        self.done: list[OpenPassage] = []

    def read(self, start: int, end: int, marks: list[Mark]) -> None:
        """Read one paragraph and its marks."""
        number = self._reopen(start, marks)
        ahead = Ahead(marks)
        self.paragraph = start
        for at in range(number, len(marks)):
            mark = marks[at]
            if mark.family == "single":
                self._read_single(mark, at, ahead)
            else:
                self._read_double(mark, at, ahead)
        for passage in self.open:
            self._leave(passage, end)
        # What is open still may go on in the next paragraph, unless it was cut or holds nothing yet.
        going_on = [passage for passage in self.open if not passage.cut and passage.has_words(self.text)]
        self.finish([passage for passage in self.open if passage not in going_on])
        self.open = going_on

    def _reopen(self, start: int, marks: list[Mark]) -> int:
        """Go on with the passages that this paragraph opens again; gives the number of marks used."""
        used, at = 0, start
        for passage in self.open[: len(marks)]:
            mark = marks[used]
            is_other = mark.family != passage.opening.family or mark.is_elided
            is_closing = mark.role == "close" and mark.glyph != passage.opening.glyph
            if is_other or is_closing or self.text[at : mark.start].strip():
                break
            passage.begin = mark
            at = mark.end
            used += 1
        self.finish(self.open[used:])
        del self.open[used:]
        return used

    def finish(self, passages: list[OpenPassage]) -> None:
        """Take passages that nothing closes for done, or for no passages."""
        self.done += [passage for passage in passages if not passage.must_close]

    def _read_double(self, mark: Mark, at: int, ahead: Ahead) -> None:
        number = self._partner(mark)
        behind = ahead.double[at]
        if is_inch(self.text, mark, behind, number is not None):
            return
        if number is not None:
            if not is_opening_inside(self.text, mark, self.open[number].opening, behind):
                self._close(number, mark)
                return
        elif not is_opening(mark, behind, mark.start == self.paragraph):
            return
        self._push(mark, must_close=mark.family == "single angle")

    def _read_single(self, mark: Mark, at: int, ahead: Ahead) -> None:
        is_inside = any(passage.opening.family != "single" for passage in self.open)
        limit = ahead.limit[at] if is_inside else ahead.size
        passage = self.open[-1] if self.open else None
        if passage is not None and passage.opening.family == "single":
            if mark.hold:
                is_apostrophe = mark.hold == Hold.SOFT and ahead.firm[at] < min(ahead.opener[at], limit)
                if not is_apostrophe:
                    self._close(len(self.open) - 1, mark)
            elif mark.glyph == "`" == passage.opening.glyph:  # `code`, no passage
                self.open.pop()
            elif self._is_british_start(mark):
                self._push_single(mark)
        elif mark.can_open:
            self._open_single(mark, at, limit, ahead)
        elif mark.hold == Hold.STRONG and ahead.double[at] is None:
            number = self._partner(mark)
            if number is not None:
                self._close(number, mark)

    def _open_single(self, mark: Mark, at: int, limit: int, ahead: Ahead) -> None:
        closer, opener = ahead.closer[at], ahead.opener[at]
        if mark.is_elided:  # ‘’Tis true,’ needs a sure end to be one
            if self.is_british and ahead.strong[at] < min(limit, opener):
                self._push_single(mark)
        elif closer < limit:
            closing = ahead.marks[closer]
            is_near = closing.hold > Hold.SOFT or closing.start - mark.end <= _SOFT_REACH
            if is_near and (self.is_british or closer < opener):
                self._push_single(mark)
        elif mark.glyph == "‘" or self._is_british_start(mark):
            self._push_single(mark)  # the next paragraph may open again

    def _is_british_start(self, mark: Mark) -> bool:
        is_mark = self.is_british and mark.can_open and not mark.is_elided
        return is_mark and (mark.glyph == "‘" or begins_sentence(self.text, mark))

    def _partner(self, mark: Mark) -> int | None:
        """Number of the open passage that `mark` would close: of its own style if there is one."""
        same = None
        for number in range(len(self.open) - 1, -1, -1):
            opening = self.open[number].opening
            if opening.family == mark.family:
                if (opening.glyph, mark.glyph) in PAIRS:
                    return number
                same = number if same is None else same
        return same

    def _push(self, mark: Mark, must_close: bool = False) -> None:
        if len(self.open) >= MAX_DEPTH:
            if not self.open[0].cut:
                return
            self._leave(self.open[0], mark.start)
            self.finish([self.open.pop(0)])
        if self.open and self.open[-1].opening.family == mark.family and self.open[-1].cut is None:
            self.open[-1].cut = mark
        self.open.append(OpenPassage(mark, mark, must_close=must_close))

    def _push_single(self, mark: Mark) -> None:
        """An unclosed single mark is a passage only where all speech stands between single marks."""
        self._push(mark, must_close=not self.is_british or bool(self.open))

    def _leave(self, passage: OpenPassage, end: int) -> None:
        """End a piece that nothing closes."""
        stop = passage.cut.start if passage.cut else end
        passage.end(self.text, stop, stop)

    def _close(self, number: int, mark: Mark) -> None:
        inside = self.open[number + 1 :]
        for left in inside:
            self._leave(left, mark.start)
        self.finish(inside)
        passage = self.open[number]
        passage.closing = mark
        passage.end(self.text, mark.end, mark.start)
        self.done.append(passage)
        del self.open[number:]
