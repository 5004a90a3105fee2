"""Cuts a very long text into parts that can be read alone: each with as much before it as its rules look back on.

In: a Reading without trees, and which paragraphs are to be parsed. Out: Parts.
Never cuts a paragraph, nor a quotation that runs over several.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from attrs import frozen

from quotekit.reading.bounds import Piece
from quotekit.reading.label import TurnLabel
from quotekit.reading.reading import Reading
from quotekit.records import Quotation

CONTEXT: Final = 16  # passages before a part: of 900 places in news and novels, one needed more than 12


@frozen(eq=False)
class Part:
    """Paragraphs of a long text that one worker reads.

    Attributes:
        paragraphs: Numbers of the paragraphs in question.
        since: The paragraph from which on passages are decided, for context; None where only the parse is asked for.
        text: The stretch of the text that holds what is to be parsed.
        start: Where it begins, in code points of the text as read.
        numbers: Which paragraphs are to be parsed, context and all.
        first: Number of the first paragraph of the stretch.
        pieces: Start and end of every paragraph of the stretch, in code points of the text as read.
        quotations: The quotations that touch it.
        labels: The labels that its paragraphs open with.
    """

    paragraphs: range
    since: int | None
    text: str
    start: int
    numbers: Sequence[int]
    first: int
    pieces: tuple[Piece, ...]
    quotations: tuple[Quotation, ...]
    labels: Mapping[int, TurnLabel]


def cut(bare: Reading, numbers: Sequence[int], size: int, *, with_rules: bool) -> list[Part]:
    """The parts of a text.

    Args:
        bare: The text without trees.
        numbers: Numbers of the paragraphs to parse, in order; at least one.
        size: About so many code points a part.
        with_rules: Are the parts searched, and not only parsed? Then they come with context.
    """
    touching, held = _quotations_by_paragraph(bare)
    parsed = set(numbers)
    passages = [
        number
        for number in numbers
        for quotation in touching.get(number, ())
        if not bare.quotations[quotation].depth and bare.quotations[quotation].reason is None
    ]
    parts = []
    for start, end in pairwise([*_edges(bare, numbers, held, size), len(bare.paragraphs)]):
        asked = list(numbers[bisect_left(numbers, start) : bisect_left(numbers, end)])
        since, context = _context(start, end, passages) if with_rules else (None, set[int]())
        wanted = sorted({*asked, *(context & parsed)})
        parts.append(_part(bare, range(start, end), since, wanted, touching))
    return parts


def _quotations_by_paragraph(bare: Reading) -> tuple[dict[int, list[int]], set[int]]:
    """Numbers of the quotations in each paragraph, one a piece; and the paragraphs into which one runs on."""
    starts = [start for start, _ in bare.paragraphs]
    touching: dict[int, list[int]] = {}
    held: set[int] = set()
    for number, quotation in enumerate(bare.quotations):
        places = [bisect_right(starts, span.start) - 1 for span in quotation.spans]
        for place in places:
            touching.setdefault(place, []).append(number)
        held.update(range(places[0] + 1, places[-1] + 1))
    return touching, held


def _edges(bare: Reading, numbers: Sequence[int], held: Container[int], size: int) -> Iterator[int]:
    """The first paragraph of each part."""
    yield 0
    first = bare.paragraphs[numbers[0]][0]
    for number in numbers:
        start, end = bare.paragraphs[number]
        if end - first > size and start > first and number not in held:
            first = start
            yield number


def _context(start: int, end: int, passages: Sequence[int]) -> tuple[int, set[int]]:
    """From where on passages are decided, and the paragraphs around them; those beside the part count, too."""
    here = bisect_left(passages, start)
    before = passages[max(0, here - CONTEXT) : here]
    around = {number + step for number in before for step in (-1, 0, 1)}
    return min(before, default=start), around - set(range(start, end)) | {start - 1, end}


def _part(
    bare: Reading, paragraphs: range, since: int | None, numbers: Sequence[int], touching: Mapping[int, Sequence[int]]
) -> Part:
    first, last = numbers[0], numbers[-1]
    pieces = bare.paragraphs[first : last + 1]
    start, end = pieces[0][0], pieces[-1][1]
    held = sorted({each for number in range(first, last + 1) for each in touching.get(number, ())})
    labels = ((number, bare.labels.of_paragraph(number)) for number in numbers)
    return Part(
        paragraphs=paragraphs,
        since=since,
        text=bare.text[start:end],
        start=start,
        numbers=numbers,
        first=first,
        pieces=pieces,
        quotations=tuple(bare.quotations[each] for each in held) if since is not None else (),
        labels={number: label for number, label in labels if label is not None} if since is not None else {},
    )
