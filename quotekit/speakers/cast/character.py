"""Who is in a text: Character and Cast, frozen.

In: what the steps found. Out: the same, to be looked up by place and by words.
Never decides anything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from attrs import field, frozen

from quotekit.languages.people import Gender, People
from quotekit.reading.locks import open_properties
from quotekit.speakers.names.name import Name, fold, fold_name, split_title


@frozen(eq=False)
class Character:
    """Somebody (or something) that a text names.

    Attributes:
        name: The fullest form that the text supports ("Ana Reyes"); the form with the title where
            there is no fuller one ("Mr. Wells").
        aliases: Every form in the text, in order of appearance, with and without titles.
        gender: "m", "f", or "" where the text leaves it open.
        titles: Folded titles that it has in the text ("mr", "senator").
        count: How often it is named.
        numbers: Which of `Cast.names` are its names, in text order.
        given: Folded given names that it goes by, short forms included if the text has them.
        family: Folded surnames.
        is_person: Does anything speak for a person: a title, a known given name?
        wife_of: Folded words of the name of the man whose wife it is ("Mrs. Tom Holm"), or ().
    """

    name: str
    aliases: tuple[str, ...]
    gender: Gender
    titles: frozenset[str]
    count: int
    numbers: tuple[int, ...] = field(repr=False)
    given: frozenset[str] = field(repr=False, default=frozenset())
    family: frozenset[str] = field(repr=False, default=frozenset())
    is_person: bool = True
    wife_of: tuple[str, ...] = ()


@frozen(eq=False, slots=False)
class Cast:
    """Everybody whom a text names.

    Attributes:
        characters: Those named most often first.
        names: Every name of the text, in text order.
        owners: Whose name each is, or None where several fit or it is no name of anybody.
        rivals: Who fits equally well, by number of the name, where the owner is None.
        ways: Name of the step that found the owner, by number of the name.
    """

    characters: tuple[Character, ...]
    names: Sequence[Name] = field(repr=False)
    owners: tuple[Character | None, ...] = field(repr=False)
    rivals: Mapping[int, tuple[Character, ...]] = field(repr=False)
    ways: Mapping[int, str] = field(repr=False)
    people: People = field(repr=False)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(name.full for name in self.names)

    @cached_property
    def _by_form(self) -> dict[tuple[str, ...], tuple[Character, ...]]:
        found: dict[tuple[str, ...], dict[int, Character]] = {}
        for name, owner in zip(self.names, self.owners, strict=True):
            if owner is not None:
                for key in {(*name.titles, *name.key), name.key}:
                    found.setdefault(key, {})[id(owner)] = owner
        return {key: tuple(owners.values()) for key, owners in found.items()}

    def at(self, start: int, end: int) -> Character | None:
        """Whose name stands in `text[start:end]`, the first one if there are several; else None."""
        i = bisect_right(self._starts, start) - 1
        if i >= 0 and self.names[i].end > start and self.owners[i] is not None:
            return self.owners[i]
        i += 1
        while i < len(self.names) and self._starts[i] < end:
            if self.owners[i] is not None:
                return self.owners[i]
            i += 1
        return None

    def called(self, mention: str) -> tuple[Character, ...]:
        """Everybody whom the text calls so, with this title if there is one."""
        words = mention.split()
        if not words:
            return ()
        _, cut, titles = split_title(words, self.people)
        key = fold_name(words[cut:], self.people)
        found = self._by_form.get((*titles, *key)) or self._by_form.get(key)
        return found or self._by_form.get(tuple(fold(word) for word in words), ())


open_properties(Cast)
