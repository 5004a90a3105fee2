"""Spares a tokenizer the search for affixes in words of plain letters, where no affix of the language can be.

In: the tokenizer of a pipeline that quotekit loaded for itself. Out: the same; its tokens stay what they are.
Never assumes what an expression finds: it is read, and where a match of plain letters alone could be, nothing changes.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Iterable
from string import ascii_letters
from typing import Any, Final

from attrs import define

# How Python itself reads an expression; the module's name was another before 3.11.
_read: Any = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")
_LETTERS: Final = frozenset(map(ord, ascii_letters))
_SEARCHES: Final = {"suffix_search": None, "infix_finditer": (), "url_match": None}  # and what "nothing" is to each


def spare_plain_words(tokenizer: Any) -> None:
    """Let a tokenizer of spaCy's own class look for affixes only in words with something else than plain letters."""
    if type(tokenizer).__module__ != "spacy.tokenizer":
        return
    for name, nothing in _SEARCHES.items():
        search = getattr(tokenizer, name)
        pattern = getattr(search, "__self__", None)
        if isinstance(pattern, re.Pattern) and asks_for_more(pattern):
            setattr(tokenizer, name, _Search(search, pattern, nothing))


def asks_for_more(pattern: re.Pattern[str]) -> bool:
    """Does each match of an expression need a character that is no plain letter, in it or beside it?

    Without regard to case, a plain letter may be matched by another ("K" by the sign of the kelvin).
    """
    return not pattern.flags & re.IGNORECASE and _asks(_read.parse(pattern.pattern, pattern.flags))


def _asks(parts: Iterable[tuple[Any, Any]]) -> bool:
    """Does one of the parts that follow each other need such a character?"""
    return any(_ASKS[kind](value) for kind, value in parts if kind in _ASKS)


def _is_other(members: Iterable[tuple[Any, Any]]) -> bool:
    """Is no plain letter in a class of characters? What is not known here may hold one."""
    for kind, value in members:
        if kind not in (_read.LITERAL, _read.RANGE):
            return False
        first, last = value if kind is _read.RANGE else (value, value)
        if any(first <= letter <= last for letter in _LETTERS):
            return False
    return True


_ASKS: Final[dict[Any, Callable[[Any], bool]]] = {
    _read.LITERAL: lambda code: code not in _LETTERS,
    _read.IN: _is_other,
    _read.BRANCH: lambda value: all(map(_asks, value[1])),
    _read.SUBPATTERN: lambda value: not value[1] & re.IGNORECASE and _asks(value[-1]),
    _read.ASSERT: lambda value: _asks(value[1]),
    _read.MAX_REPEAT: lambda value: value[0] > 0 and _asks(value[2]),
    _read.MIN_REPEAT: lambda value: value[0] > 0 and _asks(value[2]),
}


@define(eq=False, slots=False)
class _Search:
    """A search that is made only in words with something else than plain letters."""

    search: Callable[[str], Any]
    pattern: re.Pattern[str]
    nothing: Any

    def __attrs_post_init__(self) -> None:
        self.__self__ = self.pattern  # where spaCy looks for the expression when a tokenizer goes to disk

    def __call__(self, word: str) -> Any:
        return self.nothing if word.isascii() and word.isalpha() else self.search(word)
