"""Words that the encoder takes for reported, where no rule proposed any: runs of the labels of tokens.

In: a paragraph, what the encoder says of each token, which tokens are taken. Out: Proposals with a name of their own
in the place of a rule (`quotekit.languages.stand_ins.LABELLED`).
Never overlaps what is taken, and never leaves the sentences of the words for a cue or a source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp, log
from typing import Any, Final

from attrs import frozen

from quotekit.attribution.proposal import Proposal, Run, mention_at
from quotekit.attribution.views import ParagraphView
from quotekit.languages.stand_ins import LABELLED
from quotekit.languages.tagger import BEGINS, CONTENT, CUE, ENDS, SOURCE
from quotekit.reading.reading import CueHit
from quotekit.records import CueKind

LIKELY: Final = 0.5  # a run holds a token that is this likely to be reported …
POSSIBLE: Final = 0.3  # … and goes on to both sides as far as they are this likely; so likely are cues and sources, too
FEWEST: Final = 3  # tokens
_LEAST: Final = 1e-4
_KINDS: Final[Mapping[str, CueKind]] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}
_OPENING: Final = frozenset("“\"‘'")
_LOOSE_ENDS: Final = frozenset(".,;:")


@frozen(eq=False)
class Labelled:
    """A run of tokens that may be reported, and what lies around it.

    Attributes:
        run: Its first and last token.
        cue: The likeliest cue of its sentences, or None.
        source: The likeliest word of a source there, or None.
        numbers: What its probability is a logistic model of: the log odds of its tokens on the average, its cue, its
            source, its first token as a first one and its last as a last one; its length, as a logarithm; whether
            its cue is one of the lexicon.
    """

    run: Run
    cue: int | None
    source: int | None
    numbers: tuple[float, ...]


def labelled_in(view: ParagraphView, labels: Any, taken: Sequence[bool]) -> Iterator[Labelled]:
    """The runs of a paragraph without a token that is taken.

    Args:
        view: The paragraph.
        labels: Probabilities of `quotekit.languages.tagger.LABELS`, shape (labels, tokens).
        taken: Does a token belong to something that is kept?
    """
    content, begins, ends, cues, sources = (labels[n].tolist() for n in (CONTENT, BEGINS, ENDS, CUE, SOURCE))
    known = {cue.head for cue in view.cues}
    for first, last in _runs_of(content):
        first, last = _trimmed(view.tree.words, first, last)
        if last - first + 1 < FEWEST or any(taken[first : last + 1]):
            continue
        sents = set(view.tree.sents[first : last + 1])
        near = [
            i for i, sent in enumerate(view.tree.sents) if sent in sents and not first <= i <= last and not taken[i]
        ]
        cue, source = (max(near, key=column.__getitem__, default=None) for column in (cues, sources))
        chances = (
            sum(content[first : last + 1]) / (last - first + 1),
            0.0 if cue is None else cues[cue],
            0.0 if source is None else sources[source],
            begins[first],
            ends[last],
        )
        numbers = (*map(_log_odds, chances), log(last - first + 1), float(cue in known))
        yield Labelled(
            (first, last),
            None if cue is None or cues[cue] < POSSIBLE else cue,
            None if source is None or sources[source] < POSSIBLE else source,
            numbers,
        )


def proposals_in(view: ParagraphView, labels: Any, taken: Sequence[bool], weights: Sequence[float]) -> list[Proposal]:
    """A proposal for each run, with how likely words and source are right.

    Args:
        view: The paragraph.
        labels: Probabilities of labels, shape (labels, tokens).
        taken: Does a token belong to something that is kept?
        weights: Of `Labelled.numbers`, and last the bias.
    """
    return [
        proposal_of(view, each, labels, chance_of(each.numbers, weights)) for each in labelled_in(view, labels, taken)
    ]


def proposal_of(view: ParagraphView, found: Labelled, labels: Any, chance: float) -> Proposal:
    """The proposal for a run, with its cue and its source, and how likely that is right."""
    mention = None if found.source is None else mention_at(view, _head_of(view, found.source, labels[SOURCE]))
    cue = None if found.cue is None else _cue_at(view, found.cue)
    proposal = Proposal(view, [found.run], "", "", mention, cue, LABELLED)
    proposal.share = proposal.confidence = chance
    return proposal


def chance_of(numbers: Sequence[float], weights: Sequence[float]) -> float:
    """The probability of a run, 0 to 1."""
    *slopes, bias = weights
    return 1 / (1 + exp(-sum(slope * number for slope, number in zip(slopes, numbers, strict=True)) - bias))


def _runs_of(content: Sequence[float]) -> Iterator[Run]:
    at = 0
    while at < len(content):
        if content[at] < LIKELY:
            at += 1
            continue
        first = at
        while first > 0 and content[first - 1] >= POSSIBLE:
            first -= 1
        while at + 1 < len(content) and content[at + 1] >= POSSIBLE:
            at += 1
        yield first, at
        at += 1


def _trimmed(words: Sequence[str], first: int, last: int) -> Run:
    """Without marks at its edges that open or close nothing."""
    while first < last and not words[first][:1].isalnum() and words[first] not in _OPENING:
        first += 1
    while last > first and words[last] in _LOOSE_ENDS:
        last -= 1
    return first, last


def _head_of(view: ParagraphView, token: int, sources: Any) -> int:
    """The main word of the likely words of a source around a token."""
    first = last = token
    while first > 0 and sources[first - 1] >= POSSIBLE:
        first -= 1
    while last + 1 < len(sources) and sources[last + 1] >= POSSIBLE:
        last += 1
    heads = view.tree.heads
    while first <= heads[token] <= last and heads[token] != token:
        token = heads[token]
    return token


def _cue_at(view: ParagraphView, token: int) -> CueHit | None:
    """The cue at a token: of the lexicon, or one that it does not know; None where a word of that kind is none."""
    for cue in view.cues:
        if cue.head == token:
            return cue
    kind = _KINDS.get(view.tree.pos[token])
    return None if kind is None else CueHit(view.number, token, token, token, view.tree.lemmas[token], kind)


def _log_odds(chance: float) -> float:
    held = min(max(chance, _LEAST), 1 - _LEAST)
    return log(held / (1 - held))
