"""Small decision trees, summed: numbers of a proposal in, a probability out.

In: `clause_forest.json` of a language's folder. Out: Forest, two sums of trees over the same numbers.
Never learns (that is `bench/fit_forest.py`) and needs no learning library.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quotekit.languages.data import data_json

FILE: Final = "clause_forest.json"
Floats = npt.NDArray[np.float32]


@frozen(eq=False)
class Trees:
    """Trees of one question, all walked at once: every row of nodes is one tree.

    Attributes:
        numbers: Shape (trees, nodes); which number a node asks for. A leaf asks for none and stays where it is.
        limits: Shape (trees, nodes); up to this the way goes left, above it right.
        left: Shape (trees, nodes); the next node.
        right: Shape (trees, nodes); the next node.
        values: Shape (trees, nodes); log odds that a leaf adds.
        depth: Steps from a root to its deepest leaf.
    """

    numbers: npt.NDArray[np.int32]
    limits: Floats
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    values: Floats
    depth: int

    @classmethod
    def of(cls, trees: Sequence[dict[str, list[Any]]]) -> Trees:
        """Trees as the data file has them: lists of equal length a tree, a place a node, the root first."""
        size = max(len(tree["value"]) for tree in trees)

        def rows(key: str, kind: Any) -> Any:
            return np.array([tree[key] + [0] * (size - len(tree[key])) for tree in trees], kind)

        left, right = rows("left", np.int32), rows("right", np.int32)
        return cls(
            rows("number", np.int32),
            rows("limit", np.float32),
            left,
            right,
            rows("value", np.float32),
            _depth(left, right),
        )

    def probabilities(self, rows: Floats) -> Floats:
        """One probability a row.

        Args:
            rows: Shape (proposals, numbers).
        """
        trees = np.arange(len(self.left))[None, :]
        proposals = np.arange(len(rows))[:, None]
        at = np.zeros((len(rows), len(self.left)), np.int32)
        for _ in range(self.depth):
            goes_left = rows[proposals, self.numbers[trees, at]] <= self.limits[trees, at]
            at = np.where(goes_left, self.left[trees, at], self.right[trees, at])
        odds = self.values[trees, at].sum(axis=1)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), np.float32)


def _depth(left: npt.NDArray[np.int32], right: npt.NDArray[np.int32]) -> int:
    """Steps from a root to the deepest leaf; a leaf leads to itself, and children stand behind their parents."""
    levels = np.zeros(left.shape, np.int32)
    trees = np.arange(len(left))
    for node in range(left.shape[1]):
        for children in (left, right):
            child = children[:, node]
            levels[trees, child] = np.where(child > node, levels[:, node] + 1, levels[trees, child])
    return int(levels.max(initial=0))


@frozen(eq=False)
class Forest:
    """What decides between proposals for clauses, after the table of weights.

    Attributes:
        mostly: Are the words mostly right, and the source?
        exactly: Are they right to the letter?
        names: Names of the numbers that both ask for, in order.
    """

    mostly: Trees
    exactly: Trees
    names: tuple[str, ...]


@cache
def load_forest(package: str) -> Forest | None:
    """The trees of a language's package; None where none were fitted."""
    held = data_json(package, FILE)
    return Forest(Trees.of(held["mostly"]), Trees.of(held["exactly"]), tuple(held["names"])) if held else None
