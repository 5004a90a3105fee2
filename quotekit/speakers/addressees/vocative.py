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
_NOUN: Final = r"[^\W\d_]+(?:[’'][^\W\d_]+)?"


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
    """Nouns for people by which somebody is spoken to in a passage: "Yes, captain." "Doctor, come quickly!".

    Between commas only a title does that: "And what, sir, is this?", but "the owner, captain, and cook".
    """
    *edges, between = _at_edges(people.groups["before-address"])
    for edge in edges:
        for match in edge.finditer(text, start, end):
            noun = as_noun(match[1])
            is_short = noun in people.abbreviations and text[match.end(1)] == "."  # "Mr. Speaker"
            if not is_short and (noun in people.roles or noun in people.titles):
                yield match.span(1)
    for match in between.finditer(text, start, end):
        title = people.titles.get(as_noun(match[1]))
        if title is not None and title.place == "first" and title.gender and not title.role:
            yield match.span(1)


def as_noun(word: str) -> str:
    """A word as the lists have it: "Ma’am" is "ma'am"."""
    return word.casefold().replace("’", "'")


@cache
def _before(words: frozenset[str]) -> re.Pattern[str]:
    lead = _lead(words)
    return re.compile(rf"(?:(?:^|[\"“‘'«(_,!?.;…—–-])\s*|{lead})(?:{lead})?$", re.I)


@cache
def _at_edges(words: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """One word between a comma and the end of a sentence, between its beginning and a comma, or two commas."""
    lead = f"(?:{_lead(words)})?"
    return (
        re.compile(rf",\s+{lead}({_NOUN})(?=[.!?…]|\s?[»”\"])", re.I),
        re.compile(rf"(?:[\"“‘«]|[.!?]\s)\s*{lead}({_NOUN})(?=[,!])", re.I),
        re.compile(rf",\s+{lead}({_NOUN})(?=,)", re.I),
    )


def _lead(words: frozenset[str]) -> str:
    """Words that lead to a name: "my dear", "oh"."""
    return rf"(?:(?<![^\W_])(?:{'|'.join(sorted(words))})[,!]?\s+)+"
