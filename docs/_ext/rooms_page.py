"""The table of rooms on the design page, written from the code each time the docs are built.

In: the layers in pyproject.toml, the first line of each module. Out: a table, top to bottom.
Never stores a word of its own about a room, so the table cannot disagree with the code.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # comes with Sphinx

ROOT = Path(__file__).resolve().parent.parent.parent


def rooms() -> Iterator[tuple[str, str]]:
    """Name and first line of every room, highest layer first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["tool"]["importlinter"]
    for layer in contracts["contracts"][0]["layers"]:
        for name in re.findall(r"\w+", layer):
            place = ROOT / "quotekit" / name
            path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
            doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf8")))
            if name != "__main__" and doc:
                yield f"{name}/" if place.is_dir() else name, doc.splitlines()[0]


class Rooms(SphinxDirective):
    """```{quotekit-rooms}``` on a page puts the table there."""

    def run(self) -> list[nodes.Node]:
        """The table."""
        group = nodes.tgroup("", nodes.colspec(colwidth=18), nodes.colspec(colwidth=82), cols=2)
        body = nodes.tbody()
        for name, line in rooms():
            cells = (nodes.literal(text=name), nodes.Text(line))
            body += nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))
        group += body
        return [nodes.table("", group)]


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this."""
    app.add_directive("quotekit-rooms", Rooms)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
