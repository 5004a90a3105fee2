"""Tables of names with their sentences, written from the code each time the docs are built.

In: the ways to a speaker, and what stands in the place of a rule. Out: a table of each.
Never stores a word of its own about one, so the tables cannot disagree with the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from quotekit.languages.stand_ins import STAND_INS
from quotekit.speakers import WAYS


def table(sentences: Mapping[str, str]) -> nodes.table:
    """A row a name."""
    group = nodes.tgroup("", nodes.colspec(colwidth=24), nodes.colspec(colwidth=76), cols=2)
    body = nodes.tbody()
    for name, sentence in sentences.items():
        cells = (nodes.literal(text=name), nodes.Text(sentence))
        body += nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))
    group += body
    return nodes.table("", group, classes=["qk-names"])


class Ways(SphinxDirective):
    """```{quotekit-ways}``` on a page puts the values of `Attribution.resolved_by` there."""

    def run(self) -> list[nodes.Node]:
        """The table."""
        return [table(WAYS)]


class StandIns(SphinxDirective):
    """```{quotekit-stand-ins}``` on a page puts the values of `Attribution.rule` there that are no rules."""

    def run(self) -> list[nodes.Node]:
        """The table."""
        return [table(STAND_INS)]


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this."""
    app.add_directive("quotekit-ways", Ways)
    app.add_directive("quotekit-stand-ins", StandIns)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
