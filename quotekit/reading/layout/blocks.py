"""Block quotations and by-lines: what is set off by ">", by a line that ends in "wrote:", or signed below.

In: a text and its lines. Out: edits that make of them a passage between marks beside a name.
Never marks a block that nobody is named for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from quotekit.languages import Language
from quotekit.reading.label import is_name
from quotekit.reading.layout.frames import reporting_forms
from quotekit.reading.layout.lines import Line
from quotekit.reading.layout.offsets import Edit

_MARKER: Final = re.compile(r">[ \t]?")
_NESTED: Final = re.compile(r">[ \t]*>")
_DASH: Final = re.compile(r"(?:—|–|―|--|~|-(?=[ \t]))[ \t]*")
_BY: Final = re.compile(  # a name, and what is told of it: a title in italics, a year, a trade
    r"(?P<name>[^\W\d_][\w.'’-]*(?:[ \t]+[^\W\d_][\w.'’-]*){0,5})(?P<rest>[ \t]*[,(*_].*)?$"
)
_MAIL: Final = re.compile(
    r"(?P<when>.{4,60}?\d(?:[ \u202f]?[AP]M)?,?[ \t]+)?(?P<who>[^<>\d\n]{2,60}?)(?P<mail>[ \t]*<[^<>\s]+>)?"
)
_BULLET: Final = re.compile(r"[-*•·][ \t]+(?=[“\"«])")
_MARKED_BYLINE: Final = re.compile(r"[”\"][ \t]*(?:\r?\n[ \t]*)?(?:—|–|―|--|-(?=[ \t]))[ \t]*")
_DOUBLE: Final = re.compile(r"[“”\"«»]")


def read_blocks(text: str, lines: Sequence[Line], language: Language) -> Iterator[Edit]:
    """Edits for the blocks that ">" sets off."""
    n = 0
    while n < len(lines):
        stop = n
        while stop < len(lines) and _MARKER.match(text, lines[stop].start):
            stop += 1
        if stop > n:
            yield from _block(text, lines, n, stop, language)
        n = max(stop, n + 1)


def _block(text: str, lines: Sequence[Line], first: int, stop: int, language: Language) -> Iterator[Edit]:
    block = lines[first:stop]
    bodies = [(_body(text, line), line.end) for line in block]
    told = [body for body in bodies if body[0] < body[1]]
    if not told or any(_NESTED.match(text, line.start) for line in block):
        return
    signed = _byline(text, *told[-1], language) if told[1:] else None
    intro = lines[first - 1] if first and lines[first].blanks <= 1 and signed is None else None
    introduced = list(_introduction(text, intro, language)) if intro is not None else []
    words = told[:-1] if signed else told
    if not (signed or introduced) or _DOUBLE.search(text, words[0][0], words[-1][1]):
        yield from (Edit(line.start, start) for line, (start, _) in zip(block, bodies, strict=True))
        return
    yield from _joined(block, bodies, words)
    yield Edit(words[0][0], words[0][0], "“")
    yield Edit(words[-1][1], words[-1][1], "”")
    if signed:
        yield from _set_beside(words[-1][1], signed)
    elif intro is not None:
        yield from _set_before(introduced, intro.end, block[0].start)


def _set_before(introduced: Sequence[Edit], end: int, start: int) -> Iterator[Edit]:
    """Edits that put "NAME wrote:" right before the words."""
    yield from (edit for edit in introduced if edit.start < edit.end)
    yield Edit(end, start, " ")


def _set_beside(words_end: int, signed: tuple[int, int, int]) -> Iterator[Edit]:
    """Edits that put the name of a by-line right behind the words."""
    dash, name_end, end = signed
    yield Edit(words_end, dash, " — ")
    yield Edit(name_end, end, is_furniture=True)


def _joined(
    block: Sequence[Line], bodies: Sequence[tuple[int, int]], words: Sequence[tuple[int, int]]
) -> Iterator[Edit]:
    """Edits that take the markers away and make one passage of the words, a paragraph behind each empty marker."""
    yield Edit(block[0].start, bodies[0][0])
    for line, before, body in zip(block[1:], bodies, bodies[1:], strict=False):
        if body not in words[1:]:
            yield Edit(line.start, body[0])
        elif before[0] < before[1]:
            yield Edit(before[1], body[0], " ")
        else:  # behind a line with nothing but ">"
            yield Edit(line.start, body[0], "“")


def _body(text: str, line: Line) -> int:
    match = _MARKER.match(text, line.start)
    return min(match.end() if match else line.start, line.end)


def _byline(text: str, start: int, end: int, language: Language) -> tuple[int, int, int] | None:
    """Where a line with a dash and a name has the name, where the name ends, and the line."""
    dash = _DASH.match(text, start, end)
    match = _BY.match(text, dash.end(), end) if dash else None
    if dash is None or match is None or not is_name(match["name"].rstrip("."), language):
        return None
    return dash.end(), match.end("name"), end


def _introduction(text: str, line: Line, language: Language) -> Iterator[Edit]:
    """An edit that leaves "NAME wrote:" of a line, where it is one; nothing else is yielded."""
    words = text[line.start : line.end]
    if not words.endswith(":"):
        return
    head, _, verb = words[:-1].rpartition(" ")
    if verb not in reporting_forms(language) and verb not in language.people.groups["writing"]:
        return
    match = _MAIL.fullmatch(head)
    if match is None or not is_name(match["who"], language):
        return
    yield Edit(line.start, line.start + match.start("who"), is_furniture=True)
    yield Edit(line.start + match.end("who"), line.start + len(head), is_furniture=True)
    if not match["when"] and not match["mail"]:
        yield Edit(line.start, line.start)


def trim_bylines(text: str, language: Language) -> Iterator[Edit]:
    """Edits that leave the name of a by-line behind a passage: “…” — Hanna Roth, *The Low Field* (1951)."""
    for match in _MARKED_BYLINE.finditer(text):
        end = text.find("\n", match.end())
        end = len(text.rstrip()) if end < 0 else end
        by = _BY.match(text, match.end(), end)
        if by is None or not by["rest"] or not is_name(by["name"], language):
            continue
        yield Edit(by.start("rest"), by.end("rest"), is_furniture=True)
        line = text.rfind("\n", 0, match.start()) + 1
        if bullet := _BULLET.match(text, line):
            yield Edit(bullet.start(), bullet.end())
