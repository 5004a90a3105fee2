"""The tutorial's notebook is the tutorial, and runs."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
import pytest

DOCS = Path(__file__).resolve().parent.parent / "docs"
sys.path.insert(0, str(DOCS))

import notebook  # noqa: E402


def test_it_says_what_the_tutorial_says() -> None:
    kept, made = nbformat.read(notebook.NOTEBOOK, 4), notebook.make_notebook()
    assert [(cell.cell_type, cell.source) for cell in kept.cells] == [
        (cell.cell_type, cell.source) for cell in made.cells
    ], "make it anew with: python docs/notebook.py"


def test_it_runs_and_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = nbformat.read(notebook.NOTEBOOK, 4)
    monkeypatch.setattr(notebook, "NOTEBOOK", tmp_path / "tutorial.ipynb")  # copied elsewhere
    ran = notebook.run(notebook.make_notebook())
    assert printed(ran) == printed(kept)
    assert any("Kremlin" in text for text in printed(ran))
    assert list(tmp_path.iterdir()) == []  # nothing is left behind


def test_it_shows_the_page_the_chart_and_the_arcs() -> None:
    kinds = {
        kind
        for cell in nbformat.read(notebook.NOTEBOOK, 4).cells
        for output in cell.get("outputs", ())
        for kind in output.get("data", {})
    }
    assert kinds == {"text/plain", "text/html", "image/png", "image/svg+xml"}


def test_it_has_no_link_that_leads_nowhere() -> None:
    prose = [cell.source for cell in notebook.make_notebook().cells if cell.cell_type == "markdown"]
    assert not [text for text in prose if "](" in text or "Next steps" in text]
    assert any("Check a text on a page [docs/howto/review-page.md]" in text for text in prose)


def printed(book: nbformat.NotebookNode) -> list[str]:
    """What cells wrote, and the values that ended them; pictures are not compared."""
    return [
        output.get("text") or output.data.get("text/plain", "")
        for cell in book.cells
        for output in cell.get("outputs", ())
        if output.output_type in ("stream", "execute_result")
    ]
