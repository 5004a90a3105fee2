"""CSV: one row an attribution, flat columns, offsets as integers.

In: results with identifiers. Out: comma-separated rows with a header.
Never lets a cell begin like a formula: spreadsheets would run it.
"""

from __future__ import annotations

import csv
import re
from typing import IO, Final

from quotekit.export import Results, named, with_kept
from quotekit.export.rows import COLUMNS, Cell, rows_of

_FORMULA: Final = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
# Where a reader that splits at ";" or tab, as Excel does in much of Europe, has a cell begin inside of one.
_INNER: Final = re.compile(r"([;\t\r\n][\s\"]*)(?=[=+\-@＝＋－＠])")


def dump(results: Results, out: IO[str], *, guard: bool = True) -> None:
    """Write a header and one row an attribution; a failed text has one row with its error.

    Args:
        results: Results, or pairs of one with an identifier.
        out: A file opened with ``newline=""``.
        guard: Put an apostrophe before a cell that a spreadsheet would take for a formula?
    """
    rows = csv.writer(out)  # ends rows as RFC 4180 says, so that line ends inside cells get quoted
    given, kept = with_kept(named(results))
    header = [*COLUMNS, *kept]
    rows.writerow([guarded(name) if guard else name for name in header])
    for result in given:
        for row in rows_of(result):
            rows.writerow([guarded(cell) if guard else _plain(cell) for cell in map(row.get, header)])


def dump_excel(results: Results, out: IO[str]) -> None:
    """Write the same rows, guarded, with the byte order mark that tells Excel that it reads UTF-8."""
    out.write("\ufeff")
    dump(results, out)


def guarded(cell: Cell) -> Cell:
    """The cell, with an apostrophe before it if a spreadsheet would take it for a formula.

    After OWASP, "CSV Injection": what begins with =, +, -, @, a tab or a line end, also full-width; and
    what does so behind a semicolon, a tab or a line end, where other readers than those of commas split.
    """
    plain = _plain(cell)
    if not isinstance(plain, str):
        return plain
    return ("'" if _FORMULA.match(plain) else "") + _INNER.sub(r"\1'", plain)


def _plain(cell: Cell) -> Cell:
    """The cell as CSV can say it: readers of CSV stop at NUL, and Python 3.10 writes none.

    Spans are "start:end" with a space between them, names have " | " between them.
    """
    if isinstance(cell, list):
        places = [f"{each['start']}:{each['end']}" if isinstance(each, dict) else each for each in cell]
        cell = (" " if cell and isinstance(cell[0], dict) else " | ").join(places)
    if isinstance(cell, bool):
        return str(cell).lower()
    return cell.replace("\0", "\ufffd") if isinstance(cell, str) else cell
