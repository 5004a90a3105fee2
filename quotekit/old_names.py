"""Names that were given up, for one more release: they work, and warn with the name to use.

In: an old name. Out: what it stands for now, and a DeprecationWarning.
Never used by quotekit itself: the tests make these warnings errors.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Owner = TypeVar("Owner")
Value = TypeVar("Value")


def renamed(module: str, name: str, now: Mapping[str, type]) -> type:
    """What an old name of a module stands for.

    Raises:
        AttributeError: if it is none.
    """
    if name not in now:
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    warnings.warn(f"{name} is now called {now[name].__name__}", DeprecationWarning, stacklevel=3)
    return now[name]


def old_property(name: str, instead: str, value: Callable[[Any], Value]) -> property:
    """A property that warns: `name` is given up for `instead`."""

    def read(owner: Any) -> Value:
        warnings.warn(f"{name} is given up: use {instead}", DeprecationWarning, stacklevel=2)
        return value(owner)

    return property(read, doc=f"Given up for `{instead}`.")
