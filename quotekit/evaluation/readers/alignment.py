"""Tokens of a corpus, and where they stand in the text they were cut from.

In: a text of tokens (a sentence a line, a space between tokens) and an original. Out: tokens with
their places. Never accepts an original that leaves letters over between two tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import frozen

from quotekit.errors import InputError
from quotekit.evaluation.ranges import Range

_MARKS: Final = "\"“”„`'‘’"
_GAP: Final = r"[\s_]*"  # Gutenberg's texts write italics as _words_


@frozen
class Tokens:
    """The tokens of a text, sentence by sentence.

    Attributes:
        text: What the places count in.
        words: The tokens of each sentence, as the corpus writes them.
        places: Where each of them stands in the text.
    """

    text: str
    words: tuple[tuple[str, ...], ...]
    places: tuple[tuple[Range, ...], ...]

    @classmethod
    def of(cls, text: str) -> Tokens:
        """The tokens of a text that has a sentence a line and a space between tokens."""
        words, places, base = [], [], 0
        for line in text.split("\n"):
            found = [(base + each.start(), base + each.end()) for each in re.finditer("[^ ]+", line)]
            words.append(tuple(text[start:end] for start, end in found))
            places.append(tuple(found))
            base += len(line) + 1
        return cls(text, tuple(words), tuple(places))

    def range_of(self, cells: Sequence[str], where: str) -> Range:
        """The range from a first to a last token, both included: sentence, token, sentence, token.

        Raises:
            InputError: there are no such tokens.
        """
        try:
            first, start, last, end = map(int, cells)
            if min(first, start, last, end) < 0:
                raise IndexError
            found = self.places[first][start][0], self.places[last][end][1]
        except (ValueError, IndexError) as error:
            raise InputError(f"{where}: no tokens at sentence, token, sentence, token {' '.join(cells)}") from error
        if found[0] >= found[1]:
            raise InputError(f"{where}: ends before it begins: {' '.join(cells)}")
        return found

    def said(self, cells: Sequence[str], where: str) -> str:
        """The tokens of such a range as the corpus writes them."""
        self.range_of(cells, where)
        first, start, last, end = map(int, cells)
        flat = [
            word
            for number in range(first, last + 1)
            for at, word in enumerate(self.words[number])
            if (number, at) >= (first, start) and (number, at) <= (last, end)
        ]
        return " ".join(flat)


def align(tokens: Tokens, original: str) -> Tokens | None:
    """The same tokens with their places in the original, cut where the last one ends; None if it is another text."""
    at, places = 0, []
    for sentence in tokens.words:
        row = []
        for word in sentence:
            found = _pattern(word).match(original, at)
            if found is None:
                return None
            row.append(found.span(1))
            at = found.end()
        places.append(tuple(row))
    return Tokens(original[:at], tokens.words, tuple(places))


def _pattern(word: str) -> re.Pattern[str]:
    """A token in the original: marks may be of another style, and be one where the token has two."""
    if word in ("``", "''"):
        return re.compile(f"{_GAP}(``|''|[{_MARKS}])")
    letters = (f"[{_MARKS}]" if letter in _MARKS else re.escape(letter) for letter in word)
    return re.compile(f"{_GAP}({_GAP.join(letters)})")
