"""Chooses among the proposals of a paragraph: the best that do not overlap.

In: weighed proposals in groups by cue. Out: the chosen ones.
Never proposes; never keeps two for one cue, nor a cue inside the words of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import define, field

from quotekit.attribution.proposal import Proposal, Run

_SAME_WORDS = 0.5  # overlap from which two proposals count as the same words
_FAINT = 0.02  # shares below add nothing worth counting
# The outermost attribution of a sentence comes first: one that holds another likely cue may be
# this much less sure than it.
_HOLDS_ANOTHER = 0.4
MARGIN = 0.3  # share and confidence together have to be this much more than the least confidence
_MOST_STEPS = 2_000  # sets that are looked at before the best so far will do


def count_alike(group: Sequence[Proposal]) -> None:
    """Adds to the confidence of each proposal the shares of those with mostly the same words and the same mention."""
    shares = [each.share for each in group]
    if len(shares) < 2 or sorted(shares)[-2] <= _FAINT:
        return  # told fast: at most one is worth counting
    for proposal, sum_of in zip(group, shares_alike(group, shares), strict=True):
        proposal.confidence += sum_of


def shares_alike(group: Sequence[Proposal], shares: Sequence[float]) -> list[float]:
    """For each proposal, the sum of the shares of the others with mostly the same words and the same mention."""
    sums = [0.0] * len(group)
    seen = [n for n, share in enumerate(shares) if share > _FAINT]
    for place, n in enumerate(seen):
        for m in seen[:place]:
            one, other = group[n], group[m]
            if one.mention == other.mention and overlap(one.runs, other.runs) >= _SAME_WORDS:
                sums[n] += shares[m]
                sums[m] += shares[n]
    return sums


def overlap(one: Sequence[Run], other: Sequence[Run]) -> float:
    """Tokens in both over tokens in either."""
    if one == other:
        return 1.0
    shared = sum(max(0, min(b, d) - max(a, c) + 1) for a, b in one for c, d in other)
    if not shared:
        return 0.0
    return shared / (sum(b - a + 1 for a, b in one) + sum(b - a + 1 for a, b in other) - shared)


def choose(groups: Iterable[Sequence[Proposal]], least: Callable[[str], float]) -> list[Proposal]:
    """The proposals of one paragraph that are kept, in text order: the set without a clash that is worth most.

    Args:
        groups: Weighed proposals; at most one of each group is kept.
        least: From the name of a rule to the least confidence of its proposals, 0 to 1.
    """
    likely = [
        (n, proposal)
        for n, group in enumerate(groups)
        for proposal in group
        if proposal.confidence >= least(proposal.rule)
    ]
    if not likely:
        return []
    cues = [(n, proposal.cue.head) for n, proposal in likely if proposal.cue is not None]
    items: list[_Item] = []
    for n, proposal in likely:
        holds = any(other != n and proposal.holds(head) for other, head in cues)
        worth = proposal.share + proposal.confidence + (_HOLDS_ANOTHER if holds else 0.0)
        value = worth - least(proposal.rule) - MARGIN
        if value > 0:
            items.append(_Item(n, proposal, value))
    if len(items) < 2:
        return [item.proposal for item in items]
    items.sort(key=lambda item: -item.value)
    for n, item in enumerate(items):
        for rival in items[:n]:
            if item.group == rival.group or _clash(item.proposal, rival.proposal):
                item.rivals.add(id(rival))
                rival.rivals.add(id(item))
    kept = [item.proposal for cluster in _clusters(items) for item in _best_set(cluster)]
    return sorted(kept, key=lambda proposal: proposal.runs)


@define(eq=False)
class _Item:
    """A proposal that is worth keeping; `rivals` are the identities of those that it cannot be kept with."""

    group: int
    proposal: Proposal
    value: float
    rivals: set[int] = field(factory=set)


def _clusters(items: Sequence[_Item]) -> list[list[_Item]]:
    """Items that a chain of rivals binds together; the order within is kept."""
    cluster_of: dict[int, list[_Item]] = {}
    for item in items:
        mine = [item]
        for other in {id(cluster_of[key]): cluster_of[key] for key in item.rivals if key in cluster_of}.values():
            mine += other
        for each in mine:
            cluster_of[id(each)] = mine
    return [
        sorted(cluster, key=lambda item: -item.value)
        for cluster in {id(cluster): cluster for cluster in cluster_of.values()}.values()
    ]


def _best_set(cluster: Sequence[_Item]) -> list[_Item]:
    """The items without a clash whose values sum to most (branch and bound); greedily, where that takes too long."""
    best: list[_Item] = []
    worth, steps = 0.0, 0

    def extend(chosen: list[_Item], value: float, rest: Sequence[_Item]) -> None:
        nonlocal best, worth, steps
        steps += 1
        if value > worth:
            best, worth = chosen, value
        bounds: dict[int, float] = {}
        for item in rest:
            bounds.setdefault(item.group, item.value)  # sorted: the first of a group is its best
        bound = value + sum(bounds.values())
        for n, item in enumerate(rest):
            if bound <= worth or steps > _MOST_STEPS:
                return
            extend([*chosen, item], value + item.value, [o for o in rest[n + 1 :] if id(o) not in item.rivals])
            if bounds[item.group] == item.value:
                after = next((other.value for other in rest[n + 1 :] if other.group == item.group), 0.0)
                bound += after - item.value
                bounds[item.group] = after

    extend([], 0.0, cluster)
    return best


def _clash(one: Proposal, other: Proposal) -> bool:
    if any(a <= d and c <= b for a, b in one.runs for c, d in other.runs):
        return True
    return (one.cue is not None and other.holds(one.cue.head)) or (other.cue is not None and one.holds(other.cue.head))
