"""Flat rows: one an attribution, the same columns for CSV, Arrow, Parquet and `to_dicts`.

In: results with identifiers. Out: dicts of strings, numbers, truth values and lists, offsets as integers.
Never formats a cell for one format.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from quotekit.export import Result, Results, kept_of, named
from quotekit.export.dicts import positions
from quotekit.records import Attribution, Failure, Span

if TYPE_CHECKING:
    from quotekit.speakers.across import LinkedSpeakers

Place = dict[str, int]  # {"start": …, "end": …}
Cell = str | int | float | bool | list[str] | list[Place] | None
Row = dict[str, Cell]

COLUMNS: Final[dict[str, type]] = {
    "id": str,
    "number": int,
    "form": str,
    "speaker": str,
    "speaker_type": str,
    "speaker_named": bool,
    "speaker_id": str,
    "speaker_aliases": list,
    "role": str,
    "source": str,
    "source_kind": str,
    "source_start": int,
    "source_end": int,
    "cue": str,
    "cue_lemma": str,
    "cue_kind": str,
    "cue_start": int,
    "cue_end": int,
    "content": str,
    "content_start": int,
    "content_end": int,
    "content_spans": list,
    "words": int,
    "quoted": str,
    "quoted_spans": list,
    "reference": str,
    "medium": str,
    "negated": bool,
    "parent": int,
    "rule": str,
    "resolved_by": str,
    "could_be": str,
    "addressee": str,
    "confidence": float,
    "error": str,
}


def rows_of(result: Result, links: LinkedSpeakers | None = None) -> list[Row]:
    """One row an attribution, each with every column of `COLUMNS`, in their order.

    What is not known is None. A failed text has one row with its id and its error; a text
    without attributions has no row. `number` counts from 1, `parent` is the number of another
    row of the same text; `content_spans` and `quoted_spans` are lists of {"start", "end"}, `words` counts
    the words of the content, `addressee` is whom they are said to, `role` is the title or role that the text
    gives the speaker. `speaker_id` is the speaker across texts where `links` are given (see
    `quotekit.link_speakers`), else None.
    """
    name, kept = result.id, kept_of(result.id)
    if isinstance(result, Failure):
        return [{**_row({"id": name, "error": result.error}), **kept}]
    found = result.attributions
    parents = positions([each.parent for each in found], found)
    return [
        _row(
            {
                "id": name,
                "number": number,
                "parent": None if parent is None else parent + 1,
                "speaker_id": links.id_of(name, each.speaker.name) if links and each.speaker else None,
                **_cells(each),
            }
        )
        | dict(kept)
        for number, (each, parent) in enumerate(zip(found, parents, strict=True), 1)
    ]


def to_dicts(results: Results, links: LinkedSpeakers | None = None) -> list[Row]:
    """The rows of many results, for `pandas.DataFrame` or `polars.DataFrame`.

    Args:
        results: Extractions or failures, or pairs of one and an identifier, which comes out as a
            string (None as None); those without one are numbered from 1.
        links: What `quotekit.link_speakers` gave for them: fills the column `speaker_id`.
    """
    return [row for result in named(results) for row in rows_of(result, links)]


def _row(cells: Row) -> Row:
    return {column: cells.get(column) for column in COLUMNS}


def _cells(each: Attribution) -> Row:
    speaker, source, cue = each.speaker, each.source, each.cue
    return {
        "form": each.form,
        "speaker": speaker.name if speaker else None,
        "speaker_type": speaker.type if speaker else None,
        "speaker_named": speaker.is_named if speaker else None,
        "speaker_aliases": list(speaker.aliases) if speaker else None,
        "role": speaker.role if speaker else None,
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
        "content_spans": _offsets(each.contents),
        "words": each.words,
        "quoted": " … ".join(span.text for span in each.quoted),
        "quoted_spans": _offsets(each.quoted),
        "reference": each.reference,
        "medium": each.medium,
        "negated": each.negated,
        "rule": each.rule,
        "resolved_by": each.resolved_by,
        "could_be": "; ".join(each.could_be) or None,
        "addressee": str(each.addressee) if each.addressee else None,
        "confidence": each.confidence,
    }


def _offsets(spans: Sequence[Span]) -> list[Place]:
    return [{"start": span.start, "end": span.end} for span in spans]
