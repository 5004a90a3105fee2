"""The table by which people correct links: CSV with the columns form, id, note.

In: a file (commas, semicolons or tabs), or rows. Out: what a form stands for, everywhere or in one text.
Never needs more than `form` and `id`; the other columns may be left out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from quotekit.errors import InputError

COLUMNS: Final = ("form", "id", "text", "name", "wikidata", "note")


@frozen
class Override:
    """A correction.

    Attributes:
        form: A name as texts give it.
        id: The speaker it stands for; empty for one that belongs to nobody else ("left apart").
        text: The only text where that holds, or None for all.
        name: How the speaker is to be shown, or None for the form that most texts give.
        wikidata: Identifier in Wikidata, such as "Q937", or None.
        note: Why; free text.
    """

    form: str
    id: str
    text: str | None = None
    name: str | None = None
    wikidata: str | None = None
    note: str = ""


def read_overrides(path: str | Path) -> tuple[Override, ...]:
    """The rows of an override table.

    Raises:
        InputError: names the file, the line and what is missing.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as lines:
            first = lines.readline()
            lines.seek(0)
            # Where a comma is the decimal point, spreadsheets write semicolons.
            rows = csv.DictReader(lines, delimiter=max(",;\t", key=first.count))
            missing = [name for name in ("form", "id") if name not in (rows.fieldnames or ())]
            if missing:
                raise InputError(
                    f"{path}: there is no column {missing[0]!r} in the first line, which should be: {','.join(COLUMNS)}"
                )
            return tuple(overrides_of(rows, str(path)))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: not UTF-8 ({error.reason} at byte {error.start}); save it again as “CSV UTF-8”"
        ) from error


def overrides_of(rows: Iterable[Mapping[str, str | None]], name: str = "overrides") -> Iterable[Override]:
    """Overrides out of rows; lines without a form are passed over.

    Raises:
        InputError: two lines say different things of the same form.
    """
    seen: dict[tuple[str, str | None], str] = {}
    for number, row in enumerate(rows, 2):
        cells = {column: (row.get(column) or "").strip().removeprefix("'") for column in COLUMNS}
        if not cells["form"]:
            continue
        each = Override(
            cells["form"],
            cells["id"],
            text=cells["text"] or None,
            name=cells["name"] or None,
            wikidata=cells["wikidata"] or None,
            note=cells["note"],
        )
        if seen.setdefault((each.form, each.text), each.id) != each.id:
            raise InputError(
                f"{name}, line {number}: {each.form} is {each.id or 'nobody'} here and "
                f"{seen[each.form, each.text] or 'nobody'} above; keep one, or say for which text"
            )
        yield each
