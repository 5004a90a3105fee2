"""spaCy's recogniser of entities over many paragraphs at once.

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

    Outside of entities a move depends on the word alone, so that all are found at once; then all entities that may
    begin are followed to their ends at once, and of those that overlap the first counts.

    Args:
        steps: The layers of the recogniser.
        moves: Names of its moves, such as "B-ORG".
        vectors: Shape (words, width), the texts one after the other.
        sizes: Words of each text, at least one.
        is_space: Shape (words,); is the word white space?
    """
    labels = _labels(moves)
    number = np.array([labels.index(move[2:]) for move in moves])
    is_last = np.array([move[0] == _LAST for move in moves])
    table = steps.table(vectors)
    words = np.arange(len(vectors))
    code = (words + 1 < np.repeat(np.cumsum(sizes), sizes)) * 2 + is_space
    none = np.full(len(words), -1, np.intp)
    taken = steps.best(table, np.stack([words, none, none], axis=1), code)
    first = np.flatnonzero(np.array([move[0] == _BEGINS for move in moves])[taken])
    inside: list[list[int]] = [[] for _ in first]  # the moves behind the first of each entity that may begin
    open_ = np.arange(len(first))
    here = first + 1
    while len(open_):
        looks = np.stack([here, first[open_], here - 1], axis=1)
        move = steps.best(table, looks, number[taken[first[open_]]] * _CODES + code[here])
        for entity, each in zip(open_.tolist(), move.tolist(), strict=True):
            inside[entity].append(each)
        open_, here = open_[~is_last[move]], here[~is_last[move]] + 1
    free = 0
    for start, behind in zip(first.tolist(), inside, strict=True):
        if start >= free:
            free = start + 1 + len(behind)
            taken[start + 1 : free] = behind
    return taken


def _labels(moves: Sequence[str]) -> list[str]:
    """The labels of the moves, "" first, in order."""
    return ["", *dict.fromkeys(move[2:] for move in moves if move[2:])]
