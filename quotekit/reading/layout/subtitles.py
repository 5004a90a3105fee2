"""Subtitles (WebVTT, SubRip) as lines of speech: numbers, times and styles are taken away.

In: a text. Out: edits that leave the words, voices as <NAME>; none where there are no cue times.
Never joins what two people say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from quotekit.reading.layout.offsets import Edit

_TIME: Final = r"(?:\d{1,3}:)?\d\d:\d\d[.,]\d{3}"
_ARROW: Final = re.compile(rf"^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}", re.MULTILINE)
# Blank lines, the number or name of a cue and its times; and what a WebVTT file begins with.
_CUE: Final = re.compile(
    rf"(?:^[ \t]*\r?\n)*(?:(?:\A|(?<=\n\n)|(?<=\n\r\n))(?![^\n]*-->)[^\n]{{1,80}}\r?\n(?=[ \t]*{_TIME}[ \t]*-->))?"
    rf"^[ \t]*{_TIME}[ \t]*-->[^\n]*(?:\r?\n|\Z)",
    re.MULTILINE,
)
_HEAD: Final = re.compile(r"\A\ufeff?WEBVTT[^\n]*\n(?:[^\n]+\n)*")
_NOTE: Final = re.compile(r"^(?:NOTE|STYLE|REGION)\b[^\n]*\n(?:[^\n]+\n?)*", re.MULTILINE)
_VOICE: Final = re.compile(r"<v(?:\.[\w.]+)?[ \t]+([^<>\n]{1,60})>[ \t]*")
_STYLE: Final = re.compile(r"</?(?:v|c|i|b|u|font|lang|ruby|rt)\b[^<>\n]*>|<\d[\d:.]*>|\{\\[^{}\n]*\}", re.IGNORECASE)


def read_subtitles(text: str) -> Iterator[Edit]:
    """Edits that leave what is said, a line a cue."""
    if "-->" not in text or not _ARROW.search(text):
        return
    if head := _HEAD.match(text):
        yield Edit(head.start(), head.end(), is_furniture=True)
    for match in _NOTE.finditer(text):
        yield Edit(match.start(), match.end(), is_furniture=True)
    for match in _CUE.finditer(text):
        yield Edit(match.start(), match.end(), is_furniture=True)
    for match in _VOICE.finditer(text):
        yield Edit(match.start(), match.start(1), "<")
        yield Edit(match.end(1), match.end(), "> ")
    for match in _STYLE.finditer(text):
        yield Edit(match.start(), match.end())
