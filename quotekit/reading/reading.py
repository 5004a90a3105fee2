"""What the stages hand to each other: one text as read so far, and drafts of attributions.

In: text, paragraphs, quotations, trees. Out: the same, in one place, by paragraph.
Never holds a judgement; drafts become public records only at the end of the pipeline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from quotekit.languages import Language, load_language
from quotekit.reading.layout.offsets import OffsetMap
from quotekit.reading.turn_labels import Labels
from quotekit.records import Alternative, CueKind, Medium, Quotation
from quotekit.trees import Tree


@frozen(eq=False)
class Reading:
    """One text and what is known about it before anybody is named.

    Attributes:
        text: The text as read: as given, but for markup, broken marks and furniture of pages.
        paragraphs: Start and end code points of each paragraph, in order.
        trees: The parse of each paragraph; None where none was needed.
        quotations: Every passage between marks, in order of start.
        clusters: Mentions of one entity each, as a coreference component of the user's noted them:
            start and end code points.
        labels: The labels that its paragraphs open with.
        language: What is known about its language.
        given: The text as given, where it is another.
        offsets: From the text as read to the text as given; None where they are the same.
        is_named: Do the trees hold the types of entities? If not, `entities` has those that were worth asking for.
        entities: The type of the entity of each token, "" for none, by number of the paragraph.
    """

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    trees: tuple[Tree | None, ...]
    quotations: tuple[Quotation, ...]
    clusters: tuple[tuple[tuple[int, int], ...], ...] = ()
    labels: Labels = field(default=Labels(), repr=False)
    language: Language = field(factory=load_language, repr=False)
    given: str | None = field(default=None, repr=False)
    offsets: OffsetMap | None = field(default=None, repr=False)
    is_named: bool = True
    entities: Mapping[int, Sequence[str]] = field(factory=dict, repr=False)

    def entity_type(self, paragraph: int, token: int) -> str:
        """The type of the entity that a token of a parsed paragraph belongs to, as far as it is known; "" for none."""
        tree = self.trees[paragraph]
        types = tree.ents if self.is_named and tree is not None else self.entities.get(paragraph, ())
        return types[token] if token < len(types) else ""


@frozen
class Phrase:
    """Where a mention stands: token positions in the tree of one paragraph.

    Attributes:
        paragraph: Index into `Reading.paragraphs` and `Reading.trees`.
        head: Token position of the head word.
        first: First token of the phrase.
        last: Last token of the phrase (inclusive).
    """

    paragraph: int
    head: int
    first: int
    last: int


@frozen
class CueHit:
    """Where a cue stands.

    Attributes:
        paragraph: Index into `Reading.paragraphs`.
        head: Token position of its main word.
        first: First token of the cue.
        last: Last token (inclusive).
        lemma: Dictionary form of the main word, from the lexicon.
        kind: verb, noun, adjective, preposition or punctuation.
        rate: How often such a word introduces attributed content, 0 to 1.
        quoted_rate: How often it does so in a sentence with a quoted passage, 0 to 1.
        medium: speech, writing or thought, from its class of meaning.
        like: The lemma whose counts and weights speak for it, where that is not its own.
    """

    paragraph: int
    head: int
    first: int
    last: int
    lemma: str
    kind: CueKind
    rate: float = 0.0
    quoted_rate: float = 0.0
    medium: Medium = "speech"
    like: str = ""

    @property
    def weighed_as(self) -> str:
        """The lemma that the tables of weights know it by."""
        return self.like or self.lemma


@frozen(eq=False)
class Draft:
    """An attribution before its speaker is known.

    It stands here, and not with those who make it, because `speakers` reads drafts and must not know `attribution`.

    Attributes:
        contents: Start and end code points of each piece, sorted, disjoint.
        cue: The cue, or None.
        source: The mention, or None.
        rule: Name of the rule.
        confidence: Probability, 0 to 1.
        medium: speech, writing or thought.
        negated: Is it said not to have been said?
        implicit: Has it no frame of its own (continuation, turn)?
        verbatim: Are the words those of the source though no mark says so (a transcript)?
        alternatives: What lost, best first.
    """

    contents: tuple[tuple[int, int], ...]
    cue: CueHit | None
    source: Phrase | None
    rule: str
    confidence: float
    medium: Medium = "speech"
    negated: bool = False
    implicit: bool = False
    verbatim: bool = False
    alternatives: tuple[Alternative, ...] = field(default=(), repr=False)


def merge(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What stretches of a text cover together: sorted, disjoint; those that touch become one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
