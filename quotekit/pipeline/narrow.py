"""Some attributions of a text as an Extraction: parents, reasons of quotations and speakers fit what is kept.

In: attributions, of one text. Out: the same in text order, and what follows from which are there.
Never changes who said what.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from quotekit.reading.reading import merge
from quotekit.records import FILTERED, Attribution, Extraction, Quotation, Span, Speaker

Interval = tuple[int, int]
_COVERED_SHARE: Final = 0.5


def narrow(extraction: Extraction, kept: Sequence[Attribution]) -> Extraction:
    """An extraction with some of its attributions only."""
    attributions = with_parents(kept)
    given, text = covered(kept), extraction.text

    def reason(quotation: Quotation) -> str | None:
        # Without the text nobody knows how many words a stretch has.
        is_left_out = quotation.reason is None and text and not is_covered(text, quotation, given)
        return FILTERED if is_left_out else quotation.reason

    quotations = tuple(map(with_reason, extraction.quotations, map(reason, extraction.quotations)))
    return evolve(extraction, attributions=attributions, quotations=quotations, speakers=rank(attributions))


def with_reason(quotation: Quotation, reason: str | None) -> Quotation:
    """A quotation with the reason why it is not attributed."""
    if quotation.reason == reason:
        return quotation
    return Quotation(quotation.spans, quotation.inners, quotation.marks, quotation.is_closed, quotation.depth, reason)


def group(extraction: Extraction) -> dict[Speaker | None, tuple[Attribution, ...]]:
    """The attributions of each speaker, in the order of `rank`; last those of nobody known."""
    said: dict[int | None, list[Attribution]] = {}
    keys = _keys(extraction.attributions)
    for each in extraction:
        said.setdefault(keys[id(each.speaker)] if each.speaker else None, []).append(each)
    ranked: list[Speaker | None] = [*rank(extraction.attributions), None]
    wanted = ((speaker, said.get(keys[id(speaker)] if speaker else None)) for speaker in ranked)
    return {speaker: tuple(found) for speaker, found in wanted if found}


def count_letters(text: str, parts: Sequence[Interval]) -> int:
    """Letters and digits in parts of a text: marks and dots are nobody's words."""
    return sum(sum(map(str.isalnum, text[start:end])) for start, end in parts)


def with_parents(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """In text order, outer before inner, each with the smallest attribution that holds it."""
    placed: list[Attribution] = []
    open_ones: list[tuple[int, Attribution]] = []  # with their sizes
    for each in sorted(attributions, key=lambda found: (found.start, -found.end)):
        size = sum(map(len, each.contents))
        open_ones = [other for other in open_ones if other[1].end > each.start]
        holders = [other for other in open_ones if other[0] > size and _holds(other[1], each)]
        _, parent = min(holders, key=lambda other: other[0], default=(0, None))
        placed.append(each if each.parent is parent else evolve(each, parent=parent))
        open_ones.append((size, placed[-1]))
    return tuple(placed)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Does the content of `outer` hold the content of `inner` and the cue that reports it?"""
    pieces = outer.contents

    def is_held(span: Span) -> bool:
        before = bisect_right(pieces, span.start, key=lambda piece: piece.start) - 1
        return before >= 0 and span.end <= pieces[before].end

    return all(map(is_held, inner.contents)) and (inner.cue is None or is_held(inner.cue.span))


def covered(attributions: Sequence[Attribution]) -> list[Interval]:
    """What the contents cover."""
    return merge((span.start, span.end) for each in attributions for span in each.contents)


def is_covered(text: str, quotation: Quotation, covered: Sequence[Interval]) -> bool:
    """Do contents hold at least half of the words of a quotation?"""
    inners = [(inner.start, inner.end) for inner in quotation.inners]
    shared: list[Interval] = []
    for start, end in inners:
        for i in range(max(0, bisect_right(covered, (start, len(text))) - 1), len(covered)):
            if covered[i][0] >= end:
                break
            shared.append((max(start, covered[i][0]), min(end, covered[i][1])))
    if not shared or shared == inners:  # as most are, told without a count
        return any(any(map(str.isalnum, text[start:end])) for start, end in shared)
    return count_letters(text, shared) >= _COVERED_SHARE * max(1, count_letters(text, inners))


def rank(attributions: Sequence[Attribution]) -> tuple[Speaker, ...]:
    """Every speaker once, most quoted first, those quoted alike in order of appearance."""
    keys = _keys(attributions)
    objects = {keys[id(each.speaker)]: each.speaker for each in reversed(attributions) if each.speaker}
    counts = Counter(keys[id(each.speaker)] for each in attributions if each.speaker)
    return tuple(objects[key] for key, _ in counts.most_common())


def _keys(attributions: Sequence[Attribution]) -> dict[int, int]:
    """For each object that is a speaker a number: equal speakers have the same one."""
    # Hashing a speaker with thousands of mentions is slow, so do it once an object.
    objects = {id(each.speaker): each.speaker for each in attributions if each.speaker}
    numbers: dict[Speaker, int] = {}
    return {key: numbers.setdefault(speaker, len(numbers)) for key, speaker in objects.items()}
