"""spaCy's recogniser of entities over many paragraphs at once: the n-th word of all of them, then the next.

In: vectors of words. Out: the move that was taken at each word.
Never decides otherwise than spaCy: the moves, and when they are valid, are those of its `BiluoPushDown`,
for Docs of which nothing is settled before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from quotekit.reading.network.steps import Floats, Places, Steps

KINDS: Final = "BUILO"
_BEGINS, _UNIT, _INSIDE, _LAST, _OUT = KINDS
_CODES: Final = 4  # by whether a word follows, and whether this one is white space
Flags = npt.NDArray[np.bool_]


def valid_moves(moves: Sequence[str]) -> Flags:
    """Which moves are valid, of shape (codes, moves), the codes those of `find_entities`.

    Args:
        moves: Names of the moves, such as "B-ORG".
    """
    labels = _labels(moves)

    def is_valid(code: int, move: str) -> bool:
        is_open, (follows, is_space) = code // _CODES, divmod(code % _CODES, 2)
        kind, _, label = move.partition("-")
        if is_open:
            is_same = label == labels[is_open]
            return is_same and (kind == _LAST or (kind == _INSIDE and bool(follows)))
        return kind == _OUT or (bool(label) and not is_space and (kind == _UNIT or (kind == _BEGINS and bool(follows))))

    return np.array([[is_valid(code, move) for move in moves] for code in range(_CODES * len(labels))])


def find_entities(steps: Steps, moves: Sequence[str], vectors: Floats, sizes: Places, is_space: Flags) -> Places:
    """The number of the move that is taken at each word.

    Args:
        steps: The layers of the recogniser.
        moves: Names of its moves, such as "B-ORG".
        vectors: Shape (words, width), the texts one after the other.
        sizes: Words of each text, at least one.
        is_space: Shape (words,); is the word white space?
    """
    labels = _labels(moves)
    goes_on = np.array([move[0] in (_BEGINS, _INSIDE) for move in moves])
    opens = np.array([move[0] == _BEGINS for move in moves])
    number = np.array([labels.index(move[2:]) for move in moves])
    taken = np.zeros(len(vectors), np.intp)
    table = steps.table(vectors)
    end = np.cumsum(sizes)
    here = end - sizes
    first = np.full(len(sizes), -1, np.intp)  # of the entity that is open, -1 for none
    label = np.zeros(len(sizes), np.intp)
    while len(here):
        looks = np.stack([here, first, np.where(first < 0, -1, here - 1)], axis=1)
        move = steps.best(table, looks, label * _CODES + (here + 1 < end) * 2 + is_space[here])
        taken[here] = move
        first = np.where(goes_on[move], np.where(opens[move], here, first), -1)
        label = np.where(goes_on[move], number[move], 0)
        here = here + 1
        left = here < end
        here, end, first, label = here[left], end[left], first[left], label[left]
    return taken


def _labels(moves: Sequence[str]) -> list[str]:
    """The labels of the moves, "" first, in order."""
    return ["", *dict.fromkeys(move[2:] for move in moves if move[2:])]
