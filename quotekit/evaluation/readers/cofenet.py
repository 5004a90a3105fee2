"""CofeNet's files: sentences as tokens, each labelled as a part of a source, a cue or a content, or of none.

In: a file with one object a line: "tokens", "labels" ("B-cue", "I-cue", "O"), "id" of the article. Out: documents,
one an article. Never says which source belongs to which content: the labels do not.
Layout: github.com/cofe-ai/CofeNet (Wang et al. 2022), folders res/polnear and res/riqua.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from quotekit.errors import InputError
from quotekit.evaluation.ranges import Range
from quotekit.evaluation.readers.files import Tell, numbered_lines
from quotekit.evaluation.readers.tokens import Text
from quotekit.evaluation.records import Annotation, Document
from quotekit.export.json_lines import parse_line

_ROLES: Final = ("source", "cue", "content")


def read_cofenet(path: Path, tell: Tell) -> Iterator[Document]:
    """The articles of a file; the lines of one follow each other, and make one text.

    Raises:
        InputError: names the line that is broken, and why.
    """
    lines = ((number, parse_line(line)) for number, line in numbered_lines(path))
    seen: set[str] = set()
    for name, group in groupby(lines, lambda each: str(each[1].get("id", ""))):
        held = list(group)
        if not name or name in seen:
            raise InputError(f"{path}, line {held[0][0]}: " + (f"{name} came before" if name else "it has no id"))
        seen.add(name)
        yield _document(name, held, path)


def _document(name: str, lines: Sequence[tuple[int, dict[str, Any]]], path: Path) -> Document:
    text = Text()
    annotations: list[Annotation] = []
    for number, line in lines:
        tokens, labels = line.get("tokens"), line.get("labels")
        if not isinstance(tokens, list) or not isinstance(labels, list) or len(tokens) != len(labels):
            raise InputError(f"{path}, line {number}: tokens and labels are two lists of the same length")
        places = [text.add(str(token)) for token in tokens]
        annotations += [_annotation(role, place) for role, place in _spans(labels, places, f"{path}, line {number}")]
    return Document(name, text.text, tuple(annotations))


def _annotation(role: str, place: Range) -> Annotation:
    if role == "content":
        return Annotation((place,))
    return Annotation((), cue=(place,)) if role == "cue" else Annotation((), speaker=(place,))


def _spans(labels: Sequence[str], places: Sequence[Range], where: str) -> Iterator[tuple[str, Range]]:
    """Role and place of each stretch of labels; one without its "B-" is passed over, as CofeNet does."""
    role, start, end = "", 0, 0
    for label, place in [*zip(labels, places, strict=True), ("O", (0, 0))]:
        begins, _, name = str(label).partition("-")
        if name and name not in _ROLES:
            raise InputError(f"{where}: the label {label!r} is not known; the roles are {', '.join(_ROLES)}")
        if begins == "I" and name == role:
            end = place[1]
            continue
        if role:
            yield role, (start, end)
        role = name if begins == "B" else ""
        start, end = place
