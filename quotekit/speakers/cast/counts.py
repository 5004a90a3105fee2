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

_SHOUTED: Final = 0.7  # share of capitals among the letters of a heading
_MOST_HEADINGS: Final = 0.5  # of the code points: a text all in capitals has no headings
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_OPENS: Final = re.compile(r"(?:^|[.!?:;…\"“”‘_*(\[—–-])[\"”’')\]*_]*\s*$")
_LONGEST_HEADING: Final = 80  # code points of a heading with capitals at the beginning of its words
_FEWEST_WORDS: Final = 3  # of such a one: two may be a name
_SHORT: Final = 3  # letters of words that have no capital in one: "of", "and"
_CLOSED: Final = (".", "!", "?", ",", ";", ":", "…", '"', "”", "’", "'")
_SMALL: Final = re.compile("[a-z]+")
_POSSESSIVE: Final = re.compile(r"[’']s?$")


@define
class Counts:
    """How the words of a text are written.

    Attributes:
        lower: How often each word begins with a small letter.
        inside: How often it is capitalised where a sentence does not make it so.
        headings: Numbers of the paragraphs that are mostly capitals, or all of whose words begin with one.
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
    lower: list[str] = []
    inside: list[str] = []
    for number, (start, end) in enumerate(paragraphs):
        if _is_shouted(text[start:end]) or _is_titled(text[start:end]):
            shouted.append(number)
            continue
        is_first = True
        for match in _WORD.finditer(text, start, end):
            word = match[0]
            if word[0].islower():
                lower.append(word)
            elif not is_first and not _OPENS.search(text, max(start, match.start() - 4), match.start()):
                inside.append(_POSSESSIVE.sub("", word))
            is_first = False
    for folded, words in ((counts.lower, lower), (counts.inside, inside)):
        for word, count in Counter(words).items():
            folded[fold(word)] += count
    length = sum(paragraphs[number][1] - paragraphs[number][0] for number in shouted)
    if length <= _MOST_HEADINGS * sum(end - start for start, end in paragraphs):
        counts.headings = frozenset(shouted)
    return counts


def _is_shouted(paragraph: str) -> bool:
    """Are most of its letters capitals?"""
    if sum(map(len, _SMALL.findall(paragraph))) >= (1 - _SHOUTED) * len(paragraph):
        return False  # as nearly all are, told without a look at each letter
    letters = [*filter(str.isalpha, paragraph)]
    return len(letters) > 1 and sum(map(str.isupper, letters)) > _SHOUTED * len(letters)


def _is_titled(paragraph: str) -> bool:
    """Does every longer word begin with a capital, and no mark end it ("Chapter 1: Hedda Comes Home")?"""
    if len(paragraph) > _LONGEST_HEADING or paragraph.rstrip().endswith(_CLOSED):
        return False
    words = [match[0] for match in _WORD.finditer(paragraph)]
    return len(words) >= _FEWEST_WORDS and all(word[0].isupper() for word in words if len(word) > _SHORT)
