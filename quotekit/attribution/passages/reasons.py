"""Why a passage is nobody's speech: a title, a nickname, a term, words held at arm's length.

In: a Reading and a quotation that was not attributed. Out: a word for the reader, or None.
Never decides whether it is attributed (that is `quotekit.attribution.passages.decide`).
"""

from __future__ import annotations

import re

from quotekit.attribution.passages.context import WORD, title_case
from quotekit.attribution.passages.nobody import LONGEST_TITLE
from quotekit.languages import Language
from quotekit.reading.reading import Reading
from quotekit.records import Quotation

BEFORE = re.compile(r"[\w’'-]+")
FAR = 40  # characters before the passage in which a naming word may stand
_LONGEST_SCARE = 3  # words


def reason_of(reading: Reading, quotation: Quotation) -> str | None:
    """ "nickname", "title", "term" or "scare quote"; None where none of them fits."""
    text, inner, language = reading.text, quotation.inners[0], reading.language
    words = WORD.findall(inner.text)
    before = BEFORE.findall(text[max(0, quotation.start - FAR) : quotation.start].rpartition("\n")[2])
    after = text[quotation.end : quotation.end + 2]
    case = title_case(inner.text, language.groups["small-in-title"])
    last = before[-1] if before else ""
    beside_name = last[:1].isupper() and after[:1] == " " and after[1:2].isupper()
    if beside_name and len(words) <= 2 and case == "all":
        return "nickname"
    if any(word.lower() in language.groups["term-noun"] for word in before[-2:]) or (
        last.lower() in language.groups["naming"]
    ):
        return "term"
    if case == "all" and len(words) <= LONGEST_TITLE and (len(words) > 1 or _is_titled(before, language)):
        return "title"
    if len(words) <= _LONGEST_SCARE:
        return "scare quote"
    return "title" if _is_titled(before, language) and case != "none" else None


def _is_titled(before: list[str], language: Language) -> bool:
    titled, singular = language.groups["titled"], language.forms.singular
    return any(word in titled or singular(word) in titled for word in map(str.lower, before[-2:]))
