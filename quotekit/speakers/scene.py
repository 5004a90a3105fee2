"""One text laid out for the sieves: sentences, quoted stretches, names at a place, events so far.

In: a Reading and its names. Out: answers to "what stands where", all in logarithmic time.
Never decides who a mention is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Final

from attrs import define, field

from quotekit.languages import labels
from quotekit.languages.people import People
from quotekit.reading.reading import Reading
from quotekit.records import Mention, Span
from quotekit.speakers import weights
from quotekit.speakers.entity import Entity
from quotekit.speakers.names.name import Name
from quotekit.trees import Tree

_SENTENCE: Final = re.compile(r"[.!?…][\"”’'»)\]]*\s+(?=[\"“‘'«(\[]*[^\W_a-z])")
_LONGEST_SHORT: Final = 6  # code points looked at before a dot
_MOST_JOINED: Final = 6  # names looked at on each side: a longer list is none of speakers
_PLACES: Final = {
    labels.OBJECT: "OBJECT", labels.RECIPIENT: "OBJECT", labels.AGENT: "BEHIND_BY", labels.ATTRIBUTE: "PREDICATE",
    labels.OWNER: "OWNER", labels.PREPOSITION_OBJECT: "BEHIND_PREPOSITION", labels.NOUN_ADVERBIAL: "ADVERBIAL",
    labels.COMPOUND: "MODIFIER", labels.NOUN_MODIFIER: "MODIFIER",
}  # fmt: skip


@define(eq=False)
class Event:
    """A mention whose entity is known.

    Attributes:
        at: Code point where it starts.
        sentence: Number of its sentence.
        entity: Who.
        weight: How prominent its place in the sentence is: 1 for a main subject.
        is_quoted: Does it stand between quotation marks?
        joined: Code point of the first of the names that "and" joins to it, or -1.
        is_pronoun: Is it a pronoun?
    """

    at: int
    sentence: int
    entity: Entity
    weight: float
    is_quoted: bool
    joined: int = -1
    is_pronoun: bool = False


@define(eq=False)
class Scene:
    """Where everything stands in one text.

    Attributes:
        reading: The text as read.
        people: Titles, roles and the like.
        names: Every name, in text order.
        uses_gender: May gender tell candidates apart?
    """

    reading: Reading
    people: People
    names: list[Name]
    uses_gender: bool = True
    owners: list[Entity | None] = field(factory=list)
    events: list[Event] = field(factory=list)
    starts: list[int] = field(init=False)
    sentences: list[int] = field(init=False)
    quotes: list[tuple[int, int]] = field(init=False)
    _opened: list[int] = field(init=False)
    _joined: list[bool] = field(init=False)

    def __attrs_post_init__(self) -> None:
        text = self.reading.text
        self.starts = [name.start for name in self.names]
        self._joined = list(map(self._are_joined, self.names, self.names[1:]))
        self.quotes = sorted(
            (span.start, span.end)
            for quotation in self.reading.quotations
            if quotation.depth == 0
            for span in quotation.spans
        )
        self._opened = [start for start, _ in self.quotes]
        self.sentences, short = [], _short_forms(self.people.abbreviations)
        for start, end in self.reading.paragraphs:
            self.sentences.append(start)
            self.sentences.extend(
                match.end()
                for match in _SENTENCE.finditer(text, start, end)
                if not short.search(text, max(start, match.start() - _LONGEST_SHORT), match.start())
                and (self.quote_at(match.end()) < 0 or self.quote_at(match.start()) < 0)
            )

    def sentence_at(self, at: int) -> int:
        """Number of the sentence at a code point."""
        return bisect_right(self.sentences, at)

    def quote_at(self, at: int) -> int:
        """Number of the quoted stretch that holds a code point, or -1."""
        i = bisect_right(self._opened, at) - 1
        return i if i >= 0 and at < self.quotes[i][1] else -1

    def name_at(self, start: int, end: int) -> int | None:
        """Number of the name that covers `start:end`, titles not counted, or None."""
        i = bisect_right(self.starts, start) - 1
        return i if i >= 0 and self.names[i].end >= end else None

    def name_before(self, at: int) -> int | None:
        """Number of the last name that ends at `at` or before it, or None."""
        i = bisect_left(self.starts, at) - 1
        return i if i >= 0 else None

    def names_in(self, start: int, end: int) -> range:
        """Numbers of the names that begin inside `start:end`."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def tree_at(self, paragraph: int) -> Tree | None:
        """The parse of a paragraph, if there is one."""
        trees = self.reading.trees
        return trees[paragraph] if paragraph < len(trees) else None

    def paragraph_at(self, at: int) -> int:
        """Number of the paragraph that a code point stands in."""
        return max(0, bisect_right(self.reading.paragraphs, (at, len(self.reading.text))) - 1)

    def mention_of(self, number: int) -> Mention:
        """The public record of a name, title included."""
        name, text = self.names[number], self.reading.text
        head = name.end - len(name.words[-1])
        return Mention.of(Span.of(text, name.full, name.end), Span.of(text, head, name.end), "name")

    def prominence(self, name: Name) -> float:
        """How prominent a name is in its sentence; by position where there is no parse."""
        tree = self.tree_at(name.paragraph)
        if tree is not None:
            token = tree.at(name.end - 1)
            if token < len(tree):
                return prominence(tree, token) * (weights.POSSESSIVE if name.is_possessive else 1.0)
        place = weights.OPENS if name.opens else weights.WITHIN
        return place * (weights.OWNER_UNPARSED if name.is_possessive else 1.0)

    def joined_names(self, number: int) -> range:
        """Numbers of the names that "and" joins to this one, itself included."""
        first, last = number, number + 1
        joined = self._joined
        while first and number - first < _MOST_JOINED and joined[first - 1]:
            first -= 1
        while last <= len(joined) and last - number < _MOST_JOINED and joined[last - 1]:
            last += 1
        return range(first, last)

    def _are_joined(self, left: Name, right: Name) -> bool:
        """Does "and" stand between a name and the next one?"""
        return (
            not left.is_possessive
            and self.people.wording.conjunction.fullmatch(self.reading.text, left.end, right.full) is not None
        )

    def add_event(self, at: int, entity: Entity, weight: float, joined: int = -1, is_pronoun: bool = False) -> None:
        """Remember a mention; events come in text order, or nearly so."""
        if at > entity.last:
            entity.last = at
        event = Event(at, self.sentence_at(at), entity, weight, self.quote_at(at) >= 0, joined, is_pronoun)
        i = len(self.events)
        while i and self.events[i - 1].at > at:
            i -= 1
        self.events.insert(i, event)


@lru_cache(maxsize=8)
def _short_forms(titles: frozenset[str]) -> re.Pattern[str]:
    """What a dot may stand behind without ending a sentence: short titles and initials."""
    forms = "|".join(sorted({title.capitalize() for title in titles} | {"St"}))
    return re.compile(rf"\b(?:{forms}|[^\W\d_a-z])$")


def prominence(tree: Tree, token: int) -> float:
    """How prominent the grammar makes a word: 1 for a main subject, less for all else."""
    deps, heads = tree.deps, tree.heads
    weight = 1.0
    for _ in range(6):
        dep, head = deps[token], heads[token]
        if dep in labels.MENTIONED_SUBJECTS:
            return weight * _clause_weight(tree, head)
        if dep == labels.ROOT:
            return weight * weights.ROOT
        if dep in labels.APPOSED:
            weight *= weights.APPOSED
        elif dep == labels.CONJUNCT:
            pass  # "Berg and Oduya": neither comes before the other
        elif dep in labels.PART_OF_NAME and head == token + 1:
            if tree.pos[head] != labels.PROPER:
                return weight * weights.PREMODIFIER
        elif dep == labels.PREPOSITION_OBJECT:
            is_agent = deps[head] == labels.AGENT
            return weight * (weights.BEHIND_BY if is_agent else weights.BEHIND_PREPOSITION)
        else:
            return weight * float(getattr(weights, _PLACES.get(dep, "OTHER")))
        token = head
    return weights.OTHER


def _clause_weight(tree: Tree, verb: int) -> float:
    """1 for a main clause, less the deeper a clause lies in others."""
    weight = 1.0
    for _ in range(6):
        dep = tree.deps[verb]
        if dep in labels.MAIN_CLAUSES or tree.heads[verb] == verb:
            break
        weight *= (
            1.0
            if dep == labels.CONJUNCT
            else weights.IN_COMPLEMENT
            if dep == labels.COMPLEMENT_CLAUSE
            else weights.IN_CLAUSE
        )
        verb = tree.heads[verb]
    return max(weight, weights.DEEPEST)


def joined_at(tree: Tree, token: int) -> int:
    """Code point of the first noun of a coordination that `token` belongs to, or -1."""
    if token >= len(tree):
        return -1
    first = token
    while tree.deps[first] == labels.CONJUNCT and tree.pos[tree.heads[first]] in labels.NOUNS:
        first = tree.heads[first]
    is_joined = first != token or any(tree.deps[kid] == labels.CONJUNCT for kid in tree.kids[token])
    return tree.starts[first] if is_joined else -1
