"""What the trees ask of proposals, as one table of numbers for all proposals of a text.

In: weighed proposals, what the tagger says of the words. Out: an array, a row a proposal, a column a name of `NAMES`.
Never weighs a number (that is `quotekit.languages.forest`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from quotekit.attribution.proposal import Proposal
from quotekit.attribution.tagging.tag import Floats, Tags
from quotekit.languages.tagger import BEGINS, CONTENT, CUE, ENDS, SOURCE

NEAR: Final = 3  # tokens beside the words in which a likelier edge may lie
LEAST: Final = 1e-3  # no token counts as less likely than this to be reported
_ALONE: Final = 5.0  # the lead of a proposal without rivals
_VARIANTS: Final = {"<": -1.0, "": 0.0, ">": 1.0}
Group = Sequence[Proposal]
Places = npt.NDArray[np.intp]

_OF_WORDS: Final = ("MEAN", "LEAST", "WHOLE", "INNER_BEGINS", "INNER_ENDS", "INNER_CUE", "INNER_SOURCE", "TOKENS")
_OF_EDGES: Final = (
    "FIRST", "LAST", "BEFORE", "AFTER", "BEGINS", "ENDS", "BEFORE_ENDS", "AFTER_BEGINS", "NEAR_BEGINS", "NEAR_ENDS",
    "GAP", "RUNS",
)  # fmt: skip
_OF_FRAME: Final = (
    "CUE", "CUE_REPORTED", "CUE_BEFORE", "SOURCE", "RATE", "QUOTED_RATE", "TO_FIRST", "TO_LAST", "PASSAGES", "EXPECTED",
    "WITH_PASSAGES", "VARIANT", "HAS_SOURCE",
)  # fmt: skip
_OF_RIVALS: Final = ("SCORE", "SHARE", "NOTHING", "LEAD", "RIVALS", "WHOLE_LEAD", "EDGES_LEAD")
NAMES: Final = (*_OF_WORDS, *_OF_EDGES, *_OF_FRAME, *_OF_RIVALS)


def numbers_of(groups: Sequence[Group], tags: Tags) -> npt.NDArray[np.float32]:
    """What the trees ask for.

    Args:
        groups: Weighed proposals; those of a group exclude each other.
        tags: What the tagger says of the words of the text.

    Returns:
        Shape (proposals, names), in the order of the groups and of `NAMES`.
    """
    proposals = [proposal for group in groups for proposal in group]
    if not proposals:
        return np.zeros((0, len(NAMES)), np.float32)
    of_words, of_edges = _of_words(proposals, tags), _of_edges(proposals, tags)
    whole, edges = of_words[_OF_WORDS.index("WHOLE")], (of_edges["BEGINS"] * of_edges["ENDS"])
    columns = [*of_words, *of_edges.values(), *_of_frame(proposals, tags), *_of_rivals(groups, whole, edges)]
    return np.ascontiguousarray(np.array(columns, np.float32).T)


def _starts(sizes: Sequence[int] | Places) -> Places:
    """Where stretches of these sizes begin that lie one behind the other."""
    return np.cumsum([0, *sizes], dtype=np.intp)[:-1]


def _of_words(proposals: Sequence[Proposal], tags: Tags) -> list[Floats]:
    """`_OF_WORDS`: is every word reported, and does an edge, a cue or a source stand among them?"""
    runs = np.array([run for proposal in proposals for run in proposal.runs], np.intp)
    counts = [len(proposal.runs) for proposal in proposals]
    sizes = runs[:, 1] - runs[:, 0] + 1
    base = np.repeat([tags.first[proposal.view.number] for proposal in proposals], counts)
    at = np.arange(sizes.sum()) + np.repeat(base + runs[:, 0] - _starts(sizes), sizes)
    tokens = np.add.reduceat(sizes, _starts(counts))
    first = _starts(tokens)
    content, begins, ends, cue, source = tags.rows[[CONTENT, BEGINS, ENDS, CUE, SOURCE]][:, at]
    begins[first] = ends[first + tokens - 1] = 0.0  # those at the edges of the words are no inner ones
    return [
        np.add.reduceat(content, first) / tokens,
        np.minimum.reduceat(content, first),
        np.add.reduceat(np.log(np.maximum(content, LEAST)), first),
        *(np.maximum.reduceat(column, first) for column in (begins, ends, cue, source)),
        tokens.astype(np.float64),
    ]


def _of_edges(proposals: Sequence[Proposal], tags: Tags) -> dict[str, Floats]:
    """`_OF_EDGES`: do the words begin and end where reported words do?"""
    low = np.array([tags.first[proposal.view.number] for proposal in proposals])
    high = low + [tags.size[proposal.view.number] for proposal in proposals]
    steps = np.arange(NEAR + 1)[:, None]
    before = low + [proposal.runs[0][0] for proposal in proposals] - steps  # the first token, and those before it
    behind = low + [proposal.runs[-1][1] for proposal in proposals] + steps

    def of(label: int, at: Places) -> Floats:
        """What is said of these tokens; nothing outside of the paragraph."""
        return np.where((at >= low) & (at < high), tags.rows[label].take(at, mode="clip"), 0.0)

    first, last = of(CONTENT, before[:2]), of(CONTENT, behind[:2])
    begins, ends = of(BEGINS, before), of(ENDS, behind)
    return {
        "FIRST": first[0],
        "LAST": last[0],
        "BEFORE": first[1],
        "AFTER": last[1],
        "BEGINS": begins[0],
        "ENDS": ends[0],
        "BEFORE_ENDS": of(ENDS, before[1]),
        "AFTER_BEGINS": of(BEGINS, behind[1]),
        "NEAR_BEGINS": begins[1:].max(axis=0),
        "NEAR_ENDS": ends[1:].max(axis=0),
        "GAP": np.array([_gap(proposal, tags) for proposal in proposals]),
        "RUNS": np.array([float(len(proposal.runs)) for proposal in proposals]),
    }


def _gap(proposal: Proposal, tags: Tags) -> float:
    """How likely the words between the pieces are to be reported: the mean."""
    if len(proposal.runs) == 1:
        return 0.0
    content = tags[proposal.view.number][CONTENT]
    between = np.concatenate([content[last + 1 : first] for (_, last), (first, _) in pairwise(proposal.runs)])
    return float(between.mean()) if len(between) else 0.0


def _of_frame(proposals: Sequence[Proposal], tags: Tags) -> list[Sequence[float] | Floats]:
    """`_OF_FRAME`: is the cue one, is the mention a source, and how do the words lie to the cue?"""
    lows = [tags.first[proposal.view.number] for proposal in proposals]
    cue, before, source = [], [], []  # places of tokens, -1 for none
    for low, proposal in zip(lows, proposals, strict=True):
        mention, first = proposal.mention, proposal.runs[0][0]
        cue.append(low + proposal.cue.head if proposal.cue else -1)
        before.append(low + first - 1 if first else -1)
        source.append(-1 if mention is None else tags.first.get(mention.paragraph, low) + mention.head)

    def of(label: int, at: Sequence[int]) -> Floats:
        places = np.array(at)
        return np.where(places >= 0, tags.rows[label].take(places, mode="clip"), 0.0)

    frames = [
        (
            hit.rate if hit else 1.0,
            hit.quoted_rate if hit else 1.0,
            proposal.runs[0][0] - hit.head if hit else 0,
            proposal.runs[-1][1] - hit.head if hit else 0,
            len(proposal.passages),
            len(proposal.expected),
            proposal.with_passages,
            _VARIANTS[proposal.variant],
            proposal.mention is not None,
        )
        for proposal in proposals
        for hit in (proposal.cue,)
    ]
    return [of(CUE, cue), of(CONTENT, cue), of(CUE, before), of(SOURCE, source), *zip(*frames, strict=True)]


def _of_rivals(groups: Sequence[Group], whole: Floats, edges: Floats) -> list[Sequence[float] | Floats]:
    """`_OF_RIVALS`: how far is it ahead of what else is proposed at its cue?"""
    sizes = [len(group) for group in groups if group]
    best_whole, best_edges = (np.repeat(np.maximum.reduceat(each, _starts(sizes)), sizes) for each in (whole, edges))
    scores: list[float] = []
    shares: list[float] = []
    nothing: list[float] = []
    leads: list[float] = []
    for group in groups:
        own = [proposal.score for proposal in group]
        best, *others = sorted(own, reverse=True)
        second = others[0] if others else best - _ALONE
        scores += own
        shares += (proposal.share for proposal in group)
        nothing += [1 - sum(proposal.share for proposal in group)] * len(group)
        leads += (score - (second if score == best else best) for score in own)
    return [scores, shares, nothing, leads, np.repeat(sizes, sizes), whole - best_whole, edges - best_edges]
