"""How sure a rule has to be before what it finds is shown, by the kind of text it is found in.

In: `rule_least.json` of a language's folder. Out: a probability for each rule and place.
The file has two tables: "judged", by reading samples, and "measured", which `bench.fit_least` writes: the least
probability that news needs. What is shown needs both, so that neither table can undo the other.
Never looks at a text; a language without the file shows everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, Literal

from attrs import frozen

from quotekit.languages.data import data_json

Place = Literal["chosen", "reports", "elsewhere", "inside"]
# For rules that the table does not name: where precision lost and recall gained even out on the training
# articles; and inside of what somebody says.
CHOSEN: Final = 0.35
OTHERS: Final[Mapping[Place, float]] = {"chosen": CHOSEN, "reports": 0.0, "elsewhere": 0.0, "inside": 0.6}


@frozen(eq=False)
class Leasts:
    """The least probability of what a rule finds.

    Attributes:
        rows: By name of the rule, then by place. "chosen": to be chosen among rivals at all; to be shown,
            too, unless one of the next two asks for more. "reports": in a text that reports much, as news does.
            "elsewhere": in one that hardly does, or for words of an "I", "we" or "you". "inside": inside of what
            somebody says.
    """

    rows: Mapping[str, Mapping[str, float]]

    def of(self, rule: str, place: Place) -> float:
        """The least probability, 0 to 1."""
        return self.rows.get(rule, {}).get(place, OTHERS[place])

    def is_weak(self, rule: str) -> bool:
        """Has the rule to be surer in some kind of text than in another?"""
        return "elsewhere" in self.rows.get(rule, {})


@cache
def load_leasts(package: str) -> Leasts:
    """The table in the data folder of a language's package."""
    held: dict[str, Any] = data_json(package, "rule_least.json")
    rows = {rule: dict(row) for rule, row in held.get("judged", {}).items()}
    for rule, least in held.get("measured", {}).items():
        row = rows.setdefault(rule, {})
        row["reports"] = max(least, row.get("reports", 0.0))
    return Leasts(rows)
