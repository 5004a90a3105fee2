"""Is a text plainly not in the language that it is read as? Told by the share of its commonest words.

In: a text, and the stop words of a language. Out: True where next to none of them is in it.
Never guesses which language it is, and never changes what is read.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice
from typing import Final

_FEWEST: Final = 40  # words below which a share says nothing
MOST: Final = 400  # words looked at
LEAST: Final = 0.15  # in ten languages, running text has 0.3 and more of its own stop words
_WORD: Final = re.compile(r"[^\W\d_]+")


def is_another_language(text: str, stop_words: Collection[str]) -> bool:
    """Are fewer than one word in seven of a text stop words?

    Args:
        text: The text; one of fewer than forty words is never told.
        stop_words: The commonest words of the language, lower case; none tells nothing.
    """
    words = [match[0].lower() for match in islice(_WORD.finditer(text), MOST)]
    if len(words) < _FEWEST or not stop_words:
        return False
    return sum(word in stop_words for word in words) < LEAST * len(words)
