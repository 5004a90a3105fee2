"""Characters that were broken on the way: marks decoded twice, control codes, soft hyphens.

In: a text. Out: edits that make of them what they were.
Never touches a character that a writer may have meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from quotekit.reading.layout.offsets import Edit

# UTF-8 read as Windows-1252 (“ is then â€œ), or as ISO 8859-1 (the same with control codes).
_MARKS: Final = "–—‘’“„‚…•"
_TWICE: Final = {mark.encode().decode("cp1252"): mark for mark in _MARKS}
_RIGHT: Final = "â€[\u009d\ufffd]?"  # the third byte of ” has no character in Windows-1252
_LATIN: Final = "â\u0080[\u0080-\u00bf]|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]"
_CONTROL: Final = "[\u0091-\u0097]"  # marks and dashes of Windows-1252 read as ISO 8859-1
_SOFT: Final = "\u00ad+(?:[ \t]*\r?\n[ \t]*)?"
_SUSPECT: Final = re.compile("[\u00ad\u0080-\u009f\ufffdÃÂ]|â€|-[ \t]*\r?\n")
_BROKEN: Final = re.compile("|".join([*map(re.escape, _TWICE), _RIGHT, _LATIN, _CONTROL, _SOFT]))
_LOST: Final = re.compile("(?<=[^\\W_][,.?!…])\ufffd(?=\\s|$)|(?<!\\S)\ufffd(?=[^\\W_])")  # in the place of a mark
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_]{2})(-[ \t]*\r?\n[ \t]*)(?=[^\W\d_]{2})")


def repair_characters(text: str) -> Iterator[Edit]:
    """Edits for marks that were decoded twice, C1 control codes, lost marks and soft hyphens."""
    if not _SUSPECT.search(text):
        return
    for match in _BROKEN.finditer(text):
        yield Edit(match.start(), match.end(), _meant(match[0]))
    for match in _LOST.finditer(text):
        yield Edit(match.start(), match.end(), "”" if match.start() and not text[match.start() - 1].isspace() else "“")
    for match in _HYPHEN.finditer(text):
        if text[match.end()].islower() and text[match.start() - 1].islower():
            yield Edit(match.start(), match.end())  # "com-" and "mittee" on the next line


def _meant(broken: str) -> str:
    if broken[0] == "\u00ad":
        return ""
    if len(broken) == 1:
        return broken.encode("latin-1").decode("cp1252")
    if broken[0] in "ÃÂ" or broken[1] == "\u0080":
        return broken.encode("latin-1").decode("utf-8", "ignore") or broken
    return _TWICE.get(broken, "”")
