"""A proposal: these words may be what is said, at this cue, by this mention, and what speaks for it.

In: nothing. Out: Proposal and Mention; the bucketing of numbers into features.
Never weighs a feature (that is `quotekit.attribution.weights`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from attrs import define, field, frozen

from quotekit.attribution.views import ParagraphView
from quotekit.languages.table import Part
from quotekit.reading.reading import CueHit

Run = tuple[int, int]  # first and last token

NOBODY = "nobody"  # the frame of the proposal that a passage is nobody's speech


@frozen
class Mention:
    """The head of a noun phrase that may name who speaks.

    Attributes:
        paragraph: Number of its paragraph.
        head: Its token there.
        view: The paragraph; two mentions at one place are the same.
    """

    paragraph: int
    head: int
    view: ParagraphView = field(eq=False, repr=False)

    @property
    def word(self) -> str:
        """The token."""
        return self.view.tree.words[self.head]

    def stands_in(self, view: ParagraphView, runs: list[Run]) -> bool:
        """Is it one of these words?"""
        return self.paragraph == view.number and covers(runs, self.head)


def covers(runs: Iterable[Run], token: int) -> bool:
    """Does a token lie in one of the runs?"""
    for first, last in runs:  # noqa: SIM110 - a loop is twice as fast here, and here is hot
        if first <= token <= last:
            return True
    return False


def mention_at(view: ParagraphView, head: int) -> Mention:
    """The mention with this head in a paragraph."""
    return Mention(view.number, head, view)


@define(eq=False)
class Proposal:
    """One proposal: for a passage between marks, or for words at a cue.

    Attributes:
        view: The paragraph in which the words stand.
        runs: The words: first and last token of each piece, in order.
        frame: How words and cue lie to each other, such as "postposed-VS" or "ccomp:that"; see
            `quotekit.languages.frames`.
        relation: How cue and mention hang together, such as "subject".
        mention: Who may say it; None for nobody, or nobody known.
        cue: The cue, or None. It stands in the paragraph of the mention of a passage, or of the words at a cue.
        rule: Name of the rule that allows it; "" where the frame of a passage decides.
        is_implicit: Has it no frame of its own (continuation, turn)?
        variant: Of words at a cue: "" as the parse has them, ">" longer, "<" shorter.
        passages: Of words at a cue: indices of the view's passages that lie in them.
        expected: Of words at a cue: indices of the passages that are decided to be the cue's.
        with_passages: Are passages added that are decided to be the cue's?
        own: Names of features that it has.
        parts: Further features, by the values that they are named after.
        shared: Further parts, which it has in common with the others at its cue.
        score: Log odds by the table of weights, against nothing.
        share: Probability that exactly this is right, 0 to 1.
        confidence: Probability that this, or words that are mostly the same, is right.
    """

    view: ParagraphView
    runs: list[Run]
    frame: str
    relation: str
    mention: Mention | None
    cue: CueHit | None = None
    rule: str = ""
    is_implicit: bool = False
    variant: str = ""
    passages: list[int] = field(factory=list)
    expected: list[int] = field(factory=list)
    with_passages: bool = False
    own: Sequence[str] = field(default=(), repr=False)
    parts: Sequence[Part] = field(default=(), repr=False)
    shared: Sequence[Part] = field(default=(), repr=False)
    score: float = 0.0
    share: float = 0.0
    confidence: float = 0.0

    @property
    def features(self) -> list[str]:
        """Names of all its features."""
        parts = (*self.shared, *self.parts)
        return [*(name for form, values in parts for name in form.names(values)), *self.own]

    def holds(self, token: int) -> bool:
        """Does a token of the paragraph belong to the words?"""
        return covers(self.runs, token)


class Cuts:
    """Steps that numbers are sorted into, each named after the cut at its end; "+" above all cuts."""

    def __init__(self, *cuts: float, sign: str = "") -> None:
        self._cuts, self._names = cuts, (*(f"{sign}{cut:g}" for cut in cuts), f"{sign}+")

    def of(self, number: float) -> str:
        """The first cut that is not below the number, as text."""
        return self._names[bisect_left(self._cuts, number)]


_cuts_of = cache(Cuts)


def bucket(number: float, cuts: tuple[float, ...]) -> str:
    """The first of some cuts that is not below the number, as text; "+" above all cuts."""
    return _cuts_of(*cuts).of(number)


GAPS = Cuts(0, 1, 2, 4, 7, 12, 20)
LENGTHS = Cuts(1, 2, 4, 9)
COARSE_RATES = Cuts(0, 0.1, 0.25, 0.5, 0.8)
QUOTED_RATES = Cuts(0.03, 0.06, 0.12, 0.25, 0.4, 0.55, 0.7, 0.85)
RATES = Cuts(0.1, 0.25, 0.45, 0.6, 0.75, 0.88)
