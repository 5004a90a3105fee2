"""What is measured around a proposal: what governs it, what it holds, how it ends.

In: a proposal or a cue, and the paragraph. Out: short names and numbers.
Never weighs them.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define

from quotekit.attribution.passages.decision import Decision
from quotekit.attribution.proposal import Cuts, Proposal
from quotekit.attribution.views import ParagraphView
from quotekit.languages import labels
from quotekit.languages.frames import letter_of

COARSE = Cuts(0.1, 0.3, 0.5, 0.8)
_CHANCES = Cuts(0.4, 0.6, 0.8, 0.95)
_GAPS_BEHIND, _GAPS_BEFORE = Cuts(0, 1, 2, 4, 8), Cuts(0, 1, 2, 3, 5, 8, sign="-")
_CLIMB = 12  # steps up from a cue in search of one that governs it
_LIKELY = 0.4  # a passage of the cue that is left out counts from here on
Decisions = Sequence[Decision | None]


@define(eq=False)
class Surroundings:
    """What the features of every cue of a paragraph are worked out from.

    Attributes:
        view: The paragraph.
        views: All paragraphs, None where one was not parsed.
        decisions: What was decided about the passages of this one; None where nothing was.
        is_free: Is what governs a cue left out? (For an attribution inside another.)
    """

    view: ParagraphView
    views: Sequence[ParagraphView | None]
    decisions: Decisions
    is_free: bool = False


def word(view: ParagraphView, i: int) -> str:
    """The token in lower case, its tag if it is of an open class, "-" outside the paragraph."""
    tree = view.tree
    if not 0 <= i < len(tree.words):
        return "-"
    tag = tree.tags[i]
    return tag if tag in labels.OPEN_TAGS else tree.lower[i]


def governor(around: Surroundings, head: int) -> tuple[str, str]:
    """How often the strongest cue above this one reports, and how the way up to it ends."""
    tree, rates = around.view.tree, around.view.rates
    best, by = -1.0, ""
    for _ in range(_CLIMB):
        dep, above = tree.deps[head], tree.heads[head]
        if above == head:
            break
        head = above
        rate = rates.get(head)
        if rate is not None and rate > best:
            best, by = rate, dep
    return (COARSE.of(best), by) if by else ("no", "")


def siblings(group: Sequence[Proposal]) -> str:
    """Which kinds of shapes the cue offers, as letters."""
    return "".join(sorted({letter_of(proposal.frame) for proposal in group}))


def passages(proposal: Proposal, around: Surroundings) -> tuple[str, str, int]:
    """How the words and the decisions on passages agree; the least chance among them; the size."""
    view = proposal.view
    size = len(proposal.runs)
    for first, last in proposal.runs:
        size += last - first
    if not view.passages:
        return "none", "", size
    covered = sum([number >= 0 for first, last in proposal.runs for number in view.inside[first : last + 1]])
    name = "none" if not covered else "all" if covered >= size - 1 else "part"
    expected = proposal.expected
    least, agrees, shares, differs, misses = 1.0, "", "", "", ""
    for number, decision in enumerate(around.decisions):
        if decision is None:
            continue
        if number not in proposal.passages:
            if number in expected and decision.speech >= _LIKELY:
                misses = "-misses"
        elif number in expected:
            agrees, least = "-agrees", min(least, decision.chance)
        elif proposal.mention is not None and decision.mention == proposal.mention:
            shares, least = "-shares", min(least, decision.chance)
        elif decision.speech >= 0.5 and decision.taken is not None:
            differs = "-differs"
    chance = _CHANCES.of(least) if agrees or shares else "-"
    return name + agrees + shares + differs + misses, chance, size


def held_rate(proposal: Proposal, around: Surroundings) -> float:
    """The rate of the strongest other cue in the words."""
    runs = proposal.runs
    for head, rate in around.view.rates.items():
        for first, last in runs:
            if first <= head <= last:
                return rate
    return 0.0


def distance(head: int, first: int, last: int) -> str:
    """How many tokens lie between a cue and the words, "-" before it, "around" where they lie on both sides."""
    if first > head:
        return _GAPS_BEHIND.of(first - head - 1)
    return _GAPS_BEFORE.of(head - last - 1) if last < head else "around"


def ends_sentence(view: ParagraphView, last: int) -> str:
    sents = view.tree.sents
    if last + 2 >= len(sents) or sents[last + 1] != sents[last]:
        return "y"
    return "y" if sents[last + 2] != sents[last] and not view.tree.words[last + 1].isalnum() else "n"
