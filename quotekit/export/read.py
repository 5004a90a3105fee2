"""What `quotekit.read` reads: results in JSON Lines, or one text in brat's standoff.

In: a path. Out: results with identifiers. Never looks further than at the ending of a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal

from quotekit.errors import InputError
from quotekit.export import Result, brat_reader, json_lines
from quotekit.records import Failure


def read(path: str | Path | IO[str], *, on_error: Literal["raise", "record"] = "raise") -> Iterator[tuple[Result, str]]:
    """Read results back, lazily: pairs of an Extraction, or a Failure, and its identifier.

    JSON Lines lose nothing. Of an .ann file of brat, what it cannot say is lost (see
    `quotekit.export.brat_reader`); its text is the .txt file beside it, its identifier its name.

    Args:
        path: A file that `write` or ``quotekit extract --format jsonl`` wrote, or an open one; or an
            .ann file that `quotekit.export.brat` wrote.
        on_error: "raise" ends at a line that is not such a document; "record" gives a `Failure`
            in its place and goes on.

    Raises:
        InputError: names the file and the line that is broken.
    """
    if not isinstance(path, str | Path) or Path(path).suffix.lower() != ".ann":
        yield from json_lines.read(path, on_error=on_error)
        return
    result: Result
    try:
        result = brat_reader.read(path)
    except InputError as error:
        if on_error != "record":
            raise
        result = Failure.of(error)
    yield result, Path(path).stem
