"""Which word of a name is the surname.

In: the key of a name. Out: its surname.
Never looks at a text.
"""

from __future__ import annotations

from quotekit.languages.people import People


def family_of(key: tuple[str, ...], people: People) -> str:
    """The surname of a name: its last word, its first one in "Zhao Wenliang" and "Park Ji-woo"."""
    groups = people.groups
    if len(key) == 1 or key[0] not in groups["family-first"] or key[1] in people.given:
        return key[-1]
    is_sure = key[0] not in groups["family-first-or-given"] or len(key) == 3 or "-" in key[1]
    return key[0] if is_sure and len(key) < 4 else key[-1]
