"""Why an attribution is as sure as it is: what the weights say, what the encoder adds, which words moved that.

In: a text, one of its attributions, the options that it was read with. Out: a Why. Reads the text again.
Never changes an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, cast

from attrs import field, frozen

from quotekit.attribution.attribute import attribute
from quotekit.attribution.encoder.opinion import Group, Opinion
from quotekit.attribution.encoder.windows import Windows
from quotekit.attribution.encoder.words import moved_by
from quotekit.attribution.proposal import Proposal
from quotekit.attribution.rulebook import RuleBook
from quotekit.attribution.views import ParagraphView
from quotekit.errors import InputError
from quotekit.languages import Language
from quotekit.pipeline.one import read_one
from quotekit.pipeline.options import GivenOptions, Options
from quotekit.reading.reading import Reading, merge
from quotekit.records import Attribution
from quotekit.trees import Tree

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from quotekit.languages.encoder import Encoder

_MOST_TERMS: Final = 8
_MOST_WORDS: Final = 8


@frozen
class Why:
    """What an attribution owes its confidence to.

    Attributes:
        weighed: Its probability by the weights alone, 0 to 1.
        said: Its probability by the encoder alone, 0 to 1; None where it was not asked: without it, or where the
            weights were sure.
        together: Its confidence.
        terms: The strongest features of the table of weights and their log odds, strongest first; of the
            tables, which came before the trees.
        words: The words that moved the encoder most, and by how many log odds its score falls without each; none
            where it was not asked.
        has_encoder: Was there an encoder to ask?
    """

    weighed: float
    said: float | None
    together: float
    terms: tuple[tuple[str, float], ...]
    words: tuple[tuple[str, float], ...]
    has_encoder: bool = True

    def __str__(self) -> str:
        """A few lines for a person, as `quotekit.explain` ends with them."""
        return "\n".join(self.lines())

    def lines(self) -> Iterator[str]:
        """Who says how much, what speaks for and against, which words moved the encoder; indented by two spaces."""
        yield f"  decided  confidence {self.together:.2f}: {self._sayers()}"
        for name, terms in (
            ("for", [term for term in self.terms if term[1] >= 0]),
            ("against", [term for term in self.terms if term[1] < 0]),
        ):
            if terms:
                yield f"  {name:<8} {_listed(terms)}"
        if self.words:
            yield f"  words    {_listed(self.words)}: so far the encoder's score falls without it"

    def _sayers(self) -> str:
        if self.said is not None:
            return f"the weights alone say {self.weighed:.2f}, the encoder alone {self.said:.2f}"
        if self.has_encoder:
            return f"the weights say {self.weighed:.2f}, sure enough not to ask the encoder"
        return f"the weights say {self.weighed:.2f}"


def why(text: str, attribution: Attribution, **options: Unpack[GivenOptions]) -> Why:
    """What the weights say of an attribution, what the encoder adds, and which words moved the encoder.

    Reads the text again, and with `decider="encoder"` once more for each word near the attribution: seconds, not
    milliseconds.

    Args:
        text: The text, as it was given to `extract`.
        attribution: One of the attributions that were found in it.
        options: The options that they were found with.

    Raises:
        InputError: if the attribution is none of that text with those options, or no weights decided it.
        EncoderNotFoundError: if the encoder is to decide and is not installed.
    """
    chosen = Options(**options)
    encoder = chosen.encoder
    made: list[Noting] = []

    def ask(views: Sequence[ParagraphView | None]) -> Opinion:
        made.append(Silent.here() if encoder is None else Noting.on(views, encoder))
        return made[-1]

    reading = read_one(text, chosen)
    attribute(reading, chosen.chosen_rules, ask=ask)
    notes = [note for noting in made for note in noting.notes if _is_about(note.proposal, attribution, reading)]
    if not notes or attribution.confidence is None:
        raise InputError("no weights decided this attribution: it is of another text, or a layout decided it")
    note = max(notes, key=lambda note: (_has_words(note.proposal, attribution, reading), note.proposal.share))
    moved = {} if note.said is None else moved_by(made[0], note.proposal, is_passage=note.is_passage)
    words = note.proposal.view.tree.words
    ranked = sorted(moved, key=lambda token: -abs(moved[token]))[:_MOST_WORDS]
    return Why(
        weighed=round(note.weighed, 2),
        said=None if note.said is None else round(note.said, 2),
        together=attribution.confidence,
        terms=tuple(_terms(note, reading.language)),
        words=tuple((words[token], round(moved[token], 2)) for token in ranked),
        has_encoder=encoder is not None,
    )


def _listed(weighed: Sequence[tuple[str, float]]) -> str:
    return ", ".join(f"{name} ({value:+.2f})" for name, value in weighed)


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


@frozen(eq=False)
class Silent(Noting):
    """Keeps what the weights say and adds nothing to it: in the place of the encoder where there is none."""

    @classmethod
    def here(cls) -> Silent:
        """One that has no encoder, and needs none."""
        return cls(cast("Encoder", None), {}, Windows(lambda words: [[] for _ in words], 0, 0))

    def of_passage(self, rivals: Sequence[Proposal], book: RuleBook) -> None:
        """Notes the proposals for a passage."""
        for rival in rivals:
            self.note(rival, rival.share, None, is_passage=True)

    def of_cues(self, groups: Sequence[Group], book: RuleBook) -> None:
        """Notes the proposals at the cues of a text."""
        for proposal in (proposal for group in groups for proposal in group):
            self.note(proposal, proposal.confidence, None, is_passage=False)

    def further(self, view: ParagraphView, taken: Sequence[bool]) -> list[Proposal]:
        """None."""
        return []


def _is_about(proposal: Proposal, attribution: Attribution, reading: Reading) -> bool:
    """Do the words begin where those of the attribution do, and is the mention its source?"""
    mention, source = proposal.mention, attribution.source
    first = proposal.runs[0][0]
    if _as_given(reading, proposal.view.tree, first, first)[0] != attribution.start:
        return False
    if mention is None or source is None:
        return mention is None and source is None
    return _as_given(reading, mention.view.tree, mention.head, mention.head)[0] == source.head.start


def _has_words(proposal: Proposal, attribution: Attribution, reading: Reading) -> bool:
    """Are the words to the letter those of the attribution?"""
    mine = merge(_as_given(reading, proposal.view.tree, first, last) for first, last in proposal.runs)
    return list(mine) == [(span.start, span.end) for span in attribution.contents]


def _as_given(reading: Reading, tree: Tree, first: int, last: int) -> tuple[int, int]:
    """Where tokens stand in the text as it was given, tags and all."""
    span = (tree.starts[first], tree.ends[last])
    return reading.offsets.hull(*span) if reading.offsets else span


def _terms(note: Note, language: Language) -> Iterator[tuple[str, float]]:
    """The features of a proposal with the largest weights."""
    table = language.passage_weights if note.is_passage else language.clause_weights
    if table is None:
        return
    weights = {name: table.weights[name] for name in note.proposal.features if name in table.weights}
    for name in sorted(weights, key=lambda name: -abs(weights[name]))[:_MOST_TERMS]:
        yield name, weights[name]
