"""Furniture of pages: line numbers, page numbers and running heads, which nobody says.

In: a text and its lines. Out: edits that take them away.
Never takes a number away that stands by itself in a text without pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from quotekit.languages import Language
from quotekit.reading.layout.lines import Line
from quotekit.reading.layout.offsets import Edit

_LEAST_NUMBERED: Final = 4  # lines
_NUMBERED: Final = 0.6  # share of the lines that begin with a number
_LEAST_PAGES: Final = 3  # page numbers in order, or the same head again
_LONGEST_HEAD: Final = 70  # characters
_LINE_NUMBER: Final = re.compile(r"(\d{1,3})(?:[ \t]{2,}|\t|$)")
_CELL_NUMBER: Final = re.compile(r"\d{1,6}[.)]?[ ]*\t\s*(?=\S)")
_PULLED: Final = re.compile(r"[“\"]([^“”\"\n]{12,400}[^“”\"\n?])[”\"]")  # a question may be asked twice
_LEAST_PULLED: Final = 4  # words
_FARTHEST_PULLED: Final = 30  # paragraphs
_PAGE: Final = re.compile(
    r"[-–—\[(|{ ]*(?:[^\W\d_]{1,5}\.? ?)?(\d{1,4}|[ivxl]{2,6})(?: ?(?:/|[^\W\d_]{1,3}) ?\d{1,4})?[-–—\])|} ]*$"
)
_ENDED: Final = re.compile(r"""[.!?:…]["“”«»'‘’)\]_*]{0,4}$|["”»]$""")
_BLANK_LINES: Final = re.compile(r"[ \t]*\r?\n(?:[ \t]*\r?\n)+[ \t]*")
_DIGITS: Final = re.compile(r"\d+")


def drop_line_numbers(text: str, lines: Sequence[Line]) -> list[Edit]:
    """Edits for the numbers before the lines of a page, as in the transcripts of courts."""
    found = [(match, line) for line in lines if (match := _LINE_NUMBER.match(text, line.start, line.end))]
    if len(found) < max(_LEAST_NUMBERED, _NUMBERED * len(lines)):
        return []
    numbers = [int(match[1]) for match, _ in found]
    rising = sum(after == before + 1 or after == 1 for before, after in pairwise(numbers))
    if rising < 0.8 * (len(numbers) - 1):
        return []
    return [Edit(line.margin, match.end(), is_furniture=True) for match, line in found]


def drop_cell_numbers(text: str, lines: Sequence[Line]) -> Iterator[Edit]:
    """Edits for the number of a row, in a cell of its own before the words."""
    for line in lines:
        if match := _CELL_NUMBER.match(text, line.start, line.end):
            yield Edit(line.start, match.end(), is_furniture=True)


def drop_page_furniture(text: str, lines: Sequence[Line]) -> Iterator[Edit]:
    """Edits for page numbers and running heads, and for the blank lines that they leave in a sentence."""
    pages = {n: match for n, line in enumerate(lines) if (match := _PAGE.match(text, line.start, line.end))}
    heads = _running_heads(text, lines, pages)
    numbered = [int(match[1]) for match in pages.values() if match[1].isdigit()]
    are_pages = len(numbered) >= _LEAST_PAGES and all(before < after for before, after in pairwise(numbered))
    n = 0
    while n < len(lines):
        stop = n
        while stop < len(lines) and (stop in pages or stop in heads):
            stop += 1
        if stop > n:
            is_inside = n > 0 and stop < len(lines) and _runs_on(text, lines[n - 1], lines[stop])
            if is_inside:
                yield Edit(lines[n - 1].end, lines[stop].start, "\n", is_furniture=True)
            elif are_pages or any(number in heads for number in range(n, stop)):
                yield Edit(lines[n].start, lines[stop - 1].end, is_furniture=True)
        n = max(stop, n + 1)


def _running_heads(text: str, lines: Sequence[Line], pages: dict[int, re.Match[str]]) -> set[int]:
    """Lines that come back, but for a number, and once at least stand inside a sentence or beside a page number."""
    short = {
        n: _DIGITS.sub("", text[line.start : line.end]).strip(" .|-–—").casefold()
        for n, line in enumerate(lines)
        if line.end - line.start <= _LONGEST_HEAD and not _ENDED.search(text, max(line.start, line.end - 6), line.end)
    }
    counts = Counter(words for words in short.values() if any(map(str.isalpha, words)))
    maybe = {n for n, words in short.items() if counts[words] >= _LEAST_PAGES}
    telling = {
        short[n]
        for n in maybe
        if n - 1 in pages
        or n + 1 in pages
        or (0 < n < len(lines) - 1 and _runs_on(text, lines[n - 1], lines[n + 1]) and lines[n].blanks)
    }
    return {n for n in maybe if short[n] in telling}


def _runs_on(text: str, before: Line, after: Line) -> bool:
    """Does a sentence that begins in one line go on in the other?"""
    return text[after.start].islower() and not _ENDED.search(text, max(before.start, before.end - 6), before.end)


def drop_page_words(text: str, language: Language) -> Iterator[Edit]:
    """Edits for what a newspaper puts around its articles: "EXCLUSIVE: …", credits, links to share it."""
    for pattern in (language.layout.kicker, language.layout.boilerplate):
        for match in pattern.finditer(text):
            yield Edit(match.start(), match.end(), is_furniture=True)


def drop_pull_quotes(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """Edits for paragraphs that say nothing but what one soon after says, too, with more around it."""
    for n, (start, end) in enumerate(paragraphs):
        pulled = _PULLED.fullmatch(text, start, end)
        words = pulled[1].rstrip(" .,!") if pulled else ""
        if len(words.split()) < _LEAST_PULLED:
            continue
        following = paragraphs[n + 1 : n + 1 + _FARTHEST_PULLED]
        at = text.find(words, end, following[-1][1]) if following else -1
        if any(first < at < last and last - first > end - start for first, last in following):
            yield Edit(start, end, is_furniture=True)


def close_up(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """Edits that leave one space of the blank lines inside a paragraph."""
    for start, end in paragraphs:
        for match in _BLANK_LINES.finditer(text, start, end):
            yield Edit(match.start(), match.end(), " ")
