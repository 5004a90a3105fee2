"""Formats that results are written in, one module each.

In: results, each with the identifier of its text. Out: text in the format, as it comes.
Never holds a second idea of the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from attrs import evolve

from quotekit.records import Extraction, Failure

Result = Extraction | Failure
Results = Iterable[Result | tuple[Result, object]]  # a pair says the identifier that the result is to have


class Kept(str):
    """An identifier that carries columns of the input along, to be written beside the answers.

    Attributes:
        kept: The value of each column that is to be kept, as a string; None where the text has none.
    """

    kept: Mapping[str, str | None]

    def __new__(cls, id: str, kept: Mapping[str, str | None]) -> Kept:
        """The identifier `id` with the columns `kept`."""
        made = super().__new__(cls, id)
        made.kept = kept
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Kept, (str(self), dict(self.kept))


def kept_of(id: object) -> Mapping[str, str | None]:
    """The columns that an identifier carries along; mostly none."""
    return id.kept if isinstance(id, Kept) else {}


def with_kept(results: Iterable[Result]) -> tuple[Iterator[Result], tuple[str, ...]]:
    """The same results, and the names of the columns that their identifiers carry along: all carry the same."""
    rest = iter(results)
    first = list(islice(rest, 1))
    return chain(first, rest), tuple(kept_of(first[0].id)) if first else ()


def name_of(id: object) -> str | None:
    """The identifier of a text as it is written everywhere: a string, or None where there is none."""
    return id if id is None or isinstance(id, Kept) else str(id)


def named(results: Results) -> Iterator[Result]:
    """Results, each with its identifier; those that come without are numbered from 1.

    Raises:
        TypeError: for what is no result.
    """
    for number, each in enumerate(results, 1):
        result, id = each if isinstance(each, tuple) else (each, getattr(each, "id", None) or number)
        if not isinstance(result, Extraction | Failure):
            raise TypeError(f"a result is an Extraction or a Failure, not {type(result).__name__}")
        yield result if result.id is id else evolve(result, id=name_of(id))
