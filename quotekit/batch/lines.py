"""Texts in JSON Lines: an object with a text, and maybe an identifier, on each line.

In: lines, and the names of two keys. Out: texts with identifiers; a Failure in the place of a bad line.
Never changes a text, and never lets one bad line spoil the others.
"""

from __future__ import annotations

import json
import shlex
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import IO, Any, Final

from quotekit.errors import InputError
from quotekit.export import Kept
from quotekit.export.json_lines import parse_line
from quotekit.records import Failure

Input = tuple[str | Failure, str]
ARRAY: Final = "a JSON array, not {}; put an object a line: jq -c '.[]' {} > texts.jsonl"
OBJECT: Final = "a JSON object, not {}; put it on one line: jq -c . {} > texts.jsonl"
LONGEST: Final = 100_000_000  # bytes of a line; a text of that length needs many gigabytes, and all others with it
SHOWN: Final = 12  # keys that a message names
FIRST: Final = 1000  # lines in which a key that was named has to be, at least once
NULL_TEXT: Final = 'there is no text (null): leave such rows out, or put "" where a text is empty'


def lines_of(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of an open file; of one that is longer than `LONGEST` its beginning, which `read_lines` refuses."""
    while line := file.readline(LONGEST + 1):
        end = line
        while len(line) > LONGEST and end and not end.endswith(b"\n"):
            end = file.readline(1 << 20)
        yield line


def read_lines(
    lines: Iterable[bytes],
    name: str,
    *,
    first: int = 1,
    text: str = "text",
    id: str = "id",
    keep: Sequence[str] = (),
) -> Iterator[Input]:
    """The texts of JSON Lines with their identifiers; lines with nothing in them are skipped.

    Args:
        lines: The lines, as bytes.
        name: What the file is called in messages, and in the identifiers of lines that have none.
        first: Number of the first of the lines.
        text: Key of the text.
        id: Key of the identifier.
        keep: Keys whose values the identifiers carry along (see `quotekit.export.Kept`).
    """
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        place = called = f"{name}:{number}"
        try:
            if len(line) > LONGEST:
                raise InputError(f"a line of more than {LONGEST:,} bytes: cut its text into several, a line each")
            document = parse_line(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
            called = place if document.get(id) is None else str(document[id])
            called = Kept(called, {key: plain(document.get(key)) for key in keep}) if keep else called
            yield _text_of(document, text, id), called
        except InputError as error:
            if keep and not isinstance(called, Kept):
                called = Kept(called, dict.fromkeys(keep))
            yield Failure(f"{place}: {error}"), called


def plain(value: Any) -> str | None:
    """A value of a kept column as a string: as it is, else as JSON has it, dates as ISO 8601."""
    if value is None or isinstance(value, str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else json.dumps(value, default=str)


def _text_of(document: Mapping[str, Any], key: str, id: str) -> str:
    found = document.get(key)
    if isinstance(found, str):
        return found
    if key in document and found is None:
        raise InputError(NULL_TEXT)
    # The longest string is most likely the text.
    strings = {name: value for name, value in document.items() if isinstance(value, str) and name != id}
    column = max(strings, key=lambda name: len(strings[name]), default="NAME")
    advice = f"name the column: --text-column {column}"
    if key in document:
        raise InputError(f'"{key}" holds no string (a {type(found).__name__}); {advice}')
    raise InputError(f'there is no key "{key}" (the keys are {_listed(sorted(document))}); {advice}')


def _listed(keys: Iterable[str], none: str = "none") -> str:
    """Some keys as words: the first ones, where somebody's object has thousands."""
    found = list(keys)
    more = f" and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
    return ", ".join(found[:SHOWN]) + more or none


def _check_first(line: bytes, name: str) -> None:
    """Raises where the first line shows that a file is JSON, but not an object a line."""
    begin = line.removeprefix(b"\xef\xbb\xbf").strip()
    if begin.startswith(b"[") or begin == b"{":
        message = OBJECT if begin == b"{" else ARRAY
        raise InputError(message.format("JSON Lines", shlex.quote(name)))


def check_keys(
    lines: Iterable[bytes], name: str, *, text: str | None = None, id: str | None = None, keep: Sequence[str] = ()
) -> None:
    """See that some of the first lines of a file have the keys; warns where some have no `id`.

    Lines that hold no JSON object are passed over: each is an error of its own.

    Raises:
        InputError: if none has one; says which keys there are. If this is no JSON Lines.
    """
    first = list(islice(filter(bytes.strip, lines), FIRST))
    _check_first(first[0] if first else b"", name)
    found = [keys for line in first if (keys := _keys_of(line)) is not None]
    seen = sorted({key for keys in found for key in keys})
    for role, key in (("text", text), ("id", id)):
        if key is not None and found and key not in seen:
            raise InputError(
                f"there is no key {key!r} for the {role}s in the first {len(found):,} lines; "
                f"say which it is (--{role}-column): {_listed(map(repr, seen), 'but there is no key at all')}"
            )
    for key in keep:
        if found and key not in seen:
            raise InputError(f"there is no key {key!r} to keep in the first {len(found):,} lines: {', '.join(seen)}")
    lacking = sum(id not in keys for keys in found) if id is not None else 0
    if lacking:
        warnings.warn(
            f"{name}: {lacking:,} of the first {len(found):,} lines have no {id!r}; they are called by file and line",
            stacklevel=2,
        )


def _keys_of(line: bytes) -> set[str] | None:
    try:
        return set(parse_line(line.removeprefix(b"\xef\xbb\xbf")))
    except InputError:
        return None
