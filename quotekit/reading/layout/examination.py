"""Who asks in court: "BY MS. VANCE:" over questions, "Q. (By Ms. Vance)" before one.

In: a text and its lines. Out: edits that put the name where the Q stands, so that it is a label like any other.
Never touches a text in which nobody is named who asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from quotekit.languages import Language
from quotekit.reading.layout.lines import Line
from quotekit.reading.layout.offsets import Edit

_LETTER: Final = re.compile(r"([A-Z])([.:]?)[ \t]+(?=\S)")
_LEAST_QUESTIONS: Final = 2


@frozen
class _Question:
    """A line that opens with a Q or an A: where its words begin, and is there a point or a colon?"""

    line: Line
    key: str
    words: int
    is_marked: bool


def name_askers(text: str, lines: Sequence[Line], language: Language) -> Iterator[Edit]:
    """Edits that name who asks."""
    layout = language.layout
    rows = {n: row for n, line in enumerate(lines) if (row := _read(text, line, language))}
    asked = sum(row.key in layout.question for row in rows.values())
    if asked < _LEAST_QUESTIONS or asked == len(rows):
        return
    asker = ""
    for n, line in enumerate(lines):
        if heading := layout.examiner.fullmatch(text, line.start, line.end):
            asker = heading[1]
            above = lines[n - 1] if n and _is_heading(text[lines[n - 1].start : lines[n - 1].end]) else line
            yield Edit(above.start, line.end, is_furniture=True)
        elif (row := rows.get(n)) is not None:
            yield from _named(text, row, asker, language)


def _is_heading(words: str) -> bool:
    """Is it "CROSS-EXAMINATION"?"""
    return words.isupper() and words[-1].isalnum() and ":" not in words


def _read(text: str, line: Line, language: Language) -> _Question | None:
    match = _LETTER.match(text, line.start, line.end)
    key = match[1].casefold() if match else ""
    if match is None or key not in language.layout.question | language.layout.answer:
        return None
    return _Question(line, key, match.end(), bool(match[2]))


def _named(text: str, row: _Question, asker: str, language: Language) -> Iterator[Edit]:
    """Edits that put a name before the words of a question, or a colon behind the letter of an answer."""
    is_question, start = row.key in language.layout.question, row.line.start
    note = language.layout.asker.match(text, row.words, row.line.end) if is_question else None
    if note is not None and note.end() < row.line.end and (row.is_marked or asker):
        yield Edit(start, note.start(1), is_furniture=True)
        yield Edit(note.end(1), note.end(), ": ", is_furniture=True)
    elif note is None and asker:
        yield Edit(start, row.words, f"{asker if is_question else text[start]}: ")
