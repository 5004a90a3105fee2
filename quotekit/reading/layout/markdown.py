"""Markdown in a line as what it means: a link is its words, a note or a picture nothing, stress only stress.

In: a text. Out: edits that take the signs away.
Never touches words in italics that a frame stands beside: those may be a thought, which `thoughts` reads first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from quotekit.reading.layout.offsets import Edit

_TARGET: Final = r"\]\((?:[a-z]{2,10}:|www\.|[./#])[^()\s]{0,2000}(?: \"[^\"\n]{0,300}\")?\)"
_LINK: Final = re.compile(rf"(!?\[)([^\[\]\n]{{0,300}})({_TARGET})")
_NOTE: Final = re.compile(r"\[\^[\w-]{1,40}\]:?")
_STRESS: Final = re.compile(r"(?<![\w*_])(\*{1,2}|_)(?=[^\s*_])([^*_\n]{1,400}?)(?<=\S)\1(?![\w*_])")


def read_links(text: str) -> Iterator[Edit]:
    """Edits that leave of ``[Ana Ruiz](https://…)`` the words; of ``![a picture](…)`` and ``[^1]`` nothing."""
    if "](" in text:
        for match in _LINK.finditer(text):
            if match[1] == "![":
                yield Edit(match.start(), match.end())
            else:
                yield Edit(match.start(), match.start(2))
                yield Edit(match.end(2), match.end())
    if "[^" in text:
        for match in _NOTE.finditer(text):
            yield Edit(match.start(), match.end())


def drop_stress(text: str) -> Iterator[Edit]:
    """Edits that take the signs of stress off: ``**Ana Ruiz**``, ``*never*``, ``_never_``."""
    for match in _STRESS.finditer(text):
        yield Edit(match.start(), match.start(2))
        yield Edit(match.end(2), match.end())


def with_both_signs(given: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of the text as given, with both signs where it had one: ``_nobody_ would``, not ``nobody_ would``.

    A stretch that is the stressed words and no more stays without both.
    """
    if start and given[start - 1] in "*_":
        for first in range(max(start - 2, 0), start):
            match = _STRESS.match(given, first)
            if match and match.start(2) == start and match.end() <= end:
                start = first
                break
    if given[end : end + 1] in ("*", "_"):
        closing = (match for match in _STRESS.finditer(given, start, end + 2) if match.end(2) == end)
        end = max((match.end() for match in closing), default=end)
    return start, end
