"""Documentation of software: blocks of code, and whether a text is a manual at all.

In: a text and its lines. Out: edits that take blocks of code away, or yes or no.
Never takes away a block that is most of the text: that is how somebody marked the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from quotekit.reading.layout.lines import Line
from quotekit.reading.layout.offsets import Edit

_FENCE: Final = re.compile(r"(?:`{3,}|~{3,})")
_MOST: Final = 0.7  # share of the text from which a block is the text
_SIGN: Final = re.compile(  # how lines of manuals begin, and what stands in no report
    r"#{1,6} |[`~]{3}|={3,}$|(?:\$|>>>|%) \S"  # headings, fences, prompts
    r"|\|.*\|$|!?\[[^\]\n]*\]\([^)\n]*\)|[-*] \[.+\]\("  # tables, badges, lists of links
    r"|\s*-{1,2}[a-z][\w-]*(?:,| {2,}|=)|.*`[^`\n]+`"  # options, names in backticks
    r"|\s*(?:def|class|import|from|return|const|let|var|function|public|private) .*[:;({]$"
)
_SHARE: Final = 0.12  # of the lines have such a sign
_FEWEST: Final = 2  # lines with one


def drop_code(text: str, lines: Sequence[Line]) -> Iterator[Edit]:
    """Edits for the blocks between lines of three backticks."""
    start: Line | None = None
    for line in lines:
        fence = _FENCE.match(text, line.start, line.end)
        if fence is None:
            continue
        if start is None:
            start = line
        elif fence.end() == line.end:
            if line.end - start.start < _MOST * len(text.strip()):
                yield Edit(start.start, line.end, is_furniture=True)
            start = None


def is_manual(text: str) -> bool:
    """Is it the documentation of software: headings behind "#", code, tables, badges, options?"""
    lines = [line for line in text.splitlines() if line.strip()]
    signs = sum(_SIGN.match(line) is not None for line in lines)
    return signs >= max(_FEWEST, _SHARE * len(lines))
