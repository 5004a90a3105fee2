"""JSON Lines: gold of one's own, quotekit's own predictions, and those of other systems.

In: a file with one document a line, in the plain shape or in quotekit's. Out: documents.
Never holds more than a line, and never judges.

The plain shape: {"id", "text", "genre", "attributions": [{"content": [[start, end], …], "cue", "speaker",
"speaker_head", "entity", "aliases", "subtype", "rule"}, …]}; all but "id" and "content" may be left
out, "text" in predictions only. Other keys are left alone, but a misspelt one is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from quotekit.errors import InputError
from quotekit.evaluation.ranges import Ranges
from quotekit.evaluation.readers.files import Tell, numbered_lines, ranges_within
from quotekit.evaluation.records import Annotation, Document
from quotekit.export.json_lines import parse_line

_DOCUMENT_KEYS: Final = ("id", "text", "attributions")
_KEYS: Final = ("content", "cue", "speaker", "speaker_head", "entity", "aliases", "subtype", "rule")
_ALIKE: Final = 0.8  # difflib's likeness from which a key is taken for a slip of the pen


def read_gold(path: Path, tell: Tell) -> Iterator[Document]:
    """The documents of a gold file; each has to have a text. A key that says nothing here is told, once."""
    strange: set[str] = set()

    def note(keys: list[str]) -> None:
        for key in keys:
            if key not in strange:
                strange.add(key)
                tell(f"{path}: the key {key!r} of an attribution is not read; those that are: {', '.join(_KEYS)}")

    for document in read_predictions(numbered_lines(path), str(path), note):
        if document.text is None:
            raise InputError(f"{path}: {document.id} has no text; a gold document needs one")
        yield document


def read_predictions(
    lines: Iterable[tuple[int, str]], name: str, note: Callable[[list[str]], None] = lambda _: None
) -> Iterator[Document]:
    """Documents out of numbered lines.

    Args:
        lines: The lines with their numbers.
        name: What messages call the file.
        note: Called with the keys of each attribution that are not read.

    Raises:
        InputError: names the line that is broken, and why; or an identifier that comes twice.
    """
    seen: set[str] = set()
    for number, line in lines:
        where = f"{name}, line {number}"
        try:
            document = _document(parse_line(line), where, note)
        except InputError as error:
            raise InputError(str(error) if str(error).startswith(where) else f"{where}: {error}") from error
        if document.id in seen:
            raise InputError(f"{where}: the id {document.id} comes a second time; each document needs its own")
        seen.add(document.id)
        yield document


def _document(line: dict[str, Any], where: str, note: Callable[[list[str]], None]) -> Document:
    _strange(line, _DOCUMENT_KEYS, where)
    if line.get("id") is None:
        raise InputError(f"{where}: the document has no id; gold and prediction are brought together by it")
    text = line.get("text")
    if text is not None and not isinstance(text, str):
        raise InputError(f"{where}: text is a string, not {type(text).__name__}")
    rows = line.get("attributions") or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{where}: attributions is a list of objects")
    annotations = []
    for number, row in enumerate(rows, 1):
        called = f"{where}, attribution {number}"
        if "contents" not in row:
            note(_strange(row, _KEYS, called))
        elif row.get("parent") is not None:
            continue  # as in `to_document`: corpora mark the outermost only
        annotations.append(_annotation(_plain(row), text, called))
    error = line.get("error")
    return Document(
        str(line["id"]),
        text,
        tuple(annotations),
        str(error.get("message") if isinstance(error, dict) else error or "") or None,
        genre=line.get("genre") or None,
    )


def _strange(row: Mapping[str, Any], known: tuple[str, ...], where: str) -> list[str]:
    """The keys that are not read.

    Raises:
        InputError: one of them looks like a key that is and that is missing: it would be lost in silence.
    """
    strange = [key for key in row if key not in known]
    for key in strange:
        close = get_close_matches(key.lower(), [each for each in known if each not in row], n=1, cutoff=_ALIKE)
        if close:
            raise InputError(f"{where}: the key {key!r} is not known; did you mean {close[0]!r}?")
    return strange


def _plain(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record of quotekit's schema in the plain shape; others unchanged."""
    if "contents" not in row:
        return row
    source, speaker = row.get("source"), row.get("speaker") or {}
    return {
        "content": row["contents"],
        "cue": row.get("cue"),
        "speaker": source,
        "speaker_head": source.get("head") if isinstance(source, Mapping) else None,
        "entity": speaker.get("name"),
        "aliases": speaker.get("aliases"),
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
