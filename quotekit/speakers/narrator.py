"""The first person outside of quotations: a narrator who tells a story, or the author of a text.

In: a Scene whose names are linked, and its cast. Out: who "I" is, and the way to that.
Never gives the by-line of a story to the one who tells it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final

from attrs import frozen

from quotekit.languages.people import People
from quotekit.speakers.entity import Entity
from quotekit.speakers.names.registry import Registry
from quotekit.speakers.scene import Scene
from quotekit.speakers.signed import find_author
from quotekit.speakers.walk import Way

SIGNATURE: Final = Way("signature", "I outside of quotations: the name that the text is signed with, or its by-line.")
NARRATOR: Final = Way("narrator", "I outside of quotations in a story: whoever tells it, named where the text does.")
STORY: Final = 12_000  # code points outside of quotations from which a text in the first person is a story
LEAST_PASSAGES: Final = 10  # so it is where so many passages stand between marks
SHARE: Final = 0.008  # of the words of a story in the first person that are "I"
WORD: Final = 6  # code points of a word, roughly
LEAST_CALLS: Final = 2  # how often a narrator is addressed at least
TOLD_OF: Final = 0.35  # and told of at most, for each time that somebody names them in speech
BEFORE: Final = 24  # code points before a name that show whether somebody is addressed
_AFTER: Final = re.compile(r"\s*[,!?.;\"”’—_–-]")


@lru_cache(maxsize=8)
def _first_person(people: People) -> re.Pattern[str]:
    forms = [p.form for p in people.pronouns.values() if (p.person, p.number, p.use) == ("1", "s", "subject")]
    return re.compile(rf"\b(?:{'|'.join(sorted(form.upper() if len(form) == 1 else form for form in forms))})\b")


@frozen
class Calls:
    """How one character is spoken to and of.

    Attributes:
        addressed: How often somebody says the name to them.
        inside: How often it stands between marks.
        outside: How often the story tells of them.
    """

    addressed: int
    inside: int
    outside: int


def first_person(registry: Registry, name: str | None = None) -> tuple[Entity | None, str]:
    """Who "I" is outside of quotations; `name` if the user says so."""
    scene = registry.scene
    if name:
        return _called(registry, name), NARRATOR.name
    if not is_story(scene):
        return find_author(scene), SIGNATURE.name
    return _named(registry) or _nameless(scene), NARRATOR.name


def is_story(scene: Scene) -> bool:
    """Is the text a story in the first person, and no column or letter?"""
    text, pattern = scene.reading.text, _first_person(scene.people)
    quoted = sum(end - start for start, end in scene.quotes)
    size = len(text) - quoted
    if size < STORY and len(scene.quotes) < LEAST_PASSAGES:
        return False
    spoken = sum(scene.quote_at(match.start()) < 0 for match in pattern.finditer(text))
    is_signed = size < STORY and find_author(scene) is not None
    return not is_signed and spoken * WORD > SHARE * size


def calls_of(registry: Registry) -> dict[int, Calls]:
    """How each entity with a name is spoken to and of, by its identity."""
    scene, text = registry.scene, registry.scene.reading.text
    addressed: Counter[int] = Counter()
    inside: Counter[int] = Counter()
    outside: Counter[int] = Counter()
    for name, owner in zip(scene.names, scene.owners, strict=True):
        if owner is None:
            continue
        if scene.quote_at(name.start) < 0:
            outside[id(owner)] += 1
            continue
        inside[id(owner)] += 1
        before = text[max(0, name.full - BEFORE) : name.full]
        is_open = scene.people.wording.addressing.search(before) is not None
        addressed[id(owner)] += is_open and _AFTER.match(text, name.end) is not None
    return {key: Calls(addressed[key], inside[key], outside[key]) for key in {**inside, **outside}}


def _named(registry: Registry) -> Entity | None:
    """The one most often addressed and hardly ever told of."""
    calls = calls_of(registry)
    owners = {id(owner): owner for owner in registry.scene.owners if owner is not None}
    fitting = [
        owners[key]
        for key, each in calls.items()
        if each.addressed >= LEAST_CALLS
        and each.outside <= TOLD_OF * each.inside
        and owners[key].could_be_person()
        and owners[key].kind() == "person"
    ]
    return max(fitting, key=lambda entity: calls[id(entity)].addressed, default=None)


def _called(registry: Registry, name: str) -> Entity:
    """The character with this name, or somebody whom the text never names."""
    found = registry.cast.called(name) if registry.cast is not None else ()
    if len(found) == 1:
        return registry.of_character(found[0])
    return Entity(key=tuple(name.casefold().split()), label=name, fixed="person")


def _nameless(scene: Scene) -> Entity:
    label = next(iter(scene.people.groups["narrator"]), "?")
    return Entity(key=(label,), is_named=False, label=label, fixed="person")
