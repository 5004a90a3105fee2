"""What `quotekit.read` reads: results in one of the formats that lose nothing, or little.

In: a path. Out: results, each with its identifier. Never looks further than at the ending of a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from quotekit.export import Result
from quotekit.export.formats import FORMATS, OnError, find_format


def read(path: str | Path | IO[str], *, on_error: OnError = "raise") -> Iterator[Result]:
    """Read results back, lazily: an Extraction, or a Failure, a text; its `id` is that of the text.

    JSON Lines lose nothing, and neither does the array of ``--format json``, which is read as a whole. Of
    an .ann file of brat, what it cannot say is lost (see `quotekit.export.brat_reader`); its text is the
    .txt file beside it, its identifier its name.

    Args:
        path: A file that `write` or ``quotekit extract --format jsonl`` wrote, or an open one; a .json file
            of ``--format json``; or an .ann file that `quotekit.export.brat` wrote.
        on_error: "raise" ends at a line that is not such a document; "record" gives a `Failure`
            in its place and goes on.

    Raises:
        InputError: names the file and the line that is broken; or says that nothing reads the format back.
    """
    found = find_format(path) if isinstance(path, str | Path) else None
    if found is None or found is FORMATS["table"]:  # .txt says nothing
        found = FORMATS["jsonl"]
    yield from found.read(path, on_error)
