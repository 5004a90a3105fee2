"""What the command line reads: files, folders or standard input, plain text or JSON Lines.

In: names. Out: texts with identifiers, lazily; a Failure in the place of what cannot be read.
Never changes a text: offsets count its code points, line ends as they are.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import IO, Final, Literal

from quotekit.errors import InputError
from quotekit.export.json_lines import parse_line
from quotekit.folders import find_files
from quotekit.records import Failure

InputFormat = Literal["text", "jsonl"]
Input = tuple[str | Failure, str]
STDIN = "-"
SAMPLE = "summit.txt"
ENDINGS: Final[dict[InputFormat | None, tuple[str, ...]]] = {
    None: (".txt", ".jsonl", ".ndjson"),
    "text": (".txt",),
    "jsonl": (".jsonl", ".ndjson"),
}
COUNTABLE: Final = 1 << 28  # bytes of JSON Lines that are read ahead only to count their texts
# How files begin that people take for texts, and what makes texts of them.
NO_TEXTS: Final = (
    (b"%PDF-", "a PDF", "pdftotext {}"),
    (b"PK\x03\x04", "a Word document or an archive", "pandoc {} -t plain --wrap=none -o text.txt"),
    (b"{\\rtf", "rich text", "pandoc {} -t plain --wrap=none -o text.txt"),
    (b"\x1f\x8b", "packed", "gunzip --keep {}"),
    (b"\xff\xfe", "UTF-16", "iconv -f UTF-16 -t UTF-8 {} > text.txt"),
    (b"\xfe\xff", "UTF-16", "iconv -f UTF-16 -t UTF-8 {} > text.txt"),
)


def read_inputs(names: Sequence[str], input_format: InputFormat | None = None) -> Iterator[Input]:
    """Texts and their identifiers, in order.

    Args:
        names: Files, folders, patterns; "-" is standard input. Of a folder, the files that end in
            .txt, .jsonl or .ndjson are read, and those of its subfolders.
        input_format: "text": a file is a text, its path the identifier. "jsonl": each line is an
            object with "text" and "id" (else file:line is the identifier). None: by the ending.
            With one of the two, only files with its endings are read of a folder.
    """
    for name in names:
        if name == STDIN:
            yield from _read(sys.stdin.buffer, name, input_format == "jsonl")
            continue
        for path in find_files(name, ENDINGS[input_format]):
            if isinstance(path, Failure):
                yield path, name
                continue
            try:
                with open(path, "rb") as source:
                    yield from _read(source, path, (input_format or guess_format(path)) == "jsonl")
            except OSError as error:
                yield Failure(f"{path}: {error.strerror or error}"), path


def count_inputs(names: Sequence[str], input_format: InputFormat | None = None) -> int | None:
    """How many texts `read_inputs` gives; None where that is not known before they are read."""
    if STDIN in names:
        return None
    count = size = 0
    for path in chain.from_iterable(find_files(name, ENDINGS[input_format]) for name in names):
        if isinstance(path, Failure) or (input_format or guess_format(path)) == "text":
            count += 1
            continue
        try:
            if not os.path.isfile(path) or (size := size + os.path.getsize(path)) > COUNTABLE:
                return None
            with open(path, "rb") as lines:
                count += sum(not line.isspace() for line in lines)
        except OSError:
            return None  # to be told when it is read
    return count


def guess_format(path: str) -> InputFormat:
    """Plain text, unless the name ends as those of JSON Lines files do."""
    return "jsonl" if path.lower().endswith(ENDINGS["jsonl"]) else "text"


def read_sample() -> Input:
    """The sample article that comes with quotekit."""
    shipped = files("quotekit") / "examples" / SAMPLE
    if shipped.is_file():
        return shipped.read_bytes().decode("utf-8"), SAMPLE
    # In a checkout it is where readers of the documentation look for it.
    return (Path(__file__).parents[1] / "docs" / "examples" / SAMPLE).read_bytes().decode("utf-8"), SAMPLE


def _read(source: IO[bytes], name: str, as_lines: bool) -> Iterator[Input]:
    if as_lines:
        yield from read_lines(source, name)
    else:
        try:
            yield _decode(source.read(), name), name
        except InputError as error:
            yield Failure(f"{name}: {error}"), name


def read_lines(
    lines: Iterable[bytes], name: str, *, first: int = 1, text: str = "text", id: str = "id"
) -> Iterator[Input]:
    """The texts of JSON Lines with their identifiers; lines with nothing in them are skipped.

    Args:
        lines: The lines, as bytes.
        name: What the file is called in messages, and in the identifiers of lines that have none.
        first: Number of the first of the lines.
        text: Key of the text.
        id: Key of the identifier.
    """
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        called = f"{name}:{number}"
        where = f"{name}, line {number}"
        try:
            document = parse_line(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
            called = called if document.get(id) is None else str(document[id])
            if not isinstance(document.get(text), str):
                keys = ", ".join(sorted(document)) or "none"
                raise InputError(f'an object has a string "{text}"; the keys of this one: {keys}')
        except InputError as error:
            yield Failure(f"{where}: {error}"), called
        else:
            yield document[text], called


def _decode(data: bytes, name: str) -> str:
    """The text of a file; a byte order mark is no part of it."""
    called = "FILE" if name == STDIN else shlex.quote(name)
    for beginning, kind, command in NO_TEXTS:
        if data.startswith(beginning):
            raise InputError(f"{kind}, not plain text; convert it first, such as: {command.format(called)}")
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"not UTF-8 ({error.reason} at byte {error.start}); convert it first, "
            f"such as: iconv -f WINDOWS-1252 -t UTF-8 {called} > text.txt"
        ) from error
