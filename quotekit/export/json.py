"""One JSON array with a document of schema 1 an element, a document a line.

In: results with identifiers; or a file that was written so. Out: the other one.
Never holds more than one document in memory while it writes; to read one, it holds the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from quotekit.errors import InputError
from quotekit.export import Result, Results, named, strict_json
from quotekit.export.dicts import to_dict
from quotekit.export.json_lines import read_result, to_line


def dump(results: Results, out: IO[str], *, text: bool = False) -> None:
    """Write the array to an open file."""
    before = "[\n"
    for result in named(results):
        out.write(before + to_line(to_dict(result, text=text)))
        before = ",\n"
    out.write("\n]\n" if before == ",\n" else "[]\n")


def read(path: str | Path | IO[str], *, on_error: str = "raise") -> Iterator[Result]:
    """Read the array back, as `quotekit.read` says."""
    name = str(path if isinstance(path, str | Path) else getattr(path, "name", "<file>"))
    for number, document in enumerate(_documents(path, name), 1):
        place, id = f"{name}, document {number}", f"{name}:{number}"
        yield read_result(partial(_object, document), place, id, on_error)


def _object(document: object) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise InputError(f"the array holds JSON objects, not {type(document).__name__}")
    return document


def _documents(path: str | Path | IO[str], name: str) -> list[object]:
    try:
        words = Path(path).read_text(encoding="utf-8") if isinstance(path, str | Path) else path.read()
        found = strict_json.parse(words)
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 ({error.reason} at byte {error.start})") from error
    except InputError as error:
        raise InputError(f"{name}: {error}") from error
    if not isinstance(found, list):
        raise InputError(f"{name} holds no JSON array; name a file of JSON Lines .jsonl")
    return found
