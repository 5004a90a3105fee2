"""Which candidate says each turn, by ordered rules: for languages without fitted weights.

In: a Board. Out: for each turn the one who says it, with how far the rule is trusted.
Never weighs: the first rule that finds somebody decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from attrs import frozen

from quotekit.speakers.dialogue.clues import Board
from quotekit.speakers.dialogue.paragraph import Clues
from quotekit.speakers.dialogue.turns import Turn
from quotekit.speakers.dialogue.voices import Ranking, Voice

SHORT_BEAT: Final = 3.2  # log of the words before a passage that a beat may have
REACH: Final = 12  # turns back to somebody whom a frame names
Pair = tuple[Voice, Clues]


@frozen(eq=False)
class Case:
    """One turn with what was decided before it.

    Attributes:
        turn: The turn.
        pairs: Its candidates with their clues.
        previous: Who says the turn before, in the same conversation.
        earlier: Who says the one before that.
    """

    turn: Turn
    pairs: Sequence[Pair]
    previous: Voice | None
    earlier: Voice | None

    @property
    def free(self) -> list[Pair]:
        """Those whom the words do not address."""
        return [pair for pair in self.pairs if not pair[1]["addressed"]]


@frozen(eq=False)
class Step:
    """One ordered rule.

    Attributes:
        name: What it goes by.
        find: Who says the turn, or None to pass on.
        trust: Share of its answers that were right on novels, 0 to 1.
    """

    name: str
    find: Callable[[Case], Voice | None]
    trust: float


def _by_frame(case: Case) -> Voice | None:
    """A frame names the one who speaks."""
    return next((voice for voice, _ in case.pairs if voice is case.turn.anchor), None)


def _by_pronoun(case: Case) -> Voice | None:
    """ "He said": the subject right before it, else who spoke two turns ago, else the latest of that gender."""
    fitting = [(voice, clues) for voice, clues in case.pairs if clues["fitting-rank"] < 20]
    if not fitting or not fitting[0][1]["frame-pronoun"]:
        return None
    for voice, clues in fitting:
        if clues["acts-last-before"] or clues["told-only"]:
            return voice
    for voice, clues in fitting:
        if voice is case.earlier and voice is not case.previous and clues["pronoun-fits"] > 0:
            return voice
    return min(fitting, key=lambda pair: (pair[1]["pronoun-fits"] <= 0, pair[1]["fitting-rank"]))[0]


def _by_beat(case: Case) -> Voice | None:
    """Somebody acts right beside the words, in the same paragraph."""
    for voice, clues in case.free:
        if (clues["acts-last-before"] and clues["words-before"] < SHORT_BEAT) or clues["acts-first-behind"]:
            return voice
    return None


def _by_turn(case: Case) -> Voice | None:
    """Two take turns: who spoke before the one who spoke last."""
    if case.earlier is None or case.previous is None or case.earlier is case.previous:
        return None
    return next((voice for voice, _ in case.free if voice is case.earlier), None)


def _by_address(case: Case) -> Voice | None:
    """Who is spoken to by name answers, or has asked."""
    for step in ("addressed-1", "addressed+1"):
        for voice, clues in case.free:
            if clues[step] and voice is not case.previous:
                return voice
    return None


def _by_recency(case: Case) -> Voice | None:
    """Who spoke or acted last, apart from the one who has just spoken."""
    pairs = [pair for pair in case.free if pair[0] is not case.previous] or case.free or case.pairs
    found = min(
        pairs,
        key=lambda pair: (pair[1]["anchor-ago"] > REACH, pair[1]["anchor-ago"], pair[1]["acted-rank"]),
        default=None,
    )
    return found[0] if found else None


STEPS: Final = (
    Step("frame", _by_frame, 0.91),
    Step("pronoun", _by_pronoun, 0.6),
    Step("beat", _by_beat, 0.6),
    Step("turn", _by_turn, 0.6),
    Step("address", _by_address, 0.6),
    Step("recency", _by_recency, 0.45),
)


def decide_in_order(board: Board) -> Iterator[tuple[Turn, Ranking, Clues]]:
    """For each turn with candidates: the one chosen with how far the step is trusted that chose, and their clues."""
    said: dict[int, Voice] = {}
    for turn, clues in board.clues():
        before, earlier = board.neighbour(turn, -1), board.neighbour(turn, -2)
        case = Case(
            turn,
            list(zip(turn.candidates, clues, strict=True)),
            said.get(before.number) if before else None,
            said.get(earlier.number) if earlier else None,
        )
        for step in STEPS:
            voice = step.find(case)
            if voice in turn.candidates:  # the one who spoke two turns ago may be out of reach here
                said[turn.number] = voice
                yield turn, [(voice, step.trust)], clues[turn.candidates.index(voice)]
                break
