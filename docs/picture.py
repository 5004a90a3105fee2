"""Takes the picture of the review page that the documentation shows.

    python docs/picture.py

In: the sample article, a Chromium on this machine. Out: docs/_static/review-page.png.
Never used by a build: run it when the page looks different.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

import quotekit
from quotekit.inputs import read_sample

PICTURE = Path(__file__).resolve().parent / "_static" / "review-page.png"
VIEW = {"width": 1200, "height": 760}
ATTRIBUTION = "#a7"  # in two pieces, its speaker named by a pronoun


def main() -> None:
    """Renders, points at an attribution, takes the picture."""
    text, name = read_sample()
    assert isinstance(text, str)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=VIEW)
        page.set_content(quotekit.extract(text).to_html(title=name))
        page.evaluate("scrollTo(0, 480)")
        page.locator(ATTRIBUTION).hover()
        page.locator("#note").wait_for(state="visible")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
