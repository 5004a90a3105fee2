"""The passages between double quotation marks that every system is judged on.

In: a text. Out: ranges without marks. Never asks a system: items come from the text alone, so that
they are the same for all, and simpler than quotekit's own quotations for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from quotekit.evaluation.ranges import Range

WORD: Final = re.compile(r"\w+(?:['’]\w+)*")
_OPENING: Final = "“„«‟"
_CLOSING: Final = "”»"
_BEFORE_STRAIGHT: Final = "([{—–-/'‘…."  # or white space: a straight mark after these opens


def quoted_passages(text: str) -> list[Range]:
    """Passages between double marks that hold a word, marks and outer white space left out.

    A passage still open at the end of its paragraph (its line) ends there, as speech over several
    paragraphs is printed. Within „…, “ closes. Straight marks open where nothing is open and white
    space, a bracket or a dash stands before; else they close.
    """
    found: list[Range] = []
    base = 0
    for paragraph in text.splitlines(keepends=True):
        for start, end in _between_marks(paragraph):
            while start < end and (paragraph[start].isspace() or paragraph[start] == "`"):
                start += 1
            while end > start and paragraph[end - 1].isspace():
                end -= 1
            if WORD.search(paragraph, start, end):
                found.append((base + start, base + end))
        base += len(paragraph)
    return found


def _between_marks(paragraph: str) -> Iterator[Range]:
    start, mark = 0, ""  # the mark is empty where nothing is open
    for at, letter in enumerate(paragraph):
        role = _role(paragraph, at, mark)
        if role == "opens":
            if mark and paragraph[start:at].strip():
                yield start, at
            start, mark = at + 1, letter
        elif role == "closes" and mark:
            yield start, at
            mark = ""
    if mark:
        yield start, len(paragraph)


def _role(paragraph: str, at: int, mark: str) -> Literal["opens", "closes"] | None:
    letter = paragraph[at]
    if letter == "“" and mark == "„":
        return "closes"
    if letter in _OPENING or paragraph.startswith("``", at):
        return "opens"
    if letter in _CLOSING or paragraph.startswith("''", at):
        return "closes"
    if letter != '"':
        return None
    before = paragraph[at - 1] if at else " "
    return "opens" if not mark and (before.isspace() or before in _BEFORE_STRAIGHT) else "closes"
