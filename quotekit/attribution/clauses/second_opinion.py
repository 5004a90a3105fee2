"""A second opinion on the proposals of a text: trees over the table's score and what the tagger says of the words.

In: weighed proposals, the probabilities of the tagger, the trees. Out: share and confidence, written anew.
Never proposes, and leaves alone what the user's own rules are trusted with.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, repeat
from math import log
from typing import Final

import numpy as np
from attrs import frozen

from quotekit.attribution.proposal import Proposal, Run
from quotekit.attribution.rulebook import RuleBook
from quotekit.attribution.tagging.tag import Tags, tag
from quotekit.attribution.views import ParagraphView
from quotekit.attribution.weights import raise_trusted
from quotekit.languages import Language
from quotekit.languages.forest import Forest
from quotekit.languages.tagger import BEGINS, CONTENT, CUE, ENDS, SOURCE

NEAR: Final = 3  # tokens beside the words in which a likelier edge may lie
LEAST: Final = 1e-3  # no token counts as less likely than this to be reported
_HOPELESS: Final = 0.05  # the trees never keep a proposal of a cue whose shares sum to less
_ALONE: Final = 5.0  # the lead of a proposal without rivals
_VARIANTS: Final = {"<": -1.0, "": 0.0, ">": 1.0}
Group = Sequence[Proposal]

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
_WHOLE, _BEGINS, _ENDS = (NAMES.index(name) for name in ("WHOLE", "BEGINS", "ENDS"))


@frozen(eq=False)
class SecondOpinion:
    """What is asked after the table of weights.

    Attributes:
        tags: What the tagger says of the words of the text.
        forest: The trees.
    """

    tags: Tags
    forest: Forest

    @classmethod
    def on(cls, views: Sequence[ParagraphView | None], language: Language) -> SecondOpinion | None:
        """The second opinion on a text; None where none was fitted for its language."""
        tagger, forest = language.tagger, language.clause_forest
        return cls(tag(views, tagger), forest) if tagger is not None and forest is not None else None

    def reconsider(self, groups: Sequence[Group], book: RuleBook) -> None:
        """Writes share and confidence of the proposals of a text anew.

        Args:
            groups: Weighed proposals; those of a group exclude each other.
            book: The rules in use; a group with a proposal of a rule of the user's own stays as it is.
        """
        asked = [group for group in groups if _is_open(group) and all(each.rule not in book.own for each in group)]
        rows = [row for group in asked for row in numbers_of(group, self.tags)]
        if not rows:
            return
        table = np.array(rows, np.float32)
        shares = self.forest.exactly.probabilities(table).tolist()
        confidences = self.forest.mostly.probabilities(table).tolist()
        proposals = (proposal for group in asked for proposal in group)
        for proposal, share, confidence in zip(proposals, shares, confidences, strict=True):
            proposal.share, proposal.confidence = share, max(share, confidence)
        for group in asked:
            raise_trusted(group, book)


def _is_open(group: Group) -> bool:
    """Is the cue a word, and may it report by the table of weights?

    Labels and passages without a cue are too rare in news for trees to know about.
    """
    cue = group[0].cue
    is_word = cue is not None and cue.kind != "punctuation"
    return is_word and sum(proposal.share for proposal in group) >= _HOPELESS


def numbers_of(group: Group, tags: Tags) -> list[list[float]]:
    """What the trees ask for, a row a proposal, in the order of `NAMES`.

    Args:
        group: Weighed proposals that exclude each other.
        tags: What the tagger says of the words of the text.
    """
    rows = [[*_of_words(proposal, tags), *_of_edges(proposal, tags), *_of_frame(proposal, tags)] for proposal in group]
    scores = [proposal.score for proposal in group]
    nothing = 1 - sum(proposal.share for proposal in group)
    edges = [row[_BEGINS] * row[_ENDS] for row in rows]
    best_whole, best_edges = max(row[_WHOLE] for row in rows), max(edges)
    first, *others = sorted(scores, reverse=True)
    second = others[0] if others else first - _ALONE
    for row, proposal, edge in zip(rows, group, edges, strict=True):
        lead = proposal.score - (second if proposal.score == first else first)
        row += [proposal.score, proposal.share, nothing, lead, len(group), row[_WHOLE] - best_whole, edge - best_edges]
    return rows


def _of_words(proposal: Proposal, tags: Tags) -> list[float]:
    """`_OF_WORDS`: is every word reported, and does an edge, a cue or a source stand among them?"""
    columns = tags[proposal.view.number]
    content, begins, ends, cue, source = (
        _within(columns[label], proposal.runs) for label in (CONTENT, BEGINS, ENDS, CUE, SOURCE)
    )
    return [
        sum(content) / len(content),
        min(content),
        sum(map(log, map(max, content, repeat(LEAST)))),
        max(begins[1:], default=0.0),
        max(ends[:-1], default=0.0),
        max(cue),
        max(source),
        len(content),
    ]


def _within(column: list[float], runs: Sequence[Run]) -> list[float]:
    """The numbers of the tokens in some runs."""
    first, last = runs[0]
    found = column[first : last + 1]
    for first, last in runs[1:]:
        found += column[first : last + 1]
    return found


def _of_edges(proposal: Proposal, tags: Tags) -> list[float]:
    """`_OF_EDGES`: do the words begin and end where reported words do?"""
    columns = tags[proposal.view.number]
    content, begins, ends = columns[CONTENT], columns[BEGINS], columns[ENDS]
    runs = proposal.runs
    first, last = runs[0][0], runs[-1][1]
    gaps = [value for (_, end), (start, _) in pairwise(runs) for value in content[end + 1 : start]]
    has_before, has_after = first > 0, last + 1 < len(content)
    return [
        content[first],
        content[last],
        content[first - 1] if has_before else 0.0,
        content[last + 1] if has_after else 0.0,
        begins[first],
        ends[last],
        ends[first - 1] if has_before else 0.0,
        begins[last + 1] if has_after else 0.0,
        max(begins[max(0, first - NEAR) : first], default=0.0),
        max(ends[last + 1 : last + 1 + NEAR], default=0.0),
        sum(gaps) / len(gaps) if gaps else 0.0,
        len(runs),
    ]


def _of_frame(proposal: Proposal, tags: Tags) -> list[float]:
    """`_OF_FRAME`: is the cue one, is the mention a source, and how do the words lie to the cue?"""
    columns, cue, mention = tags[proposal.view.number], proposal.cue, proposal.mention
    first, last = proposal.runs[0][0], proposal.runs[-1][1]
    source = columns[SOURCE] if mention is None else tags.get(mention.paragraph, columns)[SOURCE]
    return [
        columns[CUE][cue.head] if cue else 0.0,
        columns[CONTENT][cue.head] if cue else 0.0,
        columns[CUE][first - 1] if first else 0.0,
        source[mention.head] if mention else 0.0,
        cue.rate if cue else 1.0,
        cue.quoted_rate if cue else 1.0,
        first - cue.head if cue else 0,
        last - cue.head if cue else 0,
        len(proposal.passages),
        len(proposal.expected),
        proposal.with_passages,
        _VARIANTS[proposal.variant],
        mention is not None,
    ]
