"""What is decided about a passage: who says it, how sure that is, and what else was proposed.

In: nothing. Out: Decision.
Never decides (that is `quotekit.attribution.passages.decide`).
"""

from __future__ import annotations

from functools import cached_property

from attrs import frozen

from quotekit.attribution.proposal import NOBODY, Mention, Proposal
from quotekit.attribution.views import ParagraphView, Passage
from quotekit.languages import labels
from quotekit.reading.locks import open_properties


@frozen(eq=False, slots=False)
class Decision:
    """What was decided for one piece of a quotation.

    Attributes:
        view: Its paragraph.
        passage: The piece.
        taken: The proposal taken; None where nobody or nobody known says it.
        confidence: Probability of the source, or of there being none.
        is_speech: Does somebody say it, known or not?
        proposals: All proposals, likeliest first, each with its share.
    """

    view: ParagraphView
    passage: Passage
    taken: Proposal | None
    confidence: float
    is_speech: bool
    proposals: tuple[Proposal, ...]

    @cached_property
    def likeliest(self) -> Proposal | None:
        """The proposal taken, or the best of the likeliest mention where none was; None if nobody was proposed."""
        if self.taken is not None:
            return self.taken
        sums = mention_shares(self.proposals)
        best = max(sums, key=sums.__getitem__, default=None)
        return next((each for each in self.proposals if each.mention == best and best is not None), None)

    @property
    def mention(self) -> Mention | None:
        """Who most likely says it, if somebody does."""
        return None if self.likeliest is None else self.likeliest.mention

    @cached_property
    def chance(self) -> float:
        """Probability that this mention does."""
        mention = self.mention
        return 0.0 if mention is None else mention_shares(self.proposals).get(mention, 0.0)

    @cached_property
    def speech(self) -> float:
        """Probability that somebody says it, known or not."""
        return 1 - next((each.share for each in self.proposals if each.frame == NOBODY), 0.0)

    @property
    def is_implicit(self) -> bool:
        """Has the likeliest proposal no frame of its own?"""
        return self.likeliest is not None and self.likeliest.is_implicit


def mention_shares(proposals: tuple[Proposal, ...]) -> dict[Mention, float]:
    """The sum of the shares of the proposals for each mention, in the order of the proposals."""
    sums: dict[Mention, float] = {}
    for each in proposals:
        if each.mention is not None:
            sums[each.mention] = sums.get(each.mention, 0.0) + each.share
    return sums


def owned_by(mention: Mention) -> int | None:
    """The subject that an owner refers back to: token of "Tom" for "his" in "Tom changed his answer"; None else.

    A possessive pronoun of a verb's object is bound by the verb's subject (Chomsky 1981, binding theory).
    """
    tree, owner = mention.view.tree, mention.head
    if tree.deps[owner] != labels.OWNER or tree.pos[owner] != "PRON":
        return None
    for verb in tree.ancestors(tree.heads[owner]):
        subject = next((kid for kid in tree.kids[verb] if tree.deps[kid] in labels.SUBJECTS), None)
        if subject is not None:
            return subject if subject < owner else None
    return None


open_properties(Decision)
