"""One batch of texts in, one batch of flat rows out; small enough to be sent to any worker.

In: an Arrow RecordBatch with a column of texts. Out: a RecordBatch, the same schema for any input.
Never holds a loaded pipeline: every process loads its own, once, when its first batch comes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from quotekit.batch.columns import items_of
from quotekit.export import name_of
from quotekit.export.rows import rows_of
from quotekit.languages.lexicon import OwnCues, own_cues
from quotekit.pipeline.finish import Choice, Scope
from quotekit.pipeline.many import extract_many
from quotekit.records import Failure, Medium

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Schema


def _check_nlp(extractor: BatchExtractor, attribute: Any, nlp: object) -> None:
    if nlp is not None and not isinstance(nlp, str):
        raise TypeError(
            f"nlp is the name or the folder of a spaCy pipeline, not a {type(nlp).__name__}: "
            "every worker process loads its own"
        )


def _media(media: Collection[Medium] | None) -> tuple[Medium, ...] | None:
    Choice(media=media)
    return None if media is None else tuple(sorted(media))


@frozen
class BatchExtractor:
    """Who said what in every text of an Arrow RecordBatch; picklable, so that engines can send it.

    An attribution is a row. So that no text is lost, one without attributions has a row as well,
    with its `id` and nothing else; and one that fails has a row with its `id` and `error`.

    Attributes:
        nlp: Name or folder of the spaCy pipeline; None for the best English one that the process
            finds. Name it where workers may have different ones installed.
        text: Name of the column of texts: strings; a null gives a row with an error.
        id: Name of the column of identifiers, of any type: they come out as strings. None if there
            is none: `id` comes out as null.
        scope: "all", or "quoted" to leave out indirect speech.
        min_confidence: Leave out attributions below this probability, 0 to 1.
        cues: Verbs of your own that report, as for `extract`.
        media: Keep only these media ("speech", "writing", "thought"); None for all.

    Raises:
        TypeError: if `nlp` is a loaded pipeline.
        ValueError: if `min_confidence`, `media` or `scope` is something else.
        CueError: if one of `cues` cannot be used.
    """

    nlp: str | None = field(default=None, validator=_check_nlp)
    text: str = "text"
    id: str | None = "id"
    scope: Scope = "all"
    min_confidence: float = 0.0
    cues: OwnCues = field(default=(), converter=own_cues)
    media: tuple[Medium, ...] | None = field(default=None, converter=_media)

    def __attrs_post_init__(self) -> None:
        Choice(self.min_confidence, self.media, self.scope)

    @property
    def schema(self) -> Schema:
        """The Arrow schema of what comes out: that of the Parquet export."""
        from quotekit.export.arrow import SCHEMA

        return SCHEMA

    def __call__(self, batch: RecordBatch) -> RecordBatch:
        """The rows of a batch of texts, in the order of the texts.

        Raises:
            InputError: if a column is missing, or the texts are no strings.
            ModelNotFound: if the spaCy pipeline is not installed where this runs.
        """
        return self.extract(items_of(batch, self.text, self.id))

    def extract(self, items: Iterable[tuple[str | Failure, object]]) -> RecordBatch:
        """The rows of texts that are no Arrow data yet; a `Failure` becomes a row with its error."""
        results = extract_many(
            items,
            nlp=self.nlp,
            on_error="record",
            scope=self.scope,
            min_confidence=self.min_confidence,
            cues=dict(self.cues),
            media=self.media,
        )
        rows: list[dict[str, Any]] = []
        for result, id in results:
            rows += rows_of(result, id) or [{"id": name_of(id)}]
        return _batch_of(rows, self.schema)


def _batch_of(rows: list[dict[str, Any]], schema: Schema) -> RecordBatch:
    import pyarrow as pa

    try:
        return pa.RecordBatch.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:  # half a surrogate, which JSON can say and UTF-8 cannot: as an escape
        whole = [{name: _encodable(value) for name, value in row.items()} for row in rows]
        return pa.RecordBatch.from_pylist(whole, schema=schema)


def _encodable(value: Any) -> Any:
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value
