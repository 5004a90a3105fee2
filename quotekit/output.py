"""Where the command line writes: files and standard output, progress and messages beside them.

In: results. Out: the format asked for; what failed, on standard error.
Never writes anything but data to standard output.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module
from typing import IO, TYPE_CHECKING, Final, TextIO, cast

from quotekit.errors import InputError
from quotekit.export import Items, Result
from quotekit.export.files import writing
from quotekit.records import Extraction, Failure

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from quotekit.export.speakers import Quoted

STDOUT = "-"
_ENDINGS: Final = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
    ".ann": "brat",
    ".tei": "tei",
    ".tei.xml": "tei",
    ".jsonld": "annotations",
}
# Formats without options: the room under quotekit.export and its function.
_WRITERS: Final = {
    "csv": ("csv", "dump"),
    "excel": ("csv", "dump_excel"),
    "brat": ("brat", "dump"),
    "tei": ("tei", "dump"),
    "annotations": ("web_annotations", "dump"),
    "citron": ("citron", "dump"),
    "segments": ("pieces", "dump"),
    "table": ("table", "dump"),
}


def guess_format(output: str) -> str:
    """The format that the ending of a file name stands for; a table for people otherwise."""
    return next((name for ending, name in _ENDINGS.items() if output.lower().endswith(ending)), "table")


def dump(items: Items, out: IO[str], format: str, *, text: bool) -> None:
    """Write results in a format; imports no more than that format needs."""
    if format == "jsonl":
        from quotekit.export import json_lines

        json_lines.dump(items, out, text=text)
    elif format == "json":
        from quotekit.export import json

        json.dump(items, out, text=text)
    elif format == "parquet":
        _dump_parquet(items, out)
    else:
        room, name = _WRITERS[format]
        getattr(import_module(f"quotekit.export.{room}"), name)(items, out)


def _dump_parquet(items: Items, out: IO[str]) -> None:
    """Write bytes below the text layer."""
    if out.isatty():
        raise InputError("Parquet is not for a terminal: name a file with -o quotes.parquet")
    try:
        from quotekit.export import arrow
    except ImportError as error:
        raise InputError(str(error)) from error
    out.flush()
    arrow.dump(items, cast(TextIO, out).buffer)


def dump_speakers(rows: Sequence[Quoted], out: IO[str], format: str) -> None:
    """Write a list of speakers in a format."""
    from quotekit.export import speakers

    writers = {"json": speakers.dump_json, "csv": speakers.dump_csv, "table": speakers.dump_table}
    writers[format](rows, out)


def dump_pages(items: Items, output: str, *, as_folder: bool, title: str | None = None) -> None:
    """Write a page, with its title; or a folder with a page for each result and an index."""
    from quotekit.rendering import make_page, write_folder

    if as_folder:
        write_folder(items, output)
        return
    for result, id in items:
        if isinstance(result, Extraction):
            with open_output(output) as out:
                out.write(make_page(result, title=title, id=id))


def dump_rules(out: IO[str]) -> None:
    """Print a table of the shipped rules, in order of precedence."""
    from rich import box
    from rich.table import Table

    from quotekit.export.table import console_for
    from quotekit.rules import DEFAULT_RULES, measured

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("rule", style="bold", no_wrap=True)
    table.add_column("right", justify="right")
    table.add_column("of", justify="right")
    table.add_column("what it says")
    for rule in DEFAULT_RULES:
        found = measured(rule.name)
        numbers = (f"{found.precision:.0%}", f"{found.count:,}") if found else ("", "")
        table.add_row(rule.name, *numbers, rule.sentence)
    console_for(out).print(table)


@contextmanager
def open_output(output: str) -> Iterator[IO[str]]:
    """Standard output for "-", else a file that appears when all is written."""
    if output == STDOUT:
        with standard_output() as out:
            yield out
    else:
        with writing(output) as out:
            yield out


@contextmanager
def standard_output() -> Iterator[IO[str]]:
    """Standard output in UTF-8, whatever the locale says: so are JSON Lines, and so was the input."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    yield sys.stdout
    sys.stdout.flush()


class Watch:
    """Looks at results as they pass: shows progress to a person who waits, tells what failed.

    Attributes:
        failures: How many texts could not be read so far.
    """

    def __init__(self, errors: IO[str], *, quiet: bool, total: int | None = None) -> None:
        self.errors = errors
        self.quiet = quiet
        self.total = total
        self.failures = 0

    @contextmanager
    def watching(self, results: Iterable[tuple[Result, str]], out: IO[str]) -> Iterator[Items]:
        """The same results, watched."""
        # A bar that is drawn between the rows of a table on the same terminal helps nobody.
        if self.quiet or not self.errors.isatty() or out.isatty():
            yield self._watch(results)
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("texts"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[words]}"))
        with Progress(*columns, console=Console(file=self.errors), transient=True) as progress:
            yield self._watch(results, progress, progress.add_task("", total=self.total, visible=False, words=""))

    def _watch(
        self,
        results: Iterable[tuple[Result, str]],
        progress: Progress | None = None,
        task: TaskID | None = None,
    ) -> Items:
        for number, (result, id) in enumerate(results, 1):
            if isinstance(result, Failure):
                self.failures += 1
                if not self.quiet:
                    where = "" if id in result.error else f"{id}: "
                    print(f"quotekit: {where}{result.error}", file=self.errors)
            if progress is not None and task is not None:
                words = self._pace(number, progress.tasks[task].elapsed or 0)
                progress.update(task, completed=number, visible=number > 1, words=words)
            yield result, id

    def _pace(self, done: int, seconds: float) -> str:
        """The rate so far, and the time that the rest takes at it."""
        rate = done / max(seconds, 1e-6)
        left = "" if self.total is None else f", {timedelta(seconds=round((self.total - done) / rate))} left"
        return f"{rate:,.1f} texts/s{left}"
