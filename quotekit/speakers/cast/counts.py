"""What the whole text says of a word: how often in lower case, how often a name, where.

In: a text and its paragraphs. Out: counts by folded word, and which paragraphs are headings.
Never knows a word beforehand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import Final

from attrs import define, field

from quotekit.speakers.names.name import fold

_SHOUTED: Final = 0.7  # share of capitals among the letters of a heading
_MOST_HEADINGS: Final = 0.5  # of the code points: a text all in capitals has no headings
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_NO_SMALL: Final = re.compile(  # a word that begins with no small letter of English
    r"[^\W\d_a-z](?<![^\W\d_].)(?<![^\W\d_][’'-].)[^\W\d_]*(?:[’'-][^\W\d_]+)*", re.S
)
_OPENS: Final = re.compile(r"(?:^|[.!?:;…\"“”‘_*(\[—–-])[\"”’')\]*_]*\s*$")
_LONGEST_HEADING: Final = 80  # code points of a heading with capitals at the beginning of its words
_FEWEST_WORDS: Final = 3  # of such a one: two may be a name
_SHORT: Final = 3  # letters of words that have no capital in one: "of", "and"
_CLOSED: Final = (".", "!", "?", ",", ";", ":", "…", '"', "”", "’", "'")
_SMALL: Final = ascii_lowercase.encode()
_POSSESSIVE: Final = ("’s", "'s")


@define(eq=False)
class Counts:
    """How the words of a text are written; they are counted when the first of them is asked for.

    Attributes:
        text: The text.
        headings: Numbers of the paragraphs that are mostly capitals, or all of whose words begin with one; none
            where most of the text is written so.
        counted: The paragraphs that are no headings, in any text.
    """

    text: str
    headings: frozenset[int]
    counted: Sequence[tuple[int, int]]
    _words: Counter[str] | None = None
    _odd: Counter[str] = field(factory=Counter)
    _inside: Counter[str] | None = None

    def is_word(self, word: str) -> bool:
        """Is it rather an ordinary word of this text than a name: oftener in lower case than capitalised inside?"""
        lower = self._in_lower_case(word)
        return lower > 0 and lower > self._capitalised_inside(word)

    def _in_lower_case(self, word: str) -> int:
        """How often a word begins with a small letter."""
        if self._words is None:
            self._words = Counter()
            for start, end in self.counted:
                self._words.update(_WORD.findall(self.text, start, end))
            # The others are written as they are folded.
            odd = {each: n for each, n in self._words.items() if each[0].islower() and not _is_plain(each)}
            self._odd = _folded(odd)
        return (self._words[word] if _is_plain(word) else 0) + self._odd[word]

    def _capitalised_inside(self, word: str) -> int:
        """How often it begins with another where a sentence does not make it so."""
        if self._inside is None:
            found: Counter[str] = Counter()
            for start, end in self.counted:
                found.update(_capitalised(self.text, start, end))
            self._inside = _folded(found)
        return self._inside[word]


def count_words(text: str, paragraphs: Sequence[tuple[int, int]]) -> Counts:
    """What there is to count of how each word of a text is written."""
    shouted: list[int] = []
    counted: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(paragraphs):
        if _is_shouted(text[start:end]) or _is_titled(text[start:end]):
            shouted.append(number)
        else:
            counted.append((start, end))
    length = sum(paragraphs[number][1] - paragraphs[number][0] for number in shouted)
    is_heading = length <= _MOST_HEADINGS * sum(end - start for start, end in paragraphs)
    return Counts(text, frozenset(shouted if is_heading else ()), counted)


def _capitalised(text: str, start: int, end: int) -> Iterator[str]:
    """The words of a paragraph that are capitalised though they begin no sentence."""
    first = _WORD.search(text, start, end)
    for match in _NO_SMALL.finditer(text, start, end):
        at, word = match.start(), match[0]
        if word[0].islower() or first is None or at == first.start():
            continue
        is_within = text[at - 1] == " " and text[at - 2].isalpha()  # as most are, told without a search
        if is_within or not _OPENS.search(text, max(start, at - 4), at):
            yield word[:-2] if word.endswith(_POSSESSIVE) else word


def _is_plain(word: str) -> bool:
    """Is it in small letters of English alone?"""
    return word.isascii() and word.isalpha() and word.islower()


def _folded(counts: Mapping[str, int]) -> Counter[str]:
    folded: Counter[str] = Counter()
    for word, count in counts.items():
        folded[fold(word)] += count
    return folded


def _is_shouted(paragraph: str) -> bool:
    """Are most of its letters capitals?"""
    plain = paragraph.encode("ascii", "ignore")
    if len(plain) - len(plain.translate(None, _SMALL)) >= (1 - _SHOUTED) * len(paragraph):
        return False  # as nearly all are, told without a look at each letter
    letters = [*filter(str.isalpha, paragraph)]
    return len(letters) > 1 and sum(map(str.isupper, letters)) > _SHOUTED * len(letters)


def _is_titled(paragraph: str) -> bool:
    """Does every longer word begin with a capital, and no mark end it ("Chapter 1: Hedda Comes Home")?"""
    if len(paragraph) > _LONGEST_HEADING or paragraph.rstrip().endswith(_CLOSED):
        return False
    words = [match[0] for match in _WORD.finditer(paragraph)]
    return len(words) >= _FEWEST_WORDS and all(word[0].isupper() for word in words if len(word) > _SHORT)
