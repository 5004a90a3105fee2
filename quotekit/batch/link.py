"""Speakers across a corpus: a second pass over the Parquet parts that a batch wrote.

In: a folder of parts. Out: the speakers; or the same parts with `speaker_id`, and a table to correct it by.
Never reads a text again, and never holds more than one row a speaker and text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from quotekit.errors import InputError, QuotekitError, install
from quotekit.export.files import writing, writing_bytes
from quotekit.export.tally import Quoted, Tallies
from quotekit.speakers.across.forms import form_of_row
from quotekit.speakers.across.link import link_forms
from quotekit.speakers.across.overrides import Override

if TYPE_CHECKING:
    from quotekit.speakers.across import LinkedSpeakers

COLUMNS: Final = ("id", "speaker", "speaker_type", "speaker_named", "speaker_aliases", "role")
_TABLE: Final = "_speakers.csv"  # readers of Parquet folders pass over names with an underscore


def link_corpus(
    folder: str | Path,
    target: str | Path | None = None,
    *,
    outlet: str | None = None,
    date: str | None = None,
    overrides: Sequence[Override] = (),
    engine: str = "local",
    language: str = "en",
) -> LinkedSpeakers:
    """Link the speakers of a corpus, and write its rows again with their `speaker_id`.

    Two passes: the first collects who is quoted in which text, under which name; the second joins the identifiers
    back to the rows. Between them stands one row a speaker and text, in the memory of this process.

    Args:
        folder: Parts that `extract_corpus` wrote.
        target: Folder for the same parts with `speaker_id`, and `_speakers.csv`, the table of all forms, which can be
            corrected and given as `overrides`. None to write nothing.
        outlet: Column that says who published a text, if the corpus was read with `keep`.
        date: Column that says when.
        overrides: What people corrected.
        language: Code of the language of the texts, such as "en".
        engine: "local", or "daft": then Daft reads, joins and writes, on a cluster if it runs on one.

    Raises:
        InputError: there are no such parts or columns; says what to do.
        QuotekitError: something is not installed.
    """
    parts = _parts_in(Path(folder))
    passes = {"local": _local_forms, "daft": _daft_forms}
    if engine not in passes:
        raise ValueError(f"there is no engine {engine!r}; there are {', '.join(passes)}")
    _check(parts, [name for name in (outlet, date) if name])
    rows = passes[engine](parts, outlet, date)
    links = link_forms((form_of_row(row, outlet, date, language) for row in rows), overrides, language)
    if target is not None:
        out = Path(target)
        out.mkdir(parents=True, exist_ok=True)
        (_write_daft if engine == "daft" else _write_local)(parts, out, links)
        with writing(out / _TABLE) as file:
            write_table(links, file)
    return links


def is_corpus(folder: str | Path) -> bool:
    """Are there parts in that folder?"""
    return Path(folder).is_dir() and any(Path(folder).glob("*.parquet"))


def _parts_in(folder: Path) -> list[Path]:
    """The parts in a folder, in order.

    Raises:
        InputError: there are none.
    """
    parts = sorted(folder.glob("*.parquet"))
    if not parts:
        raise InputError(
            f"{folder}: there are no Parquet parts; make them with: quotekit batch articles.jsonl {folder}"
        )
    return parts


def count_corpus(folder: str | Path, links: LinkedSpeakers | None = None) -> list[Quoted]:
    """Who is quoted how often in a corpus, as `count_speakers` counts."""
    import pyarrow.parquet as parquet

    tallies = Tallies()
    columns = ["id", "speaker", "speaker_type", "form", "words", "negated", "parent"]
    for part in _parts_in(Path(folder)):
        for batch in parquet.ParquetFile(part).iter_batches(columns=columns):
            for row in batch.to_pylist():
                if row["form"] is not None and row["parent"] is None:
                    words = 0 if row["negated"] else row["words"]
                    tallies.count(row["id"], row["speaker"], row["speaker_type"], row["form"], words)
    return tallies.rows(links)


def write_table(links: LinkedSpeakers, out: Any) -> None:
    """Write the table of forms as CSV: form, id, text, name, wikidata, note, and how often."""
    import csv

    from quotekit.export.csv import guarded

    rows = csv.writer(out)
    names = ("form", "id", "text", "name", "wikidata", "note", "texts", "attributions")
    rows.writerow(names)
    rows.writerows([guarded(row[name]) for name in names] for row in links.table())


def _check(parts: Sequence[Path], more: Sequence[str]) -> None:
    import pyarrow.parquet as parquet

    found = parquet.read_schema(parts[0]).names
    for name in (*COLUMNS, *more):
        if name not in found:
            advice = "write it along: quotekit batch --keep " + name if name in more else "run quotekit batch again"
            raise InputError(f"{parts[0].parent}: there is no column {name!r} in the parts; {advice}")


def _local_forms(parts: Sequence[Path], outlet: str | None, date: str | None) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as parquet

    columns = [*COLUMNS, *dict.fromkeys(name for name in (outlet, date) if name)]
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for part in parts:
        for batch in parquet.ParquetFile(part).iter_batches(columns=columns):
            for row in batch.to_pylist():
                if row["speaker"] is not None:
                    known = found.setdefault((row["id"], row["speaker"]), {**row, "count": 0})
                    known["count"] += 1
    yield from found.values()


def _daft_forms(parts: Sequence[Path], outlet: str | None, date: str | None) -> Iterator[dict[str, Any]]:
    daft = _daft()
    more = [name for name in COLUMNS if name not in ("id", "speaker")]
    more += dict.fromkeys(name for name in (outlet, date) if name)
    rows = daft.read_parquet([str(part) for part in parts]).where(daft.col("speaker").not_null())
    counted = rows.groupby("id", "speaker").agg(
        *(daft.col(name).any_value().alias(name) for name in more), daft.col("number").count().alias("count")
    )
    yield from counted.sort(["id", "speaker"]).iter_rows()


def _write_local(parts: Sequence[Path], target: Path, links: LinkedSpeakers) -> None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    for part in parts:
        table = parquet.read_table(part)
        names = zip(table.column("id").to_pylist(), table.column("speaker").to_pylist(), strict=True)
        ids = pa.array([links.id_of(id, name) for id, name in names], pa.string())
        table = table.set_column(table.schema.get_field_index("speaker_id"), "speaker_id", ids)
        with writing_bytes(target / part.name) as out:
            parquet.write_table(table, out, compression="zstd")


def _write_daft(parts: Sequence[Path], target: Path, links: LinkedSpeakers) -> None:
    daft = _daft()
    known = [link for link in links.links if link.id is not None]
    ids = daft.from_pydict(
        {
            "id": [link.text for link in known],
            "speaker": [link.name for link in known],
            "speaker_id": [link.id for link in known],
        }
    )
    rows = daft.read_parquet([str(part) for part in parts])
    names = [name for name in rows.column_names if name != "speaker_id"]
    joined = rows.select(*names).join(ids, on=["id", "speaker"], how="left")
    joined.select(*rows.column_names).write_parquet(str(target), "zstd", write_mode="overwrite")


def _daft() -> Any:
    import os

    os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
    try:
        import daft
    except ImportError as error:
        raise QuotekitError(f"the engine daft needs Daft: {install('batch')}") from error
    return daft
