"""Which candidate says each turn: two passes of small trees, the second with the neighbours' answers.

In: a Board, and the weights of a language. Out: for each turn its candidates with a probability each.
Never makes a candidate.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quotekit.languages.forest import Floats, Trees
from quotekit.speakers.dialogue.clues import Board, values_of
from quotekit.speakers.dialogue.paragraph import Clues
from quotekit.speakers.dialogue.turns import Turn
from quotekit.speakers.dialogue.voices import Ranking, Voice

STEPS: Final = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)  # neighbours whose answers the second pass sees
_AROUND: Final = 10  # turns on each side over which a voice's share is summed
_LIKELY: Final = 0.5  # share from which a neighbour's answer counts as one
NEIGHBOURS: Final = (
    *(f"share{step:+}" for step in STEPS),
    "share-around",
    "share",
    "share-less",
    "best-1",
    "best+1",
    "likely-near",
)


COLUMNS: Final = ("number", "limit", "left", "right", "value")  # of a tree, in the order of the data file


def trees_of(data: Mapping[str, Any]) -> Trees:
    """The trees of one pass, as the data file has them: with the names of the clues, and what the sum begins with."""
    trees = [dict(zip(COLUMNS, tree, strict=True)) for tree in data["trees"]]
    return Trees.of(trees, data["bias"], data["features"])


@frozen(eq=False)
class Weights:
    """What was fitted: the trees of both passes, and how sure they are.

    Attributes:
        first: The trees over the clues.
        second: The trees over the clues and the shares of the neighbours.
        slope: How much of the log odds of a share is believed.
        offset: What is added to them.
    """

    first: Trees
    second: Trees
    slope: float = 1.0
    offset: float = 0.0

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Weights:
        """The weights that a JSON object holds."""
        return cls(trees_of(data["first"]), trees_of(data["second"]), data["slope"], data["offset"])

    def calibrate(self, share: float) -> float:
        """The probability that a candidate with this share is right."""
        share = min(max(share, 1e-4), 1 - 1e-4)
        return 1 / (1 + math.exp(-self.slope * math.log(share / (1 - share)) - self.offset))


@frozen(eq=False)
class Rows:
    """Every pair of a turn and a candidate as numbers.

    Attributes:
        values: The clues, shape (pairs, clues).
        turns: The number of each pair's turn, shape (pairs,).
        voices: The candidate of each pair.
    """

    values: Floats
    turns: NDArray[np.intp]
    voices: Sequence[Voice]

    @classmethod
    def of(cls, board: Board, names: Sequence[str]) -> Rows:
        """The pairs of a story."""
        values: list[list[float]] = []
        numbers: list[int] = []
        voices: list[Voice] = []
        for turn, each in board.clues():
            values.extend(values_of(clues, names) for clues in each)
            numbers.extend([turn.number] * len(each))
            voices.extend(turn.candidates)
        shaped = np.array(values, dtype=np.float32).reshape(len(values), len(names))
        return cls(shaped, np.array(numbers, dtype=np.intp), voices)

    def shares(self, sums: Floats) -> Floats:
        """What speaks for each candidate, made into shares that are 1 together within a turn (softmax)."""
        count = int(self.turns.max()) + 1 if len(self.turns) else 0
        most = np.full(count, -np.inf, dtype=np.float32)
        np.maximum.at(most, self.turns, sums)
        odds = np.exp(sums - most[self.turns])
        totals = np.zeros(count, dtype=np.float32)
        np.add.at(totals, self.turns, odds)
        shares: Floats = (odds / totals[self.turns]).astype(np.float32)
        return shares


def rank(board: Board, weights: Weights) -> Iterator[tuple[Turn, Ranking, Clues]]:
    """For each turn with candidates: they with their probabilities, the best first, and the clues of the best."""
    names = weights.first.names
    rows = Rows.of(board, names)
    if not len(rows.turns):
        return
    shares = rows.shares(weights.first.sums(rows.values))
    wider = np.hstack([rows.values, neighbours(board, rows, shares)])
    shares = rows.shares(weights.second.sums(wider))
    pairs: dict[int, list[tuple[float, int]]] = {}
    for pair, (number, share) in enumerate(zip(rows.turns.tolist(), shares.tolist(), strict=True)):
        pairs.setdefault(number, []).append((-share, pair))
    for number, found in pairs.items():
        found.sort()
        best = -found[0][0]
        chance = weights.calibrate(best)
        rest = (1 - chance) / max(1 - best, 1e-6)  # so that all of them are 1 together
        ranking = [(rows.voices[pair], chance if n == 0 else -share * rest) for n, (share, pair) in enumerate(found)]
        yield board.turns[number], ranking, dict(zip(names, rows.values[found[0][1]].tolist(), strict=True))


def neighbours(board: Board, rows: Rows, shares: Floats) -> Floats:
    """What the first pass gives the same voice in the turns around, shape (pairs, len(NEIGHBOURS)).

    A neighbour of another conversation, or none, is -1.
    """
    by_turn: list[dict[Voice, float]] = [{} for _ in board.turns]
    for number, voice, share in zip(rows.turns.tolist(), rows.voices, shares.tolist(), strict=True):
        by_turn[number][voice] = share
    best = [max(each.values(), default=0.0) for each in by_turn]
    made: list[list[float]] = []
    for turn in board.turns:
        here, number = by_turn[turn.number], turn.number
        if not here:
            continue
        others = [board.neighbour(turn, step) for step in STEPS]
        steps = [by_turn[other.number] if other is not None else None for other in others]
        around = [by_turn[other.number] for other in _around(board, turn)]
        beside = [by_turn[n] for n in (number - 1, number + 1) if 0 <= n < len(by_turn)]
        likely = {who for each in beside for who, share in each.items() if share >= _LIKELY}
        best_before = best[number - 1] if number else 0.0
        best_behind = best[number + 1] if number + 1 < len(best) else 0.0
        for voice, share in here.items():
            made.append(
                [
                    *(each.get(voice, 0.0) if each is not None else -1.0 for each in steps),
                    sum([each.get(voice, 0.0) for each in around]),
                    share,
                    share - best[number],
                    best_before,
                    best_behind,
                    float(len(likely) - (voice in likely)),
                ]
            )
    return np.array(made, dtype=np.float32)


def _around(board: Board, turn: Turn) -> list[Turn]:
    near = board.turns[max(0, turn.number - _AROUND) : turn.number + _AROUND + 1]
    return [other for other in near if other is not turn and other.conversation == turn.conversation]
