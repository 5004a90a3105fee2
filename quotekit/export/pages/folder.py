"""A folder with a page for each text and an index of them.

In: results with identifiers, as they come. Out: files, each whole or not there; the index last.
Never holds more than one result in memory, and never writes outside the folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import define

from quotekit.export import Results, named
from quotekit.export.files import writing
from quotekit.export.pages.heading import find_headline
from quotekit.export.pages.notes import UNSURE, find_unsure
from quotekit.export.pages.page import find_unattributed, make_page
from quotekit.export.pages.safe import fill
from quotekit.records import Extraction, Failure

_INDEX: Final = "index.html"
_LONGEST: Final = 50  # characters of a file name; some have four bytes
_NOT_IN_NAMES: Final = re.compile(r"[^\w-]+")


@define
class Row:
    """One text in the index.

    Attributes:
        id: Its identifier.
        page: Name of its file; None where it could not be read.
        error: What went wrong, else None.
        headline: The headline of the text, or None.
        attributions: Number of attributions, those inside others, too.
        unsure: Numbers of the unsure ones, from 0, least sure first.
        nameless: Numbers of those whose speaker is not known.
        quotations: Number of passages between marks.
        bare: Number of those that are nobody's words.
        speakers: Number of speakers.
    """

    id: str
    page: str | None = None
    error: str | None = None
    headline: str | None = None
    attributions: int = 0
    unsure: Sequence[int] = ()
    nameless: Sequence[int] = ()
    quotations: int = 0
    bare: int = 0
    speakers: int = 0

    @classmethod
    def of(cls, result: Extraction, id: str, page: str) -> Row:
        """The row of what was found in one text."""
        return cls(
            id=id,
            page=page,
            headline=find_headline(result),
            attributions=len(result),
            unsure=find_unsure(result),
            nameless=[number for number, each in enumerate(result) if each.speaker is None],
            quotations=len(result.quotations),
            bare=len(find_unattributed(result)),
            speakers=len(result.speakers),
        )


def write_folder(
    results: Results,
    folder: str | Path,
    terms_of: Callable[[Extraction], Mapping[str, Sequence[str]]] = lambda result: {},
) -> None:
    """Write a page for each result and `index.html`; the folder is made if it is not there.

    Args:
        results: Results, or pairs of one with its identifier.
        folder: Where the pages go.
        terms_of: Key terms of each speaker of a result, by name, for the side list.

    Raises:
        OSError: if a file cannot be written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    taken = {Path(_INDEX).stem}
    rows: list[Row] = []
    for result in named(results):
        id = result.id or ""
        if isinstance(result, Failure):
            rows.append(Row(id, error=result.error))
            continue
        page = _name(id, taken)
        with writing(folder / page) as out:
            out.write(make_page(result, index=_INDEX, terms=terms_of(result)))
        rows.append(Row.of(result, id, page))
    with writing(folder / _INDEX) as out:
        out.write(_make_index(rows))


def _make_index(rows: list[Row]) -> str:
    """The page that lists the pages."""
    total = {
        "attributions": sum(row.attributions for row in rows),
        "unsure": sum(len(row.unsure) for row in rows),
        "nameless": sum(len(row.nameless) for row in rows),
        "quotations": sum(row.quotations for row in rows),
        "bare": sum(row.bare for row in rows),
    }
    return fill("index.html", styles=("page.css", "index.css"), rows=rows, total=total, least=f"{UNSURE:.0%}")


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
