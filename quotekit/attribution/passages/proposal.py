"""A proposal: this mention may be the source of this passage, and what speaks for it.

In: nothing. Out: Candidate, and the bucketing of numbers into features.
Never weighs a feature (that is `quotekit.attribution.weights`).
"""

from __future__ import annotations

from attrs import define, field

from quotekit.attribution.views import Passage, View
from quotekit.reading.reading import CueHit

NOBODY = "nobody"  # the frame of the proposal that a passage is nobody's speech


@define(eq=False)
class Candidate:
    """One proposal for one passage.

    Attributes:
        passage: The passage.
        frame: How passage and cue lie to each other, such as "postposed-VS".
        relation: How cue and mention hang together, such as "subject".
        view: The paragraph in which the mention stands.
        head: Head token of the mention there; -1 for nobody.
        cue: The cue, or None.
        rule: Name of the rule that allows it.
        features: Names of the features it has.
        implicit: Has it no frame of its own?
    """

    passage: Passage
    frame: str
    relation: str
    view: View
    head: int
    features: list[str] = field(repr=False)
    cue: CueHit | None = None
    rule: str = ""
    implicit: bool = False

    @property
    def source(self) -> tuple[int, int]:
        """Paragraph and head token of the mention: what two proposals for one source share."""
        return (self.view.number, self.head)


def bucket(number: float, cuts: tuple[float, ...]) -> str:
    """The first cut that is not below the number, as text; "+" above all cuts."""
    for cut in cuts:
        if number <= cut:
            return f"{cut:g}"
    return "+"


GAPS = (0, 1, 2, 4, 7, 12, 20)
LENGTHS = (1, 2, 4, 9)
COARSE_RATES = (0, 0.1, 0.25, 0.5, 0.8)
QUOTED_RATES = (0.03, 0.06, 0.12, 0.25, 0.4, 0.55, 0.7, 0.85)
RATES = (0.1, 0.25, 0.45, 0.6, 0.75, 0.88)
