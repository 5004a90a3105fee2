"""JSON Lines: one document of schema 1 a line; the format that loses nothing.

In: results with identifiers; or a file that was written so. Out: the other one, as a stream.
Never holds more than one document in memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any, Final, Literal

from attrs import evolve

from quotekit.errors import InputError
from quotekit.export import Result, Results, named, strict_json
from quotekit.export.dicts import from_dict, to_dict
from quotekit.export.files import writing
from quotekit.records import Extraction, Failure

_UNSAFE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def dump(results: Results, out: IO[str], *, text: bool = True) -> None:
    """Write one line an item to an open file."""
    for result in named(results):
        out.write(to_line(to_dict(result, text=text)) + "\n")


def to_line(document: dict[str, Any]) -> str:
    """One line of JSON: readable letters, and as an escape what is better not written into a file.

    That is what UTF-8 cannot say (half a surrogate), what a terminal obeys (control codes), and what
    some readers take for the end of a line (U+0085, U+2028, U+2029).
    """
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(document, ensure_ascii=False))


def write(results: Results, path: str | Path | IO[str], *, text: bool = True) -> None:
    """Write results as JSON Lines, one text a line; `read` gives the same records back.

    Args:
        results: What `extract_many` gives: extractions, or pairs of one with its identifier.
            Identifiers are written as strings (None of a pair as null); results without one are
            numbered from 1.
        path: The file, replaced as a whole when all is written; or an open text file.
        text: Write the texts, too? Without them files are smaller, and `Extraction.text` is
            empty when read back.

    Raises:
        TypeError: for anything else, such as one Extraction that is not in a list.
    """
    if isinstance(results, Extraction):
        raise TypeError("write takes an iterable of results; for one extraction: write([extraction], path)")
    if isinstance(path, str | Path):
        with writing(path) as out:
            dump(results, out, text=text)
    else:
        dump(results, path, text=text)


def read(path: str | Path | IO[str], *, on_error: Literal["raise", "record"] = "raise") -> Iterator[Result]:
    """Read JSON Lines back, as `quotekit.read` says."""
    if isinstance(path, str | Path):
        try:
            with open(path, encoding="utf-8", newline="\n") as lines:
                yield from _read(lines, str(path), on_error)
        except OSError as error:
            raise InputError(f"{path}: {error.strerror or error}") from error
        except UnicodeDecodeError as error:
            raise InputError(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from error
    else:
        yield from _read(path, str(getattr(path, "name", "<file>")), on_error)


def _read(lines: Iterable[str], name: str, on_error: str) -> Iterator[Result]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        yield read_result(partial(parse_line, line), f"{name}, line {number}", f"{name}:{number}", on_error)


def read_result(document: Callable[[], dict[str, Any]], place: str, id: str, on_error: str) -> Result:
    """The result that a document of schema 1 holds, or a Failure where failures are to be recorded.

    Args:
        document: Gives the document, or raises InputError.
        place: Where it stands, for messages.
        id: Its identifier, where it has none of its own.
        on_error: As for `quotekit.read`.
    """
    try:
        held = document()
        id = id if held.get("id") is None else str(held["id"])
        return evolve(from_dict(held), id=id)
    except InputError as error:
        message = f"{place}: {error}"
        if on_error != "record":
            raise InputError(message) from error
        return Failure(message, id=id)


def parse_line(line: str | bytes) -> dict[str, Any]:
    """The JSON object that a line holds.

    Raises:
        InputError: if it holds none; says at which column it breaks.
    """
    document = strict_json.parse(line.rstrip())  # else an error at the end is at column 1 of the next line
    if not isinstance(document, dict):
        raise InputError(f"a line holds a JSON object, not {type(document).__name__}")
    return document
