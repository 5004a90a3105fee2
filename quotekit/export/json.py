"""One JSON array with a document of schema 1 an element, a document a line.

In: results with identifiers. Out: JSON text, as a stream.
Never holds more than one document in memory.
"""

from __future__ import annotations

from typing import IO

from quotekit.export import Items
from quotekit.export.dicts import to_dict
from quotekit.export.json_lines import to_line


def dump(items: Items, out: IO[str], *, text: bool = False) -> None:
    """Write the array to an open file."""
    before = "[\n"
    for result, id in items:
        out.write(before + to_line(to_dict(result, id, text=text)))
        before = ",\n"
    out.write("\n]\n" if before == ",\n" else "[]\n")
