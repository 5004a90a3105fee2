"""The entities that have a name, to be looked up by parts of it.

In: names, one by one. Out: entities by key, first word, last word, initials.
Never decides which entity a name belongs to.
"""

from __future__ import annotations

from collections import defaultdict

from attrs import define, field

from quotekit.speakers.entity import Entity, lexical_votes
from quotekit.speakers.names import Name
from quotekit.speakers.scene import Scene


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
        humans: Keys that somewhere have a title, or that the parser mostly takes for a person.
        short: Keys of the names that the text itself gives a short name, by that short name.
        links: Name of the sieve that decided, by number of the name.
    """

    scene: Scene
    by_key: dict[tuple[str, ...], Entity] = field(factory=dict)
    by_last: defaultdict[str, list[Entity]] = field(factory=lambda: defaultdict(list))
    by_first: defaultdict[str, list[Entity]] = field(factory=lambda: defaultdict(list))
    by_initials: defaultdict[str, list[Entity]] = field(factory=lambda: defaultdict(list))
    ambiguous: dict[int, tuple[Entity, ...]] = field(factory=dict)
    humans: set[tuple[str, ...]] = field(factory=set)
    short: dict[tuple[str, ...], tuple[str, ...]] = field(factory=dict)
    links: dict[int, str] = field(factory=dict)

    def add(self, name: Name) -> Entity:
        """A new entity for a name that no other name accounts for."""
        votes = lexical_votes(name.key, name.text, self.scene.people)
        is_lexical = max(votes["organization"], votes["place"], votes["group"]) > 0
        entity = Entity(key=name.key, votes=votes, is_lexical=is_lexical)
        self.by_key[name.key] = entity
        self.by_last[name.key[-1]].append(entity)
        if len(name.key) > 1:
            self.by_first[name.key[0]].append(entity)
            for initials in initials_of(name, self.scene.people.groups["small"]):
                self.by_initials[initials].append(entity)
        return entity


def label_of_name(scene: Scene, name: Name) -> str:
    """The entity type that the parser gave to the last word of a name."""
    tree = scene.tree_at(name.paragraph)
    if tree is None:
        return ""
    token = tree.at(name.end - 1)
    return tree.ents[token] if token < len(tree) else ""


def initials_of(name: Name, small: frozenset[str]) -> set[str]:
    """Its initials, with and without small words: "fao", "faoun"."""
    words = [word for word in " ".join(name.words).replace("-", " ").split() if word[0].isalnum()]
    big = "".join(word[0] for word in words if word.casefold() not in small).casefold()
    return {big, "".join(word[0] for word in words).casefold()} if len(big) > 1 else set()
