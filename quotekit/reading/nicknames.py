"""Nicknames between the parts of a name: Robert “Bob” Holm. They are part of the name and nobody's speech.

In: a text and its passages between marks. Out: the passages, those that are nicknames marked so.
Never marks a passage unless a given name or an initial stands before it and a name behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from quotekit.languages import Language
from quotekit.records import Quotation

_REASON: Final = "nickname"
_BEFORE: Final = re.compile(r"([^\W\d_][\w’'-]*\.?)[ \t]$")
_BEHIND: Final = re.compile(r"[ \t][A-ZÀ-Þ][\w’'-]")
_NICK: Final = re.compile(r"[\w’'-]+(?: [\w’'-]+)?")
_INITIAL: Final = re.compile(r"[A-ZÀ-Þ]\.")


def mark_nicknames(text: str, quotations: Sequence[Quotation], language: Language) -> tuple[Quotation, ...]:
    """The passages, with a reason where they are part of a name."""
    return tuple(evolve(each, reason=_REASON) if _is_nickname(text, each, language) else each for each in quotations)


def _is_nickname(text: str, quotation: Quotation, language: Language) -> bool:
    if not quotation.is_closed or len(quotation.spans) > 1 or not _NICK.fullmatch(quotation.inners[0].text):
        return False
    before = _BEFORE.search(text, max(0, quotation.start - 30), quotation.start)
    if before is None or not _BEHIND.match(text, quotation.end):
        return False
    name = before[1]
    is_given = name[0].isupper() and name.casefold() in language.people.given
    return is_given or _INITIAL.fullmatch(name) is not None
