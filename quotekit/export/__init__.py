"""Formats that results are written in, one module each.

In: results, each with the identifier of its text. Out: text in the format, as it comes.
Never holds a second idea of the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotekit.records import Extraction, Failure

Result = Extraction | Failure
Item = tuple[Result, str]
Items = Iterable[Item]


def name_of(id: object) -> str | None:
    """The identifier of a text as it is written everywhere: a string, or None where there is none."""
    return None if id is None else str(id)


def named(results: Iterable[Result | tuple[Result, object]]) -> Iterator[tuple[Result, str | None]]:
    """Results, each with its identifier; those that come without are numbered from 1.

    Raises:
        TypeError: for what is no result.
    """
    for number, each in enumerate(results, 1):
        result, id = each if isinstance(each, tuple) else (each, number)
        if not isinstance(result, Extraction | Failure):
            raise TypeError(f"a result is an Extraction or a Failure, not {type(result).__name__}")
        yield result, name_of(id)
