"""Sieves from the name of an organisation to its Entity, as data: ordered, most precise first.

In: a Registry and a Name. Out: the entities that fit: one decides, several tie, none passes on.
Never links people; that is for the cast.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import frozen

from quotekit.speakers.entity import Entity
from quotekit.speakers.names.name import Name
from quotekit.speakers.names.registry import Registry


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
    return [entity] if entity is not None else []


def _defined(registry: Registry, name: Name) -> list[Entity]:
    entity = registry.by_key.get(registry.short.get(name.key, ()))
    return [entity] if entity is not None and entity.key != name.key else []


def _acronym(registry: Registry, name: Name) -> list[Entity]:
    if len(name.key) > 1 or len(name.key[0]) < 2 or not name.words[0].replace(".", "").replace("&", "").isupper():
        return []
    is_label = registry.scene.reading.text[name.end : name.end + 1] == ":"  # of a transcript: "BT: Why glass?"
    return [e for e in registry.by_initials.get(name.key[0], ()) if e.kind() != "person" or is_label]


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


NAME_SIEVES: Final[tuple[NameSieve, ...]] = (
    NameSieve("same-name", "The name itself: the same words, titles, initials and accents aside.", _same),
    NameSieve("legal-form", "A company without Inc., Ltd. and the like.", _legal_form),
    NameSieve("defined-short-name", "A short name that the text gives in brackets.", _defined),
    NameSieve("acronym", "The initials of an organisation or a country.", _acronym),
    NameSieve(
        "short-organisation",
        "The first word of an organisation, or its words in another order.",
        _longer_body,
    ),
)
