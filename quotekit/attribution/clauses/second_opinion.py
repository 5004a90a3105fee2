"""A second opinion on the proposals of a text: trees over the table's score and what the tagger says of the words.

In: weighed proposals, the probabilities of the tagger, the trees. Out: share and confidence, written anew.
Never proposes, and leaves alone what the user's own rules are trusted with.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from quotekit.attribution.clauses.numbers import numbers_of
from quotekit.attribution.proposal import Proposal
from quotekit.attribution.rulebook import RuleBook
from quotekit.attribution.tagging.tag import Tags, tag
from quotekit.attribution.views import ParagraphView
from quotekit.attribution.weights import raise_trusted
from quotekit.languages import Language
from quotekit.languages.forest import Forest

_HOPELESS: Final = 0.05  # the trees never keep a proposal of a cue whose shares sum to less
Group = Sequence[Proposal]


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
        if not asked:
            return
        table = numbers_of(asked, self.tags)
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
