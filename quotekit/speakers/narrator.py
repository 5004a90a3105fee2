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
from quotekit.speakers import weights
from quotekit.speakers.entity import Entity
from quotekit.speakers.names.registry import Registry
from quotekit.speakers.scene import Scene
from quotekit.speakers.signed import find_author
from quotekit.speakers.walk import Way

SIGNATURE: Final = Way("signature", "I outside of quotations: the name that the text is signed with, or its by-line.")
NARRATOR: Final = Way("narrator", "I outside of quotations in a story: whoever tells it, named where the text does.")
WORD: Final = 6  # code points of a word, roughly
BEFORE: Final = 24  # code points before a name that show whether somebody is addressed
_AFTER: Final = re.compile(r"\s*[,!?.;\"”’—_–-]")


@lru_cache(maxsize=8)
def _first_person(people: People) -> re.Pattern[str]:
    forms = sorted(form.upper() if len(form) == 1 else form for form in first_persons(people))
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


def first_persons(people: People) -> frozenset[str]:
    """The forms of "I" as a subject, in lower case."""
    return frozenset(p.form for p in people.pronouns.values() if (p.person, p.number, p.use) == ("1", "s", "subject"))


def nameless(people: People) -> str:
    """What a narrator is called whom nobody calls by name."""
    return next(iter(people.groups["narrator"]), "?")


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

    @property
    def are_of_narrator(self) -> bool:
        """Do the others address them, while the story hardly ever tells of them?"""
        is_told = self.outside > weights.TOLD_OF_NARRATOR * self.inside
        return self.addressed >= weights.CALLS_OF_NARRATOR and not is_told


def first_person(registry: Registry, name: str | None = None) -> tuple[Entity | None, str]:
    """Who "I" is outside of quotations; `name` if the user says so."""
    scene = registry.scene
    if name:
        return _called(registry, name), NARRATOR.name
    if not _is_story(scene):
        return find_author(scene), SIGNATURE.name
    return _named(registry) or _nameless(scene), NARRATOR.name


def _is_story(scene: Scene) -> bool:
    """Is the text a story in the first person, and no column or letter?"""
    text, pattern = scene.reading.text, _first_person(scene.people)
    quoted = sum(end - start for start, end in scene.quotes)
    size = len(text) - quoted
    is_long = size >= weights.STORY_LENGTH
    if not is_long and len(scene.quotes) < weights.STORY_PASSAGES:
        return False
    spoken = sum(scene.quote_at(match.start()) < 0 for match in pattern.finditer(text))
    is_signed = not is_long and find_author(scene) is not None
    return not is_signed and spoken * WORD > weights.SHARE_OF_I * size


def _calls_of(registry: Registry) -> dict[int, Calls]:
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
    calls = _calls_of(registry)
    owners = {id(owner): owner for owner in registry.scene.owners if owner is not None}
    fitting = [
        owners[key]
        for key, each in calls.items()
        if each.are_of_narrator and owners[key].could_be_person() and owners[key].kind() == "person"
    ]
    return max(fitting, key=lambda entity: calls[id(entity)].addressed, default=None)


def _called(registry: Registry, name: str) -> Entity:
    """The character with this name, or somebody whom the text never names."""
    found = registry.cast.called(name) if registry.cast is not None else ()
    if len(found) == 1:
        return registry.of_character(found[0])
    return Entity(key=tuple(name.casefold().split()), label=name, fixed="person")


def _nameless(scene: Scene) -> Entity:
    label = nameless(scene.people)
    return Entity(key=(label,), is_named=False, label=label, fixed="person")
