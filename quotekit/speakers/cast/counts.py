"""What the whole text says of a word: how often in lower case, how often a name, where.

In: a text and its paragraphs. Out: counts by folded word, and which paragraphs are headings.
Never knows a word beforehand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from attrs import define, field

from quotekit.speakers.names.name import fold

SHOUTED: Final = 0.7  # share of capitals among the letters of a heading
MOST_HEADINGS: Final = 0.5  # of the paragraphs: a text all in capitals has no headings
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_OPENS: Final = re.compile(r"(?:^|[.!?:;…\"“”‘_*(\[—–-])[\"”’')\]*_]*\s*$")
_POSSESSIVE: Final = re.compile(r"[’']s?$")


@define
class Counts:
    """How the words of a text are written.

    Attributes:
        lower: How often each word begins with a small letter.
        inside: How often it is capitalised where a sentence does not make it so.
        headings: Numbers of the paragraphs that are mostly capitals.
    """

    lower: Counter[str] = field(factory=Counter)
    inside: Counter[str] = field(factory=Counter)
    headings: frozenset[int] = frozenset()

    def is_word(self, word: str) -> bool:
        """Is it rather an ordinary word of this text than a name?"""
        return self.lower[word] > self.inside[word]


def count_words(text: str, paragraphs: Sequence[tuple[int, int]]) -> Counts:
    """Count how each word of a text is written."""
    counts, shouted = Counts(), []
    for number, (start, end) in enumerate(paragraphs):
        if _is_shouted(text[start:end]):
            shouted.append(number)
            continue
        last = start
        for match in _WORD.finditer(text, start, end):
            word = match[0]
            if word[0].islower():
                counts.lower[fold(word)] += 1
            elif last > start and not _OPENS.search(text, max(start, match.start() - 4), match.start()):
                counts.inside[fold(_POSSESSIVE.sub("", word))] += 1
            last = match.end()
    if len(shouted) <= MOST_HEADINGS * len(paragraphs):
        counts.headings = frozenset(shouted)
    return counts


def _is_shouted(paragraph: str) -> bool:
    """Are most of its letters capitals?"""
    letters = [letter for letter in paragraph if letter.isalpha()]
    return len(letters) > 1 and sum(letter.isupper() for letter in letters) > SHOUTED * len(letters)
