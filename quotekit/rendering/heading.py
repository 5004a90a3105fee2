"""What a page is headed by: the headline of its text, if it has one.

In: a text. Out: its first line, where that is a headline.
Never changes the text: the line stays where it is, too.
"""

from __future__ import annotations

import re
from typing import Final

from quotekit.paragraphs import find_paragraphs

LONGEST: Final = 120  # characters
_CLOSING: Final = "\"'”’»)] "
_GOES_ON: Final = (".", ",", ":", ";", "…")  # a sentence ends with the first; after the others more follows
_LETTER: Final = re.compile(r"[^\W\d_]")


def find_headline(text: str) -> str | None:
    """The first line, if it is short and does not end as a sentence does."""
    start, end = next(iter(find_paragraphs(text)), (0, 0))
    words = " ".join(text[start:end].split())
    is_headline = len(words) <= LONGEST and _LETTER.search(words) and not words.rstrip(_CLOSING).endswith(_GOES_ON)
    return words if is_headline else None
