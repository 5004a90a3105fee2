"""The rules, as data: one file a family, one tuple for all.

In: the families. Out: DEFAULT_RULES, in order of precedence, and how each did on the corpus.
Never runs a rule.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from attrs import frozen

from quotekit.languages.en.rules import beside, clauses, governing, layout, neighbours, phrases, relations, turns
from quotekit.languages.rule import Example, Rule
from quotekit.languages.stand_ins import STAND_INS

__all__ = ["DEFAULT_RULES", "FEWEST", "STAND_INS", "Example", "Measured", "Rule", "measured"]

FEWEST = 20  # decisions below which a share says next to nothing

# Without the table of weights the first rule that applies decides, so that order is precedence:
# layout is unmistakable; a frame that touches the passage is right 98 times in 100; then what
# the parse says, the more specific way to the source first; then neighbours; then what came before.
DEFAULT_RULES: tuple[Rule, ...] = (
    *layout.RULES,
    *beside.RULES,
    *phrases.RULES,
    *relations.RULES,
    *governing.RULES,
    *turns.RULES[:1],
    *neighbours.RULES,
    *turns.RULES[1:],
    *clauses.RULES,
)


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
def _measured() -> Mapping[str, Measured]:
    path = files("quotekit.languages.en") / "data" / "rule_precision.json"
    rows = json.loads(path.read_text(encoding="utf8"))["rules"] if path.is_file() else {}
    return {name: Measured(row["precision"], row["count"]) for name, row in rows.items()}


def measured(name: str) -> Measured | None:
    """The measured precision of the rule with this name; None if it never decided anything."""
    return _measured().get(name)
