"""The word pieces of a text in windows that the encoder reads one by one.

In: the views of a text, and what cuts words into pieces. Out: Windows, and where each token lies in them.
Never runs the encoder. A window depends on the text alone, so that no answer hangs on how many texts
are read together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from attrs import define, field, frozen

from quotekit.attribution.views import ParagraphView

ROOM: Final = 448  # pieces of a window; the encoder has learned at most 512 positions
CONTEXT: Final = 48  # pieces before a window's own that it sees again
Pieces = list[list[int]]  # of each token, the numbers of its word pieces
Cut = Callable[[Sequence[str]], Pieces]


@frozen(eq=False)
class Windows:
    """A text as word pieces.

    Attributes:
        windows: The pieces of each window.
        starts: Place of the first piece of each window, where windows follow each other without a gap.
        places: By paragraph, the place of each token: of its first piece, or of the next that has one.
        first: By paragraph, the place of the mark that opens the window in which it begins.
    """

    windows: list[list[int]]
    starts: list[int]
    places: dict[int, list[int]]
    first: dict[int, int]

    @property
    def size(self) -> int:
        """The pieces of all windows."""
        return self.starts[-1] + len(self.windows[-1]) if self.windows else 0


def windows_of(views: Sequence[ParagraphView | None], cut: Cut, opens: int, closes: int) -> Windows:
    """Pack the parsed paragraphs of a text into windows, in order; a paragraph is cut only where it is longer.

    Args:
        views: The paragraphs, None where one was not parsed.
        cut: Gives the pieces of each word of a list.
        opens: The piece that opens a window.
        closes: The piece after every paragraph.
    """
    packer = _Packer(opens, closes)
    for view in views:
        if view is not None and len(view.tree):
            parts = list(_parts(cut(view.tree.words)))
            for part in parts:
                packer.add(view.number, part)
    packer.close()
    return Windows(packer.windows, packer.starts, packer.places, packer.first)


def _parts(pieces: Pieces) -> Iterator[Pieces]:
    """A paragraph whole, or in parts that a window has room for."""
    most = ROOM - CONTEXT - 3
    part: Pieces = []
    size = 0
    for each in pieces:
        if part and size + len(each) > most:
            yield part
            part, size = [], 0
        part.append(each[:most])
        size += len(each)
    if part:
        yield part


@define(eq=False)
class _Packer:
    """Fills window after window."""

    opens: int
    closes: int
    windows: list[list[int]] = field(factory=list)
    starts: list[int] = field(factory=list)
    places: dict[int, list[int]] = field(factory=dict)
    first: dict[int, int] = field(factory=dict)
    ids: list[int] = field(factory=list)
    start: int = 0

    def add(self, paragraph: int, pieces: Pieces) -> None:
        """Put a paragraph, or a part of one, behind what is there."""
        size = sum(map(len, pieces)) + 1
        if not self.ids:
            self.ids = [self.opens]
        elif len(self.ids) + size > ROOM:
            before = self.ids[1:][-CONTEXT:]
            self.close()
            self.ids = [self.opens, *before]
        self.first.setdefault(paragraph, self.start)
        places = self.places.setdefault(paragraph, [])
        for each in pieces:
            places.append(self.start + len(self.ids))
            self.ids += each
        self.ids.append(self.closes)

    def close(self) -> None:
        """End the window at hand."""
        if self.ids:
            self.windows.append(self.ids)
            self.starts.append(self.start)
            self.start += len(self.ids)
            self.ids = []
