"""The addressee of every draft whose frame or words name one.

In: a Scene whose mentions are settled, its drafts, and who speaks. Out: a Heard a draft, or None.
Never guesses whom a pronoun means: the one that the walk has found, or nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import define, field

from quotekit.languages import labels
from quotekit.reading.reading import Draft, Phrase
from quotekit.records import Addressee, KnownBy, Mention, Span
from quotekit.speakers.addressees.frame import hearers_of
from quotekit.speakers.addressees.vocative import called_by_noun, is_address, is_apposition
from quotekit.speakers.entity import Entity
from quotekit.speakers.mentions.phrases import Ref, joined_heads, read_phrase, type_of, whole_phrase
from quotekit.speakers.narrator import NARRATOR, SIGNATURE
from quotekit.speakers.scene import Scene
from quotekit.speakers.settled import Answer
from quotekit.speakers.signed import Contents

_PEOPLE: Final = frozenset({"person", "group", "organization"})
_OF_TELLER: Final = frozenset({NARRATOR.name, SIGNATURE.name})


@define(eq=False)
class Heard:
    """Whom words are said to.

    Attributes:
        mention: The words that name the hearer.
        entity: Who that is, where it is known.
        known_by: Where the words stand.
        names: What several are called who hear the words, joined; "" for one.
    """

    mention: Mention
    entity: Entity | None
    known_by: KnownBy
    names: str = ""

    def to_addressee(self) -> Addressee:
        """The frozen record: the name of whoever is known, else the words if they say more than a pronoun."""
        if self.names:
            return Addressee(self.names, self.mention, self.known_by)
        words = None if self.mention.kind == "pronoun" else " ".join(self.mention.text.split())
        return Addressee(self.entity.name if self.entity else words, self.mention, self.known_by)


@define(eq=False)
class Ears:
    """One text, asked draft by draft who hears.

    Attributes:
        scene: The text laid out.
        drafts: What was found in it.
        answers: Who speaks in each draft.
        settled: Whom the walk has found for mentions: by paragraph and head.
        contents: The contents of the drafts.
        nominals: Whom the text means by a description, where that is known.
        is_story: Is it read as a story? Its pronouns are left to the dialogue.
    """

    scene: Scene
    drafts: Sequence[Draft]
    answers: Sequence[Answer]
    settled: Mapping[tuple[int, int], Entity]
    contents: Contents
    nominals: Mapping[str, Entity]
    is_story: bool = False
    teller: Entity | None = field(init=False)

    def __attrs_post_init__(self) -> None:
        told = (answer for answer, way in self.answers if way in _OF_TELLER and isinstance(answer, Entity))
        self.teller = next(told, None)

    def hearer(self, number: int) -> Heard | None:
        """Whom the words of a draft are said to: whom its frame names, else whom they call by name."""
        speaker = self.answers[number][0]
        for heard in (*self._in_frame(number), *self._in_words(number)):
            is_self = heard.entity is speaker and isinstance(speaker, Entity)
            if not is_self or heard.mention.kind == "pronoun":
                return heard
        return None

    def _in_frame(self, number: int) -> Iterator[Heard]:
        draft = self.drafts[number]
        tree = self.scene.tree_at(draft.cue.paragraph) if draft.cue is not None else None
        if tree is None or draft.cue is None:
            return
        source = draft.source.head if draft.source is not None else None
        for head in hearers_of(tree, draft, self.scene.reading.language):
            is_said = any(start <= tree.starts[head] < end for start, end in draft.contents)
            ref = None if is_said or head == source else self._read(draft.cue.paragraph, head)
            if ref is not None and self._may_hear(ref):
                mention = ref.mention(self.scene.reading.text)
                yield Heard(mention, self._entity(ref, number), "frame")

    def _read(self, paragraph: int, head: int) -> Ref | None:
        tree = self.scene.tree_at(paragraph)
        if tree is None:
            return None
        phrase = whole_phrase(tree, paragraph, head)
        joined = max((tree.right[kid] for kid in tree.kids[head] if tree.deps[kid] == labels.CONJUNCT), default=-1)
        return read_phrase(self.scene, Phrase(paragraph, head, phrase.first, max(phrase.last, joined)))

    def _may_hear(self, ref: Ref) -> bool:
        """Is it somebody, and nothing that is talked about?"""
        if ref.pronoun is not None:
            return ref.pronoun.person in ("1", "3") and ref.pronoun.gender != "n"
        if ref.name is not None:
            owner = self.scene.owners[ref.name]
            return owner is None or owner.kind() != "place"
        people = self.scene.people
        is_known = ref.noun in people.roles or ref.noun in people.bodies or ref.noun in people.groups["one-of"]
        return is_known and type_of(ref, people) in _PEOPLE

    def _entity(self, ref: Ref, number: int) -> Entity | None:
        if len(joined_heads(ref, self.scene.people)) > 1:
            return None  # "told Lund and Moen": both, as the text has it
        if ref.name is not None:
            return self.scene.owners[ref.name]
        if ref.pronoun is None:
            return self.nominals.get(_words(ref, self.scene.reading.text))
        if ref.pronoun.use == "reflexive":
            return _known(self.answers[number])
        if ref.pronoun.person == "1":
            return self._first_person(ref, number)
        return None if self.is_story else self.settled.get((ref.phrase.paragraph, ref.phrase.head))

    def _first_person(self, ref: Ref, number: int) -> Entity | None:
        """ "told me": whoever says the words around it, else whoever tells the story."""
        if ref.is_plural:
            return None
        for holder in self.contents.holders(ref.start, ref.end):
            if holder != number:
                return _known(self.answers[holder])
        return self.teller if self.scene.quote_at(ref.start) < 0 else None

    def _in_words(self, number: int) -> Iterator[Heard]:
        for start, end in self.drafts[number].contents:
            if self.scene.quote_at(start) >= 0:
                yield from self._by_name(number, start, end)
                for first, last in called_by_noun(self.scene.reading.text, start, end, self.scene.people):
                    if self._is_mine(number, first):
                        span = Span.of(self.scene.reading.text, first, last)
                        yield Heard(Mention(span, span, "nominal"), None, "vocative")

    def _by_name(self, number: int, start: int, end: int) -> Iterator[Heard]:
        """Whom the words call by name: one person, or all of several."""
        scene, text = self.scene, self.scene.reading.text
        called: dict[int, Heard] = {}
        for each in scene.names_in(start, end):
            name, owner = scene.names[each], scene.owners[each]
            is_called = is_address(text, name.full, name.end, scene.people) and self._is_mine(number, name.start)
            is_person = owner is not None and owner.could_be_person() and owner.kind() in ("person", "unknown")
            if is_called and is_person and not is_apposition(text, name.full, name.end, scene.reading.language):
                called.setdefault(id(owner), Heard(scene.mention_of(each), owner, "vocative"))
        others = [heard for heard in called.values() if heard.entity is not self.answers[number][0]]
        if len(others) > 1:
            others = [heard for heard in others if self._is_told_of(heard.entity)] or others[:1]
        if len(others) > 1:  # “Tom, come here, and you, Piet, stay”
            names = scene.people.wording.joiner.join(heard.mention.text for heard in others)
            yield Heard(others[0].mention, None, "vocative", names)
        yield from others

    def _is_told_of(self, entity: Entity | None) -> bool:
        """Is it a person for sure, or named outside of speech, too?"""
        places = (name for name, owner in zip(self.scene.names, self.scene.owners, strict=True) if owner is entity)
        is_person = entity is not None and entity.kind() == "person"
        return is_person or any(self.scene.quote_at(name.start) < 0 for name in places)

    def _is_mine(self, number: int, at: int) -> bool:
        """Is it said in this draft, and not in one inside of it?"""
        return next(self.contents.holders(at, at + 1), None) == number


def find_addressees(
    scene: Scene,
    drafts: Sequence[Draft],
    answers: Sequence[Answer],
    refs: Iterable[tuple[Ref, Answer]],
    contents: Contents,
    *,
    is_story: bool,
) -> list[Heard | None]:
    """Whom the words of each draft are said to, where the text tells it.

    Args:
        scene: The text laid out.
        drafts: What was found.
        answers: Who speaks in each draft.
        refs: Every mention that was read, with whom it means.
        contents: The contents of the drafts.
        is_story: Is the text read as a story?
    """
    settled: dict[tuple[int, int], Entity] = {}
    nominals: dict[str, Entity] = {}
    for ref, (entity, _) in refs:
        if isinstance(entity, Entity):
            settled[ref.phrase.paragraph, ref.phrase.head] = entity
            if ref.kind == "nominal" and not ref.is_plural:
                nominals[_words(ref, scene.reading.text)] = entity
    ears = Ears(scene, drafts, answers, settled, contents, nominals, is_story)
    return [ears.hearer(number) for number in range(len(drafts))]


def _known(answer: Answer) -> Entity | None:
    return answer[0] if isinstance(answer[0], Entity) else None


def _words(ref: Ref, text: str) -> str:
    return " ".join(text[ref.start : ref.end].casefold().split())
