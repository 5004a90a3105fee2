"""Tables of weights: values that features are named after are worth what the names are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quotekit.languages import table as tables
from quotekit.languages.table import Form, Table


def _tides(tide: str, depth: int) -> Sequence[str]:
    return f"tide={tide}", f"tide,depth={tide},{depth}"


def _ships(ship: str) -> Sequence[str]:
    return (f"ship={ship}",)


FORM = Form(("ship", "depth", "tide"), _tides, _ships)
TABLE = Table({"tide=high": 1.0, "tide,depth=high,3": 0.5, "tide=low": -1.0, "ship=ferry": 0.25})


@pytest.mark.parametrize(
    "values", [("ferry", 3, "high"), ("ferry", 2, "high"), ("barge", 3, "low"), ("ferry", 3, "no")]
)
def test_values_are_worth_what_their_names_are(values: tuple[object, ...]) -> None:
    names = list(FORM.names(values))
    assert names == [f"tide={values[2]}", f"tide,depth={values[2]},{values[1]}", f"ship={values[0]}"]
    for _ in range(2):  # the second time from memory
        assert TABLE.worth([(FORM, values)]) == TABLE.score(names)
    assert TABLE.worth([(FORM, values)] * 2) == 2 * TABLE.score(names)


def test_two_tables_remember_apart() -> None:
    other = Table({"ship=ferry": -3.0})
    values = ("ferry", 3, "high")
    assert (TABLE.worth([(FORM, values)]), other.worth([(FORM, values)])) == (1.75, -3.0)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_MOST_SUMS", 3)
    table = Table(TABLE.weights)
    for depth in [*range(9), 3]:
        assert table.worth([(FORM, ("ferry", depth, "high"))]) == (1.75 if depth == 3 else 1.25)
    assert all(len(sums) <= 3 for sums, _ in table._steps[FORM])
