"""Who says each turn, with the clue that decided: by the fitted trees, or by ordered rules without them.

In: a Board. Out: an Answer a turn.
Never touches a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from quotekit.languages.stand_ins import ADDRESSED, BEAT, DIALOGUE_TURN
from quotekit.speakers.dialogue.clues import Board
from quotekit.speakers.dialogue.order import SHORT_BEAT, decide_in_order
from quotekit.speakers.dialogue.paragraph import Clues
from quotekit.speakers.dialogue.turns import Turn
from quotekit.speakers.dialogue.voices import Ranking

if TYPE_CHECKING:
    from quotekit.speakers.dialogue.rank import Weights


@frozen(eq=False)
class Answer:
    """Who says a turn.

    Attributes:
        turn: The turn.
        ranking: The candidates with the probability of each, the best first; at least one.
        rule: Name of the clue that tells it, where no frame does.
    """

    turn: Turn
    ranking: Ranking
    rule: str


def decide(board: Board, weights: Weights | None) -> Iterator[Answer]:
    """An answer for each turn that has candidates."""
    if weights is None:
        found = decide_in_order(board)
    else:
        from quotekit.speakers.dialogue.rank import rank  # numpy is loaded for the first story

        found = rank(board, weights)
    for turn, ranking, clues in found:
        yield Answer(turn, ranking, _rule(clues))


def _rule(clues: Clues) -> str:
    """The plainest thing that speaks for the one chosen."""
    if (clues["acts-last-before"] and clues["words-before"] < SHORT_BEAT) or clues["acts-first-behind"]:
        return BEAT
    if clues["anchor-2"] < 1 and (clues["addressed-1"] or clues["addressed+1"]):
        return ADDRESSED
    return DIALOGUE_TURN
