"""What several test files share: one loaded pipeline, and a text that was written for the tests."""

from __future__ import annotations

import pytest
from spacy.language import Language

from quotekit.reading.models import BUNDLED, reader

HARBOUR = """“We sail at noon,” said Anna Berg, the harbour master. “If it rains,” she added, “we stay.”

Tom Oduya said the plan was a “bad joke” and that nobody had asked the pilots.

“Nobody told us,” the statement read. They sell a so-called “smart” pump.
"""


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The bundled pipeline, without quotekit in it; shared, so do not change it."""
    return reader(BUNDLED)


@pytest.fixture
def harbour() -> str:
    """Three paragraphs with a split quotation, a mixed clause, a document that speaks, a scare quote."""
    return HARBOUR
