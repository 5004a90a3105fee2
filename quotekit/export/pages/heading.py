"""What a page is headed by: the headline of its text, if it has one.

In: an extraction. Out: the first line of its text, where that is a headline.
Never changes the text: the line stays where it is, too.
"""

from __future__ import annotations

import re
from typing import Final

from quotekit.attribution.genres.transcript import RULE as TURN
from quotekit.reading.layout.markup import read_markup
from quotekit.reading.paragraphs import find_paragraphs
from quotekit.records import Extraction

LONGEST: Final = 120  # characters
_CLOSING: Final = "\"'”’»)] "
_GOES_ON: Final = (".", ",", ":", ";", "…")  # a sentence ends with the first; after the others more follows
_LETTER: Final = re.compile(r"[^\W\d_]")


def find_headline(extraction: Extraction) -> str | None:
    """The first line, if it is short, does not end as a sentence does, and is no turn of a transcript."""
    text = _plain(extraction.text)
    start, end = next(iter(find_paragraphs(text)), (0, 0))
    words = " ".join(text[start:end].split())
    if len(words) > LONGEST or not _LETTER.search(words) or words.rstrip(_CLOSING).endswith(_GOES_ON):
        return None
    return None if any(each.rule == TURN and each.start < end for each in extraction) else words


def _plain(text: str) -> str:
    """The text without the markup that it was read without."""
    edits = list(read_markup(text, "auto"))
    if not edits:
        return text
    ends = [0, *(edit.end for edit in edits)]
    kept = [text[end : edit.start] + edit.text for end, edit in zip(ends, edits, strict=False)]
    return "".join([*kept, text[ends[-1] :]])
