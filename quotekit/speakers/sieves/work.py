"""Where somebody works: the foreign minister is not the finance minister, nor one manager the other club's.

In: a Walk, a Ref and an Entity of the same role. Out: whether the text says that they work apart.
Never compares places, which `descriptions.nations` does.
"""

from __future__ import annotations

from quotekit.languages.people import People
from quotekit.speakers.entity import Entity, with_pairs
from quotekit.speakers.mentions.phrases import Ref
from quotekit.speakers.walk import Walk


def works_elsewhere(walk: Walk, ref: Ref, entity: Entity) -> bool:
    """Does the text say that somebody holds such a role in another place of work?"""
    mine = with_pairs(ref.words)
    theirs = frozenset[str]().union(*(fact.words for fact in entity.facts if fact.noun == ref.noun))
    return _are_apart(mine, theirs, walk.scene.people) or _work_apart(mine, theirs, walk)


def _are_apart(mine: frozenset[str], theirs: frozenset[str], people: People) -> bool:
    """Are both in charge of something, and of nothing that is the same: "the foreign minister" and finance?"""
    ours, branches = mine & theirs, people.groups["office-branch"]
    return not ours & branches and bool(mine & branches) and bool(theirs & branches)


def _work_apart(mine: frozenset[str], theirs: frozenset[str], walk: Walk) -> bool:
    """Does each work for an organisation that the text names, and not for the same: "the Chelsea manager"?"""
    named = _bodies_in(mine, walk), _bodies_in(theirs, walk)
    return all(named) and not named[0] & named[1]


def _bodies_in(words: frozenset[str], walk: Walk) -> frozenset[int]:
    """The named organisations, by their id, that some words may mean."""
    words -= walk.scene.people.places.keys()
    return frozenset(id(entity) for word in words for entity in walk.by_word.get(word, ()))
