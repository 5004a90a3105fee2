"""A passage over paragraphs that is marked only where it begins and where it ends: each paragraph is opened again.

In: a text and its paragraphs. Out: edits that put in the opening marks.
Never opens a paragraph that has a mark of its own before the end of the passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from quotekit.reading.layout.offsets import Edit

Paragraph = tuple[int, int]
_MOST: Final = 6  # paragraphs
_DOUBLE: Final = re.compile(r"[“”\"]")
_OPENS: Final = re.compile(r"(?:^|[\s(\[—–])[“\"](?=[^\s”\"])")
_CLOSES: Final = re.compile(r"[^\s“\"][”\"](?=$|[\s.,;:!?)\]—–])")


def reopen_passages(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Edit]:
    """Edits that open the paragraphs of a passage that only the last one closes."""
    for n, (start, end) in enumerate(paragraphs[:-1]):
        mark = _left_open(text, start, end)
        if not mark:
            continue
        for last in range(n + 1, min(n + _MOST, len(paragraphs))):
            first = _DOUBLE.search(text, *paragraphs[last])
            if first is None:
                continue
            if _is_end(text, paragraphs[last][0], first.start(), paragraphs[last][1]):
                for begin, _ in paragraphs[n + 1 : last + 1]:
                    yield Edit(begin, begin, mark)
            break


def _left_open(text: str, start: int, end: int) -> str:
    """The mark that nothing closes in a paragraph that ends as a sentence does; "" where there is none."""
    marks = list(_DOUBLE.finditer(text, start, end))
    if not marks or text[end - 1] not in ".!?…":
        return ""
    last = marks[-1]
    is_open = last[0] == "“" or (last[0] == '"' and len(marks) % 2 == 1)
    behind = last.start() == start or _OPENS.match(text, last.start() - 1)
    return last[0] if is_open and behind else ""


def _is_end(text: str, start: int, at: int, end: int) -> bool:
    """Is the first mark of a paragraph one that closes, and has a straight one no partner?"""
    if at == start or not _CLOSES.match(text, at - 1, end):
        return False
    return text[at] == "”" or (text[at] == '"' and text.count('"', start, end) % 2 == 1)
