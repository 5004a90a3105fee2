"""Cuts paragraphs that are longer than anybody writes, so that no stage meets one without an end.

In: a text, its paragraphs and quotations. Out: the same, with pieces in the place of giants.
Never touches a text whose paragraphs are of ordinary length, and moves no offset.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from attrs import evolve

from quotekit.records import Quotation, Span

Piece = tuple[int, int]
MAX_PARAGRAPH: Final = 10_000  # code points; rules look at all pairs of cues and passages of one
_SENTENCE_END: Final = re.compile(r"[.!?…]\s+(?=[^\s\"”’'»)])")
_SPACE: Final = re.compile(r"\s")


def bound(
    text: str, paragraphs: Sequence[Piece], quotations: Sequence[Quotation], limit: int = MAX_PARAGRAPH
) -> tuple[tuple[Piece, ...], tuple[Quotation, ...]]:
    """The paragraphs, none longer than `limit` code points, and quotations with a span in each.

    Args:
        text: The text.
        paragraphs: Half-open offsets, in order.
        quotations: What `find_quotations` found in them.
        limit: Code points, 2 or more.
    """
    if all(end - start <= limit for start, end in paragraphs):
        return tuple(paragraphs), tuple(quotations)
    outer = sorted((span.start, span.end) for each in quotations if not each.depth for span in each.spans)
    cut = partial(_cut, text, passages=outer)
    pieces = tuple(piece for start, end in paragraphs for piece in cut_long(text, start, end, limit, cut))
    return pieces, tuple(_divide(text, each, pieces) for each in quotations)


def cut_long(text: str, start: int, end: int, limit: int, cut_in: Callable[[int, int], int]) -> Iterator[Piece]:
    """Pieces of `text[start:end]` of at most `limit` code points, in order; white space beside a cut is in none.

    Args:
        text: The text.
        start, end: The stretch to cut.
        limit: Code points, 2 or more.
        cut_in: Where to cut, from the middle of a piece to its full length.
    """
    while end - start > limit:
        cut = cut_in(start + limit // 2, start + limit)
        yield start, start + len(text[start:cut].rstrip())
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _cut(text: str, half: int, full: int, passages: Sequence[Piece]) -> int:
    """Behind the last sentence outside of passages, else the last sentence, the last space, or `full`."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, half, full)]
    outside = [end for end in ends if not _is_inside(end, passages)]
    spaces = [match.end() for match in _SPACE.finditer(text, half, full)] if not ends else []
    return max(outside or ends or spaces, default=full)


def _is_inside(at: int, passages: Sequence[Piece]) -> bool:
    number = bisect_left(passages, (at, at)) - 1
    return number >= 0 and at < passages[number][1]


def _divide(text: str, quotation: Quotation, pieces: Sequence[Piece]) -> Quotation:
    """The quotation with a span for each of the pieces that it touches."""
    spans: list[Span] = []
    inners: list[Span] = []
    for span, inner in zip(quotation.spans, quotation.inners, strict=True):
        number = bisect_right(pieces, (span.start, len(text))) - 1
        while number < len(pieces) and pieces[number][0] < span.end:
            start, end = pieces[number]
            number += 1
            part = max(start, span.start), min(end, span.end)
            words = max(start, inner.start), min(end, inner.end)
            if words[0] < words[1]:  # a piece with nothing but a mark is none
                spans.append(Span.of(text, *part))
                inners.append(Span.of(text, *words))
    return evolve(quotation, spans=tuple(spans), inners=tuple(inners))
