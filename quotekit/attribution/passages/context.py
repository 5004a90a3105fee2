"""A passage with what every family of proposals asks about it, worked out once.

In: a Reading, its views and a passage. Out: Context; Gap, what stands between two tokens.
Never proposes anything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from attrs import define, field, frozen

from quotekit.attribution.proposal import Mention, Proposal
from quotekit.attribution.sources import Relations
from quotekit.attribution.views import ParagraphView, Passage
from quotekit.languages import Language
from quotekit.languages.table import Part
from quotekit.reading.reading import CueHit, Reading
from quotekit.records import Quotation
from quotekit.trees import Tree

WORD = re.compile(r"\w+(?:['’]\w+)*")
STOPS = frozenset({".", "?", "!", "...", "…"})
_SHORTEST_HEADING = 3  # words
SPOKEN_ENDS = frozenset(".!?…")
_SENTENCE_EDGES = STOPS | {"”", '"', "''", "»", "-", "—", "–", "*", "•", ":"}


@frozen
class Gap:
    """What stands between two tokens of a paragraph.

    Attributes:
        words: Words outside quotation marks.
        stops: Sentence ends, also those at the end of a passage in between.
        passages: Quoted passages in between.
        punctuation: The marks outside passages, joined.
    """

    words: int
    stops: int
    passages: int
    punctuation: str


def has_word(text: str) -> bool:
    """Is there a letter or digit in it?"""
    return text.isalnum() or any(map(str.isalnum, text))


def gap(view: ParagraphView, after: int, before: int) -> Gap:
    """What stands between the tokens `after` and `before`, both exclusive."""
    tree, inside = view.tree, view.inside
    words = stops = passages = 0
    last, marks = -2, []
    for i in range(after + 1, before):
        number = inside[i]
        if number >= 0:
            if number != last:
                passages, last = passages + 1, number
            if i + 1 < before and inside[i + 1] != number:
                ending = tree.words[max(i - 1, 0)] + tree.words[i]
                stops += any(mark in ending for mark in ".?!")
            continue
        word = tree.words[i]
        if word.isalnum() or has_word(word):
            words += 1
        else:
            stops += word in STOPS
            marks.append(word)
    return Gap(words, stops, passages, "".join(marks))


def _top_token(view: ParagraphView, passage: Passage) -> int | None:
    """The token of a passage whose head lies outside it, a verb or noun if there is one."""
    tree = view.tree
    best = None
    strong = ("VERB", "AUX", "NOUN", "PROPN")
    for i in range(passage.first, passage.last + 1):
        if tree.pos[i] == "PUNCT":
            continue
        head = tree.heads[i]
        if (head == i or not passage.first <= head <= passage.last) and (
            best is None or (tree.pos[i] in strong and tree.pos[best] not in strong)
        ):
            best = i
    return best


def title_case(text: str, small: Collection[str]) -> str:
    """ "all" where every word is capitalised but small ones, "first" where the first is, else "none"."""
    words = WORD.findall(text)
    if words and all(not word[0].islower() or word in small for word in words):
        return "all"
    return "first" if text[:1].isupper() else "none"


def is_alone(view: ParagraphView, passage: Passage) -> bool:
    """Does the passage fill its paragraph?"""
    return passage.first <= 1 and passage.last >= len(view.tree) - 2


def is_person(tree: Tree, i: int, language: Language) -> bool:
    """Does the word name a person, as far as lists and tags tell: a name that is no place, or a role?"""
    people, word = language.people, tree.words[i].casefold()
    if tree.pos[i] == "PROPN":
        return not (word in people.places or word in people.groups["not-alone"] or word in people.body_words)
    role = people.roles.get(tree.lemmas[i]) if tree.pos[i] == "NOUN" else None
    return role is not None and role.kind != "crowd"


@define(eq=False)
class Context:
    """A passage and what stands around it.

    Attributes:
        reading: The text.
        views: One a paragraph, None where it was not parsed.
        view: The paragraph of the passage.
        passage: The passage.
        relations: The source relations in use.
        quotation: Its record.
        text: Its words, without marks.
        length: How many words that is.
        top: Its top token, or None.
        chain: The top token and its ancestors.
        depths: How far up the chain each of them stands.
        governors: (how far up, cue) for the cues that govern it.
        case: Are its words capitalised? "all", "first" or "none".
        word_before: Lower-case token before it, "<s>" at the start of the paragraph.
        word_after: The same behind it, "</s>" at the end.
    """

    reading: Reading
    views: Sequence[ParagraphView | None]
    view: ParagraphView
    passage: Passage
    relations: Relations
    quotation: Quotation = field(init=False)
    text: str = field(init=False)
    length: int = field(init=False)
    top: int | None = field(init=False)
    chain: list[int] = field(init=False)
    depths: dict[int, int] = field(init=False)
    governors: list[tuple[int, CueHit]] = field(init=False)
    case: str = field(init=False)
    word_before: str = field(init=False)
    word_after: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        passage, tree = self.passage, self.view.tree
        self.quotation = self.reading.quotations[passage.quotation]
        self.text = self.quotation.inners[passage.piece].text
        self.length = len(WORD.findall(self.text))
        self.top = _top_token(self.view, passage)
        self.chain = [] if self.top is None else [self.top, *tree.ancestors(self.top)]
        self.depths = {token: depth for depth, token in enumerate(self.chain)}
        self.governors = [(self.depths[cue.head], cue) for cue in self.view.cues if self.depths.get(cue.head, 0) > 0]
        self.case = title_case(self.text, self.view.language.groups["small-in-title"])
        self.word_before = tree.words[passage.first - 1].lower() if passage.first else "<s>"
        self.word_after = tree.words[passage.last + 1].lower() if passage.last + 1 < len(tree) else "</s>"

    def proposal(
        self,
        frame: str,
        mention: Mention | None,
        features: Sequence[str] = (),
        *,
        relation: str = "",
        cue: CueHit | None = None,
        parts: Sequence[Part] = (),
        shared: Sequence[Part] = (),
        is_implicit: bool = False,
    ) -> Proposal:
        """A proposal for the passage; its relation is its frame unless one is given."""
        return Proposal(
            view=self.view,
            runs=[(self.passage.first, self.passage.last)],
            frame=frame,
            relation=relation or frame,
            mention=mention,
            cue=cue,
            is_implicit=is_implicit,
            own=features,
            parts=parts,
            shared=shared,
        )

    @property
    def begins_sentence(self) -> bool:
        """Does nothing of its sentence stand before it?"""
        return self.passage.first == 0 or self.word_before in _SENTENCE_EDGES

    @property
    def is_lone_speech(self) -> bool:
        """Is its paragraph nothing but the passage, closed, and does it end as a sentence does, not a heading?

        A dash turn is speech whatever stands around it.
        """
        return not self.quotation.is_marked or (
            (self.case != "all" or self.length < _SHORTEST_HEADING)
            and is_alone(self.view, self.passage)
            and self.quotation.is_closed
            and self.quotation.inners[0].text.rstrip()[-1:] in SPOKEN_ENDS
        )

    @property
    def is_announced_sentence(self) -> bool:
        """Is it a whole sentence between marks, right behind a colon?"""
        is_whole = self.text[:1].isupper() and self.ends_with in SPOKEN_ENDS
        return self.quotation.is_marked and self.word_before == ":" and is_whole

    @property
    def ends_with(self) -> str:
        """Its last character, "w" for a letter or digit."""
        last = self.text[-1:]
        return "w" if last.isalnum() else last
