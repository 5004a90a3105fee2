"""Is somebody spoken to by a name? "Come here, Ada." – but not "Ada has come."

In: a text and the place of a name in speech. Out: yes or no; the nouns that do the same ("Yes, captain.").
Never says whose name it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from quotekit.languages import Language
from quotekit.languages.people import People

REACH: Final = 24  # code points before a name that are looked at
_BEHIND: Final = re.compile(r"\s*[,!?.;…\"”’»_—–-]")
_WORD_BEFORE_COMMA: Final = re.compile(r"([^\W\d_]+),\s*$")
_WORD_BEHIND_COMMA: Final = re.compile(r",\s*([^\W\d_]+)")


def is_address(text: str, start: int, end: int, people: People) -> bool:
    """Does a name in speech stand alone between commas or at an edge, as one that is called does?"""
    leads = _before(people.groups["before-address"])
    return _BEHIND.match(text, end) is not None and leads.search(text[max(0, start - REACH) : start]) is not None


def is_apposition(text: str, start: int, end: int, language: Language) -> bool:
    """Does it say who somebody is, "the mayor, Ada Lund" or "Ada Lund, the mayor", rather than call them?"""
    people = language.people
    before = _WORD_BEFORE_COMMA.search(text, max(0, start - REACH), start)
    if before is not None and before[1].casefold() in people.roles:
        return True
    behind = _WORD_BEHIND_COMMA.match(text, end)
    return behind is not None and behind[1].casefold() in (
        people.groups["article"] | people.groups["indefinite"] | language.groups["relative"]
    )


def called_by_noun(text: str, start: int, end: int, people: People) -> Iterator[tuple[int, int]]:
    """Nouns for people by which somebody is spoken to in a passage: "Yes, captain." "Doctor, come quickly!"."""
    for edge in _at_edges(people.groups["before-address"]):
        for match in edge.finditer(text, start, end):
            noun = match[1].casefold()
            is_short = noun in people.abbreviations and text[match.end(1)] == "."  # "Mr. Speaker"
            if not is_short and (noun in people.roles or noun in people.titles):
                yield match.span(1)


@cache
def _before(words: frozenset[str]) -> re.Pattern[str]:
    lead = _lead(words)
    return re.compile(rf"(?:(?:^|[\"“‘'«(_,!?.;…—–-])\s*|{lead})(?:{lead})?$", re.I)


@cache
def _at_edges(words: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One word between a comma and the end of a sentence, or between its beginning and a comma."""
    lead = f"(?:{_lead(words)})?"
    return (
        re.compile(rf",\s+{lead}([^\W\d_]+)(?=[.!?…])", re.I),
        re.compile(rf"(?:[\"“‘«]|[.!?]\s)\s*{lead}([^\W\d_]+)(?=[,!])", re.I),
    )


def _lead(words: frozenset[str]) -> str:
    """Words that lead to a name: "my dear", "oh"."""
    return rf"(?:(?<![^\W_])(?:{'|'.join(sorted(words))})[,!]?\s+)+"
