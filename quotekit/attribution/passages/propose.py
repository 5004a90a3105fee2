"""Runs the rules over a passage and keeps every proposal, with the rule that made it.

In: the Context of a passage, what was decided for the passages before it, the rules.
Out: Proposals, the last of them "nobody". Never chooses.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final, NamedTuple

from quotekit.attribution.passages.announced import introduced_from
from quotekit.attribution.passages.by_cue import propose_cues
from quotekit.attribution.passages.by_layout import propose_labels
from quotekit.attribution.passages.by_noun import FRAME as NOUN
from quotekit.attribution.passages.by_noun import propose_noun
from quotekit.attribution.passages.by_phrase import propose_phrases
from quotekit.attribution.passages.by_sentence import FRAME, propose_sentence_before
from quotekit.attribution.passages.by_turn import Turn, propose_turns
from quotekit.attribution.passages.context import Context
from quotekit.attribution.passages.nobody import is_title, propose_nobody
from quotekit.attribution.proposal import Proposal
from quotekit.attribution.rulebook import RuleBook
from quotekit.languages.table import Form, Part

__all__ = ["Context", "Turn", "propose"]


def propose(context: Context, turns: Sequence[Turn], book: RuleBook) -> list[Proposal]:
    """Every proposal that a rule allows for the passage of `context`; the last is nobody.

    Args:
        context: The passage and what surrounds it.
        turns: The passages before it, oldest first, each with what was decided.
        book: The rules in use.
    """
    if is_title(context):
        return [propose_nobody(context, 0, turns)]
    found, first = [], introduced_from(context)
    for proposal in chain(
        propose_cues(context),
        propose_labels(context),
        propose_phrases(context),
        propose_turns(context, turns),
        filter(None, [propose_noun(context)]) if book.frame_rank(NOUN) < len(book.rules) else (),
        propose_sentence_before(context) if book.frame_rank(FRAME) < len(book.rules) else (),
    ):
        rule = book.for_passage(proposal.frame, proposal.relation, proposal.cue)
        if rule is not None and not _is_from_before(proposal, context, first):
            proposal.rule = rule.name
            proposal.parts = [*proposal.parts, _kinship(proposal, turns)]
            found.append(proposal)
    found.append(propose_nobody(context, len(found), turns))
    return found


def _is_from_before(proposal: Proposal, context: Context, first: int) -> bool:
    """Does its mention stand before the sentence that leads to the passage with a colon?"""
    mention = proposal.mention
    if not first or mention is None:
        return False
    is_here = mention.view is context.view
    return not is_here or mention.head < first


def _kinship(proposal: Proposal, turns: Sequence[Turn]) -> Part:
    """Is the mention the one that spoke last, or one with the same head word?"""
    last = next((turn.speaker for turn in reversed(turns) if turn.speaker is not None), None)
    mention = proposal.mention
    if last is None or mention is None:
        return _OF_KIN, _Kin("-", "")
    said = "same" if last == mention else "alike" if mention.word.lower() == last.word.lower() else "other"
    return _OF_KIN, _Kin(said, proposal.frame)


class _Kin(NamedTuple):
    """Is the mention the one that spoke last, and in which frame?"""

    said: str
    frame: str


def _kin(said: str, frame: str) -> Sequence[str]:
    return (f"spoke-before={said}", f"spoke-before,frame={said}{frame}") if frame else (f"spoke-before={said}",)


_OF_KIN: Final = Form(_Kin._fields, _kin)
