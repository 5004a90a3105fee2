"""Draws the rooms of quotekit and which of them imports which, from the code.

    python docs/rooms.py

In: the layers in pyproject.toml, the imports in quotekit/. Out: docs/_static/rooms.svg; tests/test_docs.py
says when it has to be drawn anew. Never draws an arrow that is not an import.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path
from typing import Final

import grimp

sys.path.insert(0, str(Path(__file__).resolve().parent / "_ext"))

from rooms_page import rooms

PICTURE: Final = Path(__file__).resolve().parent / "_static" / "rooms.svg"
COMMON: Final = frozenset({"records", "trees", "errors"})  # what every room uses: no arrow would say anything
LEFT_OUT: Final = frozenset({"old_names"})  # part of the records and of the errors
WIDTH, ROW, TOP, ARCS = 960, 40, 24, 716  # pixels
COLOURS: Final = ("#3b6ea5", "#b3541e", "#4c8c4a", "#8a4f9e", "#a08a1f", "#2f8c8c", "#b0416b", "#5b6b7a")


def imports(names: list[str]) -> dict[tuple[str, str], bool]:
    """Pairs of a room and one that it imports; is it imported only when a method of a record is called?"""
    found: dict[tuple[str, str], bool] = {}
    graph = grimp.build_graph("quotekit", exclude_type_checking_imports=True)
    for module in sorted(graph.modules):
        for imported in graph.find_modules_directly_imported_by(module):
            one, other = (".".join(each.split(".")[1:2]) for each in (module, imported))
            is_late = module == "quotekit.records.conveniences"
            if one != other and one in names and other in names and other not in COMMON:
                found[one, other] = found.get((one, other), True) and is_late
    return found


def picture() -> str:
    """The drawing: a row a room, highest layer first, an arc an import."""
    rows = [(name.rstrip("/"), line) for name, line in rooms() if name.rstrip("/") not in LEFT_OUT]
    names = [name for name, _ in rows]
    height = TOP + ROW * len(rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13">',
        "<title>The rooms of quotekit: each imports only rooms below it</title>",
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="#ffffff"/>',
        '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="context-stroke"/></marker>',
    ]
    for number, (name, line) in enumerate(rows):
        middle = TOP + ROW * number + 8
        parts.append(
            f'<rect x="12" y="{middle - 14}" width="104" height="28" rx="5" fill="{_colour(number)}"/>'
            f'<text x="64" y="{middle + 4}" text-anchor="middle" fill="#ffffff" font-weight="600">{name}</text>'
            f'<text x="128" y="{middle + 4}" fill="#222222">{escape(line)}</text>'
        )
    for (one, other), is_late in sorted(imports(names).items(), key=lambda pair: pair[0]):
        start, end = names.index(one), names.index(other)
        from_, to = TOP + ROW * start + 12, TOP + ROW * end + 4
        bend = ARCS + 14 + 19 * abs(start - end)
        dashes = ' stroke-dasharray="4 3"' if is_late else ""
        parts.append(
            f'<path d="M{ARCS} {from_}C{bend} {from_} {bend} {to} {ARCS} {to}" fill="none" '
            f'stroke="{_colour(start)}" stroke-width="1.4" marker-end="url(#tip)"{dashes}>'
            f"<title>{one} imports {other}{' when a method is called' if is_late else ''}</title></path>"
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf8")
    print(f"{PICTURE.name} drawn")
