"""What is said inside of what is said: proposals for the cues that lie in the words of somebody.

In: what a paragraph was decided to say, its proposals. Out: groups of proposals that may be nested.
Never weighs and never chooses.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.attribution.clauses.propose import propose_clauses
from quotekit.attribution.passages.decision import Decision
from quotekit.attribution.proposal import Proposal
from quotekit.attribution.rulebook import RuleBook
from quotekit.attribution.views import ELSEWHERE, ParagraphView, Passage
from quotekit.languages import labels
from quotekit.trees import Tree

_CLAUSAL_RATE = 0.25  # words that report more rarely are passed over between marks


def held_by(group: Sequence[Proposal], outer: Proposal) -> list[Proposal]:
    """The proposals of a cue that, with the cue, lie inside of others' words."""
    cue = group[0].cue
    if cue is None or cue.kind == "punctuation" or not outer.holds(cue.head):
        return []
    return [
        proposal
        for proposal in group
        if proposal is not outer
        and any(first <= proposal.runs[0][0] and proposal.runs[-1][1] <= last for first, last in outer.runs)
    ]


def between_marks(view: ParagraphView, decisions: Sequence[Decision | None], book: RuleBook) -> list[list[Proposal]]:
    """Clauses that a verb reports between marks: “I think *the ferry will run*,” she said.

    Args:
        view: The paragraph.
        decisions: What was decided about each of its passages.
        book: The rules in use.
    """
    spoken = [
        passage
        for passage, decision in zip(view.passages, decisions, strict=True)
        if decision is not None and decision.is_speech
    ]
    heads = [i for i in _clausal(view.tree) if any(passage.first <= i <= passage.last for passage in spoken)]
    if not heads:
        return []
    inside = [ELSEWHERE] * len(view.tree)
    for passage in spoken:
        inside[passage.first : passage.last + 1] = [-1] * (passage.last + 1 - passage.first)
    for passage in view.nested:  # what has marks of its own is read as a passage
        inside[passage.first : passage.last + 1] = [ELSEWHERE] * (passage.last + 1 - passage.first)
    inner = ParagraphView(view.number, view.tree, view.language, [], [], inside, among=heads)
    inner.cues = tuple(cue for cue in inner.cues if cue.kind == "verb" and cue.rate >= _CLAUSAL_RATE)
    if not inner.cues:
        return []
    groups = ([each for each in group if _is_held(each, spoken, inside)] for group in propose_clauses(inner, (), book))
    return [group for group in groups if group]


def _clausal(tree: Tree) -> list[int]:
    """The verbs that have a clause of their own, or are set into one, in order."""
    found = {i for i, dep in enumerate(tree.deps) if dep in labels.INTERRUPTING}
    found.update([tree.heads[i] for i, dep in enumerate(tree.deps) if dep == labels.COMPLEMENT_CLAUSE])
    return sorted([i for i in found if tree.pos[i] in labels.VERBS])


def _is_held(proposal: Proposal, passages: Sequence[Passage], inside: Sequence[int]) -> bool:
    """Do the words lie in the one passage that the cue stands in, without marks of their own among them?"""
    cue, first, last = proposal.cue, proposal.runs[0][0], proposal.runs[-1][1]
    is_plain = ELSEWHERE not in inside[first : last + 1]
    return (
        is_plain
        and cue is not None
        and any(
            passage.first <= cue.head <= passage.last and passage.first <= first and last <= passage.last
            for passage in passages
        )
    )


def is_same_source(one: Proposal, other: Proposal) -> bool:
    """Is one phrase the source of both?"""
    mine, theirs = one.mention, other.mention
    return mine is not None and theirs is not None and (mine.paragraph, mine.head) == (theirs.paragraph, theirs.head)
