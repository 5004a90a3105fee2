"""Which names are forms of one name: ordered sieves from a Name to an Entity.

In: a Scene with its names. Out: `scene.owners`, one entity a name, or None where two fit alike.
Never uses what the text says about somebody beyond titles; that is for `quotekit.speakers.facts`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from attrs import define, field, frozen

from quotekit.speakers.entity import Entity, lexical_votes
from quotekit.speakers.names import Name
from quotekit.speakers.scene import Scene

_GENERIC: Final = frozenset("inc corp co ltd llc plc gmbh ag sa group holdings company corporation limited the of for and &".split())
_SMALL: Final = frozenset("of for the and & on in de".split())


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
        links: Name of the sieve that decided, by number of the name.
    """

    scene: Scene
    by_key: dict[tuple[str, ...], Entity] = field(factory=dict)
    by_last: defaultdict[str, list[Entity]] = field(factory=lambda: defaultdict(list))
    by_first: defaultdict[str, list[Entity]] = field(factory=lambda: defaultdict(list))
    by_initials: defaultdict[str, list[Entity]] = field(factory=lambda: defaultdict(list))
    ambiguous: dict[int, tuple[Entity, ...]] = field(factory=dict)
    humans: set[tuple[str, ...]] = field(factory=set)
    links: dict[int, str] = field(factory=dict)

    def add(self, name: Name) -> Entity:
        """A new entity for a name that no other name accounts for."""
        entity = Entity(key=name.key, votes=lexical_votes(name.key, name.text, self.scene.people))
        self.by_key[name.key] = entity
        self.by_last[name.key[-1]].append(entity)
        if len(name.key) > 1:
            self.by_first[name.key[0]].append(entity)
            for initials in _initials(name):
                self.by_initials[initials].append(entity)
        return entity


@frozen
class NameSieve:
    """One way to find the entity of a name.

    Attributes:
        name: Permanent name, kebab-case.
        sentence: What it does.
        find: From the registry and a name to the entities that fit; one decides, none passes on.
    """

    name: str
    sentence: str
    find: Callable[[Registry, Name], list[Entity]]


def _same(registry: Registry, name: Name) -> list[Entity]:
    entity = registry.by_key.get(name.key)
    return [entity] if entity and (entity.key == name.key or len(name.key) > 1) else []


def _acronym(registry: Registry, name: Name) -> list[Entity]:
    if len(name.key) > 1 or len(name.key[0]) < 2 or not name.words[0].replace(".", "").replace("&", "").isupper():
        return []
    return [e for e in registry.by_initials.get(name.key[0], ()) if e.kind() != "person"]


def _longer_person(registry: Registry, name: Name) -> list[Entity]:
    key = name.key
    if name.titles and len(key) == 1 or len(key) > 1:
        pool = registry.by_last.get(key[-1], ())
    else:
        pool = [e for e in registry.by_last.get(key[-1], ()) if not _is_a_place_alone(registry, name, e)]
    found = [e for e in pool if len(e.key) > len(key) and e.kind() in ("person", "unknown") and _fits(e.key, key)]
    return _narrow(registry, name, found)


def _given_name(registry: Registry, name: Name) -> list[Entity]:
    if len(name.key) > 1 or name.titles and name.titles[-1] in ("mr", "mrs", "ms"):
        return []
    found = [e for e in registry.by_first.get(name.key[0], ()) if e.kind() == "person" and e.key[-1] not in registry.scene.people.body_words]
    return found if not _is_a_place_alone(registry, name, None) else []


def _longer_body(registry: Registry, name: Name) -> list[Entity]:
    """ "Acme" → "Acme Holdings"; "Justice Department" → "Department of Justice"."""
    words = frozenset(name.key) - _GENERIC
    if not words or name.key in registry.humans or " ".join(name.key) in registry.scene.people.places:
        return []
    pool = {id(e): e for w in (name.key[0], name.key[-1]) for e in (*registry.by_first.get(w, ()), *registry.by_last.get(w, ()))}
    found = []
    for e in pool.values():
        if e.kind() != "organization" or e.key == name.key:
            continue
        theirs = frozenset(e.key) - _GENERIC
        first = next((w for w in e.key if w not in _GENERIC), "")
        if words == theirs or (len(name.key) == 1 and first == name.key[0] and name.key[0] not in registry.scene.people.demonyms
                               and name.key[0] not in registry.scene.people.body_words and len(name.key[0]) > 3):
            found.append(e)
    return found


NAME_SIEVES: Final[tuple[NameSieve, ...]] = (
    NameSieve("same-name", "The same words, titles, initials and accents aside.", _same),
    NameSieve("longer-name", "Part of a longer name: Reyes, Ana Lucía Reyes.", _longer_person),
    NameSieve("acronym", "The initials of an organisation or a country.", _acronym),
    NameSieve("short-organisation", "The first word of an organisation, or its words in another order.", _longer_body),
    NameSieve("given-name", "The given name of one person only.", _given_name),
)


def link_names(scene: Scene, sieves: Iterable[NameSieve] = NAME_SIEVES) -> Registry:
    """Give every name its entity, longest names first, so that short forms find long ones."""
    registry, sieves = Registry(scene), tuple(sieves)
    scene.owners = [None] * len(scene.names)
    by_key: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, name in enumerate(scene.names):
        by_key[name.key].append(number)
    labels = [_label(scene, name) for name in scene.names]
    registry.humans = {key for key, numbers in by_key.items() if _is_human(scene, numbers, labels)}
    for key in sorted(by_key, key=lambda key: (-len(key), by_key[key][0])):
        for number in by_key[key]:
            _link(registry, number, labels[number], sieves)
    return registry


def _link(registry: Registry, number: int, label: str, sieves: tuple[NameSieve, ...]) -> None:
    scene, name = registry.scene, registry.scene.names[number]
    for sieve in sieves:
        found = sieve.find(registry, name)
        if len(found) > 1:
            registry.ambiguous[number] = tuple(found)
            return
        if found:
            registry.links[number] = sieve.name
            if len(name.key) > 1:
                registry.by_key.setdefault(name.key, found[0])
            scene.owners[number] = found[0]
            found[0].see(name, label, scene.people)
            return
    registry.links[number] = "same-name"
    entity = scene.owners[number] = registry.add(name)
    entity.see(name, label, scene.people)


def _is_human(scene: Scene, numbers: list[int], labels: list[str]) -> bool:
    if any(scene.names[number].titles for number in numbers):
        return True
    return 2 * sum(labels[number] == "PERSON" for number in numbers) > len(numbers)


def _label(scene: Scene, name: Name) -> str:
    tree = scene.tree_at(name.paragraph)
    if tree is None:
        return ""
    token = tree.at(name.end - 1)
    return tree.ents[token] if token < len(tree) else ""


def _initials(name: Name) -> set[str]:
    words = [word for word in " ".join(name.words).replace("-", " ").split() if word[0].isalnum()]
    big = "".join(word[0] for word in words if word.casefold() not in _SMALL).casefold()
    return {big, "".join(word[0] for word in words).casefold()} if len(big) > 1 else set()


def _fits(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Same surname, and every other word of the short form in the long one, in order."""
    if len(short) == 1:
        return long[-1] == short[0]
    if long[-1] != short[-1]:
        return False
    rest = iter(long[:-1])
    return all(any(word == other for other in rest) for word in short[:-1])


def _is_a_place_alone(registry: Registry, name: Name, entity: Entity | None) -> bool:
    """Does this one word rather mean a place ("Jordan" beside Michael Jordan)?"""
    joined = " ".join(name.key)
    people = registry.scene.people
    if joined not in people.places and joined not in people.metonyms:
        return False
    return _label(registry.scene, name) != "PERSON"


def _narrow(registry: Registry, name: Name, found: list[Entity]) -> list[Entity]:
    """Of several people with one surname: by title, by who was named last, by who is the main one."""
    if len(found) < 2:
        return found
    titles = [registry.scene.people.titles[key] for key in name.titles]
    people = registry.scene.people
    for title in titles:
        if title.gender:
            fitting = [e for e in found if _gender_of(e, people) in (title.gender, "")]
            found = fitting or found
        if title.role:
            holding = [e for e in found if any(fact.noun == title.role for fact in e.facts)]
            found = holding or found
    if len(found) < 2:
        return found
    before = [e for e in found if e.first < name.start]
    if len(before) == 1:
        return before
    found = before or found
    counts = sorted(found, key=lambda e: (-e.full_count, e.first))
    if counts[0].full_count >= 2 * counts[1].full_count and counts[0].first <= min(e.first for e in found) :
        return counts[:1]
    return found


def _gender_of(entity: Entity, people: object) -> str:
    sex = entity.sex()
    if sex:
        return sex
    given = getattr(people, "given", {})
    return str(given.get(entity.key[0], "")) if len(entity.key) > 1 else ""
