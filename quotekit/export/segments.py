"""The whole text cut into pieces of the narrator and of speakers, each character in one of them.

In: an Extraction. Out: segments in order, whose texts together are the text.
Never loses or repeats a character.
"""

from __future__ import annotations

from itertools import groupby
from typing import Final, Literal

from attrs import frozen

from quotekit.errors import InputError
from quotekit.records import Attribution, Extraction, Span, Speaker

Kind = Literal["narrator", "speech"]
_NARRATOR: Final = -1


@frozen
class Segment:
    """A piece of the text that one voice reads.

    Attributes:
        span: Where it stands.
        kind: "narrator" or "speech".
        speaker: Who is heard; None for the narrator and where the speaker is not known.
        attribution: What says so, or None for the narrator.
    """

    span: Span
    kind: Kind
    speaker: Speaker | None = None
    attribution: Attribution | None = None


def segments(extraction: Extraction, *, quoted_only: bool = True) -> tuple[Segment, ...]:
    """Cut the text into pieces of the narrator and of speakers.

    Of words inside the words of somebody else, the outermost speaker is heard: whoever reads a
    letter aloud keeps their own voice. Where two attributions overlap otherwise, the first in the
    text has the words.

    Args:
        extraction: What was found in a text.
        quoted_only: Only verbatim words are speech, with their quotation marks; otherwise all
            contents are, indirect speech too.

    Raises:
        InputError: if the text was left out when the extraction was written.
    """
    text, found = extraction.text, extraction.attributions
    if found and not text:
        raise InputError("the extraction has lost its text: write it with text=True")
    with_marks = {
        (inner.start, inner.end): span
        for each in extraction.quotations
        for inner, span in zip(each.inners, each.spans, strict=True)
    }
    voices = [_NARRATOR] * len(text)
    for number in sorted(range(len(found)), key=lambda number: (_depth(found[number]), number), reverse=True):
        each = found[number]
        for part in each.quoted if quoted_only else each.contents:
            span = with_marks.get((part.start, part.end), part)
            voices[span.start : span.end] = [number] * len(span)
    pieces: list[Segment] = []
    start = 0
    for number, run in groupby(voices):
        span = Span.of(text, start, start + sum(1 for _ in run))
        heard = None if number == _NARRATOR else found[number]
        pieces.append(Segment(span, "speech", heard.speaker, heard) if heard else Segment(span, "narrator"))
        start = span.end
    return tuple(pieces)


def _depth(attribution: Attribution) -> int:
    depth = 0
    while attribution.parent is not None:
        attribution, depth = attribution.parent, depth + 1
    return depth
