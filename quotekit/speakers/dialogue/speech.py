"""Words between marks that are speech though nothing introduces them: in a story most are.

In: a Reading of a story and the drafts of stage one. Out: drafts for the passages that have none.
Never says who speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from quotekit.languages.stand_ins import NO_SOURCE
from quotekit.reading.reading import Draft, Reading, merge
from quotekit.records import Quotation
from quotekit.speakers.dialogue.outer import outer_drafts

_CONFIDENCE: Final = 0.5  # that somebody says it, before anybody is found
_ENDS: Final = frozenset(".?!…—–-")
_DASH: Final = re.compile(r"\s?(?:[—–]|--)\s?[^\W\d_]")
_DASH_BEFORE: Final = re.compile(r"(?:[—–]|--)\s?$")


def add_speech(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with those of passages that nothing introduces, in text order."""
    covered = merge(span for draft in outer_drafts(reading, drafts) for span in draft.contents)
    more = [
        Draft(
            contents=tuple((span.start, span.end) for span in quotation.spans),
            cue=None,
            source=None,
            rule=NO_SOURCE,
            confidence=_CONFIDENCE,
        )
        for quotation in _left(reading, covered)
        if _is_speech(reading, quotation)
    ]
    return sorted([*drafts, *more], key=lambda draft: draft.contents[0]) if more else list(drafts)


def _left(reading: Reading, covered: Sequence[tuple[int, int]]) -> Iterator[Quotation]:
    """The outermost passages that no draft holds a part of."""
    for quotation in reading.quotations:
        if quotation.depth or not any(map(str.isalpha, quotation.text)):
            continue
        start, end = quotation.spans[0].start, quotation.spans[-1].end
        after = bisect_left(covered, (end, end))
        if not after or covered[after - 1][1] <= start:
            yield quotation


def _is_speech(reading: Reading, quotation: Quotation) -> bool:
    """Does it begin with a capital and end as a sentence does, or with a comma where it opens its paragraph?

    So do the two halves of a sentence that an act interrupts: “Is it”—she looked at the sea—“very far?”
    """
    if _is_half(reading, quotation):
        return True
    first = next((letter for letter in quotation.text if letter.isalpha()), "")
    ending = quotation.inners[-1].text.rstrip("_ ")[-1:]
    if not first.isupper():
        return False
    return ending in _ENDS or (ending == "," and _opens_paragraph(reading, quotation.spans[0].start))


def _is_half(reading: Reading, quotation: Quotation) -> bool:
    """Is it one half of an interrupted sentence: a dash right behind its marks, or right before them?"""
    text, start, end = reading.text, quotation.spans[0].start, quotation.spans[-1].end
    ending = quotation.inners[-1].text.rstrip("_ ")[-1:]
    if _DASH.match(text, end) and _opens_paragraph(reading, start):
        return text[quotation.inners[0].start].isupper()
    return ending in _ENDS and _DASH_BEFORE.search(text, max(0, start - 3), start) is not None


def _opens_paragraph(reading: Reading, at: int) -> bool:
    number = bisect_right(reading.paragraphs, (at, len(reading.text))) - 1
    return number >= 0 and not reading.text[reading.paragraphs[number][0] : at].strip()
