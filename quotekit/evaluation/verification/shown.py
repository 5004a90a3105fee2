"""A text as its reader sees it, without tags, entities and the targets of links; and the way back.

In: a text as given. Out: the words on the page, and spans of the text as given.
Never reads more than markup: lines, labels and page numbers stay as they are.
"""

from __future__ import annotations

from attrs import define

from quotekit.reading.layout.markup import read_markup
from quotekit.reading.layout.offsets import OffsetMap, apply, as_shown
from quotekit.records import Span


@define
class Shown:
    """A text and what is shown of it.

    Attributes:
        given: The text as given.
        text: What a reader sees of it; the same where there is no markup.
        offsets: Where its characters stand in the text as given; None if it is the same.
    """

    given: str
    text: str
    offsets: OffsetMap | None

    @classmethod
    def of(cls, given: str) -> Shown:
        """Read a text that may be HTML, Markdown or plain."""
        return cls(given, *apply(given, read_markup(given, "auto")))

    def span(self, start: int, end: int) -> Span:
        """A stretch of what is shown, as a span of the text as given."""
        if self.offsets is None:
            return Span.of(self.given, start, end)
        return as_shown(self.text, self.given, self.offsets, *self.offsets.hull(start, end))
