"""Which attributions are too doubtful to be shown, by what their rules are measured to be worth in such a text.

In: the attributions of a text. Out: one answer each.
Never changes an attribution; the option `doubtful` shows them all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from quotekit.languages import Language
from quotekit.languages.least import Place
from quotekit.reading.layout.code import is_manual
from quotekit.reading.reading import Reading
from quotekit.records import Attribution

_SURE: Final = 0.7  # confidence from which a rule that is not weak counts as a report
_DENSE: Final = 0.0012  # sure reports a word: news has one in seventy, a manual or a description hardly any
_IN_HEADING: Final = 0.5  # least confidence of a weak rule in a heading, which parsers read badly
_LONGEST_HEADING: Final = 120  # characters
_STOP: Final = re.compile(r"""[.?!…:;,"”’')\]]""")
_TELLING: Final = 150  # words from which a text says what kind it is


def are_doubtful(attributions: Sequence[Attribution], reading: Reading) -> list[bool]:
    """Is each too doubtful to be shown, in such a text?

    What has words between marks is never doubtful: their rules are measured on their own.
    """
    text, language = reading.text, reading.language
    leasts = language.leasts
    if not leasts.rows:
        return [False] * len(attributions)
    sure = sum(
        each.form != "indirect" or (not leasts.is_weak(each.rule) and (each.confidence or 0) >= _SURE)
        for each in attributions
    )

    @cache
    def place() -> Place:
        words = len(text.split())
        is_bare = words >= _TELLING and sure < _DENSE * words
        return "elsewhere" if is_bare or is_manual(text) else "reports"

    return [
        _is_doubtful(each, place, language)
        or (leasts.is_weak(each.rule) and (each.confidence or 1) < _IN_HEADING and _is_in_heading(each, reading))
        for each in attributions
    ]


def _is_in_heading(attribution: Attribution, reading: Reading) -> bool:
    """Does it stand in a short paragraph that is no sentence, with others behind it: "Pupils want the clock back"?"""
    at = attribution.contents[0].start
    number = bisect_right(reading.paragraphs, at, key=lambda paragraph: paragraph[0]) - 1
    start, end = reading.paragraphs[max(number, 0)]
    is_short = end - start <= _LONGEST_HEADING and number + 1 < len(reading.paragraphs)
    return is_short and _STOP.search(reading.text, end - 1, end) is None


def _is_doubtful(each: Attribution, place: Callable[[], Place], language: Language) -> bool:
    """Is a clause too doubtful in such a place, which is asked for only where the answer depends on it?"""
    if each.form != "indirect" or each.confidence is None:
        return False
    own = language.people.pronouns.get(each.source.text.casefold()) if each.source else None
    is_own = own is not None and own.person in ("1", "2")
    confidence, elsewhere = each.confidence, language.leasts.of(each.rule, "elsewhere")
    if is_own or (confidence < elsewhere) == (confidence < language.leasts.of(each.rule, "reports")):
        return confidence < elsewhere
    return confidence < language.leasts.of(each.rule, place())
