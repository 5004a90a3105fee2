"""The word pieces of the paragraphs that the encoder is asked about, in windows that it reads one by one.

In: views of paragraphs, and what cuts words into pieces. Out: Windows, and where each token lies in them.
Never runs the encoder. A window holds one paragraph, or a part of a very long one, so that no answer hangs on
how many texts, or which other paragraphs, are read together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from attrs import define, field

from quotekit.attribution.views import ParagraphView

ROOM: Final = 448  # pieces of a window; the encoder has learned at most 512 positions
CONTEXT: Final = 48  # pieces of a long paragraph before a later part of it, which that sees again
Pieces = list[list[int]]  # of each token, the numbers of its word pieces
Cut = Callable[[Sequence[str]], Pieces]


@define(eq=False)
class Windows:
    """Paragraphs as word pieces; they are added one by one.

    Attributes:
        cut: Gives the pieces of each word of a list.
        opens: The piece that opens a window.
        closes: The piece that closes it.
        windows: The pieces of each window.
        starts: Place of the first piece of each window, where windows follow each other without a gap.
        places: By paragraph, the place of each token: of its first piece, or of the next that has one.
        first: By paragraph, the place of the mark that opens the window in which it begins.
        size: The pieces of all windows.
    """

    cut: Cut
    opens: int
    closes: int
    windows: list[list[int]] = field(factory=list)
    starts: list[int] = field(factory=list)
    places: dict[int, list[int]] = field(factory=dict)
    first: dict[int, int] = field(factory=dict)
    size: int = 0

    def add(self, view: ParagraphView) -> list[list[int]]:
        """Put a paragraph behind what is there, unless it is there; gives its windows."""
        if view.number in self.places or not len(view.tree):
            return []
        self.first[view.number] = self.size
        places = self.places[view.number] = []
        found: list[list[int]] = []
        for part in _parts(self.cut(view.tree.words)):
            window = [self.opens, *(found[-1][:-1][-CONTEXT:] if found else ())]
            for pieces in part:
                places.append(self.size + len(window))
                window += pieces
            window.append(self.closes)
            self.starts.append(self.size)
            self.size += len(window)
            found.append(window)
        self.windows += found
        return found


def windows_of(views: Sequence[ParagraphView | None], cut: Cut, opens: int, closes: int) -> Windows:
    """All parsed paragraphs of a text in windows.

    Args:
        views: The paragraphs, None where one was not parsed.
        cut: Gives the pieces of each word of a list.
        opens: The piece that opens a window.
        closes: The piece that closes it.
    """
    windows = Windows(cut, opens, closes)
    for view in filter(None, views):
        windows.add(view)
    return windows


def _parts(pieces: Pieces) -> Iterator[Pieces]:
    """A paragraph whole, or in parts that a window has room for."""
    most = ROOM - CONTEXT - 2
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
