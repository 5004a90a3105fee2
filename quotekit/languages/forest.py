"""Small decision trees, summed: rows of numbers in, a probability for each out.

In: trees as the JSON files of a language's folder have them. Out: Trees; Forest, the two sums of trees that
decide between proposals for clauses.
Never learns (that is `bench/fit_forest.py` and `bench/fit_dialogue.py`) and needs no learning library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quotekit.languages.data import data_json

FILE: Final = "clause_forest.json"
CHUNK: Final = 4096  # rows that are walked at once, so that memory stays small
Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]


@frozen(eq=False)
class Trees:
    """Trees of one question, the nodes of all of them in a row, each tree's root first.

    Attributes:
        numbers: Shape (nodes,); which number of a row a node asks for. A leaf leads to itself, whatever it asks.
        limits: Shape (nodes,); up to this the way goes left, above it right.
        ways: Shape (2 * nodes,); for each node where the way goes right, and where it goes left.
        values: Shape (nodes,); log odds that a leaf adds.
        roots: Shape (trees,); the first node of each tree.
        depth: Steps from a root to the deepest leaf.
        bias: Log odds that the sum begins with.
        names: Names of the numbers of a row, in order, where the data file has them.
    """

    numbers: Places
    limits: Floats
    ways: Places
    values: Floats
    roots: Places
    depth: int
    bias: float = 0.0
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, trees: Sequence[Mapping[str, Sequence[float]]], bias: float = 0.0, names: Sequence[str] = ()) -> Trees:
        """Trees as a data file has them: lists of equal length a tree, a place a node, the root first."""
        sizes = [len(tree["value"]) for tree in trees]
        roots = np.cumsum([0, *sizes], dtype=np.intp)[:-1]

        def row(key: str, kind: Any) -> Any:
            return np.array([value for tree in trees for value in tree[key]], kind)

        left, right = (row(key, np.intp) + np.repeat(roots, sizes) for key in ("left", "right"))
        ways = np.ravel(np.column_stack([right, left]))
        numbers, limits, values = row("number", np.intp), row("limit", np.float32), row("value", np.float32)
        return cls(numbers, limits, ways, values, roots, _depth(ways, roots), bias, tuple(names))

    def probabilities(self, rows: Floats) -> Floats:
        """One probability a row.

        Args:
            rows: Shape (rows, numbers).
        """
        return (1.0 / (1.0 + np.exp(-self.sums(rows)))).astype(np.float32)

    def sums(self, rows: Floats) -> Floats:
        """What the trees add up to, one number a row: log odds, or how much speaks for one of several candidates.

        Args:
            rows: Shape (rows, numbers).
        """
        found: list[Floats] = [np.zeros(0, np.float32)]
        for start in range(0, len(rows), CHUNK):
            part = np.ascontiguousarray(rows[start : start + CHUNK], np.float32)
            line = (np.arange(len(part)) * part.shape[1])[:, None]
            values = part.ravel()
            at = np.tile(self.roots, (len(part), 1))
            for _ in range(self.depth):
                goes_left = values.take(line + self.numbers.take(at)) <= self.limits.take(at)
                at = self.ways.take(2 * at + goes_left)
            found.append(self.bias + self.values.take(at).sum(axis=1))
        return np.concatenate(found, dtype=np.float32)


def _depth(ways: Places, roots: Places) -> int:
    """Steps from a root to the deepest leaf: a leaf leads to itself."""
    here, depth = roots, 0
    while len(here := here[ways[2 * here] != here]):
        here, depth = np.concatenate([ways[2 * here], ways[2 * here + 1]]), depth + 1
    return depth


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
