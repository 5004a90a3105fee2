"""Sieves from a Name to the Entity that it is a form of, as data: ordered, most precise first.

In: a Registry and a Name. Out: the entities that fit: one decides, several tie, none passes on.
Never looks at roles or pronouns.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import frozen

from quotekit.speakers.entity import Entity
from quotekit.speakers.names.name import Name
from quotekit.speakers.names.registry import Registry, family_of, gender_of_titles


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
    entity = registry.by_key.get(registry.key_of(name))
    if entity is None:
        return []
    if len(name.key) > 1:
        return [entity]
    # A bare surname belongs to the fullest name first; only a title may keep it from that.
    is_short = any(e is not entity for e in _holders(registry, name))
    return [entity] if entity.key == name.key and not is_short else []


def _defined(registry: Registry, name: Name) -> list[Entity]:
    entity = registry.by_key.get(registry.short.get(name.key, ()))
    return [entity] if entity is not None and entity.key != name.key else []


def _acronym(registry: Registry, name: Name) -> list[Entity]:
    if len(name.key) > 1 or len(name.key[0]) < 2 or not name.words[0].replace(".", "").replace("&", "").isupper():
        return []
    is_label = registry.scene.reading.text[name.end : name.end + 1] == ":"  # of a transcript: "BT: Why glass?"
    return [e for e in registry.by_initials.get(name.key[0], ()) if e.kind() != "person" or is_label]


def _longer_person(registry: Registry, name: Name) -> list[Entity]:
    found = _holders(registry, name)
    return _narrow(registry, name, found) if len(found) > 1 else found


def _holders(registry: Registry, name: Name) -> list[Entity]:
    """People whose name ends like this one, and whose gender no title of it contradicts."""
    key, pool = name.key, registry.by_last.get(name.key[-1], ())
    if not pool or (len(key) == 1 and not name.titles and _is_a_place_alone(registry, name)):
        return []
    found = [e for e in pool if len(e.key) > len(key) and e.could_be_person() and _fits(e.key, key)]
    gender = gender_of_titles(name, registry.scene.people)
    if not gender:
        return found
    # "Mr. Finch" beside "Mrs. Finch": lists may speak; else only what a title said of the other.
    both = len(registry.title_genders[key[-1]]) > 1
    return [e for e in found if _gender_of(registry, e, both) in (gender, "")]


def _given_name(registry: Registry, name: Name) -> list[Entity]:
    if len(name.key) > 1 or (name.titles and name.titles[-1] in registry.scene.people.groups["courtesy"]):
        return []
    found = [
        e
        for e in registry.by_first.get(name.key[0], ())
        if e.key[-1] not in registry.scene.people.body_words
        and (e.kind() == "person" or (name.key in registry.actors and e.could_be_person()))
    ]
    return found if not _is_a_place_alone(registry, name) else []


def _legal_form(registry: Registry, name: Name) -> list[Entity]:
    """ "Tavo" → "Tavo Inc.", whatever a parser takes it for."""
    found = registry.by_first.get(name.key[0], ())
    return [e for e in found if e.key[:-1] == name.key and e.key[-1] in registry.scene.people.groups["legal-form"]]


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


def _again(registry: Registry, name: Name) -> list[Entity]:
    """ "Finch" alone, beside "Mr. Finch" and "Mrs. Finch", is either."""
    keys = (registry.key_of(name), *((*name.key, gender) for gender in "fm" if not name.titles))
    return [e for key in keys if (e := registry.by_key.get(key)) is not None and e.key == name.key]


def _fits(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Same surname, and every other word of the short form in the long one, in order."""
    if len(short) == 1:
        return short[0] in (long[-1], family_of(long))
    if long[-1] != short[-1]:
        return False
    rest = iter(long[:-1])
    return all(any(word == other for other in rest) for word in short[:-1])


def _is_a_place_alone(registry: Registry, name: Name) -> bool:
    """Does this one word rather mean a place ("Jordan" beside Michael Jordan)?"""
    joined = " ".join(name.key)
    people = registry.scene.people
    if joined not in people.places and joined not in people.metonyms:
        return False
    return name.key not in registry.humans and name.key not in registry.actors


def _narrow(registry: Registry, name: Name, found: list[Entity]) -> list[Entity]:
    """Of several people with one surname: by title, by who was named last, by who is the main one."""
    titles = [registry.scene.people.titles[key] for key in name.titles]
    for title in titles:
        if title.gender:
            fitting = [e for e in found if _gender_of(registry, e, True) in (title.gender, "")]
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
    is_main = counts[0].full_count >= 2 * counts[1].full_count
    return counts[:1] if is_main and counts[0].first <= min(e.first for e in found) else found


def _gender_of(registry: Registry, entity: Entity, from_list: bool) -> str:
    """Its gender, from titles; from given names only where that is asked for."""
    if entity.sex():
        return entity.sex()
    if not from_list or not registry.scene.uses_gender or len(entity.key) < 2:
        return ""
    return registry.scene.people.given.get(entity.key[0], "")


NAME_SIEVES: Final[tuple[NameSieve, ...]] = (
    NameSieve("same-name", "The name itself: the same words, titles, initials and accents aside.", _same),
    NameSieve("longer-name", "Part of a longer name, as “Reyes” is of “Ana Lucía Reyes”.", _longer_person),
    NameSieve("legal-form", "A company without Inc., Ltd. and the like.", _legal_form),
    NameSieve("defined-short-name", "A short name that the text gives in brackets.", _defined),
    NameSieve("acronym", "The initials of an organisation or a country.", _acronym),
    NameSieve(
        "short-organisation",
        "The first word of an organisation, or its words in another order.",
        _longer_body,
    ),
    NameSieve("same-surname", "A surname that no fuller name fits, told apart by its title.", _again),
    NameSieve("given-name", "The given name of one person only.", _given_name),
)
