"""What rival proposals are worth: shares that sum to 1, by weights or by the order of the rules.

In: proposals that exclude each other, the table of weights or None, the rules. Out: a share in each.
Never proposes and never chooses.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Final

from quotekit.attribution.proposal import NOBODY, Proposal
from quotekit.attribution.rulebook import RuleBook
from quotekit.languages.frames import COLON, WHOLE
from quotekit.languages.table import Table

NOTHING: Final = 0.0  # score of "none of these": a cue reports nothing
_WEAK: Final = 0.2  # without weights, a cue of a passage that reports more rarely than this is a last resort
_LITTLE: Final = frozenset({"PART", "PRON", "DET", "ADP", "PUNCT", "SCONJ", "CCONJ"})
LAST: Final = 1_000  # behind every rule


def weigh(rivals: Sequence[Proposal], table: Table, book: RuleBook, *, or_none: bool) -> None:
    """Writes shares by weights: a softmax over the rivals, own rules raised to what they are trusted with.

    Args:
        rivals: Proposals that exclude each other, their features filled in.
        table: The weights.
        book: The rules in use.
        or_none: May none of them be right? (For a passage, "nobody" is one of them.)
    """
    scores = _scores(rivals, table)
    shares = softmax([*scores, NOTHING])[:-1] if or_none else softmax(scores)
    for rival, score, share in zip(rivals, scores, shares, strict=True):
        rival.score, rival.share, rival.confidence = score, share, share
    raise_trusted(rivals, book)


def raise_trusted(rivals: Sequence[Proposal], book: RuleBook) -> None:
    """Raises the likeliest proposal of each rule that has a trust of its own to at least that."""
    if book.trust.keys().isdisjoint([rival.rule for rival in rivals]):
        return
    shares = [rival.share for rival in rivals]
    for name, trust in reversed(tuple(book.trust.items())):  # the first in precedence is raised last
        mine = [n for n, rival in enumerate(rivals) if rival.rule == name]
        if mine:
            shares = trusted(shares, max(mine, key=shares.__getitem__), trust)
    for rival, share in zip(rivals, shares, strict=True):
        if share != rival.share:
            rival.share, rival.confidence = share, max(share, rival.confidence if share > rival.share else share)


def _scores(rivals: Sequence[Proposal], table: Table) -> list[float]:
    """The sum of the weights of each; parts that several share are summed once."""
    worth, shared, known = table.worth, None, 0.0
    scores = []
    for rival in rivals:
        if rival.shared is not shared:
            shared = rival.shared
            known = worth(shared)
        score = known + worth(rival.parts)
        scores.append(score + table.score(rival.own) if rival.own else score)
    return scores


def softmax(scores: Sequence[float]) -> list[float]:
    """Shares that sum to 1, in proportion to the exponentials of the scores."""
    top = max(scores, default=0.0)
    shares = [exp(score - top) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]


def trusted(shares: Sequence[float], place: int, least: float) -> list[float]:
    """Shares that sum to 1 or less, the one at `place` raised to at least `least`, the others in proportion."""
    if shares[place] >= least:
        return list(shares)
    rest = (1 - least) / (1 - shares[place])
    return [least if n == place else share * rest for n, share in enumerate(shares)]


def order_for_passage(rivals: Sequence[Proposal], book: RuleBook, *, is_title: bool) -> None:
    """Writes shares without weights, for a passage: the first rule that applies has all.

    Weak cues come last, then what the frame, the way to the source and the distance say.

    Args:
        rivals: Proposals that exclude each other.
        book: The rules in use.
        is_title: Does the passage look like a title, so that it is nobody's speech?
    """

    def rank(rival: Proposal) -> tuple[bool, int, int, int]:
        if rival.frame == NOBODY:
            return (False, -1 if is_title else LAST, 0, 0)
        cue = rival.cue
        is_weak = cue is not None and cue.quoted_rate < _WEAK
        distance = abs(cue.head - rival.runs[0][0]) if cue is not None else 0
        return (is_weak, book.frame_rank(rival.frame), book.ranks[rival.rule], distance)

    best = min(rivals, key=rank)
    for rival in rivals:
        rival.share = rival.confidence = float(rival is best)


def order_for_cue(rivals: Sequence[Proposal], book: RuleBook) -> None:
    """Writes shares without weights, for words at a cue: the first rule that applies, as sure as its word is a cue."""

    def rank(rival: Proposal) -> tuple[bool, bool, int]:
        # The clause with the passages of the cue, else the passages, else the clause.
        lacks = not set(rival.expected) <= set(rival.passages)
        is_whole = rival.frame.startswith(WHOLE) or _are_passages(rival)
        return lacks, bool(rival.expected) and not is_whole, book.ranks.get(rival.rule, len(book.ranks))

    for rival in rivals:
        rival.share = rival.confidence = 0.0
    plain = [
        rival for rival in rivals if not rival.variant and not _is_announced_passage(rival) and _says_something(rival)
    ]
    if plain:
        best = min(plain, key=rank)
        is_sure = best.cue is None or bool(best.expected)
        best.share = best.confidence = 1.0 if is_sure else best.cue.rate if best.cue else 0.0


def _says_something(rival: Proposal) -> bool:
    """Do the words hold more than particles and clitics, as no report does?"""
    return any(rival.view.tree.pos[i] not in _LITTLE for first, last in rival.runs for i in range(first, last + 1))


def _is_announced_passage(rival: Proposal) -> bool:
    """Does a passage stand right behind the colon? Then that, and not the rest of the sentence, is what is said."""
    is_inside = rival.view.inside[rival.runs[0][0]] >= 0
    return rival.frame.startswith(COLON) and is_inside and not _are_passages(rival)


def _are_passages(rival: Proposal) -> bool:
    """Are the words passages and nothing else?"""
    passages = {(passage.first, passage.last) for passage in rival.view.passages}
    return bool(rival.passages) and all(run in passages for run in rival.runs)
