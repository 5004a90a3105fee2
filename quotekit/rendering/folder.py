"""A folder with a page for each text and an index of them.

In: results with identifiers, as they come. Out: files, each whole or not there; the index last.
Never holds more than one result in memory, and never writes outside the folder.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from attrs import define

from quotekit.export import Items
from quotekit.export.files import writing
from quotekit.records import Failure
from quotekit.rendering.page import find_unattributed, make_page
from quotekit.rendering.safe import fill

INDEX: Final = "index.html"
_LONGEST: Final = 50  # characters of a file name; some have four bytes
_NOT_IN_NAMES: Final = re.compile(r"[^\w-]+")


@define
class Row:
    """One text in the index.

    Attributes:
        id: Its identifier.
        page: Name of its file; None where it could not be read.
        error: What went wrong, else None.
        attributions: Number of attributions, those inside others, too.
        nameless: Number of those without a speaker.
        quotations: Number of passages between marks.
        bare: Number of those that are attributed to nobody.
        speakers: Number of speakers.
    """

    id: str
    page: str | None = None
    error: str | None = None
    attributions: int = 0
    nameless: int = 0
    quotations: int = 0
    bare: int = 0
    speakers: int = 0

    @property
    def share(self) -> str:
        """Part of the attributions that has no name, in percent."""
        return f"{self.nameless / self.attributions:.0%}" if self.attributions else "–"


def write_folder(items: Items, folder: str | Path) -> None:
    """Write a page for each result and `index.html`; the folder is made if it is not there.

    Raises:
        OSError: if a file cannot be written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    taken = {Path(INDEX).stem}
    rows: list[Row] = []
    for result, id in items:
        if isinstance(result, Failure):
            rows.append(Row(id, error=result.error))
            continue
        page = _name(id, taken)
        with writing(folder / page) as out:
            out.write(make_page(result, title=id, index=INDEX))
        nameless = sum(each.speaker is None for each in result)
        counts = len(result), nameless, len(result.quotations), len(find_unattributed(result)), len(result.speakers)
        rows.append(Row(id, page, None, *counts))
    with writing(folder / INDEX) as out:
        out.write(make_index(rows))


def make_index(rows: list[Row]) -> str:
    """The page that lists the pages."""
    sums = ("attributions", "nameless", "quotations", "bare")
    total = Row("", None, None, *(sum(getattr(row, name) for row in rows) for name in sums))
    return fill("index.html", style="page.css", rows=rows, total=total)


def _name(id: str, taken: set[str]) -> str:
    """A file name that no other page has, also where upper and lower case are one."""
    last = re.sub(r"\.\w{1,5}$", "", id.rstrip("/").rpartition("/")[2])
    stem = _NOT_IN_NAMES.sub("-", last).strip("-")[:_LONGEST] or "text"
    name, number = stem, 1
    while name.lower() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.lower())
    return f"{name}.html"
