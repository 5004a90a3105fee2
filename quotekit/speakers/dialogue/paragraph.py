"""What the paragraph around a turn says of a candidate: where it names them, and who acts there.

In: a voice, a turn, the places of its paragraph. Out: clues, by name.
Never weighs them, and never looks at another turn.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from attrs import frozen

from quotekit.speakers.dialogue.turns import Turn
from quotekit.speakers.dialogue.voices import Named, Subject, Voice

Clues = dict[str, float]
_NEVER: Final = 1_000_000  # code points to a place that there is not
_OUTSIDE: Final = 2_000  # code points to a place that is not in the paragraph


def told_clues(voice: Voice, turn: Turn, told: Sequence[Named], everywhere: Sequence[int]) -> Clues:
    """Where the narration names a voice.

    Args:
        voice: The candidate.
        turn: The turn.
        told: Whom the narration of the paragraph names, in order.
        everywhere: Where the narration of the whole story names the voice.
    """
    mine = [each for each in told if each.voice is voice]
    before = [turn.start - each.end for each in mine if each.end <= turn.start]
    behind = [each.start - turn.end for each in mine if each.start >= turn.end]
    return {
        "told": len(mine),
        "told-only": bool(mine) and len({each.voice for each in told if each.voice.may_speak}) == 1,
        "told-first": _stands(voice, told, 0),
        "told-last": _stands(voice, told, -1),
        "told-before": log(min(before, default=_OUTSIDE)),
        "told-behind": log(min(behind, default=_OUTSIDE)),
        "told-owner": bool(mine) and all(each.is_possessive for each in mine),
        "told-next": log(_until(everywhere, turn.end)),
    }


@frozen(eq=False)
class Subjects:
    """The subjects of the narration around a turn, as all its candidates are compared with them.

    Attributes:
        here: Those of the paragraph, in order.
        before: Those of them before the turn.
        behind: Those of them behind it.
        pronouns: Those of them that are pronouns.
        earlier: Those of the paragraph before.
        named: The voices of those of the paragraph that are names or nouns.
    """

    here: Sequence[Subject]
    before: Sequence[Subject]
    behind: Sequence[Subject]
    pronouns: Sequence[Subject]
    earlier: Sequence[Subject]
    named: frozenset[Voice | None]

    @classmethod
    def of(cls, turn: Turn, here: Sequence[Subject], earlier: Sequence[Subject]) -> Subjects:
        """The subjects of a paragraph and of the one before it, around a turn."""
        return cls(
            here,
            [each for each in here if each.at < turn.start],
            [each for each in here if each.at >= turn.end],
            [each for each in here if each.kind == "pronoun"],
            earlier,
            frozenset(each.voice for each in here if each.kind in ("name", "nominal")),
        )

    def clues(self, voice: Voice) -> Clues:
        """Where a voice is a subject of the narration."""
        acts = _is_among(voice, self.here)
        return {
            "acts-before": _is_among(voice, self.before),
            "acts-last-before": _stands(voice, self.before, -1),
            "acts-first-before": _stands(voice, self.before, 0),
            "acts-behind": _is_among(voice, self.behind),
            "acts-first-behind": _stands(voice, self.behind, 0),
            "acts-here": acts,
            "acts-other": not acts and len(self.named) > (voice in self.named),
            "pronouns-fit": sum(voice.fits(each.gender) for each in self.pronouns) / max(1, len(self.pronouns)),
            "acts-paragraph-before": _is_among(voice, self.earlier),
            "acts-last-paragraph-before": _stands(voice, self.earlier, -1),
        }


def _stands(voice: Voice, places: Sequence[Named] | Sequence[Subject], number: int) -> bool:
    """Is the voice the first (0) or the last (-1) of some places?"""
    return bool(places) and places[number].voice is voice


def _is_among(voice: Voice, places: Sequence[Subject]) -> bool:
    return any(each.voice is voice for each in places)


def ago(places: Sequence[int], at: int) -> int:
    """Code points back to the last of some places; `_NEVER` where none is before."""
    before = bisect_left(places, at) - 1
    return at - places[before] if before >= 0 else _NEVER


def _until(places: Sequence[int], at: int) -> int:
    after = bisect_left(places, at)
    return places[after] - at if after < len(places) else _NEVER


def log(value: float) -> float:
    """The logarithm of a distance, from 0 on."""
    return math.log1p(max(0.0, value))
