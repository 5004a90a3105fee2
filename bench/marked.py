"""Reads texts that are marked by hand: who said what, in braces, a number for each attribution.

In: a file of texts, each below a line "## name": ``{1s:Anne Berg} {1k:dit} {1c:qu'il pleut}.`` and "= 1 Anne Berg".
Out: documents in the format of the scorer, offsets into the text without braces.
Never changes a character but the spaces and apostrophes that French typography asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

_ROLES: Final = {"s": "speaker", "k": "cue", "c": "content"}
_MARK: Final = re.compile(r"\{(\d+)([skc]):|\}")
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ARTICLES: Final = frozenset("l le la les un une des son sa ses leur leurs".split())
_NAME: Final = re.compile(r"= (\d+) (.+)")


def read_marked(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a file; every second one in the typography of newspapers, which has the same length."""
    blocks = re.split(r"^## ", path.read_text(encoding="utf8"), flags=re.MULTILINE)[1:]
    for number, block in enumerate(blocks):
        name, _, body = block.partition("\n")
        yield _document(name.strip(), body.strip("\n"), is_fine=number % 2 == 1)


def _document(name: str, body: str, *, is_fine: bool) -> dict[str, Any]:
    lines = body.split("\n")
    names = {match[1]: match[2] for line in lines if (match := _NAME.fullmatch(line))}
    marked = "\n\n".join(line for line in lines if line and not _NAME.fullmatch(line))
    text, spans = _unmark(marked)
    attributions = [_attribution(number, roles, names, text) for number, roles in spans.items()]
    return {"id": name, "text": _fine(text) if is_fine else text, "attributions": attributions}


def _attribution(number: str, roles: dict[str, list[list[int]]], names: dict[str, str], text: str) -> dict[str, Any]:
    name = names.get(number)
    rows = {role: roles.get(role, []) for role in _ROLES.values()}
    head = {"speaker_head": [_head(text, *rows["speaker"][0])]} if rows["speaker"] else {}
    return {**rows, **head, "entity": name, "aliases": [name] if name else []}


def _head(text: str, start: int, end: int) -> list[int]:
    """The head word of a mention: the last word of a name, else the first behind the article."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(text, start, end)]
    named = [word for word in words[1:] if text[word[0]].isupper()]
    behind = [word for word in words if text[slice(*word)].lower() not in _ARTICLES]
    return list(named[-1] if named else (behind or words)[0])


def _unmark(marked: str) -> tuple[str, dict[str, dict[str, list[list[int]]]]]:
    """The text without braces, and the spans of each attribution by role; roles may stand in others."""
    parts: list[str] = []
    spans: dict[str, dict[str, list[list[int]]]] = {}
    opened: list[tuple[str, str, int]] = []
    length = at = 0
    for match in _MARK.finditer(marked):
        parts.append(marked[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match[1]:
            opened.append((match[1], _ROLES[match[2]], length))
        else:
            number, role, start = opened.pop()
            spans.setdefault(number, {}).setdefault(role, []).append([start, length])
    parts.append(marked[at:])
    for roles in spans.values():
        _cut_frames(roles)
    return "".join(parts), spans


def _cut_frames(roles: dict[str, list[list[int]]]) -> None:
    """A frame inside of a content is no part of it."""
    holes = sorted([*roles.get("cue", []), *roles.get("speaker", [])])
    contents = []
    for start, end in roles.get("content", []):
        inside = [hole for hole in holes if start <= hole[0] and hole[1] <= end]
        if inside:
            contents += [[start, inside[0][0]], [inside[-1][1], end]]
        else:
            contents.append([start, end])
    roles["content"] = contents


def _fine(text: str) -> str:
    """Curly apostrophes and spaces that do not break, as newspapers set them."""
    text = text.replace("'", "’").replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    return re.sub(r" (?=[?!:;])", "\u00a0", text)
