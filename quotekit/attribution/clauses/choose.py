"""Weighs the proposals of a paragraph and keeps the best that do not overlap.

In: groups of ClauseCandidates with features, the table of weights. Out: the chosen ones.
Never proposes; never keeps two for one cue, nor a cue inside the words of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp

from quotekit.attribution.clauses.book import ClauseBook
from quotekit.attribution.clauses.proposal import ClauseCandidate, Run
from quotekit.attribution.weights import trusted
from quotekit.languages.frames import WHOLE
from quotekit.languages.table import Table

LIKELY_ENOUGH = 0.35  # where precision lost and recall gained even out on the training articles
SAME_WORDS = 0.5  # overlap from which two proposals count as the same words
FAINT = 0.02  # shares below add nothing worth counting
# The outermost attribution of a sentence comes first: one that holds another likely cue may be
# this much less sure than it.
HOLDS_ANOTHER = 0.5
NOTHING = 0.0  # score of "this cue reports nothing"


def weigh(group: Sequence[ClauseCandidate], table: Table, book: ClauseBook) -> None:
    """Writes share and confidence into the proposals of one group, which exclude each other."""
    sums: dict[int, float] = {}
    scores = []
    for candidate in group:
        score = table.score(candidate.own)
        for names in candidate.shared:
            known = sums.get(id(names))
            if known is None:
                known = sums[id(names)] = table.score(names)
            score += known
        scores.append(score)
    top = max(NOTHING, *scores)
    shares = [exp(score - top) for score in scores]
    total = sum(shares) + exp(NOTHING - top)
    shares = [share / total for share in shares]
    for name, trust in reversed(book.trust.items()):  # the first in precedence is raised last
        mine = [n for n, candidate in enumerate(group) if candidate.rule == name]
        if mine:
            shares = trusted(shares, max(mine, key=shares.__getitem__), trust)
    for candidate, share in zip(group, shares, strict=True):
        candidate.share = candidate.confidence = share
    seen = [candidate for candidate in group if candidate.share > FAINT]
    for n, one in enumerate(seen):
        for other in seen[:n]:
            if one.source == other.source and overlap(one.runs, other.runs) >= SAME_WORDS:
                one.confidence += other.share
                other.confidence += one.share


def weigh_by_order(group: Sequence[ClauseCandidate], book: ClauseBook) -> None:
    """Without weights: the first rule that applies decides, as likely as its word is a cue."""
    order = {rule.name: n for n, rule in enumerate(book.rules)}
    plain = [candidate for candidate in group if not candidate.variant]

    def rank(candidate: ClauseCandidate) -> tuple[bool, bool, int]:
        # The clause with the passages of the cue, else the passages, else the clause.
        lacks = not set(candidate.expected) <= set(candidate.passages)
        is_clause = candidate.frame.startswith(WHOLE)
        return lacks, bool(candidate.expected) and not is_clause, order.get(candidate.rule, len(order))

    for candidate in group:
        candidate.share = candidate.confidence = 0.0
    if plain:
        best = min(plain, key=rank)
        sure = best.cue is None or bool(best.expected)
        best.share = best.confidence = 1.0 if sure else best.cue.rate if best.cue else 0.0


def overlap(one: Sequence[Run], other: Sequence[Run]) -> float:
    """Tokens in both over tokens in either."""
    shared = sum(max(0, min(b, d) - max(a, c) + 1) for a, b in one for c, d in other)
    if not shared:
        return 0.0
    return shared / (sum(b - a + 1 for a, b in one) + sum(b - a + 1 for a, b in other) - shared)


def choose(groups: Iterable[Sequence[ClauseCandidate]], least: float = LIKELY_ENOUGH) -> list[ClauseCandidate]:
    """The proposals of one paragraph that are kept, in text order.

    Args:
        groups: Weighed proposals; at most one of each group is kept.
        least: Least confidence, 0 to 1.
    """
    likely = [(n, candidate) for n, group in enumerate(groups) for candidate in group if candidate.confidence >= least]
    cues = [(n, candidate.cue.head) for n, candidate in likely if candidate.cue is not None]

    def rank(pair: tuple[int, ClauseCandidate]) -> float:
        n, candidate = pair
        holds = any(other != n and candidate.holds(head) for other, head in cues)
        return 2 * candidate.share + candidate.confidence + (HOLDS_ANOTHER if holds else 0.0)

    kept: list[ClauseCandidate] = []
    done: set[int] = set()
    for n, candidate in sorted(likely, key=rank, reverse=True):
        if n not in done and not any(_clash(candidate, other) for other in kept):
            done.add(n)
            kept.append(candidate)
    return sorted(kept, key=lambda candidate: candidate.runs)


def _clash(one: ClauseCandidate, other: ClauseCandidate) -> bool:
    if any(a <= d and c <= b for a, b in one.runs for c, d in other.runs):
        return True
    return (one.cue is not None and other.holds(one.cue.head)) or (other.cue is not None and one.holds(other.cue.head))
