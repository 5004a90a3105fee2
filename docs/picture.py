"""Makes the pictures that the documentation shows.

    python docs/picture.py

In: the sample texts and the tutorial, a Chromium on this machine. Out: review-page.png, gallery-*.png,
speakers.svg and arcs.svg in docs/_static.
Never used by a build: run it when one of them looks different.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import shutil
from pathlib import Path
from typing import Any

import matplotlib
from playwright.sync_api import sync_playwright

import quotekit
from quotekit.cli.inputs import read_sample

DOCS = Path(__file__).resolve().parent
STATIC = DOCS / "_static"
VIEW = {"width": 1200, "height": 660}
GALLERY = ("summit", "interview", "novel", "debate")
ATTRIBUTION = "#a7"  # in two pieces, its speaker named by a pronoun


def main() -> None:
    """Makes all of them."""
    draw_tutorial()
    take_review_page()
    take_gallery()


def draw_tutorial() -> None:
    """Runs the examples of the tutorial and keeps the chart and the arcs that they make."""
    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "quotekit", "figure.facecolor": "white"})
    names: dict[str, Any] = {}
    for example in doctest.DocTestParser().get_examples((DOCS / "tutorial.md").read_text(encoding="utf8")):
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(example.source, "tutorial.md", "single"), names)
    Path("speakers.svg").unlink()
    names["figure"].savefig(STATIC / "speakers.svg", metadata={"Date": None})
    (STATIC / "arcs.svg").write_text(names["picture"], encoding="utf8")


def take_review_page() -> None:
    """Renders, points at an attribution, takes the picture."""
    text, _ = read_sample()
    assert isinstance(text, str)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=VIEW)
        page.set_content(quotekit.extract(text).to_html())
        page.evaluate("scrollTo(0, 500)")
        page.locator(ATTRIBUTION).hover()
        page.locator("#note").wait_for(state="visible")
        page.screenshot(path=STATIC / "review-page.png")
        browser.close()


def take_gallery() -> None:
    """Renders each text of the gallery, in a small window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name in GALLERY:
            page = browser.new_page(viewport={"width": 1000, "height": 560})
            text = (DOCS / "examples" / f"{name}.txt").read_text(encoding="utf8")
            page.set_content(quotekit.extract(text).to_html())
            page.screenshot(path=STATIC / f"gallery-{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
