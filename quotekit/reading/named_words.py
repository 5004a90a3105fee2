"""The words that the patterns of spaCy's attribute ruler name.

In: patterns. Out: may one of them name a word?
Never matches a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import frozen

_LISTED, _SHAPED = "IN REGEX".split()  # operators of spaCy's patterns
_WORD: Final = {"ORTH", "TEXT", "LOWER"}


@frozen
class Named:
    """The words that the patterns of a ruler name; it tells no others apart.

    Attributes:
        words: In lower case.
        shape: Matches some more.
    """

    words: frozenset[str]
    shape: re.Pattern[str]

    @classmethod
    def of(cls, patterns: Sequence[Sequence[Mapping[str, Any]]]) -> Named:
        """What these patterns name; every word, where one asks for words in a way that is not known here."""
        words: list[str] = []
        shapes: list[str] = ["(?!)"]
        asked = [value for pattern in patterns for token in pattern for key, value in token.items() if key in _WORD]
        for value in asked:
            if isinstance(value, str):
                words.append(value)
            elif set(value) == {_LISTED}:
                words += value[_LISTED]
            else:
                shapes.append(value[_SHAPED] if set(value) == {_SHAPED} else "")
        return cls(frozenset(map(str.lower, words)), re.compile("|".join(f"(?:{shape})" for shape in shapes)))

    def holds(self, word: str) -> bool:
        """May a pattern name the word?"""
        lower = word.lower()
        return lower in self.words or bool(self.shape.search(word) or self.shape.search(lower))
