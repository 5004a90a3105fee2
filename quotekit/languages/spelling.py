"""Words that are spelled in two ways: British and American, with accents and without, figures in letters.

In: a word in lower case. Out: the spelling that all its spellings share, to compare words by.
Never calls two words one that only mean the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from attrs import frozen

from quotekit.languages.data import data_lines

KINDS = ("word", "part", "end", "number")


@frozen(eq=False)
class Spelling:
    """What a language spells in two ways; of one without a list only accents are.

    Attributes:
        words: From a whole word to the other spelling.
        parts: From a piece of a word to the other spelling.
        part: Finds one of these pieces.
        ends: Patterns of endings, with what stands there in the other spelling.
    """

    words: Mapping[str, str]
    parts: Mapping[str, str]
    part: re.Pattern[str]
    ends: tuple[tuple[re.Pattern[str], str], ...]

    def plain(self, word: str) -> str:
        """One spelling for all: "colour" and "color" give the same, and so do "café" and "cafe"."""
        if not word.isascii():
            word = "".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each))
        if word in self.words:
            return self.words[word]
        word = self.part.sub(lambda found: self.parts[found[0]], word)
        for pattern, shown in self.ends:
            word = pattern.sub(shown, word)
        return word

    def joined(self, words: list[str]) -> str:
        """Several words, already plain, as one: "e" "mail" is "email", "20" "1" is "21"."""
        if len(words) == 2 and all(each.isdecimal() for each in words):
            tens, ones = map(int, words)
            if tens in range(20, 100, 10) and 0 < ones < 10:
                return str(tens + ones)
        return self.plain("".join(words))


@cache
def load_spelling(package: str) -> Spelling:
    """The table of a language's package, read once."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for line in data_lines(package, "spellings.tsv"):
        kind, forms, shown = line.split("\t")
        for form in forms.split():
            found[kind][form] = shown
    parts = found["part"]
    return Spelling(
        words={**found["word"], **found["number"]},
        parts=parts,
        part=re.compile("|".join(sorted(map(re.escape, parts), key=len, reverse=True)) or r"(?!)"),
        ends=tuple((re.compile(form), shown) for form, shown in found["end"].items()),
    )
