"""Changes one constant at a time in memory and says which changes no check notices.

    python -m bench.mutations [--only WORDS] [--all]

The constants: numbers of quotekit.attribution (each set to 0, and doubled or, if it is a share, set to 1), and the
sets of dependency labels (each emptied, and filled with all labels). The checks: `bench.checks`, on stored parses.
A change that survives is a threshold that no example holds: a place for a sentence in tests/data/extents.txt.
Some changes are not tried, because no answer can tell: bounds on the work are not raised, nor are numbers that
stand for "more than any" (`ALIKE`); features of the tagger hold what was fitted, not a choice (`FITTED`).
--only takes the changes whose name holds a word; --all prints those that are noticed, too. No file is written.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

from attrs import frozen

import quotekit.attribution
from bench.checks import failures
from quotekit.languages import labels

ALL_LABELS: Final = frozenset(
    value for name, value in vars(labels).items() if name.isupper() and isinstance(value, str) and value.islower()
)
# Numbers that another large one would do for as well, each with the reason.
ALIKE: Final = {
    "ELSEWHERE": "marks tokens outside of a passage, like any number that no passage has",
    "LAST": "ranks behind every rule, like any number that no rule has",
    "SALT": "mixes hashes of features",
}
BOUNDS: Final = ("MOST_", "LONGEST_", "FAR", "MEMORY", "NEAR")  # beginnings of names: more is only slower, or rarer
FITTED: Final = ("quotekit.attribution.tagging.",)  # modules whose numbers a fit takes for granted


@frozen
class Mutation:
    """One constant with another value.

    Attributes:
        module: The module that defines it.
        name: Its name there.
        value: The other value.
    """

    module: ModuleType
    name: str
    value: Any

    @property
    def title(self) -> str:
        """The constant and its new value, as a line."""
        where = self.module.__name__.removeprefix("quotekit.").removeprefix("attribution.")
        value = f"{len(self.value)} labels" if isinstance(self.value, frozenset) else self.value
        return f"{where}.{self.name} = {value}"


def modules() -> list[ModuleType]:
    """Every module of attribution."""
    package = quotekit.attribution
    names = [info.name for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    return [importlib.import_module(name) for name in names if not name.startswith(FITTED)]


def mutations() -> Iterator[Mutation]:
    """Every change that is tried: of each constant where it is defined."""
    sources = [(module, inspect.getsource(module)) for module in modules()]
    for module, source in sources:
        for name, value in vars(module).items():
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            if name.isupper() and is_number and value and _assigns(source, name) and name.lstrip("_") not in ALIKE:
                yield Mutation(module, name, type(value)(0))
                if not name.lstrip("_").startswith(BOUNDS):
                    yield Mutation(module, name, 1.0 if isinstance(value, float) and value < 1 else value * 2)
    for name, value in vars(labels).items():
        is_set = isinstance(value, frozenset) and value <= ALL_LABELS
        if name.isupper() and is_set and any(f"labels.{name}" in source for _, source in sources):
            yield Mutation(labels, name, frozenset())
            yield Mutation(labels, name, ALL_LABELS)


def _assigns(source: str, name: str) -> bool:
    """Is the name assigned in a module, and not imported into it?"""
    return re.search(rf"^(?:\w+, )*{name}\b[^=\n]*=", source, re.MULTILINE) is not None


@contextmanager
def mutated(mutation: Mutation) -> Iterator[None]:
    """Does the change, wherever the constant was imported, and takes it back."""
    old = getattr(mutation.module, mutation.name)
    holders = [module for module in (mutation.module, *modules()) if vars(module).get(mutation.name) is old]
    for module in holders:
        setattr(module, mutation.name, mutation.value)
    try:
        yield
    finally:
        for module in holders:
            setattr(module, mutation.name, old)


def noticed(mutation: Mutation) -> str | None:
    """The first check that fails with the change, or None."""
    with mutated(mutation):
        try:
            return next(failures(), None)
        except Exception as error:  # a change that breaks the code is noticed, too
            return f"{type(error).__name__}: {error}"


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the changes that no check notices; see the module docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="WORDS")
    parser.add_argument("--all", action="store_true")
    args = parser.parse_args(argv)
    if (first := next(failures(), None)) is not None:
        print(f"a check fails without any change: {first}")
        return 1
    tried = [each for each in mutations() if not args.only or any(w in each.title for w in args.only.split())]
    survivors = 0
    for each in tried:
        found = noticed(each)
        survivors += found is None
        if found is None or args.all:
            print(f"{each.title}: {'survives' if found is None else found}", flush=True)
    print(f"{len(tried)} changes, {survivors} survive")
    return 0


if __name__ == "__main__":
    sys.exit(main())
