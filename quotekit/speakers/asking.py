"""Where a recogniser of entities is worth asking: names of sources that no list tells the type of.

In: a Reading, its names and drafts. Out: numbers of paragraphs.
Never asks itself; naming the entities of a whole text costs as much as parsing it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from quotekit.languages.people import People
from quotekit.reading.reading import Draft, Reading
from quotekit.speakers.entity import lexical_votes
from quotekit.speakers.names.name import Name

_PLACES: Final = 1  # how many of the places of a name are read, its fullest form first


def paragraphs_to_ask(reading: Reading, names: Sequence[Name], drafts: Sequence[Draft]) -> list[int]:
    """Paragraphs that tell the types of those who speak, in order.

    Args:
        reading: The text as read.
        names: Every name in it, in text order.
        drafts: The attributions whose speakers are wanted.
    """
    by_last: dict[str, list[Name]] = {}
    for name in names:
        if reading.trees[name.paragraph] is not None:
            by_last.setdefault(name.key[-1], []).append(name)
    found: set[int] = set()
    for last in {name.key[-1] for name in _sources(reading, names, drafts)}:
        places = sorted(by_last.get(last, ()), key=lambda name: (-len(name.key), name.start))
        if not any(_is_known(name, reading.language.people) for name in places):
            found.update(name.paragraph for name in places[:_PLACES])
    return sorted(found)


def _sources(reading: Reading, names: Sequence[Name], drafts: Sequence[Draft]) -> Iterator[Name]:
    """The names that stand in sources."""
    starts = [name.start for name in names]
    for source in (draft.source for draft in drafts):
        tree = reading.trees[source.paragraph] if source is not None else None
        if tree is not None and source is not None:
            start, end = tree.starts[source.first], tree.ends[source.last]
            yield from names[bisect_left(starts, start) : bisect_left(starts, end)]


def _is_known(name: Name, people: People) -> bool:
    """Do a title or the lists say what it is a name of?"""
    return bool(name.titles) or any(lexical_votes(name.key, name.text, people).values())
