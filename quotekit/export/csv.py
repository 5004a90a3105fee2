"""CSV: one row an attribution, flat columns, offsets as integers.

In: results with identifiers. Out: comma-separated rows with a header.
Never lets a cell begin like a formula: spreadsheets would run it.
"""

from __future__ import annotations

import csv
from typing import IO, Final

from quotekit.export import Items
from quotekit.export.dicts import positions
from quotekit.records import Attribution, Failure

COLUMNS: Final = (
    "id",
    "number",
    "form",
    "speaker",
    "speaker_type",
    "source",
    "source_kind",
    "source_start",
    "source_end",
    "cue",
    "cue_lemma",
    "cue_kind",
    "cue_start",
    "cue_end",
    "content",
    "content_start",
    "content_end",
    "content_spans",
    "quoted",
    "reference",
    "medium",
    "negated",
    "parent",
    "rule",
    "resolution",
    "confidence",
    "error",
)
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
Cell = str | int | float | None


def dump(items: Items, out: IO[str], *, guard: bool = True) -> None:
    """Write a header and one row an attribution; a failed text has one row with its error.

    Args:
        items: Results with identifiers.
        out: A file opened with ``newline=""``.
        guard: Put an apostrophe before a cell that a spreadsheet would take for a formula?
    """
    rows = csv.writer(out)  # ends rows as RFC 4180 says, so that line ends inside cells get quoted
    rows.writerow(COLUMNS)
    for result, id in items:
        if isinstance(result, Failure):
            cells: list[dict[str, Cell]] = [{"id": id, "error": result.error}]
        else:
            found = result.attributions
            parents = positions([each.parent for each in found], found)
            cells = [
                {"id": id, "number": number, "parent": None if parent is None else parent + 1, **_cells(each)}
                for number, (each, parent) in enumerate(zip(found, parents, strict=True), 1)
            ]
        for row in cells:
            rows.writerow([guarded(row.get(column)) if guard else row.get(column) for column in COLUMNS])


def _cells(each: Attribution) -> dict[str, Cell]:
    speaker, source, cue = each.speaker, each.source, each.cue
    return {
        "form": each.form,
        "speaker": speaker.name if speaker else None,
        "speaker_type": speaker.type if speaker else None,
        "source": source.text if source else None,
        "source_kind": source.kind if source else None,
        "source_start": source.span.start if source else None,
        "source_end": source.span.end if source else None,
        "cue": cue.text if cue else None,
        "cue_lemma": cue.lemma if cue else None,
        "cue_kind": cue.kind if cue else None,
        "cue_start": cue.span.start if cue else None,
        "cue_end": cue.span.end if cue else None,
        "content": each.text,
        "content_start": each.start,
        "content_end": each.end,
        "content_spans": " ".join(f"{span.start}:{span.end}" for span in each.contents),
        "quoted": " … ".join(span.text for span in each.quoted),
        "reference": each.reference,
        "medium": each.medium,
        "negated": "true" if each.negated else "false",
        "rule": each.rule,
        "resolution": each.resolution,
        "confidence": each.confidence,
    }


def guarded(cell: Cell) -> Cell:
    """The cell, with an apostrophe before it if a spreadsheet would take it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
