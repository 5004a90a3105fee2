"""A table of weights, summed: features of a proposal in, log odds out.

In: the names of features. Out: the sum of their weights.
Never learns (that is `bench/fit_passages.py` and `bench/fit_clauses.py`) and needs no learning library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import repeat

from attrs import frozen

from quotekit.languages.data import data_json

NOTHING = repeat(0.0)  # the weight of a feature that is not in the table


@frozen
class Table:
    """Weights of features; what rival proposals are worth by them says `quotekit.attribution.weights`.

    Attributes:
        weights: From a feature's name to its weight (log odds).
    """

    weights: Mapping[str, float]

    def score(self, features: Sequence[str]) -> float:
        """The sum of the weights of these features."""
        return sum(map(self.weights.get, features, NOTHING))


@cache
def load_table(package: str, name: str) -> Table | None:
    """A fitted table of a language's package; None where none was fitted."""
    held = data_json(package, name)
    return Table(held["weights"]) if held else None
