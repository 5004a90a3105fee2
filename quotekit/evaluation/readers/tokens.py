"""A text made of tokens, as corpora of trees and labels give it, and where each token stands in it.

In: tokens one by one. Out: a text without the spaces that only tokens need. Never knows what a corpus marks.
"""

from __future__ import annotations

from typing import Final

from quotekit.evaluation.ranges import Range

# How the Penn Treebank writes marks, and what they were.
MARKS: Final = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "`": "‘"}
_OPENING: Final = frozenset("“‘([$#")  # nothing stands between these and the next token
_CLOSING: Final = frozenset([*"”’)].,;:!?%", "'", "...", "n't", "n’t"])  # nor between these and the one before
_JOINING: Final = frozenset("-/")  # nor on either side of these
_TAILS: Final = ("'", "’")  # what begins so is the tail of a word: "Berg 's"


class Text:
    """A text that grows.

    Attributes:
        text: What there is of it.
    """

    def __init__(self) -> None:
        self.text = ""
        self._is_joined = True

    def add(self, token: str) -> Range:
        """Put a token behind what is there; tells where it stands."""
        shown = MARKS.get(token, token)
        is_tail = shown in _CLOSING or shown in _JOINING or shown.startswith(_TAILS)
        if not (self._is_joined or is_tail):
            self.text += " "
        start = len(self.text)
        self.text += shown
        self._is_joined = shown in _OPENING or shown in _JOINING
        return start, len(self.text)

    def end_paragraph(self) -> None:
        """Begin a new paragraph with the next token."""
        if self.text:
            self.text = self.text.rstrip("\n") + "\n\n"
            self._is_joined = True
