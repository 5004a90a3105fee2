"""Override tables on the command line: read, applied to the names of results, and what in them had no effect.

In: the path of a table. Out: its rows; results with the names that it gives; messages on standard error.
Never holds more than one result in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quotekit.cli.stopping import stop
from quotekit.cli.telling import tell

if TYPE_CHECKING:
    from quotekit.export import Result
    from quotekit.speakers.across import Link, Override

_MOST: Final = 3  # rows without effect that are reported one by one


def read_corrections(table: Path | None) -> tuple[Override, ...]:
    """The rows of a table, if there is one; ends the program where it cannot be read."""
    from quotekit.errors import InputError
    from quotekit.speakers.across import read_overrides

    try:
        return read_overrides(table) if table else ()
    except InputError as error:
        stop(str(error))


def corrected(results: Iterable[Result], overrides: Sequence[Override], links: list[Link]) -> Iterator[Result]:
    """The results with the names of the table; the links that were made are added to `links`."""
    from quotekit.records import Extraction
    from quotekit.speakers.across import correct_names, forms_of, link_forms

    for result in results:
        if not isinstance(result, Extraction):
            yield result
            continue
        id = result.id or ""
        linked = link_forms(forms_of([(result, id)]), overrides, result.language)
        links += linked.links
        yield correct_names(result, linked, id)


def tell_unused(overrides: Sequence[Override], links: Sequence[Link] | None) -> None:
    """Report rows that correct nothing: the first few, and how many more."""
    from quotekit.speakers.across import find_unused

    if links is None or not overrides:
        return
    unused = find_unused(overrides, links)
    for sentence in islice(unused, _MOST):
        tell(f"override table: {sentence}")
    if more := sum(1 for _ in unused):
        tell(f"override table: {more:,} more rows have no effect")
