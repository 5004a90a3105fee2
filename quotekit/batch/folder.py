"""The folder that a corpus is written to: a manifest, and one Parquet file a part.

In: the rows of a part. Out: a file that is there as a whole or not at all; what is there already.
Never mixes the answers of two inputs, or of two sets of options.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import asdict, frozen

from quotekit.batch.lock import LOCK
from quotekit.errors import QuotekitError
from quotekit.export.files import writing, writing_bytes

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Schema

# Readers of Parquet folders (Arrow, Spark, DuckDB with a pattern) pass over names with an underscore.
MANIFEST: Final = "_manifest.json"
DONE: Final = "_done.json"
TOLD: Final = 3  # strays that a warning names
_FOOTER: Final = b"quotekit"
_LEFTOVER: Final = re.compile(rf"\.({re.escape(MANIFEST)}|{re.escape(DONE)}|part-\d+\.parquet)\.[0-9a-f]{{8}}\.part")
# What the values of the manifest are called where they differ.
_TOLD: Final = {
    "path": "input",
    "size": "input size",
    "mtime_ns": "input changed at",
    "part_rows": "texts a part",
    "min_confidence": "least confidence",
    "text": "text column",
    "id": "id column",
    "nlp": "model",
}
_FOLLOW: Final = ("texts", "parts")  # from the rest


@frozen
class Counts:
    """How much was done.

    Attributes:
        texts: Texts read, failed ones too.
        attributions: Attributions found in them.
        failed: Texts that failed.
    """

    texts: int = 0
    attributions: int = 0
    failed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.texts + other.texts, self.attributions + other.attributions, self.failed + other.failed)

    @classmethod
    def of(cls, texts: int, rows: RecordBatch) -> Counts:
        """The counts of so many texts with these rows."""
        missing = {name: rows.column(name).null_count for name in ("number", "error")}
        return cls(texts, rows.num_rows - missing["number"], rows.num_rows - missing["error"])


def begin(folder: Path, manifest: dict[str, Any], *, resume: bool) -> None:
    """Make the folder ready for parts: new, or as a run with the same manifest left it.

    Raises:
        QuotekitError: if something is there that is not to be mixed with what is to be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entries = [each for each in folder.iterdir() if each.name != LOCK and not _LEFTOVER.fullmatch(each.name)]
    if not entries:
        with writing(folder / MANIFEST) as out:
            out.write(json.dumps(manifest, indent=2) + "\n")
    elif not resume:
        raise QuotekitError(
            f"{folder} is not empty: add --resume to go on with the run that wrote it, or name another folder"
        )
    else:
        _compare(folder, manifest)
        _warn_of_strays(folder, entries, manifest["parts"])
        (folder / DONE).unlink(missing_ok=True)
    for each in folder.iterdir():
        if _LEFTOVER.fullmatch(each.name):  # of a run that was killed in the middle of a part
            each.unlink(missing_ok=True)


def _warn_of_strays(folder: Path, entries: Iterable[Path], parts: int) -> None:
    """Tell of files that no run wrote; what reads the folder may take them for parts."""
    ours = {MANIFEST, DONE, *(path_of(folder, part).name for part in range(parts))}
    strays = sorted(each.name for each in entries if each.name not in ours)
    if strays:
        names = ", ".join(strays[:TOLD]) + (f" and {len(strays) - TOLD} more" if len(strays) > TOLD else "")
        warnings.warn(
            f"{folder} holds what quotekit batch did not write ({names}): it is left alone, but whoever reads "
            "the folder may take it for a part",
            stacklevel=2,
        )


def end(folder: Path, counts: Counts) -> None:
    """Say in the folder that all parts are there, and how much they hold."""
    with writing(folder / DONE) as out:
        out.write(json.dumps(asdict(counts)) + "\n")


def _compare(folder: Path, manifest: dict[str, Any]) -> None:
    try:
        there = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise QuotekitError(
            f"{folder} was not written by quotekit batch (no readable {MANIFEST} in it): name another folder"
        ) from error
    before, now = _flat(there), _flat(json.loads(json.dumps(manifest)))  # JSON has lists for tuples
    changed = [name for name in {**before, **now} if before.get(name) != now.get(name) and name not in _FOLLOW]
    if changed:
        raise QuotekitError(
            f"{folder} was begun with "
            + ", ".join(f"{_TOLD.get(name, name)} {_say(name, before)} (now {_say(name, now)})" for name in changed)
            + ": use the same again, or write to another folder"
        )


def _say(name: str, values: Mapping[str, Any]) -> str:
    value = values.get(name)
    if name == "mtime_ns" and isinstance(value, int):
        return datetime.fromtimestamp(value / 1e9).isoformat(sep=" ", timespec="milliseconds")
    return "none" if value is None else str(value)


def _flat(manifest: dict[str, Any]) -> dict[str, Any]:
    flat = {name: value for name, value in manifest.items() if not isinstance(value, dict)}
    for value in manifest.values():
        flat.update(value if isinstance(value, dict) else {})
    return flat


def path_of(folder: Path, part: int) -> Path:
    """Where the rows of a part are."""
    return folder / f"part-{part:05d}.parquet"


def write_part(folder: Path, part: int, rows: Sequence[RecordBatch], schema: Schema, counts: Counts) -> None:
    """Write the rows of a part, and the counts beside them: all at once, or nothing."""
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.Table.from_batches(rows, schema)
    table = table.replace_schema_metadata({**(schema.metadata or {}), _FOOTER: json.dumps(asdict(counts))})
    with writing_bytes(path_of(folder, part)) as out:
        # Every page carries its checksum, so that whoever reads it can see that it is whole.
        parquet.write_table(table, out, compression="zstd", write_page_checksum=True)


def read_counts(folder: Path, part: int, schema: Schema) -> Counts | None:
    """What a part that is done holds; None if it is not there, or one of its rows is not as it was written."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path_of(folder, part), page_checksum_verification=True) as file:
            counts = Counts(**json.loads(file.schema_arrow.metadata[_FOOTER]))
            batches = [*file.iter_batches()]
    except (OSError, pa.ArrowException, TypeError, KeyError, ValueError):
        return None
    found = sum((Counts.of(0, batch) for batch in batches), Counts(counts.texts))
    fits = all(batch.schema.equals(schema) for batch in batches)
    return counts if fits and found == counts else None


def find_errors(folder: Path) -> Iterator[tuple[str, str]]:
    """Identifier and error of the texts that failed, in order."""
    from pyarrow import compute, parquet

    parts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["parts"]
    for part in range(parts):
        rows = parquet.read_table(path_of(folder, part), columns=["id", "error"])
        for row in rows.filter(compute.is_valid(rows["error"])).to_pylist():
            yield row["id"], row["error"]
