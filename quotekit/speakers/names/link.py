"""Which names are forms of one name: every Name gets its Entity.

In: a Scene with its names. Out: `scene.owners`, one entity a name, or None where two fit alike.
Never uses what the text says about somebody beyond titles; that is for `quotekit.speakers.facts`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from quotekit.languages.labels import PEOPLE, PLURAL_NOUN
from quotekit.speakers import weights
from quotekit.speakers.cast.character import Character
from quotekit.speakers.cast.make import make_cast
from quotekit.speakers.entity import Entity
from quotekit.speakers.names.name import Name, fold, follows_article
from quotekit.speakers.names.namesakes import narrow
from quotekit.speakers.names.registry import Registry, gender_of_titles, label_of_name
from quotekit.speakers.names.sieves import NAME_SIEVES, NameSieve
from quotekit.speakers.scene import Scene

_LONGEST_AGE: Final = 9  # code points of "younger" and a space, and one more


def link_names(scene: Scene, sieves: Iterable[NameSieve] = NAME_SIEVES) -> Registry:
    """Give every name its entity, longest names first, so that short forms find long ones."""
    registry, sieves = Registry(scene), tuple(sieves)
    scene.owners = [None] * len(scene.names)
    by_key: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, name in enumerate(scene.names):
        by_key[name.key].append(number)
        if name.titles and (gender := gender_of_titles(name, scene.people)):
            registry.title_genders[name.key[-1]].add(gender)
    labels = [label_of_name(scene, name) for name in scene.names]
    _short_names(registry)
    registry.humans = {key for key, numbers in by_key.items() if _is_human(scene, numbers, labels)}
    registry.cast = make_cast(scene, labels)
    for key in sorted(by_key, key=lambda key: (-len(key), by_key[key][0])):
        for number in by_key[key]:
            _link(registry, number, labels[number], sieves)
    return registry


def _link(registry: Registry, number: int, label: str, sieves: tuple[NameSieve, ...]) -> None:
    scene, name = registry.scene, registry.scene.names[number]
    found, way = _person(registry, number) or _body(registry, name, sieves)
    if len(found) > 1:
        registry.ambiguous[number] = tuple(found)
        return
    registry.links[number] = way
    entity = scene.owners[number] = found[0]
    registry.by_key.setdefault(registry.key_of(name), entity)
    entity.see(name, label, scene.people)
    if follows_article(scene.reading.text, name.full, scene.people) or _is_plural_noun(scene, name):
        entity.votes["person"] -= weights.WITH_ARTICLE


def _person(registry: Registry, number: int) -> tuple[list[Entity], str] | None:
    """Who of the cast it is, if that is surely somebody."""
    cast = registry.cast
    if cast is None:
        return None
    if (told_apart := _generation(registry, number)) is not None:
        return [registry.of_character(told_apart)], "surname"
    if number in cast.rivals:
        found = [registry.of_character(each) for each in cast.rivals[number]]
        return narrow(registry, registry.scene.names[number], found), cast.ways[number]
    character = cast.owners[number]
    if character is None or not (character.is_person or len({cast.names[n].key for n in character.numbers}) > 1):
        return None
    return [registry.of_character(character)], cast.ways[number]


def _generation(registry: Registry, number: int) -> Character | None:
    """Which of two of one surname "the younger Dell", "the elder Dell" is, where one of them is a junior."""
    scene, name, groups = registry.scene, registry.scene.names[number], registry.scene.people.groups
    if registry.cast is None or len(name.key) > 1:
        return None
    before = scene.reading.text[max(0, name.full - _LONGEST_AGE) : name.full].casefold().split()
    is_young, is_old = (bool(before) and before[-1] in groups[group] for group in ("younger", "elder"))
    if not (is_young or is_old):
        return None
    pool = [each for each in registry.cast.characters if name.key[0] in each.family and each.is_person]
    junior = {id(each) for each in pool if groups["younger-suffix"].intersection(map(fold, each.name.split()))}
    found = [each for each in pool if (id(each) in junior) == is_young]
    return found[0] if len(found) == 1 and len(pool) > 1 else None


def _body(registry: Registry, name: Name, sieves: tuple[NameSieve, ...]) -> tuple[list[Entity], str]:
    """Which organisation it is, else somebody or something new."""
    for sieve in sieves:
        if found := sieve.find(registry, name):
            return found, sieve.name
    return [registry.add(name)], "same-name"


def _is_plural_noun(scene: Scene, name: Name) -> bool:
    """Does a parse take the one word for things ("Prices rose")?"""
    tree = scene.tree_at(name.paragraph)
    if tree is None or not name.opens or len(name.words) > 1 or name.titles or name.key[0] in scene.people.given:
        return False
    token = tree.at(name.start)
    return token < len(tree) and tree.tags[token] == PLURAL_NOUN and tree.words[token][1:].islower()


def _is_human(scene: Scene, numbers: list[int], labels: list[str]) -> bool:
    if any(scene.names[number].titles for number in numbers):
        return True
    return 2 * sum(labels[number] in PEOPLE for number in numbers) > len(numbers)


def _short_names(registry: Registry) -> None:
    """ "National Crop Survey (NCS)", "Office for Rivers (the “Office”)": the text defines a short name."""
    scene, text = registry.scene, registry.scene.reading.text
    for number, name in enumerate(scene.names[:-1]):
        short = scene.names[number + 1]
        if len(short.key) > 1 or len(name.key) < 2 or not 1 < short.full - name.end < 8:
            continue
        opening = scene.people.wording.short_name.fullmatch(text, name.end, short.full)
        closing = text[short.end : short.end + 2].lstrip("\"”’'")
        if opening is None or closing[:1] != ")":
            continue
        is_acronym = short.words[0].isupper() and _is_made_of(short.key[0], " ".join(name.key))
        if opening[1] or is_acronym:
            registry.short[short.key] = name.key


def _is_made_of(short: str, long: str) -> bool:
    """Are the letters of `short` in `long`, in order, from its first letter on?"""
    rest = iter(long)
    return short[:1] == long[:1] and all(letter in rest for letter in short)
