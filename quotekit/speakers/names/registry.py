"""The entities that have a name, to be looked up by parts of it.

In: names, one by one. Out: entities by key, first word, last word, initials.
Never decides which entity a name belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from attrs import define, field

from quotekit.languages import labels
from quotekit.languages.people import People
from quotekit.speakers import weights
from quotekit.speakers.cast.character import Cast, Character
from quotekit.speakers.entity import Entity, lexical_votes
from quotekit.speakers.mentions.phrases import Ref
from quotekit.speakers.names.family import family_of
from quotekit.speakers.names.name import MARKS, Name, fold, fold_name
from quotekit.speakers.scene import Scene

_MOST_ALIKE: Final = 100  # entities that share a word; of more, nobody can be told apart by it


@define(eq=False)
class Registry:
    """Entities with a name, to be looked up by parts of it.

    Attributes:
        scene: The text.
        by_key: The entity whose fullest or other form has this key.
        by_last: Entities by the last word of a key.
        by_first: Entities by the first word of a key.
        by_initials: Entities by their initials.
        ambiguous: Names that fit several entities, by number of the name.
        title_genders: Genders of the titles that a surname occurs with.
        humans: Keys that somewhere have a title, or that the parser mostly takes for a person.
        short: Keys of the names that the text itself gives a short name, by that short name.
        links: Name of the sieve that decided, by number of the name.
        cast: Everybody whom the text names.
        played_by: The entity of each character, by its identity.
    """

    scene: Scene
    cast: Cast | None = None
    by_key: dict[tuple[str, ...], Entity] = field(factory=dict)
    by_last: defaultdict[str, list[Entity]] = field(factory=lambda: defaultdict(list))
    by_first: defaultdict[str, list[Entity]] = field(factory=lambda: defaultdict(list))
    by_initials: defaultdict[str, list[Entity]] = field(factory=lambda: defaultdict(list))
    ambiguous: dict[int, tuple[Entity, ...]] = field(factory=dict)
    title_genders: defaultdict[str, set[str]] = field(factory=lambda: defaultdict(set))
    humans: set[tuple[str, ...]] = field(factory=set)
    short: dict[tuple[str, ...], tuple[str, ...]] = field(factory=dict)
    links: dict[int, str] = field(factory=dict)
    played_by: dict[int, Entity] = field(factory=dict)

    def find_capitalised(self, ref: Ref) -> Entity | None:
        """The entity of a proper noun that was not read as a name: in a headline, or "Will"."""
        tree, head = ref.tree, ref.phrase.head
        if tree.pos[head] != labels.PROPER or not tree.words[head][:1].isupper():
            return None
        first = head
        while (
            first > ref.phrase.first
            and tree.pos[first - 1] == labels.PROPER
            and tree.deps[first - 1] == labels.COMPOUND
        ):
            first -= 1
        key = fold_name(tree.words[first : head + 1], self.scene.people)
        if key in self.by_key:
            return self.by_key[key]
        found = [entity for entity in self.by_last.get(key[-1], ()) if entity.could_be_person()]
        return found[0] if len(found) == 1 and len(key) == 1 else None

    def key_of(self, name: Name) -> tuple[str, ...]:
        """Its key; for a surname that occurs with "Mr." and with "Mrs.", the gender as well."""
        if len(name.key) > 1 or len(self.title_genders.get(name.key[-1], ())) < 2:
            return name.key
        gender = gender_of_titles(name, self.scene.people)
        return (*name.key, gender) if gender else name.key

    def of_character(self, character: Character) -> Entity:
        """The entity of somebody in the cast."""
        entity = self.played_by.get(id(character))
        if entity is None:
            fullest = max((self.scene.names[n] for n in character.numbers), key=lambda name: len(name.key))
            entity = self.played_by[id(character)] = self.add(fullest)
            entity.called = character.name
            if character.is_person:
                entity.votes["person"] += weights.IN_CAST
        return entity

    def settle_genders(self) -> None:
        """Where the pronouns of the walk leave the gender of somebody open, that of the cast is taken."""
        characters = self.cast.characters if self.cast is not None else ()
        for character in characters:
            entity = self.played_by.get(id(character))
            if entity is not None and character.gender and not entity.sex() and entity.kind() == "person":
                entity.add_gender(character.gender, weights.SURE + abs(entity.gender))

    def add(self, name: Name) -> Entity:
        """A new entity for a name that no other name accounts for."""
        votes = lexical_votes(name.key, name.text, self.scene.people)
        is_lexical = max(votes["organization"], votes["place"], votes["group"]) > 0
        entity = Entity(key=name.key, votes=votes, is_lexical=is_lexical)
        self.by_key[self.key_of(name)] = entity
        alike = [self.by_last[name.key[-1]]]
        if len(name.key) > 1:
            alike.append(self.by_first[name.key[0]])
            alike += (self.by_first[fold(word)] for word in name.words if word[0] in MARKS)  # a nickname
            if family_of(name.key, self.scene.people) != name.key[-1]:
                alike.append(self.by_last[name.key[0]])
            alike += (self.by_initials[each] for each in _initials_of(name, self.scene.people.groups["small"]))
        for entities in alike:
            if len(entities) < _MOST_ALIKE:
                entities.append(entity)
        return entity


def label_of_name(scene: Scene, name: Name) -> str:
    """The entity type that the parser gave to the last word of a name."""
    tree = scene.tree_at(name.paragraph)
    return "" if tree is None else scene.reading.entity_type(name.paragraph, tree.at(name.end - 1))


def is_subject(scene: Scene, name: Name, *, is_apposed: bool = False) -> bool:
    """Is a name the subject of a verb, as people more often are than places?

    `is_apposed`: so it is in apposition to one ("the aide, Ella Lund, wrote").
    """
    tree = scene.tree_at(name.paragraph)
    if tree is None or name.is_possessive:
        return False
    token = tree.at(name.end - 1)
    while is_apposed and token < len(tree) and tree.deps[token] in labels.APPOSED and tree.heads[token] < token:
        token = tree.heads[token]
    return token < len(tree) and tree.deps[token] in labels.MENTIONED_SUBJECTS


def _initials_of(name: Name, small: frozenset[str]) -> set[str]:
    """Its initials, with and without small words: "fao", "faoun"."""
    words = [word for word in " ".join(name.words).replace("-", " ").split() if word[0].isalnum()]
    big = "".join(word[0] for word in words if word.casefold() not in small).casefold()
    return {big, "".join(word[0] for word in words).casefold()} if len(big) > 1 else set()


def gender_of_titles(name: Name, people: People) -> str:
    """ "m", "f" or "": what the titles before a name say."""
    return next((gender for key in name.titles if (gender := people.titles[key].gender)), "")
