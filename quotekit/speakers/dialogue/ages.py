"""Who is "the younger brother" and who "the elder", where a story names them so once.

In: a text, the places of its names. Out: voices by the words of age that mean them.
Never guesses an age from anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from quotekit.languages.people import People
from quotekit.speakers.dialogue.voices import Named, Voice

_REACH: Final = 24  # code points before a name in which the word may stand
_GROUPS: Final = ("younger", "elder")


def find_ages(text: str, told: Iterable[Named], people: People) -> dict[str, Voice]:
    """ "His younger brother Frank Lund", "the elder, Karl": each word of age with whom it means.

    Where only one of two is named so, the other word means the only other one of the surname and gender.
    """
    found: dict[str, Voice] = {}
    places = list(told)
    for named in places:
        before = text[max(0, named.start - _REACH) : named.start]
        for group in _GROUPS:
            if named.voice not in found.values() and _closes(before, people.groups[group]):
                found.setdefault(group, named.voice)
    for group, other in (_GROUPS, _GROUPS[::-1]):
        if group in found and other not in found:
            kin = dict.fromkeys(each.voice for each in places if _are_kin(each.voice, found[group]))
            if len(kin) == 1:
                found[other] = next(iter(kin))
    return {word: voice for group, voice in found.items() for word in people.groups[group]}


def _closes(before: str, words: frozenset[str]) -> bool:
    """Does one of some words stand right before a name, with a noun and a comma between at most?"""
    forms = "|".join(sorted(map(re.escape, words)))
    return bool(words) and re.search(rf"\b(?:{forms})(?:\s[^\W\d_]+)?,?\s$", before) is not None


def _are_kin(one: Voice, other: Voice) -> bool:
    families = [{word for each in voice.characters for word in each.family} for voice in (one, other)]
    return one is not other and bool(families[0] & families[1]) and one.gender == other.gender != ""
