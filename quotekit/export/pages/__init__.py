"""Pages for people: a text with its quotations marked, and an index of many.

In: results. Out: HTML that needs nothing but itself.
Never loads anything from elsewhere, and never lets a text become markup or script.
"""

from __future__ import annotations

from quotekit.export.pages.folder import write_folder
from quotekit.export.pages.page import frame, make_page, render

__all__ = ["frame", "make_page", "render", "write_folder"]
