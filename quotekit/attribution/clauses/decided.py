"""What was decided about passages, asked about words at a cue: are they settled, is a passage held?

In: a Proposal and decisions. Out: yes or no.
Never decides anything anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotekit.attribution.clauses.measures import Decisions
from quotekit.attribution.passages.decision import Decision
from quotekit.attribution.proposal import Proposal, covers

_COVERED: Final = 0.5  # share of the tokens of a passage that makes it part of an attribution


def is_decided(proposal: Proposal, decisions: Decisions) -> bool:
    """Is it one passage and nothing else, which was decided to be nobody's, or somebody's where this names nobody?"""
    if len(proposal.passages) != 1 or len(proposal.runs) != 1:
        return False
    decision = decisions[proposal.passages[0]]
    if decision is None:
        return False
    passage, (first, last) = decision.passage, proposal.runs[0]
    if last - first > passage.last - passage.first + 1:
        return False
    return not decision.is_speech or (
        _names_nobody(proposal) and decision.taken is not None and decision.confidence > proposal.confidence
    )


def _names_nobody(proposal: Proposal) -> bool:
    """Has it no source but its own noun: "the *answer* is simple"?"""
    cue, mention = proposal.cue, proposal.mention
    is_noun = cue is not None and cue.kind == "noun" and mention is not None and cue.paragraph == mention.paragraph
    return cue is not None and (mention is None or (is_noun and cue.head == mention.head))


def is_covered(decision: Decision, kept: Sequence[Proposal]) -> bool:
    """Do the words that are kept hold at least half of the passage?"""
    first, last = decision.passage.first, decision.passage.last
    runs = [run for proposal in kept for run in proposal.runs if run[0] <= last and run[1] >= first]
    if not runs:
        return False
    held = sum(covers(runs, i) for i in range(first, last + 1))
    return held >= _COVERED * (last - first + 1)
