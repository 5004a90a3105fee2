"""A note for whoever reads a page as a file, where what is written at build time is missing.

In: any words in the directive. Out: nothing on the site; a forge shows them as they are.
Never says anything to a reader of the site.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


class InAClone(SphinxDirective):
    """```{in-a-clone}``` with words in it."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Nothing."""
        return []


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this."""
    app.add_directive("in-a-clone", InAClone)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
