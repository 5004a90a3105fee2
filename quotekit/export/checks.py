"""Keys of a JSON object, each taken only as what the schema says it is.

In: an object that somebody wrote, and a key. Out: the value, of the right type.
Never turns a value into another type: a ValueError names the key, a KeyError the one that is missing.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import Any, Final

Row = Mapping[str, Any]
_LARGEST: Final = 2**63 - 1  # offsets go into columns of 64 bits
SHOWN: Final = 40  # characters of a value that a message shows
_NEEDED: Final[Any] = object()


def string(row: Row, key: str, default: Any = _NEEDED) -> str:
    """A string."""
    return _taken(row, key, default, str, "a string")  # type: ignore[no-any-return]


def string_or_none(row: Row, key: str, default: Any = None) -> str | None:
    """A string, or None where there is null or nothing."""
    return None if row.get(key, default) is None else string(row, key, default)


def one_of(row: Row, key: str, allowed: Collection[str], default: Any = _NEEDED) -> Any:
    """One of some strings."""
    found = string(row, key, default)
    if found not in allowed:
        raise ValueError(f'"{key}" is one of {", ".join(allowed)}, not {_shown(found)}')
    return found


def truth(row: Row, key: str, default: Any = _NEEDED) -> bool:
    """True or false."""
    return _taken(row, key, default, bool, "true or false")  # type: ignore[no-any-return]


def whole(row: Row, key: str, default: Any = _NEEDED, *, most: int = _LARGEST) -> int:
    """A whole number from 0 to `most`; true and false are none."""
    found = row[key] if default is _NEEDED else row.get(key, default)
    if type(found) is not int or not 0 <= found <= most:
        raise ValueError(f'"{key}" is a whole number from 0' + (f" to {most}" if most < _LARGEST else "") + _not(found))
    return found


def whole_or_none(row: Row, key: str, *, most: int = _LARGEST) -> int | None:
    """A whole number from 0 to `most`, or None where there is null or nothing."""
    return None if row.get(key) is None else whole(row, key, most=most)


def share_or_none(row: Row, key: str) -> float | None:
    """A number from 0 to 1, or None where there is null."""
    found = row[key]
    if found is None:
        return None
    if type(found) not in (int, float) or math.isnan(found) or not 0 <= found <= 1:
        raise ValueError(f'"{key}" is a number from 0 to 1' + _not(found))
    return found  # type: ignore[no-any-return]


def strings(row: Row, key: str, default: Any = _NEEDED) -> tuple[str, ...]:
    """A list of strings."""
    found = _taken(row, key, default, (list, tuple), "a list of strings")
    if not all(isinstance(each, str) for each in found):
        raise ValueError(f'"{key}" is a list of strings' + _not(found))
    return tuple(found)


def rows(row: Row, key: str, default: Any = _NEEDED, *, least: int = 0) -> list[Row]:
    """A list of objects, at least so many."""
    found = _taken(row, key, default, (list, tuple), "a list of objects")
    if not all(isinstance(each, Mapping) for each in found):
        raise ValueError(f'"{key}" is a list of objects' + _not(found))
    if len(found) < least:
        raise ValueError(f'"{key}" holds at least {least}')
    return list(found)


def row_or_none(row: Row, key: str) -> Row | None:
    """An object, or None where there is null or nothing."""
    found = row.get(key)
    if found is not None and not isinstance(found, Mapping):
        raise ValueError(f'"{key}" is an object or null' + _not(found))
    return found


def _taken(row: Row, key: str, default: Any, kinds: Any, what: str) -> Any:
    found = row[key] if default is _NEEDED else row.get(key, default)
    if not isinstance(found, kinds):
        raise ValueError(f'"{key}" is {what}' + _not(found))
    return found


def _not(found: Any) -> str:
    return f", not {_shown(found)}"


def _shown(found: Any) -> str:
    if isinstance(found, int) and not isinstance(found, bool) and abs(found) > _LARGEST:
        return "such a large number"
    words = repr(found)
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
