"""Who does the parts: processes of this machine, or Daft, here or on a Ray cluster.

In: a job, its unfinished parts, a number of processes. Out: counts, as texts are done.
Never schedules anything itself, and never leaves half a part.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import asdict, frozen
from attrs import fields as fields_of

from quotekit.batch.extractor import BatchExtractor
from quotekit.batch.folder import Counts, write_part
from quotekit.batch.source import Item, Part, Source, chunks
from quotekit.errors import QuotekitError, install
from quotekit.pipeline.workers import ordered_map

if TYPE_CHECKING:
    from pyarrow import RecordBatch

_CHUNK: Final = 32  # texts that travel to a process together
_TASKS: Final = 1000  # at most so many pieces that Daft plans; each may hold several parts


@frozen
class Job:
    """One corpus; picklable, it goes to every worker.

    Attributes:
        source: The file of texts.
        extractor: How they are read.
        folder: Where the parts go; on a cluster, a folder that all workers see.
    """

    source: Source
    extractor: BatchExtractor
    folder: Path


def _run_local(job: Job, parts: Sequence[Part], n_process: int) -> Iterator[Counts]:
    """Do parts one after the other, each of them by all processes; counts come every few texts."""
    tasks = chunks(job.source, parts, _CHUNK)
    if n_process == 1:
        results = (_extract(job.extractor, task) for task in tasks)
    else:
        results = ordered_map(_extract, tasks, n_process, job.extractor)
    rows: list[RecordBatch] = []
    total = Counts()
    for part, is_last, texts, found in results:
        counts = Counts.of(texts, found)
        rows, total = [*rows, found], total + counts
        if is_last:
            write_part(job.folder, part.number, rows, job.extractor.schema, total)
            rows, total = [], Counts()
        yield counts


def _extract(extractor: BatchExtractor, task: tuple[Part, bool, list[Item]]) -> tuple[Part, bool, int, RecordBatch]:
    part, is_last, items = task
    return part, is_last, len(items), extractor.extract(items)


def _run_daft(job: Job, parts: Sequence[Part], n_process: int) -> Iterator[Counts]:
    """Do parts side by side, a worker a part, under Daft; counts come with every part.

    Workers read and write by themselves, so that no text passes through the driver; each loads its
    model once. Where Daft runs is Daft's own setting: ``DAFT_RUNNER=ray``, ``RAY_ADDRESS=…``.
    """
    # Daft reads these when it is imported: nothing is sent home, and one bar is enough.
    os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
    try:
        import daft
    except ImportError as error:
        raise QuotekitError(f"the engine daft needs Daft: {install('batch')}") from error

    number, text = daft.DataType.int64(), daft.DataType.string()
    outcome = daft.DataType.struct(
        {**dict.fromkeys((field.name for field in fields_of(Counts)), number), "error": text}
    )

    @daft.cls(use_process=True, max_concurrency=n_process)
    class Worker:
        def __init__(self, job: Job) -> None:
            self.job = job

        @daft.method.batch(return_dtype=outcome, batch_size=1)
        def finish(self, *fields: Any) -> Any:
            found = zip(*(field.to_pylist() for field in fields), strict=True)
            return daft.Series.from_pylist([_finish(self.job, Part(*each)) for each in found], dtype=outcome)

    names = [field.name for field in fields_of(Part)]
    columns: dict[str, Any] = {name: [getattr(part, name) for part in parts] for name in names}
    table = daft.from_pydict(columns)
    if daft.get_or_infer_runner_type() == "ray":  # spreads partitions; here one process asks for the next part
        table = table.into_partitions(min(len(parts), _TASKS))
    outcomes = table.select(Worker(job).finish(*(daft.col(name) for name in names)).alias("outcome"))
    try:
        with _without_log():
            for row in outcomes.iter_rows(results_buffer_size=None):
                message = row["outcome"].pop("error")
                if message:
                    raise QuotekitError(message)
                yield Counts(**row["outcome"])
    except (RuntimeError, ValueError) as broken:  # what Daft raises, with the traceback of a worker in it
        if isinstance(broken, QuotekitError):
            raise
        last = (str(broken).strip() or type(broken).__name__).splitlines()[-1]
        raise QuotekitError(f"a worker of Daft did not finish its part: {last}; --resume goes on") from broken


@contextmanager
def _without_log() -> Iterator[None]:
    """Leave out what Daft logs of an error beside raising it: it is told once, in the words of `_run_daft`."""
    log = logging.getLogger("daft_local_execution")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


def _finish(job: Job, part: Part) -> dict[str, Any]:
    """Do one part in this process. What stops it travels as a message: Daft would wrap an exception."""
    try:
        return {**asdict(sum(_run_local(job, [part], 1), Counts())), "error": None}
    except (QuotekitError, OSError) as error:
        return {**asdict(Counts()), "error": str(error)}


ENGINES: Final[dict[str, Callable[[Job, Sequence[Part], int], Iterator[Counts]]]] = {
    "local": _run_local,
    "daft": _run_daft,
}
