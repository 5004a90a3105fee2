"""Where paragraphs begin and end, in texts with one paragraph a line and in hard-wrapped ones.

In: a text. Out: half-open offsets of its paragraphs, without the white space around them.
Never changes the text, and never looks at what the words mean.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from attrs import define

MIN_WIDTH: Final = 40  # columns; narrower lines are lists, headlines or verse
MAX_WIDTH: Final = 100  # columns; no typist wraps later
FULL_SHARE: Final = 0.7  # of the breaks come where the next word did not fit: hard-wrapped
RUN_ON_SHARE: Final = 0.25  # of the breaks stand before a small letter: the sentence runs on
SLACK: Final = 6  # columns; old books are wrapped by hand
# A page, or a paragraph separator, ends a paragraph in every layout.
_HARD: Final = ("\x0c", "\u2029", "\x1c", "\x1d", "\x1e")
_FIRST_WORD: Final = re.compile(r"\S{1,40}")
_SENTENCE_END: Final = re.compile(r"""[.!?:…]["“”«»'‘’)\]_*]{0,4}$|[—–-]["”«»'’]{1,3}$|["”«»]$""")


@define
class _Line:
    """A line that is not blank: its words stand at start:end, behind `indent` columns."""

    start: int
    end: int
    indent: int
    is_after_break: bool
    head: str
    is_sentence_end: bool

    @property
    def width(self) -> int:
        return self.indent + self.end - self.start


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of the paragraphs of `text`: in order, disjoint, every non-space character in one.

    A line is a paragraph, except in hard-wrapped text, where a blank line, an indented line or
    the short last line of a paragraph ends one. Offsets are code points, half-open.
    """
    blocks = _find_blocks(text)
    document = [block for block in blocks if len(block) > 1]
    width = _wrap_width(document)
    paragraphs: list[tuple[int, int]] = []
    for block in blocks:
        if len(block) == 1:
            paragraphs.append((block[0].start, block[0].end))
            continue
        own = width or (_wrap_width([block]) if len(block) > 2 else 0)
        start = block[0].start
        margin = min(line.indent for line in block)
        for number, (line, following) in enumerate(pairwise(block)):
            behind = block[number + 2] if number + 2 < len(block) else None
            if _is_break(line, following, behind, own, margin):
                paragraphs.append((start, line.end))
                start = following.start
        paragraphs.append((start, block[-1].end))
    return paragraphs


def _find_blocks(text: str) -> list[list[_Line]]:
    """Runs of lines with no blank line between them."""
    blocks: list[list[_Line]] = []
    at, is_new = 0, True
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            start = at + len(raw) - len(raw.lstrip())
            head = _FIRST_WORD.match(words)
            line = _Line(
                start, start + len(words), start - at, is_new, head[0] if head else "",
                _SENTENCE_END.search(words, max(0, len(words) - 8)) is not None,
            )  # fmt: skip
            if is_new:
                blocks.append([line])
            else:
                blocks[-1].append(line)
        is_new = not words or raw.endswith(_HARD)
        at += len(raw)
    return blocks


def _wrap_width(blocks: list[list[_Line]]) -> int:
    """The column at which these blocks are wrapped, or 0 where they are not."""
    margins = [min(line.indent for line in block) for block in blocks]
    edge = min(margins, default=0)
    # Verse and letters stand farther in than the rest, and say nothing about its width.
    breaks = [
        pair for block, margin in zip(blocks, margins, strict=True) if margin <= edge + 1
        for pair in pairwise(block)
    ]  # fmt: skip
    if not breaks:
        return 0
    widths = sorted(line.width for line, _ in breaks)
    width = widths[(len(widths) - 1) * 19 // 20]  # a table or an address may stick out
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return 0
    full = sum(line.width + 1 + len(following.head) + SLACK > width for line, following in breaks)
    run_on = sum(following.head[0].islower() and not line.is_sentence_end for line, following in breaks)
    is_wrapped = full >= FULL_SHARE * len(breaks) and run_on >= max(1, RUN_ON_SHARE * len(breaks))
    return width if is_wrapped else 0


def _is_break(line: _Line, following: _Line, behind: _Line | None, width: int, margin: int) -> bool:
    """Does a paragraph end with `line`? (`width` 0: not a hard-wrapped block.)"""
    if not width:
        return True
    if not line.is_sentence_end:
        return False
    if following.indent > margin + 1:  # a first line is indented alone; verse and letters are not
        return line.indent <= margin or (
            line.indent == following.indent and (behind is None or behind.indent <= margin)
        )
    is_short = line.width + 1 + len(following.head) + width // 4 < width
    return is_short and not following.head[0].islower() and line.indent <= margin
