"""A proposal: these words may be what is said at this cue, by this mention.

In: nothing. Out: ClauseCandidate; Verdict, what the quoted part decided about a passage.
Never weighs a feature.
"""

from __future__ import annotations

from attrs import define, field, frozen

from quotekit.attribution.passages.decide import Decision
from quotekit.attribution.passages.propose import NOBODY
from quotekit.attribution.views import View
from quotekit.reading.reading import CueHit

Run = tuple[int, int]  # first and last token
Place = tuple[int, int]  # paragraph and head token of a mention


@define(eq=False)
class ClauseCandidate:
    """One proposal.

    Attributes:
        view: The paragraph in which the words stand.
        cue: The cue, or None.
        frame: How words and cue hang together, such as "ccomp:that"; see `quotekit.languages.en.rules.clauses`.
        variant: "" for the words as the parse has them, ">" for longer, "<" for shorter.
        runs: The words: first and last token of each piece, in order.
        passages: Indices of the view's passages that lie in them.
        expected: Indices of the passages that the quoted part gives to the cue.
        source: Paragraph and head token of the mention, or None.
        relation: How cue and mention hang together.
        with_passages: Are passages added that the quoted part gives to the cue?
        rule: Name of the rule that allows it.
        own: Names of the features of the words.
        shared: Lists of features that the proposals of a cue share: of the cue, of the mention.
        share: Probability that exactly this is right, 0 to 1.
        confidence: Probability that this, or words that are mostly the same, is right.
    """

    view: View
    cue: CueHit | None
    frame: str
    runs: list[Run]
    passages: list[int]
    expected: list[int]
    source: Place | None
    relation: str
    variant: str = ""
    with_passages: bool = False
    rule: str = ""
    own: list[str] = field(factory=list, repr=False)
    shared: tuple[list[str], ...] = field(default=(), repr=False)
    share: float = 0.0
    confidence: float = 0.0

    @property
    def features(self) -> list[str]:
        """Names of all its features."""
        return [*(name for names in self.shared for name in names), *self.own]

    def holds(self, token: int) -> bool:
        """Does a token of the paragraph belong to the words?"""
        for first, last in self.runs:  # noqa: SIM110 - a loop is twice as fast here, and here is hot
            if first <= token <= last:
                return True
        return False


@frozen(eq=False)
class Verdict:
    """What the quoted part thinks of one passage.

    Attributes:
        decision: Its decision.
        speech: Probability that somebody says it, 0 to 1.
        source: Paragraph and head token of the likeliest mention, or None.
        chance: Probability of that mention.
        cue: Paragraph and head token of its cue, or None.
        frame: The frame of the proposal that won, "" for none.
        is_implicit: Has that no frame of its own?
    """

    decision: Decision
    speech: float
    source: Place | None
    chance: float
    cue: Place | None
    frame: str
    is_implicit: bool


def verdict_of(decision: Decision) -> Verdict:
    """The verdict on a passage, with the likeliest mention even where none was taken."""
    sums: dict[Place, float] = {}
    nobody = 0.0
    for candidate, chance in decision.candidates:
        if candidate.frame == NOBODY:
            nobody = chance
        else:
            sums[candidate.source] = sums.get(candidate.source, 0.0) + chance
    taken = decision.taken
    if taken is None and sums:
        best = max(sums, key=lambda place: sums[place])
        taken = next(c for c, _ in decision.candidates if c.frame != NOBODY and c.source == best)
    if taken is None:
        return Verdict(decision, 1 - nobody, None, 0.0, None, "", False)
    cue = taken.cue
    return Verdict(
        decision=decision,
        speech=1 - nobody,
        source=taken.source,
        chance=sums.get(taken.source, 0.0),
        cue=None if cue is None else (cue.paragraph, cue.head),
        frame=taken.frame,
        is_implicit=taken.implicit,
    )
