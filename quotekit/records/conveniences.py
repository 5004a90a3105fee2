"""Methods that people look for on a result, in one place: each asks the room that does it.

In: an Extraction. Out: what a room above records makes of it.
Never computes anything, and never loads a room before it is asked for: the import contract names this exception.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from quotekit.export.rows import Row
    from quotekit.export.segments import Segment
    from quotekit.records import Attribution, Extraction, Failure, Form, Medium, Speaker


class ResultMethods:
    """What an `Extraction` or a `Failure` can be asked to become."""

    __slots__ = ()

    def to_dict(self, *, text: bool = True) -> dict[str, Any]:
        """The document of schema 1, for JSON and web services; `quotekit.write` writes one a line.

        Args:
            text: Put the text itself in?
        """
        from quotekit.export.dicts import to_dict

        return to_dict(cast("Extraction | Failure", self), text=text)

    def to_json(self, *, text: bool = True) -> str:
        """The same as one line of JSON.

        Args:
            text: Put the text itself in?
        """
        from quotekit.export.json_lines import to_line

        return to_line(self.to_dict(text=text))

    def to_dicts(self, id: object = None) -> list[Row]:
        """One flat dict an attribution, for pandas and polars; see `quotekit.export.rows`.

        Args:
            id: Identifier of the text; unless given, the one it has, else "1".
        """
        from quotekit.export.rows import to_dicts

        result = cast("Extraction | Failure", self)
        return to_dicts([result if id is None else (result, id)])


class ExtractionMethods(ResultMethods):
    """What an `Extraction` can be asked to become, and parts of it."""

    __slots__ = ()

    def filter(
        self,
        where: Callable[[Attribution], bool] | None = None,
        *,
        speaker: str | None = None,
        form: Form | None = None,
        min_confidence: float = 0.0,
        media: Collection[Medium] | None = None,
        scope: Literal["all", "quoted"] = "all",
    ) -> Extraction:
        """Those attributions that fit all that is asked for, as an Extraction.

        Its speakers are those of what is left; an attribution inside one that is left out has the next
        larger one as its parent, or none; a quotation whose attribution is left out has the reason
        "filtered". With `min_confidence`, `media` and `scope` it is what `extract` gives with them.

        Args:
            where: Says of an attribution whether to keep it.
            speaker: Name of the speaker, or one of the aliases.
            form: "direct", "indirect" or "mixed".
            min_confidence, media, scope: As for `extract`.

        Raises:
            ValueError: if `min_confidence`, `media` or `scope` is something else.
        """
        from quotekit.pipeline.options import Options

        options = Options(min_confidence=min_confidence, media=media, scope=scope)

        def is_wanted(each: Attribution) -> bool:
            names = (each.speaker.name, *each.speaker.aliases) if each.speaker else ()
            return (
                options.keeps(each)
                and (speaker is None or speaker in names)
                and (form is None or each.form == form)
                and (where is None or where(each))
            )

        return self._narrow([each for each in cast("Extraction", self) if is_wanted(each)])

    def _narrow(self, kept: Sequence[Attribution]) -> Extraction:
        from quotekit.pipeline.narrow import narrow

        return narrow(cast("Extraction", self), kept)

    def by_speaker(self) -> dict[Speaker | None, tuple[Attribution, ...]]:
        """The attributions of each speaker, most quoted first; last those whose speaker is not known."""
        from quotekit.pipeline.narrow import group

        return group(cast("Extraction", self))

    def to_html(self, *, title: str | None = None) -> str:
        """A page to check it by: `quotekit.render`."""
        from quotekit.export.pages import render

        return render(cast("Extraction", self), title=title)

    def _repr_html_(self) -> str:
        """The page in a frame of its own, as notebooks show it."""
        from quotekit.export.pages import frame

        return frame(cast("Extraction", self))

    def segments(self, *, quoted_only: bool = True) -> tuple[Segment, ...]:
        """The whole text in pieces of the narrator and of speakers; see `quotekit.export.segments`."""
        from quotekit.export.segments import segments

        return segments(cast("Extraction", self), quoted_only=quoted_only)
