"""What the command line reads: files, folders or standard input; plain text, HTML, e-books or JSON Lines.

In: names. Out: texts with identifiers, lazily; a Failure for what cannot be read.
Never changes a text: offsets count its code points, line ends as they are.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import IO, Final, Literal

from attrs import frozen

from quotekit.batch.find_files import find_files
from quotekit.batch.lines import ARRAY, FIRST, OBJECT, Input, check_keys, lines_of, read_lines
from quotekit.cli.epub import MIMETYPE, read_epub
from quotekit.cli.overwriting import FileId, identify
from quotekit.errors import InputError
from quotekit.export import strict_json
from quotekit.export.json_lines import parse_line
from quotekit.records import Failure

InputFormat = Literal["text", "html", "epub", "jsonl"]
STDIN = "-"
SAMPLE = "summit.txt"
ENDINGS: Final[dict[InputFormat | None, tuple[str, ...]]] = {
    None: (".txt", ".html", ".htm", ".xhtml", ".vtt", ".srt", ".epub", ".jsonl", ".ndjson"),
    "text": (".txt", ".vtt", ".srt"),
    "html": (".html", ".htm", ".xhtml"),
    "epub": (".epub",),
    "jsonl": (".jsonl", ".ndjson"),
}
COUNTABLE: Final = 1 << 28  # bytes of JSON Lines that are read ahead only to count their texts
PANDOC: Final = "convert it first, such as: pandoc {} -t plain --wrap=none -o text.txt"
ICONV: Final = "convert it first, such as: iconv -f UTF-16 -t UTF-8 {} > text.txt"
# Tables, by the endings of their names: there is no telling which column is the text.
TABLES: Final = (".csv", ".tsv", ".xlsx", ".xls", ".ods")
TO_LINES: Final = (
    "a table, not a text; make JSON Lines of it first, such as with pandas: "
    "pandas.read_csv({!r}).to_json('texts.jsonl', orient='records', lines=True), and name its column: "
    "--text-column NAME (or say -i text, to read it as it is)"
)
# How files begin that people take for texts, and what to do with them.
NO_TEXTS: Final = (
    (b"%PDF-", "a PDF", "convert it first, such as: pdftotext {}"),
    (
        b"PK\x03\x04",
        "a Word document or an archive",
        "convert it first, such as: pandoc {} -t plain --wrap=none -o text.txt",
    ),
    (b"{\\rtf", "rich text", PANDOC),
    (b"\x1f\x8b", "packed", "convert it first, such as: gunzip --keep {}"),
    (b"\xff\xfe", "UTF-16", ICONV),
    (b"\xfe\xff", "UTF-16", ICONV),
    (b"PAR1", "Parquet", "read it with: quotekit batch {} quotes/"),
)


@frozen
class Columns:
    """Names of the keys of JSON Lines.

    Attributes:
        text: Key of the text.
        id: Key of the identifier; None for "id", which no line needs to have.
        keep: Keys whose values go along with the identifiers.
    """

    text: str = "text"
    id: str | None = None
    keep: tuple[str, ...] = ()


def read_inputs(
    names: Sequence[str],
    input_format: InputFormat | None = None,
    columns: Columns = Columns(),
    output: FileId | None = None,
) -> Iterator[Input]:
    """Texts and their identifiers, in order.

    Args:
        names: Files, folders, patterns; "-" is standard input. Of a folder, the files with one of
            the `ENDINGS` are read, and those of its subfolders.
        input_format: "text" and "html": a file is a text, its path the identifier; subtitles are
            texts, too. "epub": every chapter is a text, called FILE#CHAPTER. "jsonl": each line is an
            object with a text and an identifier (else file:line is the identifier). None: by the
            ending; standard input by its first line; plain text that looks like JSON is a Failure.
            With a format, only files with its endings are read of a folder.
        columns: The keys.
        output: What is written to: no input, where a folder or a pattern gives it.
    """
    for name in names:
        if name == STDIN:
            yield from _read(sys.stdin.buffer, name, input_format, columns)
            continue
        for path in _files(name, input_format, output):
            if isinstance(path, Failure):
                yield path, name
                continue
            try:
                with open(path, "rb") as source:
                    yield from _read(source, path, input_format or guess_format(path), columns, not input_format)
            except OSError as error:
                yield Failure(f"{path}: {error.strerror or error}"), path


def count_inputs(
    names: Sequence[str], input_format: InputFormat | None = None, output: FileId | None = None
) -> int | None:
    """How many texts `read_inputs` gives; None where that is not known before they are read."""
    if STDIN in names:
        return None
    count = size = 0
    for path in chain.from_iterable(_files(name, input_format, output) for name in names):
        kind = None if isinstance(path, Failure) else input_format or guess_format(path)
        if kind == "epub":
            return None  # it is a file of many texts
        if isinstance(path, Failure) or kind != "jsonl":
            count += 1
            continue
        try:
            if not os.path.isfile(path) or (size := size + os.path.getsize(path)) > COUNTABLE:
                return None
            with open(path, "rb") as lines:
                count += sum(not line.isspace() for line in lines)
        except OSError:
            return None  # reported when it is read
    return count


def _files(name: str, input_format: InputFormat | None, output: FileId | None) -> Iterator[str | Failure]:
    for path in find_files(name, ENDINGS[input_format]):
        if output is None or isinstance(path, Failure) or path == name or identify(path, sys.stdin) != output:
            yield path


def guess_format(path: str) -> InputFormat:
    """What the ending of a name says; else plain text."""
    kinds: tuple[InputFormat, ...] = ("jsonl", "html", "epub")
    return next((kind for kind in kinds if path.lower().endswith(ENDINGS[kind])), "text")


def read_sample() -> Input:
    """The sample article that comes with quotekit."""
    shipped = files("quotekit") / "examples" / SAMPLE
    if shipped.is_file():
        return shipped.read_bytes().decode("utf-8"), SAMPLE
    # In a checkout it is where readers of the documentation look for it.
    return (Path(__file__).parents[2] / "docs" / "examples" / SAMPLE).read_bytes().decode("utf-8"), SAMPLE


def _read(
    source: IO[bytes], name: str, kind: InputFormat | None, columns: Columns, is_guess: bool = False
) -> Iterator[Input]:
    """The texts of one file; of no `kind`, as its first line says."""
    lines: Iterator[bytes] = iter(source)
    begin: list[bytes] = []
    if kind is None:
        for line in lines:
            begin.append(line)
            if line.strip():
                break
        kind, lines = ("jsonl" if _is_object(b"".join(begin).strip()) else "text"), chain(begin, lines)
        is_guess = True
    try:
        if kind == "epub":
            yield from read_epub(source if source.seekable() else BytesIO(source.read()), name)
        elif kind == "jsonl":
            lines = chain(begin, lines_of(source))
            begin = list(islice(lines, FIRST if columns.id is not None or columns.keep else 1))
            check_keys(begin, name, id=columns.id, keep=columns.keep)
            lines = chain(begin, lines)
            yield from read_lines(lines, name, text=columns.text, id=columns.id or "id", keep=columns.keep)
        else:
            if is_guess and name.lower().endswith(TABLES):
                raise InputError(TO_LINES.format(name))
            first = next(lines, b"")
            _check_kind(first, name)
            text = _decode(b"".join([first, *lines]), name)
            if is_guess:
                _check_plain(text, name)
            yield text, name
    except InputError as error:
        yield Failure(f"{name}: {error}"), name


def _is_object(line: str | bytes) -> bool:
    try:
        parse_line(line.removeprefix(b"\xef\xbb\xbf") if isinstance(line, bytes) else line)
    except InputError:
        return False
    return True


def _check_plain(text: str, name: str) -> None:
    """Raises where a text that nobody called plain is JSON."""
    begin = text.lstrip()
    if begin[:1] not in ("{", "["):
        return
    if _is_object(begin.partition("\n")[0]):
        raise InputError("JSON Lines, not plain text; say so: -i jsonl (or -i text, to read it as it is)")
    called = "FILE" if name == STDIN else shlex.quote(name)
    try:
        found = strict_json.parse(begin)
    except InputError:
        return  # "[Applause]" may open a text
    if isinstance(found, dict):
        raise InputError(OBJECT.format("plain text", called))
    if found and all(isinstance(each, dict) for each in found):
        raise InputError(ARRAY.format("plain text", called))


def _check_kind(data: bytes, name: str) -> None:
    """Raises where the first bytes are those of something else than a text; says how to read it."""
    called = "FILE" if name == STDIN else shlex.quote(name)
    if MIMETYPE in data[:100]:
        raise InputError("an e-book; say so: -i epub")
    for beginning, kind, advice in NO_TEXTS:
        if data.startswith(beginning):
            raise InputError(f"{kind}, not plain text; {advice.format(called)}")


def _decode(data: bytes, name: str) -> str:
    """The text of a file; a byte order mark is no part of it."""
    called = "FILE" if name == STDIN else shlex.quote(name)
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"not UTF-8 ({error.reason} at byte {error.start}); convert it first, "
            f"such as: iconv -f WINDOWS-1252 -t UTF-8 {called} > text.txt"
        ) from error
