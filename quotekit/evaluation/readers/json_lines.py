"""JSON Lines: gold of one's own, quotekit's own predictions, and those of other systems.

In: a file with one document a line, in the plain shape or in quotekit's. Out: documents.
Never holds more than a line, and never judges.

The plain shape: {"id", "text", "attributions": [{"content": [[start, end], …], "cue", "speaker",
"speaker_head", "entity", "aliases", "subtype", "rule"}, …]}; all but "id" and "content" may be left
out, "text" in predictions only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from quotekit.errors import InputError
from quotekit.evaluation.ranges import Ranges
from quotekit.evaluation.readers.files import Tell, numbered_lines, ranges_within
from quotekit.evaluation.records import Annotation, Document
from quotekit.export.json_lines import parse_line


def read_gold(path: Path, tell: Tell) -> Iterator[Document]:
    """The documents of a gold file; each has to have a text."""
    for document in read_predictions(numbered_lines(path), str(path)):
        if document.text is None:
            raise InputError(f"{path}: {document.id} has no text; a gold document needs one")
        yield document


def read_predictions(lines: Iterable[tuple[int, str]], name: str) -> Iterator[Document]:
    """Documents out of numbered lines; `name` is what messages call the file.

    Raises:
        InputError: names the line that is broken, and why; or an identifier that comes twice.
    """
    seen: set[str] = set()
    for number, line in lines:
        where = f"{name}, line {number}"
        try:
            document = _document(parse_line(line), where)
        except InputError as error:
            raise InputError(str(error) if str(error).startswith(where) else f"{where}: {error}") from error
        if document.id in seen:
            raise InputError(f"{where}: the id {document.id} comes a second time; each document needs its own")
        seen.add(document.id)
        yield document


def _document(line: dict[str, Any], where: str) -> Document:
    if line.get("id") is None:
        raise InputError(f"{where}: the document has no id; gold and prediction are brought together by it")
    text = line.get("text")
    if text is not None and not isinstance(text, str):
        raise InputError(f"{where}: text is a string, not {type(text).__name__}")
    rows = line.get("attributions") or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{where}: attributions is a list of objects")
    annotations = tuple(
        _annotation(_plain(row), text, f"{where}, attribution {number}") for number, row in enumerate(rows, 1)
    )
    error = line.get("error")
    return Document(
        str(line["id"]),
        text,
        annotations,
        str(error.get("message") if isinstance(error, dict) else error or "") or None,
    )


def _plain(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record of quotekit's schema in the plain shape; others unchanged."""
    if "contents" not in row:
        return row
    return {
        "content": row["contents"],
        "cue": row.get("cue"),
        "speaker": row.get("source"),
        "entity": (row.get("speaker") or {}).get("name"),
        "rule": row.get("rule"),
    }


def _annotation(row: Mapping[str, Any], text: str | None, where: str) -> Annotation:
    if "content" not in row:
        raise InputError(f"{where}: has no content; write ranges such as [[0, 12]]")
    return Annotation(
        content=_ranges(row["content"], text, f"{where}, content"),
        cue=_ranges(row.get("cue"), text, f"{where}, cue"),
        speaker=_ranges(row.get("speaker"), text, f"{where}, speaker"),
        head=_ranges(row.get("speaker_head"), text, f"{where}, speaker_head"),
        entity=row.get("entity") or None,
        aliases=tuple(row.get("aliases") or ()),
        subtype=row.get("subtype") or None,
        rule=row.get("rule") or None,
    )


def _ranges(value: Any, text: str | None, where: str) -> Ranges:
    """Ranges out of pairs, of an object with start and end, of several of these, or of null."""
    if value is None:
        return ()
    parts = [value] if isinstance(value, Mapping) else value
    if not isinstance(parts, list):
        raise InputError(f"{where}: ranges are written [[start, end], …], not {value!r}")
    pairs: list[Any] = [(part.get("start"), part.get("end")) if isinstance(part, Mapping) else part for part in parts]
    if not all(isinstance(pair, list | tuple) for pair in pairs):
        raise InputError(f"{where}: ranges are written [[start, end], …], not {value!r}")
    return ranges_within(pairs, text, where)
