"""How Sphinx builds the documentation: `sphinx-build -W docs OUT`, without any network."""

from __future__ import annotations

import re
import sys
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "quotekit"
author = "quotekit contributors"
copyright = "2026, quotekit contributors"
version = release = version_of("quotekit-nlp")

OWN = ["rules_page", "commands_page", "rooms_page", "ways_page", "in_a_clone"]
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton", *OWN]
exclude_patterns = ["_build", "examples"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
# README-relative links in the pages that are included from the root of the repository.
suppress_warnings = ["myst.xref_missing"]

default_role = "py:obj"  # `name` in a docstring is code, and a link where there is something to link to
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

copybutton_prompt_text = r">>> |\.\.\. |\$ "  # what is copied can be run: no prompts, no output
copybutton_prompt_is_regexp = True

html_theme = "furo"
html_title = f"quotekit {version}"
html_static_path = ["_static"]
html_css_files = ["quotekit.css"]
html_show_sphinx = False


def without_constructor(app: Sphinx, what: str, name: str, *_: Any) -> tuple[str, None] | None:
    """Records are given, not made: their fields are listed below, so their names stand alone."""
    return ("", None) if what == "class" else None


def with_plain_stars(app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """A star at the end of a quoted word ("governed-*") opens no emphasis."""
    lines[:] = [re.sub(r'\*(?=")', r"\*", line) for line in lines]


def setup(app: Sphinx) -> None:
    """Sphinx calls this."""
    app.connect("autodoc-process-docstring", with_plain_stars)
    app.connect("autodoc-process-signature", without_constructor)
