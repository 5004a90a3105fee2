"""What a text may put into a page: its letters, and nothing that a browser would obey.

In: strings from documents. Out: markup or JSON that a browser turns into the same strings.
Never drops a character; the two kinds that HTML cannot say become U+FFFD.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

_UNSAYABLE: Final = re.compile("[\x00\ud800-\udfff]")


def sayable(text: str) -> str:
    """The text with U+FFFD for what no HTML file can hold: NUL and halves of surrogate pairs."""
    return _UNSAYABLE.sub("\ufffd", text)


def escaped(text: str) -> Markup:
    """Markup that reads as `text` again; a bare carriage return would be read as a line feed."""
    return Markup(str(escape(sayable(text))).replace("\r", "&#13;"))


def embedded(data: Any) -> Markup:
    """JSON for a `<script type="application/json">`: ASCII, without a character that ends the element."""
    escapes = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"}
    return Markup(re.sub("[<>&]", lambda match: escapes[match[0]], json.dumps(data)))


@cache
def joined(names: tuple[str, ...]) -> Markup:
    """Style sheets or scripts that are shipped, as they are, one after the other."""
    return Markup("".join((files(__package__) / "templates" / name).read_text(encoding="utf8") for name in names))


def fill(template: str, *, styles: tuple[str, ...], scripts: tuple[str, ...] = (), **values: Any) -> str:
    """A page from its template, its style sheets and its scripts.

    Its policy lets a browser run those scripts and use those style sheets, known by their hashes, and
    load nothing at all: https://www.w3.org/TR/CSP3/.
    """
    parts = {"style": joined(styles), "script": joined(scripts)}
    policy = {f"{kind}-src": f"'sha256-{_digest(text)}'" if text else "'none'" for kind, text in parts.items()}
    rules = {"default-src": "'none'", **policy, "base-uri": "'none'", "form-action": "'none'"}
    csp = "; ".join(" ".join(rule) for rule in rules.items())
    return _templates().get_template(template).render(csp=Markup(csp), **parts, **values)


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("quotekit.export.pages"),
        autoescape=True,
        finalize=lambda value: sayable(value) if type(value) is str else value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
