"""The formats of results, in one table: names, endings, who writes them, who reads them back.

In: the name of a format, or of a file. Out: its row. The command line, its help and the documentation are made of it.
Never imports the module of a format before it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final, Literal, TextIO, cast

from attrs import frozen

from quotekit.errors import InputError
from quotekit.export import Result

OnError = Literal["raise", "record"]


@frozen(kw_only=True)
class Format:
    """One format.

    Attributes:
        name: What ``--format`` calls it.
        sentence: What it is, for whom.
        endings: Endings of file names that stand for it, with their dots.
        writer: Module of `quotekit.export` and its function, "csv:dump": gets results and an open file.
        reader: The same for what reads it back: gets a path or an open file; None where nothing does.
        may_hold_text: Can the texts be put in or left out?
        is_binary: Is it written as bytes?
    """

    name: str
    sentence: str
    endings: tuple[str, ...] = ()
    writer: str
    reader: str | None = None
    may_hold_text: bool = False
    is_binary: bool = False

    def write(self, items: Iterable[Any], out: IO[str], *, text: bool = False) -> None:
        """Write results, or what else the format takes, to an open text file; its text as well where it may hold it.

        Raises:
            InputError: if what the format needs is not installed, or it is not for a terminal.
        """
        if self.is_binary and out.isatty():
            raise InputError(f"{self.name} is not for a terminal: name a file with -o quotes{self.endings[0]}")
        dump = self._find(self.writer)
        if self.is_binary:
            out.flush()
            dump(items, cast(TextIO, out).buffer)
        elif self.may_hold_text:
            dump(items, out, text=text)
        else:
            dump(items, out)

    def read(self, path: str | Path | IO[str], on_error: OnError = "raise") -> Iterator[Result]:
        """Read results back.

        Raises:
            InputError: if nothing reads the format back, or the file is broken.
        """
        if self.reader is None:
            able = ", ".join(each.name for each in FORMATS.values() if each.reader)
            raise InputError(f"{path}: nothing reads {self.name} back; what can be read: {able}")
        found: Iterator[Result] = self._find(self.reader)(path, on_error=on_error)
        return found

    def _find(self, place: str) -> Callable[..., Any]:
        room, _, name = place.partition(":")
        try:
            function: Callable[..., Any] = getattr(import_module(f"quotekit.export.{room}"), name)
        except ImportError as error:
            raise InputError(str(error)) from error
        return function


def _table(*formats: Format) -> Mapping[str, Format]:
    return {each.name: each for each in formats}


FORMATS: Final = _table(
    Format(
        name="table",
        sentence="for people: who, which words, and the rule that says so",
        endings=(".txt",),
        writer="table:dump",
    ),
    Format(
        name="jsonl",
        sentence="JSON Lines, a document a text: loses nothing",
        endings=(".jsonl", ".ndjson"),
        writer="json_lines:dump",
        reader="json_lines:read",
        may_hold_text=True,
    ),
    Format(
        name="json",
        sentence="one JSON array of the same documents",
        endings=(".json",),
        writer="json:dump",
        reader="json:read",
        may_hold_text=True,
    ),
    Format(
        name="csv",
        sentence="a row an attribution",
        endings=(".csv",),
        writer="csv:dump",
    ),
    Format(
        name="excel",
        sentence="CSV as Excel opens it",
        writer="csv:dump_excel",
    ),
    Format(
        name="parquet",
        sentence="the same rows with fixed types, for Arrow, pandas, DuckDB, Spark",
        endings=(".parquet",),
        writer="arrow:dump",
        is_binary=True,
    ),
    Format(
        name="brat",
        sentence="brat standoff, to correct by hand; one text a file",
        endings=(".ann",),
        writer="brat:dump",
        reader="brat_reader:read_results",
    ),
    Format(
        name="tei",
        sentence="TEI P5: the whole text with <said> around what is said",
        endings=(".tei", ".tei.xml"),
        writer="tei:dump",
    ),
    Format(
        name="annotations",
        sentence="W3C Web Annotations, JSON-LD",
        endings=(".jsonld",),
        writer="web_annotations:dump",
    ),
    Format(
        name="citron",
        sentence="the JSON of BBC Citron, a document a line",
        writer="citron:dump",
    ),
    Format(
        name="segments",
        sentence="the whole text in pieces of narrator and speakers, a line each",
        writer="segment_lines:dump",
    ),
)
# What a count of speakers (`quotekit.export.tally`) can be written as.
TALLY_FORMATS: Final = _table(
    Format(name="table", sentence="for people", endings=(".txt",), writer="tally:dump_table"),
    Format(name="json", sentence="one JSON array", endings=(".json",), writer="tally:dump_json"),
    Format(name="csv", sentence="a row a speaker", endings=(".csv",), writer="tally:dump_csv"),
)

# What the cast of a story (`quotekit.export.cast`) can be written as.
CAST_FORMATS: Final = _table(
    Format(name="table", sentence="for people", endings=(".txt",), writer="cast:dump_table"),
    Format(name="csv", sentence="a row a speaker, to be edited", endings=(".csv",), writer="cast:dump_csv"),
    Format(name="json", sentence="one JSON array", endings=(".json",), writer="cast:dump_json"),
)
# What the pieces of narrator and speakers (`quotekit.export.segments`) can be written as.
SEGMENT_FORMATS: Final = _table(
    Format(name="script", sentence="[NAME] words, a line a piece", endings=(".txt",), writer="scripts:dump_script"),
    Format(
        name="jsonl",
        sentence="a line a piece, with offsets",
        endings=(".jsonl", ".ndjson"),
        writer="segment_lines:dump",
    ),
    Format(name="json", sentence="an array of speaker and text", endings=(".json",), writer="scripts:dump_json"),
    Format(name="csv", sentence="a row a piece", endings=(".csv",), writer="scripts:dump_csv"),
    Format(name="ssml", sentence="SSML 1.1, a <voice> a piece", endings=(".ssml",), writer="scripts:dump_ssml"),
)


def endings_of(formats: Mapping[str, Format]) -> dict[str, str]:
    """From an ending to the name of its format."""
    return {ending: each.name for each in formats.values() for ending in each.endings}


def find_format(path: str | Path) -> Format | None:
    """The format that the ending of a file name stands for, in any case; None where it is none of ours."""
    name = Path(path).name.lower()
    return next((FORMATS[format] for ending, format in endings_of(FORMATS).items() if name.endswith(ending)), None)
