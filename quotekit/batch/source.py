"""One file of texts, cut into parts that are the same whenever it is read.

In: a Parquet or JSON Lines file. Out: parts, and the texts of a part with their identifiers.
Never holds more than a few texts: Parquet is read by small batches, JSON Lines by lines.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from attrs import frozen

from quotekit.batch.columns import check_columns, items_of
from quotekit.batch.find_files import advise
from quotekit.batch.lines import check_keys, lines_of, read_lines
from quotekit.errors import InputError
from quotekit.export import Kept
from quotekit.records import Failure

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

Item = tuple[str | Failure, str | None]
_ROWS_AT_ONCE: Final = 64  # of a Parquet file; texts are long
_BUFFER: Final = 1 << 20  # bytes of a column at a time, however large its row group


@frozen
class Part:
    """A stretch of the input whose answers become one file.

    Attributes:
        number: From 0.
        start: First row; rows count from 0.
        stop: One past the last row.
        offset: Byte at which the first row begins (JSON Lines).
        line: Number of its line, from 1 (JSON Lines; empty lines are no rows).
    """

    number: int
    start: int
    stop: int
    offset: int = 0
    line: int = 1

    def __len__(self) -> int:
        return self.stop - self.start


class Source(Protocol):
    """A file of texts; picklable, so that a worker can read its part itself."""

    path: str

    def parts(self, rows: int) -> list[Part]:
        """The file in parts of so many rows; one empty part for an empty file."""

    def items(self, first: Part) -> Iterator[Item]:
        """The rows from the beginning of a part to the end of the file."""


def open_source(path: str | Path, text: str = "text", id: str | None = None, keep: Sequence[str] = ()) -> Source:
    """The source that a file name stands for.

    Args:
        path: A file whose name ends in .parquet, .jsonl or .ndjson.
        text: Name of the column, or key, that holds the texts.
        id: Name of the one that holds the identifiers; None for "id" if there is one. Where there
            is none, a row is called by file name and row (Parquet) or line (JSON Lines).

    Raises:
        InputError: if it cannot be read, or a column is missing; says what to do.
    """
    kinds = {".parquet": ParquetSource, ".pq": ParquetSource, ".jsonl": LinesSource, ".ndjson": LinesSource}
    kind: Any = kinds.get(Path(path).suffix.lower())
    if Path(path).is_dir():
        lines = shlex.quote(str(path)) + "/*.jsonl"
        raise InputError(f"{path}: a corpus is one file; put all into one: cat {lines} > all.jsonl")
    if kind is None:
        raise InputError(f"{path}: a corpus is a .parquet or a .jsonl file; unpack or convert this one first")
    try:
        with open(path, "rb"):  # the plain reason, where there is one
            return kind.open(str(path), text, id, tuple(keep))  # type: ignore[no-any-return]
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file; {advise(str(path))}") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


@frozen
class LinesSource:
    """JSON Lines: an object with a text on each line; empty lines are no rows."""

    path: str
    text: str
    id: str
    keep: tuple[str, ...] = ()

    @classmethod
    def open(cls, path: str, text: str, id: str | None, keep: tuple[str, ...] = ()) -> LinesSource:
        """See that the first lines have the keys; a line that is broken is an error of its own."""
        with open(path, "rb") as file:
            check_keys(lines_of(file), path, text=text, id=id, keep=keep)
        return cls(path, text, id or "id", keep)

    def parts(self, rows: int) -> list[Part]:
        starts: list[tuple[int, int]] = []  # offset and line at which a part begins
        count = offset = 0
        with open(self.path, "rb") as file:
            for number, line in enumerate(lines_of(file), 1):
                if line.strip():
                    if count % rows == 0:
                        starts.append((offset, number))
                    count += 1
                offset = file.tell()
        return [
            Part(number, start, min(start + rows, count), *starts[number]) for number, start in _cut(count, rows)
        ] or [Part(0, 0, 0)]

    def items(self, first: Part) -> Iterator[Item]:
        name = Path(self.path).name
        with open(self.path, "rb") as file:
            file.seek(first.offset)
            lines = lines_of(file)
            yield from read_lines(lines, name, first=first.line, text=self.text, id=self.id, keep=self.keep)


@frozen
class ParquetSource:
    """Parquet: a row is a text; other columns are not read."""

    path: str
    text: str
    id: str | None
    keep: tuple[str, ...] = ()

    @classmethod
    def open(cls, path: str, text: str, id: str | None, keep: tuple[str, ...] = ()) -> ParquetSource:
        with _open(path) as file:
            found = id or ("id" if "id" in file.schema_arrow.names else None)
            check_columns(file.schema_arrow, text, found, keep)
        return cls(path, text, found, keep)

    def parts(self, rows: int) -> list[Part]:
        with _open(self.path) as file:
            count = file.metadata.num_rows
        return [Part(number, start, min(start + rows, count)) for number, start in _cut(count, rows)] or [Part(0, 0, 0)]

    def items(self, first: Part) -> Iterator[Item]:
        name = Path(self.path).name
        columns = [each for each in (self.text, self.id, *self.keep) if each is not None]
        with _open(self.path) as file:
            groups, skip = _groups_from(file, first.start)
            found = (
                item
                for batch in file.iter_batches(_ROWS_AT_ONCE, row_groups=groups, columns=columns)
                for item in items_of(batch, self.text, self.id, self.keep)
            )
            for row, (text, id) in enumerate(islice(_readable(found, self.path), skip, None), first.start + 1):
                called = f"{name}:{row}"
                yield text, id or (Kept(called, id.kept) if isinstance(id, Kept) else called)


def _open(path: str) -> ParquetFile:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        return ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False)
    except pa.ArrowInvalid as error:
        raise InputError(f"not a Parquet file ({error})") from error


def _readable(items: Iterator[Item], path: str) -> Iterator[Item]:
    """The same rows; where the file is damaged, an error that names it."""
    try:
        yield from items
    except InputError:
        raise
    except (OSError, ValueError) as error:  # those of Arrow are
        raise InputError(f"{path}: it is damaged, or was changed while it was read ({error})") from error


def _groups_from(file: ParquetFile, row: int) -> tuple[list[int], int]:
    """The row groups from the one that holds a row, and how many rows of that one come before."""
    groups = range(file.metadata.num_row_groups)
    for group in groups:
        rows = file.metadata.row_group(group).num_rows
        if row < rows:
            return list(groups[group:]), row
        row -= rows
    return [], 0


def _cut(count: int, rows: int) -> Iterator[tuple[int, int]]:
    return enumerate(range(0, count, rows))


def runs(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Parts that follow each other, together: they are read in one go."""
    run: list[Part] = []
    for part in parts:
        if run and run[-1].stop != part.start:
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def chunks(source: Source, parts: Sequence[Part], rows: int) -> Iterator[tuple[Part, bool, list[Item]]]:
    """The rows of parts in small lists, no list over the end of a part.

    Yields:
        The part, whether the list is its last one, and the rows. An empty part has one empty list.

    Raises:
        InputError: if the file holds fewer rows than it did.
    """
    for run in runs(parts):
        items = source.items(run[0])
        for part in run:
            for start in range(part.start, part.stop, rows) if part else (part.start,):
                stop = min(start + rows, part.stop)
                found = list(islice(items, stop - start))
                if len(found) < stop - start:
                    raise InputError(f"{source.path}: ends before row {stop}; was it changed in the meantime?")
                yield part, stop == part.stop, found
