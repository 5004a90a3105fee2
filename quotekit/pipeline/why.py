"""Why an attribution is as sure as it is: what the weights say, what the encoder adds, which words moved it.

In: a text, one of its attributions, the options that it was read with. Out: a Why. Reads the text again.
Never changes an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from quotekit.attribution.attribute import attribute
from quotekit.attribution.encoder.opinion import Opinion
from quotekit.attribution.encoder.words import moved_by
from quotekit.attribution.proposal import Proposal
from quotekit.attribution.views import ParagraphView
from quotekit.errors import InputError
from quotekit.languages import Language
from quotekit.pipeline.one import read_one
from quotekit.pipeline.options import GivenOptions, Options
from quotekit.reading.reading import merge
from quotekit.records import Attribution

if TYPE_CHECKING:
    from typing_extensions import Unpack

_MOST_TERMS: Final = 8
_MOST_WORDS: Final = 8


@frozen
class Why:
    """What an attribution owes its confidence to.

    Attributes:
        weighed: Its probability by the weights alone, 0 to 1.
        said: Its probability by the encoder alone, 0 to 1; None where the weights were sure, so that it was not asked.
        together: Its confidence.
        terms: The strongest features of the table of weights and their log odds, strongest first; of the
            tables, which came before the trees.
        words: The words that moved the encoder most, and by how many log odds its score falls without each; none
            where it was not asked.
    """

    weighed: float
    said: float | None
    together: float
    terms: tuple[tuple[str, float], ...]
    words: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        """A few lines for a person."""
        said = "not asked" if self.said is None else f"{self.said:.2f}"
        lines = [f"weights {self.weighed:.2f}, encoder {said}, together {self.together:.2f}"]
        lines += [f"  term  {value:+.2f}  {name}" for name, value in self.terms]
        lines += [f"  word  {value:+.2f}  {name}" for name, value in self.words]
        return "\n".join(lines)


def why(text: str, attribution: Attribution, **options: Unpack[GivenOptions]) -> Why:
    """What the weights say of an attribution, what the encoder adds, and which words moved the encoder.

    Reads the text again, and then once more for each word near the attribution: seconds, not milliseconds.

    Args:
        text: The text, as it was given to `extract`.
        attribution: One of the attributions that were found with `decider="encoder"`.
        options: The options that they were found with; the decider need not be said.

    Raises:
        InputError: if the attribution is none of that text with those options, or the encoder had no say in it.
        EncoderNotFoundError: if the encoder is not installed.
    """
    chosen = evolve(Options(**options), decider="encoder")
    encoder = chosen.encoder
    made: list[Noting] = []

    def ask(views: Sequence[ParagraphView | None]) -> Opinion:
        assert encoder is not None
        held = Opinion.on(views, encoder)
        made.append(Noting(held.encoder, held.views, held.windows))
        return made[-1]

    reading = read_one(text, chosen)
    attribute(reading, chosen.chosen_rules, ask=ask)
    notes = [note for noting in made for note in noting.notes if _is_about(note.proposal, attribution)]
    if not notes:
        raise InputError("the encoder had no say in this attribution: it is of another text, or a layout decided it")
    note = max(notes, key=lambda note: (_has_words(note.proposal, attribution), note.proposal.share))
    moved = {} if note.said is None else moved_by(made[0], note.proposal, is_passage=note.is_passage)
    words = note.proposal.view.tree.words
    ranked = sorted(moved, key=lambda token: -abs(moved[token]))[:_MOST_WORDS]
    return Why(
        weighed=round(note.weighed, 2),
        said=None if note.said is None else round(note.said, 2),
        together=attribution.confidence or 0.0,
        terms=tuple(_terms(note, reading.language)),
        words=tuple((words[token], round(moved[token], 2)) for token in ranked),
    )


@frozen
class Note:
    """What was said of one proposal: by the weights, by the encoder if it was asked."""

    proposal: Proposal
    weighed: float
    said: float | None
    is_passage: bool


@frozen(eq=False)
class Noting(Opinion):
    """An opinion that keeps what it says."""

    notes: list[Note] = field(factory=list)

    def note(self, proposal: Proposal, weighed: float, said: float | None, *, is_passage: bool) -> None:
        """Keep what was said."""
        self.notes.append(Note(proposal, weighed, said, is_passage))


def _is_about(proposal: Proposal, attribution: Attribution) -> bool:
    """Do the words begin where those of the attribution do, and is the mention its source?"""
    tree, mention, source = proposal.view.tree, proposal.mention, attribution.source
    if tree.starts[proposal.runs[0][0]] != attribution.start:
        return False
    if mention is None or source is None:
        return mention is None and source is None
    return mention.view.tree.starts[mention.head] == source.head.start


def _has_words(proposal: Proposal, attribution: Attribution) -> bool:
    """Are the words to the letter those of the attribution?"""
    tree = proposal.view.tree
    mine = merge((tree.starts[first], tree.ends[last]) for first, last in proposal.runs)
    return list(mine) == [(span.start, span.end) for span in attribution.contents]


def _terms(note: Note, language: Language) -> Iterator[tuple[str, float]]:
    """The features of a proposal with the largest weights."""
    table = language.passage_weights if note.is_passage else language.clause_weights
    if table is None:
        return
    weights = {name: table.weights[name] for name in note.proposal.features if name in table.weights}
    for name in sorted(weights, key=lambda name: -abs(weights[name]))[:_MOST_TERMS]:
        yield name, weights[name]
