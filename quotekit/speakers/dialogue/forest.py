"""Small decision trees, walked all at once.

In: a JSON file of trees, and rows of numbers. Out: a score for each row.
Never learns: that is `bench.fit_dialogue`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

CHUNK: Final = 4096  # rows that are walked at once, so that memory stays small
Floats = NDArray[np.float32]


@frozen(eq=False)
class Forest:
    """Trees whose leaves are summed: the log odds that a row is right.

    Attributes:
        features: Names of the columns, in order.
        bias: What the sum begins with.
        trees: Of each tree, for each node: column, threshold, left child, right child, value. A leaf is its
            own child; a row goes left where its number is at most the threshold.
    """

    features: tuple[str, ...]
    bias: float
    trees: tuple[Sequence[Sequence[float]], ...]
    _nodes: tuple[NDArray[Any], ...] = field(init=False, repr=False)

    @_nodes.default
    def _join(self) -> tuple[NDArray[Any], ...]:
        """The nodes of all trees one behind the other, and the roots."""
        columns: list[list[float]] = [[], [], [], [], []]
        roots: list[int] = []
        for tree in self.trees:
            first = len(columns[0])
            roots.append(first)
            for column, values in zip(columns, tree, strict=True):
                shift = first if column is columns[2] or column is columns[3] else 0
                column.extend(value + shift for value in values)
        kinds = (np.intp, np.float32, np.intp, np.intp, np.float32)
        return (*(np.array(column, dtype=kind) for column, kind in zip(columns, kinds, strict=True)), np.array(roots))

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Forest:
        """The forest that a JSON object holds."""
        return cls(tuple(data["features"]), data["bias"], tuple(data["trees"]))

    def chances(self, rows: Floats) -> Floats:
        """The probability that each row is right, 0 to 1, as the trees see it.

        Args:
            rows: Shape (rows, features).

        Returns:
            Shape (rows,).
        """
        column, threshold, left, right, value, roots = self._nodes
        sums = np.full(len(rows), self.bias, dtype=np.float32)
        for start in range(0, len(rows), CHUNK):
            part = rows[start : start + CHUNK]
            lines = np.arange(len(part))[:, None]
            at = np.broadcast_to(roots, (len(part), len(roots))).copy()
            while True:
                goes_left = part[lines, column[at]] <= threshold[at]
                there = np.where(goes_left, left[at], right[at])
                if np.array_equal(there, at):
                    break
                at = there
            sums[start : start + CHUNK] += value[at].sum(axis=1)
        chances: Floats = (1 / (1 + np.exp(-sums))).astype(np.float32)
        return chances
