"""Passages between quotation marks: of every style, nested, over several paragraphs, mistyped.

In: a text. Out: `Quotation` records with offsets into it, in order of their start.
Never raises on any text, never lets an unclosed mark reach beyond its paragraph, parses nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from attrs import define, field

from quotekit.languages.layout import NO_ELISIONS, Elisions
from quotekit.reading.marks import PAIRS, Hold, Mark, find_marks
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
from quotekit.records import Quotation, Span

MAX_DEPTH: Final = 8  # levels; keeps a row of opening marks from costing quadratic time
_SOFT_REACH: Final = 100  # characters; a lone ’ behind an s farther away closes nothing
_WORD: Final = re.compile(r"[^\W_]")


@define
class _Frame:
    """A passage that is open: its pieces, one a paragraph, as offsets with and without marks."""

    opening: Mark
    begin: Mark  # the opening, or the mark that opened it again in this paragraph
    pieces: list[tuple[int, int, int, int]] = field(factory=list)
    cut: Mark | None = None  # the first mark in it that would open the same style again
    must_close: bool = False
    closing: Mark | None = None

    def end(self, text: str, at: int, inner_end: int) -> None:
        """Note a piece that ends at `at`, with words that end at `inner_end`."""
        words = text[self.begin.end : inner_end]
        body = words.strip()
        start = self.begin.end + len(words) - len(words.lstrip()) if body else self.begin.end
        end = start + len(body)
        self.pieces.append((self.begin.start, at if self.closing else max(end, self.begin.end), start, end))

    def has_words(self, text: str) -> bool:
        """Is there a letter or a digit in the latest piece?"""
        return _WORD.search(text, *self.pieces[-1][2:]) is not None

    def settle(self, text: str) -> bool:
        """Forget a last piece without words; is anything left?"""
        if not self.closing and not self.has_words(text):
            self.pieces.pop()
        return any(_WORD.search(text, start, end) for _, _, start, end in self.pieces)


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
    return _with_depth(text, scanner.done)


class _Scanner:
    """Reads paragraph after paragraph; `open` holds what is still open, outermost first."""

    def __init__(self, text: str, is_british: bool) -> None:
        self.text = text
        self.is_british = is_british
        self.paragraph = 0  # where the paragraph being read starts
        self.open: list[_Frame] = []
        self.done: list[_Frame] = []

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
        for frame in self.open:
            self._leave(frame, end)
        # What is open still may go on in the next paragraph, unless it was cut or holds nothing yet.
        going_on = [frame for frame in self.open if not frame.cut and frame.has_words(self.text)]
        self.finish([frame for frame in self.open if frame not in going_on])
        self.open = going_on

    def _reopen(self, start: int, marks: list[Mark]) -> int:
        """Go on with the passages that this paragraph opens again; gives the number of marks used."""
        used, at = 0, start
        for frame in self.open[: len(marks)]:
            mark = marks[used]
            is_other = mark.family != frame.opening.family or mark.is_elided
            is_closing = mark.role == "close" and mark.glyph != frame.opening.glyph
            if is_other or is_closing or self.text[at : mark.start].strip():
                break
            frame.begin = mark
            at = mark.end
            used += 1
        self.finish(self.open[used:])
        del self.open[used:]
        return used

    def finish(self, frames: list[_Frame]) -> None:
        """Take passages that nothing closes for done, or for no passages."""
        self.done += [frame for frame in frames if not frame.must_close]

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
        is_inside = any(frame.opening.family != "single" for frame in self.open)
        limit = ahead.limit[at] if is_inside else ahead.size
        frame = self.open[-1] if self.open else None
        if frame is not None and frame.opening.family == "single":
            if mark.hold:
                is_apostrophe = mark.hold == Hold.SOFT and ahead.firm[at] < min(ahead.opener[at], limit)
                if not is_apostrophe:
                    self._close(len(self.open) - 1, mark)
            elif mark.glyph == "`" == frame.opening.glyph:  # `code`, no passage
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
        self.open.append(_Frame(mark, mark, must_close=must_close))

    def _push_single(self, mark: Mark) -> None:
        """An unclosed single mark is a passage only where all speech stands between single marks."""
        self._push(mark, must_close=not self.is_british or bool(self.open))

    def _leave(self, frame: _Frame, end: int) -> None:
        """End a piece that nothing closes."""
        stop = frame.cut.start if frame.cut else end
        frame.end(self.text, stop, stop)

    def _close(self, number: int, mark: Mark) -> None:
        inside = self.open[number + 1 :]
        for left in inside:
            self._leave(left, mark.start)
        self.finish(inside)
        frame = self.open[number]
        frame.closing = mark
        frame.end(self.text, mark.end, mark.start)
        self.done.append(frame)
        del self.open[number:]


def _with_depth(text: str, frames: list[_Frame]) -> tuple[Quotation, ...]:
    """The records of these passages, with their depth by what lies in what."""
    kept = [frame for frame in frames if frame.settle(text)]
    kept.sort(key=lambda frame: (frame.pieces[0][0], -frame.pieces[0][1]))
    found: list[Quotation] = []
    ends: list[int] = []  # of the passages around
    for frame in kept:
        start = frame.pieces[0][0]
        while ends and ends[-1] <= start:
            ends.pop()
        closing = frame.closing.glyph if frame.closing else ""
        found.append(
            Quotation(
                spans=tuple(Span(a, b, text[a:b]) for a, b, _, _ in frame.pieces),
                inners=tuple(Span(a, b, text[a:b]) for _, _, a, b in frame.pieces),
                marks=(frame.opening.glyph, closing),
                is_closed=frame.closing is not None,
                depth=len(ends),
            )
        )
        ends.append(frame.pieces[-1][1])
    return tuple(found)
