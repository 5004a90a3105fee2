"""The encoder's opinion on the proposals of a text, mixed with what the weights say.

In: weighed proposals, and the paragraphs of the text. Out: share and confidence, written anew where the weights
are unsure; only the paragraphs of those proposals are read.
Never proposes, and leaves alone what the user's own rules are trusted with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp, log
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import field, frozen

from quotekit.attribution.clauses.choose import shares_alike
from quotekit.attribution.encoder.labels import proposals_in
from quotekit.attribution.encoder.places import clause_row, passage_row
from quotekit.attribution.encoder.states import States
from quotekit.attribution.encoder.windows import Windows
from quotekit.attribution.proposal import Mention, Proposal
from quotekit.attribution.rulebook import RuleBook
from quotekit.attribution.views import ParagraphView
from quotekit.attribution.weights import NOTHING, raise_trusted, softmax
from quotekit.languages.encoder import Encoder

if TYPE_CHECKING:
    from typing_extensions import Self

LEAST: Final = 1e-4  # no probability counts as nearer to 0 or 1 than this
_ANOTHER: Final = 0.5  # another speaker than the weights name has to be this likely, else they have the last word
Group = Sequence[Proposal]


@frozen(eq=False)
class Opinion:
    """What the encoder says of one text; it belongs to one thread.

    Attributes:
        encoder: Its weights.
        views: The paragraphs of the text, by number.
        windows: The word pieces of the paragraphs that it has read.
        states: Hidden states of those pieces.
    """

    encoder: Encoder
    views: Mapping[int, ParagraphView]
    windows: Windows
    states: States = field(factory=States)

    @classmethod
    def on(cls, views: Sequence[ParagraphView | None], encoder: Encoder) -> Self:
        """The opinion on a text with these paragraphs, none of them read yet."""
        windows = Windows(encoder.cut, encoder.opens, encoder.closes)
        return cls(encoder, {view.number: view for view in views if view is not None}, windows)

    def of_passage(self, rivals: Sequence[Proposal], book: RuleBook) -> None:
        """Writes the shares of the proposals for a passage anew, where the weights are unsure: a mix of log odds.

        Args:
            rivals: The weighed proposals, "nobody" among them.
            book: The rules in use; if a rival is of a rule of the user's own, all stay as they are.
        """
        if len(rivals) < 2 or any(each.rule in book.own for each in rivals):
            return
        if is_sure_of_passage(rivals, self.encoder.about["sure"]):
            for rival in rivals:
                self.note(rival, rival.share, None, is_passage=True)
            return
        part = float(self.encoder.about["mix"]["passages"])
        said = self.passage_scores(rivals)
        mixed = [
            (1 - part) * log(max(each.share, LEAST)) + part * score for each, score in zip(rivals, said, strict=True)
        ]
        shares = softmax(mixed)
        for rival, alone in zip(rivals, softmax(said), strict=True):
            self.note(rival, rival.share, alone, is_passage=True)
        mention, chance = likeliest_mention(rivals, shares)
        if mention != likeliest_mention(rivals, [each.share for each in rivals])[0] and chance < _ANOTHER:
            return
        for rival, share in zip(rivals, shares, strict=True):
            rival.share = rival.confidence = share
        raise_trusted(rivals, book)

    def of_cues(self, groups: Sequence[Group], book: RuleBook) -> None:
        """Writes share and confidence of the proposals at the cues of a text anew, where the weights are unsure.

        Args:
            groups: The weighed proposals; those of a group exclude each other.
            book: The rules in use; a group with a proposal of a rule of the user's own stays as it is.
        """
        sure = self.encoder.about["sure"]
        asked: list[Group] = []
        for group in filter(lambda group: is_askable(group, book), groups):
            if is_unsure(group, sure):
                asked.append(group)
            else:
                for proposal in group:
                    self.note(proposal, proposal.confidence, None, is_passage=False)
        proposals = [proposal for group in asked for proposal in group]
        if not proposals:
            return
        scores = iter(self.clause_scores(proposals))
        mix = self.encoder.about["mix"]
        for group in asked:
            said = said_of([next(scores) for _ in group], group)
            weighed = [(proposal.share, proposal.confidence) for proposal in group]
            before = _likeliest(group)
            for proposal, (share, confidence) in zip(group, said, strict=True):
                self.note(proposal, proposal.confidence, confidence, is_passage=False)
                proposal.share = mixed_chance(proposal.share, share, mix["share"])
                mostly = mixed_chance(proposal.confidence, confidence, mix["confidence"])
                proposal.confidence = max(proposal.share, mostly)
            after = _likeliest(group)
            if after.mention != before.mention and after.confidence < _ANOTHER:
                for proposal, (share, confidence) in zip(group, weighed, strict=True):
                    proposal.share, proposal.confidence = share, confidence
            raise_trusted(group, book)

    def further(self, view: ParagraphView, taken: Sequence[bool]) -> list[Proposal]:
        """Proposals for words that no rule proposed, in a paragraph that was read; those that are likely enough.

        Args:
            view: The paragraph.
            taken: Does a token belong to something that is kept?
        """
        places = self.windows.places.get(view.number)
        held = self.encoder.about["labels"]
        if not places or held is None:
            return []
        # A token of spaces at the very end has no piece: it lies where its window closes.
        labels = self.encoder.labels.probabilities(self.states.all[places])
        found = proposals_in(view, labels, taken, held["weights"])
        return [each for each in found if each.confidence >= held["least"]]

    def note(self, proposal: Proposal, weighed: float, said: float | None, *, is_passage: bool) -> None:
        """What the weights and the encoder, where it was asked, say of a proposal; kept by whoever explains it."""

    def clause_scores(self, proposals: Sequence[Proposal]) -> list[float]:
        """Log odds of proposals at cues, against nothing."""
        self._read(proposals)
        rows = np.array([clause_row(each, self.windows) for each in proposals], np.int64)
        scores: list[float] = self.encoder.clauses.scores(self.states.all, rows).tolist()
        return scores

    def passage_scores(self, rivals: Sequence[Proposal]) -> list[float]:
        """Log odds of the proposals for a passage, against each other."""
        self._read(rivals)
        rows = np.array([passage_row(each, self.windows) for each in rivals], np.int64)
        scores: list[float] = self.encoder.passages.scores(self.states.all, rows).tolist()
        return scores

    def _read(self, proposals: Iterable[Proposal]) -> None:
        """Read the paragraphs in which the proposals, their cues and their mentions stand, unless they are read."""
        for number in dict.fromkeys(number for each in proposals for number in _paragraphs_of(each)):
            if number in self.views:
                self.states.add(self.encoder.hidden(self.windows.add(self.views[number])))


def _paragraphs_of(proposal: Proposal) -> Iterator[int]:
    yield proposal.view.number
    if proposal.cue is not None:
        yield proposal.cue.paragraph
    if proposal.mention is not None:
        yield proposal.mention.paragraph


def _likeliest(group: Group) -> Proposal:
    return max(group, key=lambda proposal: proposal.confidence)


def is_askable(group: Group, book: RuleBook) -> bool:
    """Is the cue a word, and no proposal of a rule of the user's own?"""
    cue = group[0].cue
    return cue is not None and cue.kind != "punctuation" and all(each.rule not in book.own for each in group)


def is_unsure(group: Group, sure: Mapping[str, float]) -> bool:
    """Are the weights sure neither of exactly one proposal at a cue nor that nothing is said there?"""
    exactly, anything = max(each.share for each in group), max(each.confidence for each in group)
    return exactly < sure["exactly"] and 1 - anything < sure["nothing"]


def is_sure_of_passage(rivals: Group, sure: Mapping[str, float]) -> bool:
    """Are the weights sure who says a passage, or that nobody does?"""
    return likeliest_mention(rivals, [each.share for each in rivals])[1] >= sure["passages"]


def likeliest_mention(rivals: Group, shares: Sequence[float]) -> tuple[Mention | None, float]:
    """The mention with the largest sum of shares, None for nobody, and that sum."""
    sums: dict[Mention | None, float] = {}
    for each, share in zip(rivals, shares, strict=True):
        sums[each.mention] = sums.get(each.mention, 0.0) + share
    return max(sums.items(), key=lambda item: item[1])


def said_of(scores: Sequence[float], group: Group) -> list[tuple[float, float]]:
    """What the encoder alone says of each proposal: how likely exactly this, and mostly the same words, are right."""
    shares = softmax([*scores, NOTHING])[:-1]
    return [(share, share + more) for share, more in zip(shares, shares_alike(group, shares), strict=True)]


def mixed_chance(weighed: float, said: float, mix: Sequence[float]) -> float:
    """A probability from two: a logistic model of their log odds, with its two weights and its bias."""
    odds = mix[0] * log_odds(weighed) + mix[1] * log_odds(said) + mix[2]
    return 1 / (1 + exp(-odds))


def log_odds(chance: float) -> float:
    """Log odds, at most about 9 either way."""
    held = min(max(chance, LEAST), 1 - LEAST)
    return log(held / (1 - held))
