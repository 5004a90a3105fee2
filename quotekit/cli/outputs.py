"""Where the command line writes: files and standard output, in the format asked for.

In: results. Out: files that are there as a whole or not at all.
Never writes anything but data to standard output.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from quotekit.errors import InputError
from quotekit.export import Result
from quotekit.export.files import writing
from quotekit.export.formats import FORMATS, endings_of
from quotekit.records import Extraction

STDOUT = "-"
WORKBOOKS: Final = (".xlsx", ".xls", ".ods")


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
        option = "-f excel " if endings == endings_of(FORMATS) else ""
        raise InputError(f"{output}: Excel opens CSV: {option}-o {Path(output).with_suffix('.csv')}")
    if chosen:
        return chosen
    known = next((format for ending, format in endings.items() if name.endswith(ending)), None)
    if known is None and os.path.exists(output) and not os.path.isfile(output):
        return "table"
    if known is None:
        table = " (.txt is a table)" if endings.get(".txt") == "table" else ""
        raise InputError(f"{output}: end it in {', '.join(endings)}{table}, or say with -f what to write")
    return known


def dump_pages(
    results: Iterable[Result], output: str, *, as_folder: bool, title: str | None = None, terms: int = 0
) -> None:
    """Write a page, with its title; or a folder with a page for each result and an index."""
    from quotekit.export.pages import make_page, write_folder
    from quotekit.pipeline.terms import speaker_terms

    def terms_of(result: Extraction) -> dict[str, tuple[str, ...]]:
        return {name: each.terms for name, each in speaker_terms([result], terms).items()} if terms else {}

    if as_folder:
        write_folder(results, output, terms_of)
        return
    for result in results:
        if isinstance(result, Extraction):
            with open_output(output) as out:
                out.write(make_page(result, title=title, terms=terms_of(result)))


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
