"""A surname that several people in the text share: whom does it mean here?

In: a Registry whose names are linked and described, and what each name is the source of.
Out: owners for some of the ambiguous names.
Never settles one where two people are equally likely.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from quotekit.speakers import weights
from quotekit.speakers.cast.gender import gendered_pronouns
from quotekit.speakers.entity import Entity
from quotekit.speakers.names.name import Name
from quotekit.speakers.names.registry import Registry
from quotekit.speakers.scene import Scene

Contents = Sequence[tuple[int, int]]
_MOST_BACK: Final = 40  # names looked back on


def settle_namesakes(registry: Registry, said: Mapping[int, Contents]) -> None:
    """A surname that fits several people means the one who is not just somebody's relative.

    Not so where the relative has just been the subject, nor where what is said speaks of "her".
    A surname left open stays open until one of them is named in full again.
    """
    scene = registry.scene
    left_open: dict[str, int] = {}
    for number in sorted(registry.ambiguous):
        name, found = scene.names[number], registry.ambiguous[number]
        own = _without_kin(scene, number, found)
        own = [entity for entity in own if not _is_spoken_of(scene, entity, own, said.get(number, ()))] or own
        near = _named_since(scene, own, scene.reading.paragraphs[name.paragraph][0], name.start)
        is_open = name.key[-1] in left_open and not _named_since(scene, own, left_open[name.key[-1]], name.start)
        if len(own) > 1:
            own = near if len(near) == 1 and not is_open else _main(scene, own)
        if len(own) == 1 and not is_open:
            scene.owners[number] = own[0]
            registry.links[number] = "longer-name"
            own[0].see(name, "", scene.people)
            del registry.ambiguous[number]
        else:
            left_open[name.key[-1]] = name.start


def narrow(registry: Registry, name: Name, found: list[Entity]) -> list[Entity]:
    """Of several people with one surname: by office, by who was named before, by who is the main one."""
    for title in (registry.scene.people.titles[key] for key in name.titles):
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


def _without_kin(scene: Scene, number: int, found: Sequence[Entity]) -> list[Entity]:
    """Those who are not introduced as a relative; everybody, where a relative was as prominent just now."""
    sentence = scene.sentence_at(scene.names[number].start)
    most = {True: 0.0, False: 0.0}
    for i in reversed(range(max(0, number - _MOST_BACK), number)):
        other, owner = scene.names[i], scene.owners[i]
        if scene.sentence_at(other.start) < sentence - 1:
            break
        if owner in found and owner is not None:
            most[owner.is_kin] = max(most[owner.is_kin], scene.prominence(other))
    if most[True] >= weights.SUBJECT or most[True] * weights.MARGIN >= most[False] > 0:
        return list(found)
    return [entity for entity in found if not entity.is_kin] or list(found)


def _is_spoken_of(scene: Scene, entity: Entity, found: Sequence[Entity], contents: Contents) -> bool:
    """Is this the only one whom the "she" of what is said can mean? Then somebody else says it."""
    if not scene.uses_gender:
        return False
    pattern, pronouns = gendered_pronouns(scene.people), scene.people.pronouns
    genders = {
        pronouns[match[0].casefold()].gender
        for start, end in contents
        for match in pattern.finditer(scene.reading.text, start, end)
    }
    fitting = [each for each in found if _gender(scene, each) in genders]
    return fitting == [entity] and all(_gender(scene, each) for each in found)


def _gender(scene: Scene, entity: Entity) -> str:
    return entity.sex() or scene.people.given.get(entity.key[0], "")


def _named_since(scene: Scene, people: Sequence[Entity], start: int, end: int) -> list[Entity]:
    """Those of some people who are named between two places."""
    owners = {id(owner): owner for i in scene.names_in(start, end) if (owner := scene.owners[i]) is not None}
    return [entity for entity in people if id(entity) in owners]


def _main(scene: Scene, people: list[Entity]) -> list[Entity]:
    """The one whom the text introduced paragraphs before the others and names in full as often."""
    first, *others = sorted(people, key=lambda entity: entity.first)
    paragraph = scene.paragraph_at(first.first)
    is_main = all(
        scene.paragraph_at(other.first) > paragraph and other.full_count <= first.full_count for other in others
    )
    return [first] if is_main else people
