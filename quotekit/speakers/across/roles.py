"""The nouns by which roles of two texts are compared.

In: a role and the forms of a name. Out: nouns, folded.
Never decides whether two roles are one person's.
"""

from __future__ import annotations

from collections.abc import Iterable

from quotekit.languages.people import People
from quotekit.speakers.names.name import fold


def role_words(role: str | None, aliases: Iterable[str], people: People) -> frozenset[str]:
    """The nouns that roles are compared by: "Sen." and "senator" are one."""
    found = set()
    for text in (role or "", *aliases):
        for word in text.split():
            key = fold(word)
            title = people.titles.get(key)
            if key in people.roles:
                found.add(key)
            elif title is not None and title.role:
                found.update(title.role.split()[-1:])
    return frozenset(found)
