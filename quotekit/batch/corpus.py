"""From one file of texts to a folder of Parquet parts, from where the last run stopped.

In: a file, a folder, options. Out: finished parts, and counts while they are made.
Never does a part again that is done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from quotekit.batch.engines import ENGINES, Job
from quotekit.batch.extractor import BatchExtractor
from quotekit.batch.folder import Counts, begin, end, read_counts
from quotekit.batch.lock import holding
from quotekit.batch.source import open_source
from quotekit.errors import QuotekitError, install
from quotekit.pipeline.options import GivenOptions
from quotekit.pipeline.workers import Processes, count_processes
from quotekit.reading.models import find_model

if TYPE_CHECKING:
    from typing_extensions import Unpack

_PART_ROWS: Final = 1000  # texts a part: some minutes of work, and a file of about a megabyte


FORMAT: Final = 2  # of the parts: 2 has the columns words, resolved_by and could_be


def extract_corpus(
    source: str | Path,
    folder: str | Path,
    *,
    engine: str = "local",
    n_process: Processes = 1,
    resume: bool = False,
    part_rows: int = _PART_ROWS,
    text: str = "text",
    id: str | None = None,
    keep: Iterable[str] = (),
    on_progress: Callable[[Counts, int], object] = lambda done, total: None,
    **options: Unpack[GivenOptions],
) -> Counts:
    """Find who said what in every text of a file, and write the rows as Parquet parts.

    Args:
        source: A .parquet file, or a .jsonl file with an object on each line.
        folder: Where the parts go: empty or not there yet, unless `resume`.
        engine: "local" for processes of this machine, or "daft" (on a Ray cluster, if Daft is).
        n_process: Number of processes, each with its own copy of the model; -1 for one a core; "auto" for
            one a core that may be used.
        resume: Go on with what is in the folder? Parts that are done are kept.
        part_rows: Texts a part; what a killed run loses is parts that were not finished.
        text: Name of the column, or key, that holds the texts.
        id: Name of the one that holds the identifiers; None for "id", and file name and row where
            there is none.
        keep: Columns, or keys, that are written beside the answers, as strings: date, outlet, ….
        on_progress: Called with the counts so far and the number of texts in the file.
        options: How to read, as for `BatchExtractor`: `language`, `nlp`, `scope`, `min_confidence`, ….

    Returns:
        The counts of all parts, those of earlier runs too.

    Raises:
        InputError: if the file cannot be read, or lacks a column.
        QuotekitError: if the folder holds something else, or was begun with other options, or
            another run writes to it; if something is not installed. The message says what to do.
        ValueError: for a bad argument.
    """
    if engine not in ENGINES:
        raise ValueError(f"there is no engine {engine!r}; there are {', '.join(ENGINES)}")
    if part_rows < 1:
        raise ValueError(f"part_rows is a number of texts, 1 or more; not {part_rows}")
    processes = count_processes(n_process)
    _need_arrow()
    wanted = BatchExtractor(text=text, id=id, keep=keep, **options)  # what is wrong with them is cheap to find
    chosen = wanted.options
    opened = open_source(source, text, id, wanted.keep)
    options["nlp"] = find_model(chosen.nlp if isinstance(chosen.nlp, str) else None, chosen.known)
    extractor = BatchExtractor(text=text, id=id, keep=wanted.keep, **options)
    parts = opened.parts(part_rows)
    target = Path(folder).absolute()
    manifest = _manifest(Path(source), extractor, part_rows, parts[-1].stop, len(parts))
    with holding(target):
        begin(target, manifest, resume=resume)
        done, missing = Counts(), []
        for part in parts:
            counts = read_counts(target, part.number, extractor.schema)
            if counts is None:
                missing.append(part)
            else:
                done += counts
        on_progress(done, parts[-1].stop)
        if missing:
            for counts in ENGINES[engine](Job(opened, extractor, target), missing, processes):
                done += counts
                on_progress(done, parts[-1].stop)
        if _stamp(Path(source)) != manifest["input"]:
            raise QuotekitError(
                f"{source}: was changed while it was read, so {target} may hold answers to both; name another folder"
            )
        end(target, done)
    return done


def _manifest(source: Path, extractor: BatchExtractor, part_rows: int, texts: int, parts: int) -> dict[str, Any]:
    """What has to be the same for parts to belong together. Engine and processes do not matter."""
    return {
        "format": FORMAT,
        "input": _stamp(source),
        "texts": texts,
        "part_rows": part_rows,
        "parts": parts,
        "options": {
            "text": extractor.text,
            "id": extractor.id,
            "keep": [*extractor.keep],
            **extractor.options.to_plain(),
        },
        "versions": {
            "quotekit version": version("quotekit-nlp"),
            "spacy version": version("spacy"),
            "model version": _model_version(str(extractor.options.nlp)),
        },
    }


def _stamp(source: Path) -> dict[str, Any]:
    """Which file it is, and whether it was changed."""
    found = source.stat()
    return {"path": str(source.resolve()), "size": found.st_size, "mtime_ns": found.st_mtime_ns}


def _model_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # a folder
        return str(json.loads((Path(name) / "meta.json").read_text(encoding="utf-8")).get("version"))


def _need_arrow() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise QuotekitError(f"Parquet parts need pyarrow: {install('arrow')}") from error
