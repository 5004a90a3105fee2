"""Chooses among the proposals of a paragraph: the best that do not overlap.

In: weighed proposals in groups by cue. Out: the chosen ones.
Never proposes; never keeps two for one cue, nor a cue inside the words of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotekit.attribution.proposal import Proposal, Run

LIKELY_ENOUGH = 0.35  # where precision lost and recall gained even out on the training articles
SAME_WORDS = 0.5  # overlap from which two proposals count as the same words
FAINT = 0.02  # shares below add nothing worth counting
# The outermost attribution of a sentence comes first: one that holds another likely cue may be
# this much less sure than it.
HOLDS_ANOTHER = 0.5


def count_alike(group: Sequence[Proposal]) -> None:
    """Adds to the confidence of each proposal the shares of those with mostly the same words and the same mention."""
    seen = [proposal for proposal in group if proposal.share > FAINT]
    for n, one in enumerate(seen):
        for other in seen[:n]:
            if one.mention == other.mention and overlap(one.runs, other.runs) >= SAME_WORDS:
                one.confidence += other.share
                other.confidence += one.share


def overlap(one: Sequence[Run], other: Sequence[Run]) -> float:
    """Tokens in both over tokens in either."""
    shared = sum(max(0, min(b, d) - max(a, c) + 1) for a, b in one for c, d in other)
    if not shared:
        return 0.0
    return shared / (sum(b - a + 1 for a, b in one) + sum(b - a + 1 for a, b in other) - shared)


def choose(groups: Iterable[Sequence[Proposal]], least: float) -> list[Proposal]:
    """The proposals of one paragraph that are kept, in text order.

    Args:
        groups: Weighed proposals; at most one of each group is kept.
        least: Least confidence, 0 to 1.
    """
    likely = [(n, proposal) for n, group in enumerate(groups) for proposal in group if proposal.confidence >= least]
    cues = [(n, proposal.cue.head) for n, proposal in likely if proposal.cue is not None]

    def rank(pair: tuple[int, Proposal]) -> float:
        n, proposal = pair
        holds = any(other != n and proposal.holds(head) for other, head in cues)
        return 2 * proposal.share + proposal.confidence + (HOLDS_ANOTHER if holds else 0.0)

    kept: list[Proposal] = []
    done: set[int] = set()
    for n, proposal in sorted(likely, key=rank, reverse=True):
        if n not in done and not any(_clash(proposal, other) for other in kept):
            done.add(n)
            kept.append(proposal)
    return sorted(kept, key=lambda proposal: proposal.runs)


def _clash(one: Proposal, other: Proposal) -> bool:
    if any(a <= d and c <= b for a, b in one.runs for c, d in other.runs):
        return True
    return (one.cue is not None and other.holds(one.cue.head)) or (other.cue is not None and one.holds(other.cue.head))
