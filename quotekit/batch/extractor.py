"""One batch of texts in, one batch of flat rows out; small enough to be sent to any worker.

In: an Arrow RecordBatch with a column of texts. Out: a RecordBatch, the same schema for any input.
Never holds a loaded pipeline: every process loads its own, once, when its first batch comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from quotekit.batch.columns import items_of
from quotekit.export import kept_of, name_of
from quotekit.export.rows import COLUMNS, rows_of
from quotekit.pipeline.many import extract_with
from quotekit.pipeline.options import GivenOptions, Options
from quotekit.records import Failure

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Schema
    from typing_extensions import Unpack


@frozen(init=False)
class BatchExtractor:
    """Who said what in every text of an Arrow RecordBatch; picklable, so that engines can send it.

    An attribution is a row. So that no text is lost, one without attributions has a row as well,
    with its `id` and nothing else; and one that fails has a row with its `id` and `error`.

    Attributes:
        text: Name of the column of texts: strings; a null gives a row with an error.
        id: Name of the column of identifiers, of any type: they come out as strings. None if there
            is none: `id` comes out as null.
        keep: Columns of the batch that come out beside the answers, as strings.
        options: How to read: the keyword arguments of `extract` (`nlp`, `language`, `scope`, …). `nlp` is
            the name or folder of a spaCy pipeline; None for the one that all was measured with: name
            another where workers may not have that one installed. `coref` has to be picklable.

    Raises:
        TypeError: if `nlp` is a loaded pipeline.
        ValueError, LanguageError, RuleError, CueError: as `extract`.
    """

    text: str
    id: str | None
    keep: tuple[str, ...]
    options: Options

    def __init__(
        self,
        *,
        text: str = "text",
        id: str | None = "id",
        keep: Iterable[str] = (),
        **options: Unpack[GivenOptions],
    ) -> None:
        nlp = options.get("nlp")
        if nlp is not None and not isinstance(nlp, str):
            raise TypeError(
                f"nlp is the name or the folder of a spaCy pipeline, not a {type(nlp).__name__}: "
                "every worker process loads its own"
            )
        self.__attrs_init__(text, id, _checked_keep(keep), Options(**options))

    @property
    def schema(self) -> Schema:
        """The Arrow schema of what comes out: that of the Parquet export, and the kept columns."""
        from quotekit.export.arrow import schema_with

        schema: Schema = schema_with(self.keep)
        return schema

    def __call__(self, batch: RecordBatch) -> RecordBatch:
        """The rows of a batch of texts, in the order of the texts.

        Raises:
            InputError: if a column is missing, or the texts are no strings.
            ModelNotFoundError: if the spaCy pipeline is not installed where this runs.
        """
        return self.extract(items_of(batch, self.text, self.id, self.keep))

    def extract(self, items: Iterable[tuple[str | Failure, object]]) -> RecordBatch:
        """The rows of texts that are no Arrow data yet; a `Failure` becomes a row with its error."""
        results = extract_with(items, self.options, on_error="record")
        rows: list[dict[str, Any]] = []
        for result, id in results:
            name = name_of(id)
            rows += rows_of(evolve(result, id=name)) or [{"id": name or None, **kept_of(name)}]
        return _batch_of(rows, self.schema)


def _checked_keep(names: Iterable[str]) -> tuple[str, ...]:
    """The columns to keep.

    Raises:
        ValueError: a column of the answers has that name.
    """
    names = (names,) if isinstance(names, str) else tuple(dict.fromkeys(names))
    for name in names:
        if name in COLUMNS:
            raise ValueError(f"the column {name!r} cannot be kept: the answers have one of that name; rename it first")
    return names


def _batch_of(rows: list[dict[str, Any]], schema: Schema) -> RecordBatch:
    import pyarrow as pa

    try:
        return pa.RecordBatch.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:  # half a surrogate, which JSON can say and UTF-8 cannot: as an escape
        from quotekit.export.arrow import encodable

        whole = [{name: encodable(value) for name, value in row.items()} for row in rows]
        return pa.RecordBatch.from_pylist(whole, schema=schema)
