"""What a page is headed by: the headline of its text, if it has one.

In: an extraction. Out: the first line of its text, where that is a headline.
Never changes the text: the line stays where it is, too.
"""

from __future__ import annotations

import re
from typing import Final

from quotekit.attribution.genres.transcript import RULE as TURN
from quotekit.reading.paragraphs import find_paragraphs
from quotekit.records import Extraction

LONGEST: Final = 120  # characters
_CLOSING: Final = "\"'”’»)] "
_GOES_ON: Final = (".", ",", ":", ";", "…")  # a sentence ends with the first; after the others more follows
_LETTER: Final = re.compile(r"[^\W\d_]")


def find_headline(extraction: Extraction) -> str | None:
    """The first line, if it is short, does not end as a sentence does, and is no turn of a transcript."""
    text = extraction.text
    start, end = next(iter(find_paragraphs(text)), (0, 0))
    words = " ".join(text[start:end].split())
    if len(words) > LONGEST or not _LETTER.search(words) or words.rstrip(_CLOSING).endswith(_GOES_ON):
        return None
    return None if any(each.rule == TURN and each.start < end for each in extraction) else words
