"""The first person: "I" in somebody's words, and in a text that somebody signed.

In: drafts, or a Scene. Out: the drafts whose content holds a place; the author of the text.
Never resolves the mention of a draft itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from quotekit.reading.reading import Draft
from quotekit.speakers.entity import Entity
from quotekit.speakers.scene import Scene

_LOOK_BACK: Final = 60  # contents before a place that may hold it
_FIRST_LINES: Final = 400  # code points in which a by-line stands


class Contents:
    """The contents of all drafts, to ask which of them hold a stretch of text."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        sizes = [sum(end - start for start, end in draft.contents) for draft in drafts]
        self.pieces = sorted(
            (start, end, number, sizes[number]) for number, draft in enumerate(drafts) for start, end in draft.contents
        )

    def holders(self, start: int, end: int) -> Iterator[int]:
        """Numbers of the drafts whose content holds `start:end`, the smallest first."""
        last = bisect_right(self.pieces, (start, 1 << 60))
        near = self.pieces[max(0, last - _LOOK_BACK) : last]
        for _, number in sorted((size, number) for _, stop, number, size in near if end <= stop):
            yield number


def find_author(scene: Scene) -> Entity | None:
    """Who signed the text: a name alone in one of the last lines, or behind "By" in the first."""
    paragraphs, text = scene.reading.paragraphs, scene.reading.text
    closings = scene.people.groups["closing"]
    for start, end in (*paragraphs[-3:][::-1], *paragraphs[:3]):
        for number in scene.names_in(start, end):
            name, owner = scene.names[number], scene.owners[number]
            before = text[start : name.full].strip(" -–—\n,").casefold()
            is_byline = before in scene.people.wording.byline and start < _FIRST_LINES
            is_signature = start > len(text) // 2 and (not before or before in closings)
            is_alone = len(text[name.end : end].strip(" .,")) < 3 or is_byline
            if owner is not None and owner.could_be_person() and is_alone and (is_byline or is_signature):
                return owner
    return None
