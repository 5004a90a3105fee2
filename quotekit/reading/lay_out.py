"""A text before any parse: its paragraphs, the passages between marks, the labels of speakers.

In: a text and its language. Out: a Reading without trees.
Never parses, and never decides who says what.
"""

from __future__ import annotations

from quotekit.languages import Language
from quotekit.reading.bounds import bound
from quotekit.reading.paragraphs import find_paragraphs
from quotekit.reading.quotations import find_quotations
from quotekit.reading.reading import Reading
from quotekit.reading.turn_labels import read_labels


def lay_out(text: str, language: Language) -> Reading:
    """What the characters of a text say, no paragraph endless."""
    found = find_paragraphs(text)
    paragraphs, quotations = bound(text, found, find_quotations(text, found, language.elisions))
    labels = read_labels(text, paragraphs, language)
    return Reading(text, paragraphs, (None,) * len(paragraphs), quotations, labels=labels, language=language)
