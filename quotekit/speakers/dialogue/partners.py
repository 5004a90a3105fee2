"""To whom a turn is said where only the turns tell it: the other one of two who talk.

In: a Reading, its drafts and who says each. Out: the resolutions, with the addressee where that is plain.
Never looks at words, and never overrules what a frame or a name in the words says.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from quotekit.reading.reading import Draft, Reading
from quotekit.records import Addressee, Speaker
from quotekit.speakers.assemble import Resolution
from quotekit.speakers.dialogue.turns import Turn, find_turns

NEAR: Final = 2  # turns on each side in which nobody else may speak


def with_partners(reading: Reading, drafts: Sequence[Draft], resolutions: Sequence[Resolution]) -> list[Resolution]:
    """Give each turn of a conversation of two the other one as its addressee."""
    turns = find_turns(reading)
    starts = [turn.start for turn in turns]
    numbers = [_turn_of(draft, turns, starts) for draft in drafts]
    said: dict[int, Speaker] = {}
    for number, found in zip(numbers, resolutions, strict=True):
        if number is not None and found.speaker is not None:
            said.setdefault(number, found.speaker)
    return [
        found if number is None or draft.medium == "thought" else _with_partner(found, _partner(turns, said, number))
        for number, draft, found in zip(numbers, drafts, resolutions, strict=True)
    ]


def _turn_of(draft: Draft, turns: Sequence[Turn], starts: Sequence[int]) -> int | None:
    """The number of the turn in which the words of a draft begin."""
    start = draft.contents[0][0]
    number = bisect_right(starts, start) - 1
    is_inside = number >= 0 and any(begin <= start < end for begin, end in turns[number].spans)
    return number if is_inside else None


def _partner(turns: Sequence[Turn], said: dict[int, Speaker], number: int) -> Speaker | None:
    """The only other one who speaks around a turn, right before it or right behind it."""
    mine, here = said.get(number), turns[number].conversation
    around = {
        near: said.get(near)
        for near in range(max(0, number - NEAR), min(len(turns), number + NEAR + 1))
        if near != number and turns[near].conversation == here
    }
    others = {id(each): each for each in around.values() if each is not mine}
    if mine is None or len(others) != 1:
        return None
    partner = next(iter(others.values()))
    is_beside = any(around.get(number + step) is partner for step in (-1, 1))
    return partner if is_beside else None


def _with_partner(found: Resolution, partner: Speaker | None) -> Resolution:
    if partner is None or found.speaker is None or partner is found.speaker:
        return found
    told = found.addressee
    if told is None:
        return evolve(found, addressee=Addressee(partner.name, None, "turn"))
    if _tells_no_name(told):
        return evolve(found, addressee=evolve(told, name=partner.name))
    return found


def _tells_no_name(told: Addressee) -> bool:
    """Is the hearer called by a pronoun or a bare title only: "to him", “Yes, sir”?"""
    kind = told.mention.kind if told.mention is not None else ""
    return (told.name is None and kind == "pronoun") or (told.known_by == "vocative" and kind == "nominal")
