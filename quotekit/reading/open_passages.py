"""A passage between marks while it is read: its pieces, one a paragraph, and the record it becomes.

In: marks and offsets from `quotekit.reading.quotations`. Out: `Quotation` records with their depth.
Never decides which mark closes what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import define, field

from quotekit.reading.marks import Mark
from quotekit.records import Quotation, Span

_WORD: Final = re.compile(r"[^\W_]")


@define
class OpenPassage:
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


def settled(text: str, passages: Sequence[OpenPassage]) -> tuple[Quotation, ...]:
    """The records of these passages, in order of start, with their depth by what lies in what."""
    kept = [each for each in passages if each.settle(text)]
    kept.sort(key=lambda each: (each.pieces[0][0], -each.pieces[0][1]))
    found: list[Quotation] = []
    ends: list[int] = []  # of the passages around
    for passage in kept:
        start = passage.pieces[0][0]
        while ends and ends[-1] <= start:
            ends.pop()
        closing = passage.closing.glyph if passage.closing else ""
        found.append(
            Quotation(
                spans=tuple(Span(a, b, text[a:b]) for a, b, _, _ in passage.pieces),
                inners=tuple(Span(a, b, text[a:b]) for _, _, a, b in passage.pieces),
                marks=(passage.opening.glyph, closing),
                is_closed=passage.closing is not None,
                depth=len(ends),
            )
        )
        ends.append(passage.pieces[-1][1])
    return tuple(found)
