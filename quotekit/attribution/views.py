"""One paragraph as the rules see it: its tree, what stands inside marks, its cues.

In: a Reading. Out: a ParagraphView a paragraph, with token positions for every passage.
Never proposes anything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import define, field, frozen

from quotekit.attribution.cues import find_cues
from quotekit.attribution.opening import OpeningLabel, opening_label
from quotekit.languages import Language
from quotekit.languages.relation import SourceRelation
from quotekit.reading.reading import CueHit, Reading
from quotekit.trees import Tree

Source = tuple[str, int]  # name of a relation, head token


@frozen(eq=False)
class Passage:
    """One piece of a quotation in one paragraph.

    Attributes:
        quotation: Index into `Reading.quotations`.
        piece: Which of its spans.
        first: First token of it, marks included.
        last: Last token of it, marks included.
        depth: 0 for an outermost passage.
    """

    quotation: int
    piece: int
    first: int
    last: int
    depth: int


@define(eq=False)
class ParagraphView:
    """A paragraph as the rules see it.

    Attributes:
        number: Index of the paragraph.
        tree: Its parse.
        language: What is known about its language.
        passages: Outermost quoted passages, in order.
        nested: Passages inside others, in order.
        inside: For each token the index of its outermost passage, or -1.
        label: The label that opens it, or None.
        among: Tokens that are looked at for cues, in order; None for all.
        cues: The words in it that can report, in order.
        rates: How often each cue reports, by its head, the highest rate first.
        sources: Who may speak by the shipped relations, by the head of each cue that was asked about.
        relations: The shipped relations that may lead anywhere here, by kind of cue.
        clause_sources: The same as `sources` where what is said has no marks.
        phrases: First and last token of the noun phrases that were asked about, by their heads.
    """

    number: int
    tree: Tree
    language: Language
    passages: list[Passage]
    nested: list[Passage]
    inside: list[int]
    label: OpeningLabel | None = None
    among: Sequence[int] | None = field(default=None, repr=False)
    cues: tuple[CueHit, ...] = field(init=False)
    rates: dict[int, float] = field(init=False, repr=False)
    sources: dict[int, list[Source]] = field(factory=dict, init=False, repr=False)
    relations: dict[str, list[SourceRelation]] = field(factory=dict, init=False, repr=False)
    clause_sources: dict[int, list[Source]] = field(factory=dict, init=False, repr=False)
    phrases: dict[int, tuple[int, int]] = field(factory=dict, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.cues = tuple(find_cues(self, self.among))
        self.rates = {cue.head: cue.rate for cue in sorted(self.cues, key=lambda cue: -cue.rate)}


def views_of(reading: Reading) -> list[ParagraphView | None]:
    """A view of every parsed paragraph, None for the others."""
    by_paragraph: dict[int, list[tuple[int, int, int, int, int]]] = {}
    starts = [start for start, _ in reading.paragraphs]
    for number, quotation in enumerate(reading.quotations):
        if quotation.reason is not None:
            continue  # part of a name
        for piece, span in enumerate(quotation.spans):
            paragraph = bisect_right(starts, span.start) - 1
            by_paragraph.setdefault(paragraph, []).append((number, piece, span.start, span.end, quotation.depth))
    views: list[ParagraphView | None] = []
    for number, tree in enumerate(reading.trees):
        if tree is None:
            views.append(None)
            continue
        passages: list[Passage] = []
        nested: list[Passage] = []
        inside = [-1] * len(tree)
        for quotation_number, piece, start, end, depth in by_paragraph.get(number, ()):
            first, after = tree.at(start), tree.at(end - 1) + 1
            if first >= len(tree) or after <= first:
                continue
            passage = Passage(quotation_number, piece, first, min(after, len(tree)) - 1, depth)
            if depth:
                nested.append(passage)
                continue
            for i in range(passage.first, passage.last + 1):
                if inside[i] < 0:
                    inside[i] = len(passages)
            passages.append(passage)
        topics = reading.language.groups["label-topic"]
        label = opening_label(tree, reading.labels.of_paragraph(number), topics, is_headline=number == 0)
        views.append(ParagraphView(number, tree, reading.language, passages, nested, inside, label))
    return views


_STRETCH: Final = 8_000  # tokens; enough for numpy to be fast on, and some ten megabytes of what is made of them


def stretches(views: Iterable[ParagraphView | None]) -> Iterator[list[ParagraphView]]:
    """The parsed paragraphs in order, as many at once as memory bears however long the text is; at least one."""
    held: list[ParagraphView] = []
    tokens = 0
    for view in filter(None, views):
        if held and tokens + len(view.tree) > _STRETCH:
            yield held
            held, tokens = [], 0
        held.append(view)
        tokens += len(view.tree)
    if held:
        yield held


ELSEWHERE = 1_000_000  # marks tokens that stand outside the outer passage in a nested view


def nested_views(reading: Reading, views: Sequence[ParagraphView | None]) -> list[ParagraphView]:
    """A view of the inside of every passage that holds other passages.

    What stands outside the outer passage counts as quoted, so that nothing there is a cue or a
    source for what is inside.
    """
    inner = []
    for view in views:
        if view is None or not view.nested:
            continue
        for outer in view.passages:
            held = [p for p in view.nested if p.depth == 1 and outer.first <= p.first and p.last <= outer.last]
            if not held:
                continue
            inside = [ELSEWHERE] * len(view.tree)
            for i in range(outer.first, outer.last + 1):
                inside[i] = -1
            for number, passage in enumerate(held):
                for i in range(passage.first, passage.last + 1):
                    inside[i] = number
            inner.append(ParagraphView(view.number, view.tree, view.language, held, [], inside))
    return inner
