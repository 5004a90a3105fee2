"""What `--cast` does: results with the names of an edited cast list.

In: results and the path of a list. Out: the results, speakers joined and renamed.
Never changes a failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from quotekit.cli.stopping import stop
from quotekit.errors import InputError
from quotekit.export import Result
from quotekit.records import Extraction
from quotekit.speakers.cast_list import read_cast_list, with_cast


def corrected(results: Iterable[Result], path: Path | None) -> Iterator[Result]:
    """The results with the names of a cast list; ends the program where it cannot be read."""
    try:
        parts = read_cast_list(path) if path else ()
    except InputError as error:
        stop(str(error))
    for result in results:
        yield with_cast(result, parts) if parts and isinstance(result, Extraction) else result
