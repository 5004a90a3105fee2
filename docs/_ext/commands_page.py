"""The page of the commands, written from the program itself each time the docs are built.

In: `quotekit.cli`. Out: what `quotekit --help` and the help of each command say, with a section for each.
Never stores a word of its own about a command, so the page cannot disagree with the program.
"""

from __future__ import annotations

import re
from typing import Any

import typer.main
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from typer.cli import get_docs_for_click

from quotekit.cli import app


def markdown() -> str:
    """Usage, arguments, options and examples of every command, as typer writes them."""
    command = typer.main.get_command(app)
    text = get_docs_for_click(obj=command, ctx=typer.Context(command), name="quotekit")
    return re.sub(r"^# `quotekit`\n", "", text, flags=re.MULTILINE)  # the page has a title


class Commands(SphinxDirective):
    """```{quotekit-commands}``` on a page puts all of it there."""

    def run(self) -> list[nodes.Node]:
        """The sections."""
        return self.parse_text_to_nodes(markdown(), allow_section_headings=True)


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this."""
    app.add_directive("quotekit-commands", Commands)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
