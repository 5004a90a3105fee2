"""Where a recogniser of entities is worth asking: names of sources that no list tells the type of.

In: a Scene and drafts. Out: numbers of paragraphs.
Never asks itself; naming the entities of a whole text costs as much as parsing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotekit.reading.reading import Draft
from quotekit.speakers.entity import lexical_votes
from quotekit.speakers.names.name import Name
from quotekit.speakers.scene import Scene

PLACES: Final = 1  # how many of the places of a name are read, its fullest form first


def paragraphs_to_ask(scene: Scene, drafts: Sequence[Draft]) -> list[int]:
    """Paragraphs that tell the types of those who speak, in order."""
    by_last: dict[str, list[Name]] = {}
    for name in scene.names:
        if scene.tree_at(name.paragraph) is not None:
            by_last.setdefault(name.key[-1], []).append(name)
    found: set[int] = set()
    for last in {name.key[-1] for name in _sources(scene, drafts)}:
        places = sorted(by_last.get(last, ()), key=lambda name: (-len(name.key), name.start))
        if not any(_is_known(scene, name) for name in places):
            found.update(name.paragraph for name in places[:PLACES])
    return sorted(found)


def _sources(scene: Scene, drafts: Sequence[Draft]) -> list[Name]:
    """The names that stand in sources."""
    found = []
    for draft in drafts:
        tree = scene.tree_at(draft.source.paragraph) if draft.source is not None else None
        if tree is not None and draft.source is not None:
            start, end = tree.starts[draft.source.first], tree.ends[draft.source.last]
            found += [scene.names[number] for number in scene.names_in(start, end)]
    return found


def _is_known(scene: Scene, name: Name) -> bool:
    """Do a title or the lists say what it is a name of?"""
    return bool(name.titles) or any(lexical_votes(name.key, name.text, scene.people).values())
