"""Makes the notebook of the tutorial: the same words and examples, with what they print.

    python docs/notebook.py

In: docs/tutorial.md. Out: docs/notebooks/tutorial.ipynb, run with the interpreter that runs this.
Never edited by hand: tests/test_notebook.py holds it to the page.
"""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

DOCS = Path(__file__).resolve().parent
PAGE = DOCS / "tutorial.md"
NOTEBOOK = DOCS / "notebooks" / "tutorial.ipynb"
BLOCK = re.compile(r"^```python\n(.*?)^```$\n?", re.MULTILINE | re.DOTALL)
ROLE = re.compile(r"\{\w+\}`([^`<]*?)(?: <[^`]*>)?`")
PICTURE = re.compile(r"^!\[.*\]\(.*\)$\n?", re.MULTILINE)  # a notebook draws its own
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def make_notebook() -> NotebookNode:
    """The cells, without what they print."""
    cells: list[NotebookNode] = []
    for number, part in enumerate(BLOCK.split(PAGE.read_text(encoding="utf8"))):
        make = new_code_cell if number % 2 else new_markdown_cell
        for source in code_of(part) if number % 2 else prose_of(part):
            cells.append(make(source, id=f"cell-{len(cells)}"))
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}})


def code_of(block: str) -> list[str]:
    """The examples, cut where one prints (a cell shows its last value alone); paths as from the notebook's folder."""
    sources = [""]
    for each in doctest.DocTestParser().get_examples(block):
        sources[-1] += each.source.replace('"docs/examples/', '"../examples/')
        if each.want:
            sources.append("")
    return [source.strip() for source in sources if source]


def prose_of(part: str) -> list[str]:
    """Markdown that a notebook knows: no roles, no links to pages, no pictures."""
    source = LINK.sub(r"\1", ROLE.sub(r"\1", PICTURE.sub("", part))).strip()
    return [source] if source else []


def run(notebook: NotebookNode) -> NotebookNode:
    """The notebook with what its cells print; CellExecutionError where one fails."""
    return NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()


def main() -> None:
    """Makes, runs, writes."""
    NOTEBOOK.parent.mkdir(exist_ok=True)
    notebook = run(make_notebook())
    for cell in notebook.cells:
        cell.metadata = {}  # when it ran
    nbformat.write(notebook, NOTEBOOK)
    (NOTEBOOK.parent / "speakers.svg").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
