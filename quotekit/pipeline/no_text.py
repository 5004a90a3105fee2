"""What to do where something else was given in the place of a text.

In: what was given. Out: one line. Never turns it into a text by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def why_no_text(item: Any) -> str:
    """Why an item is no text, and what to give instead."""
    if _is_missing(item):
        return f'there is no text ({item}): leave such items out, or give "" where a text is empty'
    kind = type(item).__name__
    return f"a text is a str or a spaCy Doc, not {kind}" + _advice(item, kind)


def _is_missing(item: Any) -> bool:
    """None, NaN and the missing values of pandas, which stand in columns for a text that is not there."""
    if item is None or type(item).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(item, float) and item != item


def _advice(item: Any, kind: str) -> str:
    if isinstance(item, bytes | bytearray):
        return ": decode bytes first, text.decode('utf-8')"
    if isinstance(item, Path):
        return ": read the file first, path.read_text(encoding='utf-8')"
    if isinstance(item, Mapping):
        keys = [key for key, value in item.items() if isinstance(value, str)]
        best = max(keys, key=lambda key: len(item[key]), default="text")
        return f": give the text in it, such as item[{best!r}]"
    if (type(item).__module__ or "").startswith("spacy.tokens") and kind in ("Span", "Token"):
        return ": give span.as_doc(), or span.text" if kind == "Span" else ": give token.doc, or token.text"
    if isinstance(item, list | tuple | set):
        return ": for several texts there is extract_many"
    return ""
