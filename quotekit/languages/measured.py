"""How each rule did on the articles that it is measured on.

In: `rule_precision.json` of a language's folder. Out: precision and count by the name of a rule.
Never measures (that is `bench/fit_passages.py` and `bench/fit_clauses.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from attrs import frozen

from quotekit.languages.data import data_json

FEWEST = 20  # decisions below which a share says next to nothing


@frozen
class Measured:
    """How a rule did where it decided, on the articles it is measured on.

    Attributes:
        precision: Share of its decisions that were right, 0 to 1.
        count: How many decisions that is.
    """

    precision: float
    count: int

    @property
    def is_telling(self) -> bool:
        """Are the decisions enough to tell anything by their share?"""
        return self.count >= FEWEST

    @property
    def right(self) -> int:
        """How many of the decisions were right."""
        return round(self.precision * self.count)


@cache
def load_measured(package: str) -> Mapping[str, Measured]:
    """By name of the rule; rules that never decided anything are missing."""
    rows = data_json(package, "rule_precision.json").get("rules", {})
    return MappingProxyType({name: Measured(row["precision"], row["count"]) for name, row in rows.items()})
