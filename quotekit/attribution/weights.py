"""A table of weights, summed: features of a proposal in, probability out.

In: the features of all proposals for one passage. Out: a probability for each.
Never learns (that is `bench/fit.py`) and needs no learning library.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat
from math import exp

from attrs import frozen

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


def trusted(shares: Sequence[float], place: int, least: float) -> list[float]:
    """Shares that sum to 1 or less, the one at `place` raised to at least `least`, the others in proportion."""
    if shares[place] >= least:
        return list(shares)
    rest = (1 - least) / (1 - shares[place])
    return [least if n == place else share * rest for n, share in enumerate(shares)]


@cache
def load_table(name: str = "passage_weights.json") -> Table:
    """A table that is shipped with the package."""
    path = files("quotekit.languages.en") / "data" / name
    return Table(json.loads(path.read_text(encoding="utf8"))["weights"])
