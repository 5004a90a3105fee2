"""A table of weights, summed: features of a proposal in, log odds out.

In: the features of rival proposals. Out: a probability for each.
Never learns (that is `bench/fit_passages.py` and `bench/fit_clauses.py`) and needs no learning library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import repeat
from math import exp

from attrs import frozen

from quotekit.languages.data import data_json

NOTHING = repeat(0.0)  # the weight of a feature that is not in the table


@frozen
class Table:
    """Weights of features; the probability of a proposal is a softmax over its rivals.

    Attributes:
        weights: From a feature's name to its weight (log odds).
    """

    weights: Mapping[str, float]

    def score(self, features: Sequence[str]) -> float:
        """The sum of the weights of these features."""
        return sum(map(self.weights.get, features, NOTHING))

    def probabilities(self, rivals: Sequence[Sequence[str]]) -> list[float]:
        """One probability for each of the rivals, which exclude each other; they sum to 1."""
        scores = [self.score(features) for features in rivals]
        top = max(scores, default=0.0)
        shares = [exp(score - top) for score in scores]
        total = sum(shares)
        return [share / total for share in shares]

    def terms(self, features: Sequence[str], most: int = 8) -> list[tuple[str, float]]:
        """The features that weigh most, with their weights, heaviest first."""
        rows = [(name, self.weights[name]) for name in features if name in self.weights]
        return sorted(rows, key=lambda row: -abs(row[1]))[:most]


@cache
def load_table(package: str, name: str) -> Table | None:
    """A fitted table of a language's package; None where none was fitted."""
    held = data_json(package, name)
    return Table(held["weights"]) if held else None
