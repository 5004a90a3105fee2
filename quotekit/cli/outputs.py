"""Where the command line writes: files and standard output, in the format asked for.

In: results. Out: files that are there as a whole or not at all.
Never writes anything but data to standard output.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, TextIO, cast

from quotekit.errors import InputError
from quotekit.export import Items
from quotekit.export.files import writing
from quotekit.records import Extraction

if TYPE_CHECKING:
    from quotekit.export.tally import Quoted

STDOUT = "-"
ENDINGS: Final = {
    ".txt": "table",
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
SPEAKERS_ENDINGS: Final = {".txt": "table", ".json": "json", ".csv": "csv"}
WORKBOOKS: Final = (".xlsx", ".xls", ".ods")
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


def format_of(output: str, chosen: str | None, endings: Mapping[str, str]) -> str:
    """The format to write: the one that was chosen, else what the ending of the file stands for.

    A table on standard output, and where no regular file is written to (/dev/null).

    Raises:
        InputError: if the ending says nothing, or the output is a folder, or a workbook of Excel.
    """
    name = output.lower()
    if output == STDOUT:
        return chosen or "table"
    if output.endswith(("/", os.sep)) or os.path.isdir(output):
        raise InputError(f"{output} is a folder, but one file is written: name it, -o {Path(output, 'quotes.csv')}")
    if name.endswith(WORKBOOKS):
        option = "" if endings is SPEAKERS_ENDINGS else "-f excel "
        raise InputError(f"{output}: Excel opens CSV: {option}-o {Path(output).with_suffix('.csv')}")
    if chosen:
        return chosen
    known = next((format for ending, format in endings.items() if name.endswith(ending)), None)
    if known is None and os.path.exists(output) and not os.path.isfile(output):
        return "table"
    if known is None:
        raise InputError(f"{output}: end it in {', '.join(endings)} (.txt is a table), or say with -f what to write")
    return known


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
    from quotekit.export import tally as speakers

    writers = {"json": speakers.dump_json, "csv": speakers.dump_csv, "table": speakers.dump_table}
    writers[format](rows, out)


def dump_pages(items: Items, output: str, *, as_folder: bool, title: str | None = None) -> None:
    """Write a page, with its title; or a folder with a page for each result and an index."""
    from quotekit.export.pages import make_page, write_folder

    if as_folder:
        write_folder(items, output)
        return
    for result, id in items:
        if isinstance(result, Extraction):
            with open_output(output) as out:
                out.write(make_page(result, title=title, id=id))


def dump_rules(out: IO[str], language: str = "en") -> None:
    """Print a table of the rules of a language, in order of precedence.

    Raises:
        LanguageError: if quotekit does not read the language.
    """
    from rich import box
    from rich.table import Table

    from quotekit.export.table import console_for
    from quotekit.languages import load_language

    known = load_language(language)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("rule", style="bold", no_wrap=True)
    table.add_column("right", justify="right")
    table.add_column("of", justify="right")
    table.add_column("what it says")
    for rule in known.rules:
        found = known.measured.get(rule.name)
        share = f"{found.precision:.0%}" if found and found.is_telling else "too few" if found else ""
        numbers = share, f"{found.count:,}" if found else ""
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
