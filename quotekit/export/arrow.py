"""Arrow and Parquet: the flat rows with fixed types, in batches, so that a run of any size fits.

In: results with identifiers. Out: record batches, a table, or a Parquet file.
Never guesses a type from the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any, Final

from quotekit.errors import install
from quotekit.export import Result, named
from quotekit.export.rows import COLUMNS, Row, rows_of

try:
    import pyarrow as pa
except ImportError as error:  # pragma: no cover - the tests have it
    raise ImportError(f"Arrow and Parquet need pyarrow: {install('arrow')}") from error

Given = Iterable[Result | tuple[Result, object]]
_TYPES: Final = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
SCHEMA: Final = pa.schema([(column, _TYPES[kind]) for column, kind in COLUMNS.items()])
ROW_GROUP: Final = 10_000  # rows


def to_batches(items: Given, size: int = ROW_GROUP) -> Iterator[Any]:
    """Record batches of `SCHEMA`, of at most `size` rows each, as results come.

    Results, or pairs of one with an identifier; as for `to_dicts`.
    """
    rows = (_storable(row) for result, id in named(items) for row in rows_of(result, id))
    while batch := list(islice(rows, size)):
        yield pa.RecordBatch.from_pylist(batch, schema=SCHEMA)


def to_table(items: Given) -> Any:
    """One `pyarrow.Table` of `SCHEMA`; of no rows where there are no results."""
    return pa.Table.from_batches(to_batches(items), schema=SCHEMA)


def dump(items: Given, out: IO[bytes], *, size: int = ROW_GROUP) -> None:
    """Write a Parquet file, one row group for each `size` rows.

    Args:
        items: Results, or pairs of one with an identifier.
        out: A file open for bytes.
        size: Rows in a group; that many are in memory at a time.
    """
    import pyarrow.parquet as parquet

    with parquet.ParquetWriter(out, SCHEMA, compression="zstd") as writer:
        for batch in to_batches(items, size):
            writer.write_batch(batch, row_group_size=size)


def _storable(row: Row) -> Row:
    """The row, with what UTF-8 cannot say (half a surrogate) as an escape, as in every other file."""
    return {
        column: cell.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(cell, str) else cell
        for column, cell in row.items()
    }
