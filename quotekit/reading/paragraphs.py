"""Where paragraphs begin and end, in texts with one paragraph a line and in hard-wrapped ones.

In: a text. Out: half-open offsets of its paragraphs, without the white space around them.
Never changes the text, and never looks at what the words mean.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import define

from quotekit.reading.verse import find_verse

MIN_WIDTH: Final = 18  # columns; narrower lines are lists, headlines or verse
MAX_WIDTH: Final = 100  # columns; no typist wraps later
_FULL_SHARE: Final = 0.7  # of the breaks come where the next word did not fit: hard-wrapped
_RUN_ON_SHARE: Final = 0.25  # of the breaks stand before a small letter: the sentence runs on
_SLACK: Final = 6  # columns; old books are wrapped by hand, narrow ones less than wide ones
_NARROW: Final = 10  # a line of so many columns may fall short by one
_BROKEN_SHARE: Final = 0.3  # of the lines go on with the one before: the paragraph was cut in pieces
_SPACED_SHARE, _LEAST_SPACED = 0.8, 2  # of the lines have a blank one behind them; so many go on behind it
# A page, or a paragraph separator, ends a paragraph in every layout.
_HARD: Final = ("\x0c", "\u2029", "\x1c", "\x1d", "\x1e")
_FIRST_WORD: Final = re.compile(r"\S{1,40}")
_SENTENCE_END: Final = re.compile(r"""[.!?:…]["“”«»'‘’)\]_*]{0,4}$|[—–-]["”«»'’]{1,3}$|["”«»]$""")

_LOWER: Final = re.compile(r"(?!by )(?:[^\W\d_A-ZÀ-Þ][^\W\d_A-Z]+|a|o)(?=[\s,.;:!?'’”\"-]|$)(?!\)|:\S)")
_CLOSING: Final = re.compile(r"[,.;:!?)](?:[\s\"“”'’]|$)|[”»](?:\s|$)")  # a line never begins with one on purpose
_ASKED: Final = re.compile(r"""[,!?…—–-]["“”«»'‘’_*]{0,2}$""")  # a passage that a frame may follow
_OPENING: Final = ('"', "“", "„", "«", "»", "'", "‘", "—", "–", "―", "-", "_", "*")
_ASIDE: Final = re.compile(r"\([^()]*\)$|\[[^\[\]]*\]$")
_ITEM: Final = re.compile(r"[-*•·>#]|\(?\w{1,3}[.)]\s|\w+(?: \w+){0,2}:\s")


@define
class _Line:
    """A line that is not blank: its words stand at start:end, behind `indent` columns."""

    start: int
    end: int
    indent: int
    blanks: int
    head: str
    is_sentence_end: bool
    is_turn: bool = False
    is_aside: bool = False
    is_item: bool = False
    continues: bool = False
    is_held: bool = False

    @property
    def width(self) -> int:
        return self.indent + self.end - self.start


def find_paragraphs(text: str, turns: Collection[int] = (), open_ends: Container[str] = ()) -> list[tuple[int, int]]:
    """Offsets of the paragraphs of `text`: in order, disjoint, every non-space character in one.

    A line is a paragraph, except in hard-wrapped text, where a blank line, an indented line or
    the short last line of a paragraph ends one; and except a line that plainly goes on with the
    sentence before. Offsets are code points, half-open.

    Args:
        text: The text.
        turns: Where the lines begin that open the turns of a transcript: the lines behind one
            belong to it, up to a blank one.
        open_ends: Words, lower case, behind which no line ends on purpose ("of", "said").
    """
    given = _find_blocks(text, turns, open_ends)
    for block in given:
        held = find_verse(text, [(line.start, line.end, line.width) for line in block if not line.is_turn])
        for line in block if held else ():
            line.is_held = line.start in held
    blocks = _close_up(given)
    width = _wrap_width([block for block in blocks if len(block) > 1])
    if len(blocks) < len(given):  # lines with blank ones between are wrapped, whatever their words say
        width = width or max(line.width for block in blocks for line in block)
    paragraphs: list[tuple[int, int]] = []
    for block in blocks:
        start = block[0].start
        for line, following in _breaks(block, width):
            paragraphs.append((start, line.end))
            start = following.start
        paragraphs.append((start, block[-1].end))
    return _run_together(text, paragraphs, turns)


def _breaks(block: list[_Line], width: int) -> Iterator[tuple[_Line, _Line]]:
    """Where a paragraph ends inside a block: its last line, and the first of the next."""
    if any(line.is_turn for line in block):
        yield from _turn_breaks(block)
        return
    own = width or (_wrap_width([block]) if len(block) > 2 else 0)
    margin = min(line.indent for line in block)
    is_broken = not own and _is_broken(block)
    for number, (line, following) in enumerate(pairwise(block)):
        behind = block[number + 2] if number + 2 < len(block) else None
        if is_broken or following.is_held or (not own and following.continues):
            continue
        if _is_break(line, following, behind, own, margin):
            yield line, following


def _turn_breaks(block: Sequence[_Line]) -> Iterator[tuple[_Line, _Line]]:
    is_turn = False
    for line, following in pairwise(block):
        is_turn = is_turn or line.is_turn
        # A line longer than any typist's is a paragraph by itself, and so is a note in brackets.
        is_whole = line.width > MAX_WIDTH and line.is_sentence_end
        if not is_turn or following.is_turn or following.is_aside or line.is_aside or is_whole:
            yield line, following


def _is_broken(block: Sequence[_Line]) -> bool:
    """Was this paragraph cut in pieces, at its links for example, so that many lines go on with the one before?"""
    going_on = sum(line.continues for line in block[1:])
    return len(block) > 1 and going_on >= _BROKEN_SHARE * (len(block) - 1) and not any(line.is_item for line in block)


def _close_up(blocks: list[list[_Line]]) -> list[list[_Line]]:
    """The blocks, without the blank line behind every line where that is only spacing."""
    single = sum(len(block) == 1 for block in blocks)
    spaced = [after[0] for _, after in pairwise(blocks) if after[0].blanks == 1]
    going_on = sum(line.continues for line in spaced)
    has_levels = any(block[0].blanks > 1 for block in blocks[1:])  # wider gaps are left for the paragraphs
    least = max(1 if has_levels else _LEAST_SPACED, _BROKEN_SHARE * len(spaced))
    if single < _SPACED_SHARE * len(blocks) or going_on < least:
        return blocks
    closed = [list(blocks[0])]
    for block in blocks[1:]:
        if block[0].blanks == 1:
            closed[-1] += block
        else:
            closed.append(list(block))
    return closed


def _run_together(text: str, paragraphs: list[tuple[int, int]], turns: Collection[int]) -> list[tuple[int, int]]:
    """The paragraphs, one that begins in mid-sentence with the one before."""
    joined: list[tuple[int, int]] = []
    for start, end in paragraphs:
        if joined and text[start].islower() and start not in turns and _goes_on(text, joined[-1], start, end):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _goes_on(text: str, before: tuple[int, int], start: int, end: int) -> bool:
    gap = text[before[1] : start]
    if gap.count("\n") != 2 or any(mark in gap for mark in _HARD) or not _LOWER.match(text, start, end):
        return False
    tail = text[max(before[0], before[1] - 8) : before[1]]
    if _ASKED.search(tail):  # "“Is it far?”" and "asked Tim." in a paragraph of its own
        return text.startswith(_OPENING, before[0])
    return not _SENTENCE_END.search(tail) and len(text[before[0] : before[1]].split()) > 2


def _find_blocks(text: str, turns: Collection[int], open_ends: Container[str]) -> list[list[_Line]]:
    """Runs of lines with no blank line between them."""
    blocks: list[list[_Line]] = []
    at = blanks = 0
    is_new = True
    last: _Line | None = None
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            start = at + len(raw) - len(raw.lstrip())
            head = _FIRST_WORD.match(words)
            line = _Line(
                start, start + len(words), start - at, blanks, head[0] if head else "",
                _SENTENCE_END.search(words, max(0, len(words) - 8)) is not None,
                start in turns, _ASIDE.match(words) is not None, _ITEM.match(words) is not None,
            )  # fmt: skip
            line.continues = last is not None and _continues(text, last, words, line, open_ends)
            if is_new:
                blocks.append([line])
            else:
                blocks[-1].append(line)
            last, blanks = line, 0
        else:
            blanks += 1
        is_new = not words or raw.endswith(_HARD)
        at += len(raw)
    return blocks


def _continues(text: str, last: _Line, words: str, line: _Line, open_ends: Container[str]) -> bool:
    """Does a line plainly go on with the sentence of the line before?"""
    if line.is_turn or last.width > MAX_WIDTH + MIN_WIDTH:
        return False
    if _CLOSING.match(words):
        return True
    if _LOWER.match(words):
        tail = text[max(last.start, last.end - 8) : last.end]
        return not last.is_sentence_end or _ASKED.search(tail) is not None
    if line.is_item or last.is_sentence_end:
        return False
    word = text[last.start : last.end].rpartition(" ")[2]
    return word.casefold() in open_ends or not any(map(str.isalnum, text[last.start : last.end]))


def _wrap_width(blocks: list[list[_Line]]) -> int:
    """The column at which these blocks are wrapped, or 0 where they are not."""
    margins = [min(line.indent for line in block) for block in blocks]
    edge = min(margins, default=0)
    # Verse and letters stand farther in than the rest, and say nothing about its width.
    breaks = [
        pair for block, margin in zip(blocks, margins, strict=True) if margin <= edge + 1
        for pair in pairwise(block)
    ]  # fmt: skip
    inside = [pair for pair in breaks if pair[1].indent <= edge + 1]
    if 2 * len(inside) >= len(breaks):
        breaks = inside  # what stands before an indented first line ends where its paragraph does
    if not breaks:
        return 0
    widths = sorted(line.width for line, _ in breaks)
    width = widths[(len(widths) - 1) * 19 // 20]  # a table or an address may stick out
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return 0
    slack = min(_SLACK, width // _NARROW)
    full = sum(line.width + 1 + len(following.head) + slack > width for line, following in breaks)
    run_on = sum(following.head[0].islower() and not line.is_sentence_end for line, following in breaks)
    is_wrapped = full >= _FULL_SHARE * len(breaks) and run_on >= max(1, _RUN_ON_SHARE * len(breaks))
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
