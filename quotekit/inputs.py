"""What the command line reads: files or standard input, plain text or JSON Lines.

In: paths. Out: texts with identifiers, lazily; a Failure in the place of what cannot be read.
Never changes a text: offsets count its code points, line ends as they are.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import IO, Literal

from quotekit.errors import InputError
from quotekit.export.json_lines import parse_line
from quotekit.records import Failure

InputFormat = Literal["text", "jsonl"]
Input = tuple[str | Failure, str]
STDIN = "-"
SAMPLE = "summit.txt"


def read_inputs(paths: Sequence[str], input_format: InputFormat | None = None) -> Iterator[Input]:
    """Texts and their identifiers, in order.

    Args:
        paths: Files; "-" is standard input.
        input_format: "text": a file is a text, its path the identifier. "jsonl": each line is an
            object with "text" and "id" (else file:line is the identifier). None: by the ending.
    """
    for path in paths:
        as_lines = (input_format or guess_format(path)) == "jsonl"
        try:
            if path == STDIN:
                yield from _read(sys.stdin.buffer, path, as_lines)
            else:
                with open(path, "rb") as source:
                    yield from _read(source, path, as_lines)
        except IsADirectoryError:
            yield Failure(f"{path}: is a folder; name its files, such as {Path(path) / '*.txt'}"), path
        except OSError as error:
            yield Failure(f"{path}: {error.strerror or error}"), path


def guess_format(path: str) -> InputFormat:
    """Plain text, unless the name ends as those of JSON Lines files do."""
    return "jsonl" if path.lower().endswith((".jsonl", ".ndjson")) else "text"


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
            yield _decode(source.read()), name
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


def _decode(data: bytes) -> str:
    """The text of a file; a byte order mark is no part of it."""
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"not UTF-8 ({error.reason} at byte {error.start}); convert it first, "
            "such as: iconv -f WINDOWS-1252 -t UTF-8"
        ) from error
