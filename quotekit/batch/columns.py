"""The columns of an Arrow batch as texts and identifiers.

In: a RecordBatch and the names of two columns. Out: texts, or a Failure in the place of one.
Never changes a text, and never lets one bad value spoil its batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from quotekit.batch.lines import NULL_TEXT, plain
from quotekit.errors import InputError
from quotekit.export import Kept
from quotekit.records import Failure

if TYPE_CHECKING:
    from pyarrow import Array, RecordBatch, Schema


OPTIONS: Final = {"the texts": " (--text-column)", "the ids": " (--id-column)", "--keep": ""}


def check_columns(schema: Schema, text: str, id: str | None, keep: Sequence[str] = ()) -> None:
    """See that the columns are there and that the texts are strings.

    Raises:
        InputError: says which columns there are, or what the column holds instead.
    """
    import pyarrow as pa

    for role, name in (("the texts", text), ("the ids", id), *(("--keep", name) for name in keep)):
        if name is not None and name not in schema.names:
            raise InputError(
                f"there is no column {name!r} for {role}; say which it is{OPTIONS[role]}: "
                + (", ".join(map(repr, schema.names)) or "but there is no column at all")
            )
    held = schema.field(text).type
    held = held.value_type if pa.types.is_dictionary(held) else held
    if pa.types.is_binary(held) or pa.types.is_large_binary(held):
        raise InputError(f"the column {text!r} holds bytes, not strings; decode them first")
    fine = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    if not any(is_fine(held) for is_fine in fine):
        raise InputError(f"the column {text!r} holds {held}, not strings; name the column that holds the texts")


def items_of(
    batch: RecordBatch, text: str, id: str | None, keep: Sequence[str] = ()
) -> Iterator[tuple[str | Failure, str | None]]:
    """The texts of a batch and their identifiers as strings; None where there is none.

    A text that is null, or that is not UTF-8, is a `Failure`. Raises as `check_columns` does.
    """
    check_columns(batch.schema, text, id, keep)
    texts = _values(batch.column(text))
    columns = [_values(batch.column(name)) for name in keep]
    ids = [None] * len(batch) if id is None else _values(batch.column(id))
    for number, (value, name) in enumerate(zip(texts, ids, strict=True)):
        known = None if name is None or isinstance(name, Failure) else str(name)
        if keep:  # a row without an identifier is named by whoever knows the file
            cells = (column[number] for column in columns)
            known = Kept(known or "", {key: plain(cell) for key, cell in zip(keep, cells, strict=True)})
        yield Failure(NULL_TEXT) if value is None else value, known


def _values(column: Array) -> list[Any]:
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:  # Arrow does not look into strings; find the one that is none
        return [_value(scalar) for scalar in column]


def _value(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except UnicodeDecodeError as error:
        return Failure(f"not UTF-8 ({error.reason} at byte {error.start}); mend the column first")
