"""Arrow and Parquet: the flat rows with fixed types, in batches, so that a run of any size fits.

In: results with identifiers. Out: record batches, a table, or a Parquet file.
Never guesses a type from the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any, Final

from quotekit.errors import install
from quotekit.export import Result, Results, named, with_kept
from quotekit.export.rows import COLUMNS, Row, rows_of

try:
    import pyarrow as pa
except ImportError as error:  # pragma: no cover - the tests have it
    raise ImportError(f"Arrow and Parquet need pyarrow: {install('arrow')}") from error

_TYPES: Final = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
_SPANS: Final = pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())]))
_LISTS: Final = {"content_spans": _SPANS, "quoted_spans": _SPANS, "speaker_aliases": pa.list_(pa.string())}
SCHEMA: Final = pa.schema([(column, _LISTS.get(column) or _TYPES[kind]) for column, kind in COLUMNS.items()])
_ROW_GROUP: Final = 10_000  # rows


def _to_batches(results: Results, size: int = _ROW_GROUP) -> Iterator[Any]:
    """Record batches of `SCHEMA`, of at most `size` rows each, as results come.

    Results, or pairs of one with an identifier; as for `to_dicts`.
    """
    given, kept = with_kept(named(results))
    yield from _batches(given, schema_with(kept), size)


def to_table(results: Results) -> Any:
    """One `pyarrow.Table` of `SCHEMA`; of no rows where there are no results."""
    given, kept = with_kept(named(results))
    schema = schema_with(kept)
    return pa.Table.from_batches(_batches(given, schema, _ROW_GROUP), schema=schema)


def schema_with(kept: Iterable[str]) -> Any:
    """`SCHEMA` with columns of the input that are kept, as strings."""
    return pa.schema([*SCHEMA, *((name, pa.string()) for name in kept)])


def dump(results: Results, out: IO[bytes], *, size: int = _ROW_GROUP) -> None:
    """Write a Parquet file, one row group for each `size` rows.

    Args:
        results: Results, or pairs of one with an identifier.
        out: A file open for bytes.
        size: Rows in a group; that many are in memory at a time.
    """
    import pyarrow.parquet as parquet

    given, kept = with_kept(named(results))
    schema = schema_with(kept)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in _batches(given, schema, size):
            writer.write_batch(batch, row_group_size=size)


def _batches(results: Iterable[Result], schema: Any, size: int) -> Iterator[Any]:
    rows = (_storable(row) for result in results for row in rows_of(result))
    while batch := list(islice(rows, size)):
        yield pa.RecordBatch.from_pylist(batch, schema=schema)


def _storable(row: Row) -> dict[str, Any]:
    """The row, with what UTF-8 cannot say (half a surrogate) as an escape, as in every other file."""
    return {column: encodable(cell) for column, cell in row.items()}


def encodable(cell: Any) -> Any:
    """A cell as UTF-8 can say it."""
    if isinstance(cell, list):
        return [encodable(each) for each in cell]
    return cell.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(cell, str) else cell
