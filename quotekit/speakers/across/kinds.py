"""Is a name a person's, or a body's: what all texts together say.

In: the named forms of all texts. Out: answers by key of a name.
Never looks at one text alone: a small model takes a bare surname for a place or a firm.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from quotekit.languages.people import People
from quotekit.speakers.across.forms import Form
from quotekit.speakers.across.groups import Key
from quotekit.speakers.names.family import family_of

_SURNAMES: Final = 3  # times that a full name counts against a parser that takes the surname for a place or a firm
_BODIES: Final = frozenset({"organization", "place", "document", "group"})


class Kinds:
    """How often each name is taken for what.

    Args:
        forms: The forms that are names.
        people: Given names and places of the language.
    """

    def __init__(self, forms: Iterable[Form], people: People) -> None:
        self._people = people
        self._types: defaultdict[Key, Counter[str]] = defaultdict(Counter)
        self._surnames: Counter[str] = Counter()  # of people with a full name: number of texts
        self._first_words: set[str] = set()  # of bodies with a longer name
        for form in forms:
            self._types[form.key][form.type] += 1
            if len(form.key) > 1 and form.type == "person":
                self._surnames[family_of(form.key, people)] += 1
            elif len(form.key) > 1 and form.type in _BODIES:
                self._first_words.add(form.key[0])

    def is_person(self, key: Key) -> bool:
        """What most texts take the name for; a surname of people with full names is a person's more often."""
        types = self._types.get(key, Counter())
        bodies = sum(types[name] for name in _BODIES)
        if len(key) > 1:
            return types["person"] >= bodies
        bearers = self._surnames[key[0]]
        if not bearers and key[0] in self._first_words and not types["person"]:
            return False
        trust = 1 if key[0] in self._people.places else _SURNAMES
        return types["person"] + trust * bearers >= bodies

    def is_nickname(self, form: Form) -> bool:
        """Is the first word put before a name that is full without it?"""
        first, rest = form.key[0], form.key[1:]
        return first not in self._people.given and (rest in form.alias_keys or rest in self._types)
