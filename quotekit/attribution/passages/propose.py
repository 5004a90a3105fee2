"""Runs the rules over a passage and keeps every proposal, with the rule that made it.

In: a Reading, its views, a passage, what was decided for the passages before it.
Out: Candidates, the last of them "nobody". Never chooses.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.attribution.book import RuleBook
from quotekit.attribution.passages.by_cue import propose_cues
from quotekit.attribution.passages.by_layout import propose_labels
from quotekit.attribution.passages.by_phrase import propose_phrases
from quotekit.attribution.passages.by_turn import Turn, propose_turns
from quotekit.attribution.passages.context import Context
from quotekit.attribution.passages.nobody import is_title, propose_nobody
from quotekit.attribution.passages.proposal import NOBODY, Candidate

__all__ = ["NOBODY", "Candidate", "Context", "Turn", "propose"]


def propose(context: Context, turns: Sequence[Turn], book: RuleBook) -> list[Candidate]:
    """Every proposal that a rule allows for the passage of `context`; the last is nobody.

    Args:
        context: The passage and what surrounds it.
        turns: The passages before it, oldest first, each with what was decided.
        book: The rules in use.
    """
    if is_title(context):
        return [propose_nobody(context, 0, turns)]
    found = []
    for proposals in (
        propose_cues(context),
        propose_labels(context),
        propose_phrases(context),
        propose_turns(context, turns),
    ):
        for candidate in proposals:
            rule = book.rule_for(candidate.frame, candidate.relation, candidate.cue)
            if rule is not None:
                candidate.rule = rule.name
                candidate.features += _kinship(candidate, turns)
                found.append(candidate)
    found.append(propose_nobody(context, len(found), turns))
    return found


def _kinship(candidate: Candidate, turns: Sequence[Turn]) -> list[str]:
    """Is the mention the one that spoke last, or one with the same head word?"""
    last = next((turn.chosen for turn in reversed(turns) if turn.chosen is not None), None)
    if last is None:
        return ["spoke-before=-"]
    if last.source == candidate.source:
        said = "same"
    else:
        words, others = candidate.view.tree.words, last.view.tree.words
        said = "alike" if words[candidate.head].lower() == others[last.head].lower() else "other"
    return [f"spoke-before={said}", f"spoke-before,frame={said}{candidate.frame}"]
