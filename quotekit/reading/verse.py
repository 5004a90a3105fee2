"""Verse inside marks: its lines are one paragraph, however short they are.

In: a text and lines of it without a blank one between. Out: where those lines begin that go on with a verse.
Never joins lines behind a mark that nothing closes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

LONGEST: Final = 40  # lines of a verse
_WIDEST: Final = 64  # columns of one
_OPENS: Final = ('"', "“")
_MARK: Final = re.compile(r"[“”\"]")
_CLOSES: Final = re.compile(r"(?<!\s)[”\"](?=[\s.,;:!?—–-]|$)")


def find_verse(text: str, lines: Sequence[tuple[int, int, int]]) -> set[int]:
    """Where the lines begin between one that opens with a mark and the one that closes it.

    Args:
        text: The text.
        lines: Start and end code points and columns of each line, in order.
    """
    held: set[int] = set()
    for n, (start, end, _) in enumerate(lines[:-1]):
        if start in held or not text.startswith(_OPENS, start) or _MARK.search(text, start + 1, end):
            continue
        last = _last_line(text, lines[n + 1 : n + 1 + LONGEST])
        held.update(first for first, _, _ in lines[n + 1 : n + 1 + last])
    return held


def _last_line(text: str, lines: Sequence[tuple[int, int, int]]) -> int:
    """How many of these lines there are up to the one whose first mark closes; 0 if there is none."""
    for n, (start, end, width) in enumerate(lines, 1):
        if width > _WIDEST:
            return 0
        if (mark := _MARK.search(text, start, end)) is not None:
            return n if _CLOSES.match(text, mark.start()) else 0
    return 0
