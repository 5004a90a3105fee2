"""The methods that people look for on a result, gathered in one place: each asks the room that does it.

In: an Extraction. Out: what a room above records makes of it.
Never computes anything, and never loads a room before it is asked for: the import contract names this exception.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from quotekit.export.rows import Row
    from quotekit.export.segments import Segment
    from quotekit.records import Extraction


class ExtractionMethods:
    """What an `Extraction` can be asked to become."""

    __slots__ = ()

    def to_html(self, *, title: str | None = None) -> str:
        """A page to check it by: `quotekit.render`."""
        from quotekit.export.pages import render

        return render(cast("Extraction", self), title=title)

    def _repr_html_(self) -> str:
        """The page in a frame of its own, as notebooks show it."""
        from quotekit.export.pages import frame

        return frame(cast("Extraction", self))

    def to_dicts(self, id: object = "1") -> list[Row]:
        """One flat dict an attribution, for pandas and polars; see `quotekit.export.rows`."""
        from quotekit.export.rows import rows_of

        return rows_of(cast("Extraction", self), id)

    def segments(self, *, quoted_only: bool = True) -> tuple[Segment, ...]:
        """The whole text in pieces of the narrator and of speakers; see `quotekit.export.segments`."""
        from quotekit.export.segments import segments

        return segments(cast("Extraction", self), quoted_only=quoted_only)
