"""Sieves from a Name to the Entity that it is a form of, as data: ordered, most precise first.

In: a Registry and a Name. Out: the entities that fit: one decides, several tie, none passes on.
Never looks at roles or pronouns.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import frozen

from quotekit.speakers.entity import Entity
from quotekit.speakers.names import Name
from quotekit.speakers.registry import Registry, label_of_name


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


def _defined(registry: Registry, name: Name) -> list[Entity]:
    entity = registry.by_key.get(registry.short.get(name.key, ()))
    return [entity] if entity is not None and entity.key != name.key else []


def _acronym(registry: Registry, name: Name) -> list[Entity]:
    if (
        len(name.key) > 1
        or len(name.key[0]) < 2
        or not name.words[0].replace(".", "").replace("&", "").isupper()
    ):
        return []
    return [e for e in registry.by_initials.get(name.key[0], ()) if e.kind() != "person"]


def _longer_person(registry: Registry, name: Name) -> list[Entity]:
    key = name.key
    if (name.titles and len(key) == 1) or len(key) > 1:
        pool = registry.by_last.get(key[-1], ())
    else:
        pool = [e for e in registry.by_last.get(key[-1], ()) if not _is_a_place_alone(registry, name, e)]
    found = [
        e for e in pool if len(e.key) > len(key) and e.kind() in ("person", "unknown") and _fits(e.key, key)
    ]
    return _narrow(registry, name, found)


def _given_name(registry: Registry, name: Name) -> list[Entity]:
    if len(name.key) > 1 or (name.titles and name.titles[-1] in ("mr", "mrs", "ms")):
        return []
    found = [
        e
        for e in registry.by_first.get(name.key[0], ())
        if e.kind() == "person" and e.key[-1] not in registry.scene.people.body_words
    ]
    return found if not _is_a_place_alone(registry, name, None) else []


def _longer_body(registry: Registry, name: Name) -> list[Entity]:
    """ "Acme" → "Acme Holdings"; "Justice Department" → "Department of Justice"."""
    people = registry.scene.people
    generic = people.groups["generic"]
    words = frozenset(name.key) - generic
    if not words or name.key in registry.humans or " ".join(name.key) in registry.scene.people.places:
        return []
    pool = {
        id(e): e
        for w in (name.key[0], name.key[-1])
        for e in (*registry.by_first.get(w, ()), *registry.by_last.get(w, ()))
    }
    found = []
    for e in pool.values():
        if e.kind() != "organization" or e.key == name.key:
            continue
        theirs = frozenset(e.key) - generic
        first = next((w for w in e.key if w not in generic), "")
        if words == theirs or (
            len(name.key) == 1
            and first == name.key[0]
            and name.key[0] not in registry.scene.people.demonyms
            and name.key[0] not in registry.scene.people.body_words
            and len(name.key[0]) > 3
        ):
            found.append(e)
    return found


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
    return label_of_name(registry.scene, name) != "PERSON"


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
    if counts[0].full_count >= 2 * counts[1].full_count and counts[0].first <= min(e.first for e in found):
        return counts[:1]
    return found


def _gender_of(entity: Entity, people: object) -> str:
    sex = entity.sex()
    if sex:
        return sex
    given = getattr(people, "given", {})
    return str(given.get(entity.key[0], "")) if len(entity.key) > 1 else ""


NAME_SIEVES: Final[tuple[NameSieve, ...]] = (
    NameSieve("same-name", "The same words, titles, initials and accents aside.", _same),
    NameSieve("longer-name", "Part of a longer name: Reyes, Ana Lucía Reyes.", _longer_person),
    NameSieve("defined-short-name", "A short name that the text gives in brackets.", _defined),
    NameSieve("acronym", "The initials of an organisation or a country.", _acronym),
    NameSieve(
        "short-organisation",
        "The first word of an organisation, or its words in another order.",
        _longer_body,
    ),
    NameSieve("given-name", "The given name of one person only.", _given_name),
)
