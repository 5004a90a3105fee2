"""A table of weights, summed: features of a proposal in, log odds out.

In: the names of features, or the values that they are named after and the form that names them.
Out: the sum of their weights.
Never learns (that is `bench/fit_passages.py` and `bench/fit_clauses.py`) and needs no learning library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from inspect import signature
from itertools import repeat
from operator import itemgetter
from typing import Any, Final

from attrs import field, frozen

from quotekit.languages.data import data_json

NOTHING = repeat(0.0)  # the weight of a feature that is not in the table
_MOST_SUMS: Final = 10_000  # that are remembered of what one function names, so that a stream does not fill the memory
Names = Callable[..., Sequence[str]]  # names features after some values
Values = tuple[object, ...]


class Form:
    """What the features of one kind of proposal are called.

    Attributes:
        steps: Functions that name features, and what picks the values that each of them names them after.
    """

    def __init__(self, fields: Sequence[str], *names: Names) -> None:
        """Of the fields of a tuple of values: each function names features after those that its parameters are."""
        places = {name: n for n, name in enumerate(fields)}
        self.steps = [(each, itemgetter(*map(places.__getitem__, signature(each).parameters))) for each in names]

    def names(self, values: Values) -> Iterator[str]:
        """The names of the features of a proposal with these values."""
        for names, pick in self.steps:
            yield from _named(names, pick(values))


Part = tuple[Form, Values]  # features by the values that they are named after


def _named(names: Names, picked: object) -> Sequence[str]:
    return names(*picked) if isinstance(picked, tuple) else names(picked)


@frozen
class Table:
    """Weights of features; what rival proposals are worth by them says `quotekit.attribution.weights`.

    Attributes:
        weights: From a feature's name to its weight (log odds).
    """

    weights: Mapping[str, float]
    _steps: _Steps = field(init=False, repr=False, eq=False)

    @_steps.default
    def _no_steps(self) -> _Steps:
        return _Steps(self.weights)

    def score(self, features: Sequence[str]) -> float:
        """The sum of the weights of these features."""
        return sum(map(self.weights.get, features, NOTHING))

    def worth(self, parts: Iterable[Part]) -> float:
        """The sum of the weights of the features of these parts; names are only made for values not met before."""
        worth, steps = 0.0, self._steps
        for form, values in parts:
            worth += sum([sums[pick(values)] for sums, pick in steps[form]])
        return worth


class _Steps(dict[Form, "list[tuple[_Sums, Callable[[Values], Any]]]"]):
    """For each form the sums of what its functions name, and what picks the values that they depend on."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    def __missing__(self, form: Form) -> list[tuple[_Sums, Callable[[Values], Any]]]:
        found = self[form] = [(_Sums(names, self.weights), pick) for names, pick in form.steps]
        return found


class _Sums(dict[object, float]):
    """The sums of the weights of what one function names, by the values that it names them after."""

    def __init__(self, names: Names, weights: Mapping[str, float]) -> None:
        self.names, self.weights = names, weights

    def __missing__(self, picked: object) -> float:
        if len(self) >= _MOST_SUMS:
            self.clear()
        found = self[picked] = sum(map(self.weights.get, _named(self.names, picked), NOTHING))
        return found


@cache
def load_table(package: str, name: str) -> Table | None:
    """A fitted table of a language's package; None where none was fitted."""
    held = data_json(package, name)
    return Table(held["weights"]) if held else None
