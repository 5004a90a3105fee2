"""Words with their offsets, folded as editors fold them; and a quotation as words, gaps and insertions.

In: a text or a quotation. Out: words to compare, each with its place.
Never forgives a changed word: letters, digits and currency signs count, other signs do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal

from attrs import frozen

from quotekit.languages import load_language

_LETTER: Final = r"(?:[^\W\d_]|[\u0300-\u036f])"
_WORD: Final = re.compile(rf"\d+(?:[.,]\d+)*|{_LETTER}+(?:['’‘ʼ\u00ad]{{1,2}}{_LETTER}+)*|[%$€£¥]")
_ELLIPSIS: Final = re.compile(r"[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.(?:\s?\.){2,}")
_LETTER_CHANGED: Final = re.compile(r"\[(\w)\]")  # "[T]he"
_BRACKET: Final = re.compile(r"\[[^\[\]]{0,120}\]")
_NOTES: Final = frozenset({"sic", "emphasis added", "laughs", "laughter", "applause", "pause"})
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}\b)")


@frozen
class Word:
    """A word of a text.

    Attributes:
        key: What it is compared by: one spelling of all that the language has for it.
        form: The word itself: one case, one kind of apostrophe.
        start: First code point.
        end: One past the last.
    """

    key: str
    form: str
    start: int
    end: int


@frozen
class Part:
    """A piece of a quotation.

    Attributes:
        kind: "words", "gap" (an ellipsis: any words may be missing) or "insertion" (in brackets: stands
            for a few words of the source, or for none).
        words: The words of "words".
    """

    kind: Literal["words", "gap", "insertion"]
    words: tuple[Word, ...] = ()


def find_words(text: str, start: int = 0, end: int | None = None, language: str = "en") -> Iterator[Word]:
    """The words between two offsets, in order."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        yield Word(*_key_and_form(match[0], language), match.start(), match.end())


@lru_cache(maxsize=1 << 16)
def _key_and_form(word: str, language: str) -> tuple[str, str]:
    form = fold(word)
    return load_language(language).spelling.plain(form), form


def fold(word: str) -> str:
    """A word as it is compared: one case, one kind of apostrophe, no soft hyphen, no comma in numbers."""
    plain = unicodedata.normalize("NFKC", word).casefold().replace("\u00ad", "")
    return _THOUSANDS.sub("", plain.replace("’", "'").replace("‘", "'").replace("ʼ", "'"))


def find_parts(quote: str, language: str = "en") -> list[Part]:
    """A quotation as words, gaps and insertions; neither begins nor ends with a gap."""
    parts: list[Part] = []
    quote = _LETTER_CHANGED.sub(lambda found: f"\u00ad{found[1]}\u00ad", quote)  # as long as before
    at = 0
    for match in sorted([*_ELLIPSIS.finditer(quote), *_BRACKET.finditer(quote)], key=lambda match: match.start()):
        if match.start() < at:
            continue  # an ellipsis in brackets is found twice
        parts += _words(quote, at, match.start(), language)
        if not match[0].startswith("[") or _ELLIPSIS.fullmatch(match[0]):
            parts.append(Part("gap"))
        elif match[0][1:-1].strip().casefold() not in _NOTES:
            parts.append(Part("insertion"))
        at = match.end()
    parts += _words(quote, at, len(quote), language)
    while parts and parts[0].kind != "words":
        del parts[0]
    while parts and parts[-1].kind != "words":
        del parts[-1]
    return parts


def _words(quote: str, start: int, end: int, language: str) -> list[Part]:
    words = tuple(find_words(quote, start, end, language))
    return [Part("words", words)] if words else []
