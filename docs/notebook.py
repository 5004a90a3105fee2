"""Makes the notebook of the tutorial: the same words and examples, with what they print.

    python docs/notebook.py

In: docs/tutorial.md. Out: docs/notebooks/tutorial.ipynb, run with the interpreter that runs this.
Never edited by hand: tests/test_notebook.py holds it to the page.
"""

from __future__ import annotations

import doctest
import re
from collections.abc import Callable, Iterator
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
PICTURE = re.compile(r"^!\[.*\]\((.*)\)$\n?", re.MULTILINE)
DRAWN = {"_static/arcs.svg": "from IPython.display import SVG\nSVG(picture)"}  # the others draw themselves
TO_FILE = "figure.savefig"
LINK = re.compile(r"\[([^\]]*)\]\(([^):]*)\)")
LAST = "\n## Next steps\n"  # links, this notebook among them
Made = tuple[Callable[..., NotebookNode], str]  # which kind of cell, and what is in it
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def make_notebook() -> NotebookNode:
    """The cells, without what they print."""
    cells: list[NotebookNode] = []
    page = PAGE.read_text(encoding="utf8").partition(LAST)[0]
    for number, part in enumerate(BLOCK.split(page)):
        for make, source in code_of(part) if number % 2 else prose_of(part):
            cells.append(make(source, id=f"cell-{len(cells)}"))
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}})


def code_of(block: str) -> Iterator[Made]:
    """The examples, cut where one prints (a cell shows its last value alone); nothing is left in a file."""
    source = ""
    for each in doctest.DocTestParser().get_examples(block):
        if not each.source.startswith(TO_FILE):
            source += each.source
        if each.want:
            yield new_code_cell, source.strip()
            source = ""
    if source:
        yield new_code_cell, source.strip()


def prose_of(part: str) -> Iterator[Made]:
    """Markdown that a notebook knows: no roles, pages by name, and a cell that draws in the place of a picture."""
    for number, piece in enumerate(PICTURE.split(part)):
        if number % 2:
            if piece in DRAWN:
                yield new_code_cell, DRAWN[piece]
        elif source := LINK.sub(named, ROLE.sub(r"\1", piece)).strip():
            yield new_markdown_cell, source


def named(link: re.Match[str]) -> str:
    """A page as words that hold wherever the notebook is copied: a link would lead nowhere."""
    return f"{link[1]} [docs/{link[2]}]"


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


if __name__ == "__main__":
    main()
