"""Groups of forms that are one speaker, joined step by step.

In: forms, one by one, and which groups are the same. Out: the groups, their names and identifiers.
Never decides what belongs together.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import Final

from attrs import define, field

from quotekit.speakers.across.forms import Form, bare_words, fold_bare
from quotekit.speakers.names.name import INITIAL

Key = tuple[str, ...]
_DASH: Final = re.compile(r"[^a-z0-9]+")


@define(eq=False)
class Group:
    """Forms that are one speaker.

    Attributes:
        keys: The full names, folded.
        suffix: "jr" or the like, or "".
        is_person: Or a body, a place, a document.
        forms: The forms, each with the rule that put it here.
        names: How often each full form stands in a text.
        genders: What texts say of the gender.
        roles: Nouns of roles, with the number of texts.
        days: Days of texts that give the full name, by outlet.
        id: Given by people, or made from the name at the end.
        wikidata: Given by people.
        given_name: How people want it shown, or None.
        is_resolved: False where it was left apart.
    """

    keys: set[Key] = field(factory=set)
    suffix: str = ""
    is_person: bool = True
    forms: list[tuple[Form, str]] = field(factory=list)
    names: Counter[str] = field(factory=Counter)
    genders: Counter[str] = field(factory=Counter)
    roles: Counter[str] = field(factory=Counter)
    days: defaultdict[str | None, list[int | None]] = field(factory=lambda: defaultdict(list))
    id: str | None = None
    wikidata: str | None = None
    given_name: str | None = None
    is_resolved: bool = True

    @property
    def texts(self) -> set[str]:
        """Identifiers of the texts that have it."""
        return {form.text for form, _ in self.forms}

    @property
    def gender(self) -> str:
        """The one that all texts agree on, or ""."""
        found = {gender for gender in self.genders if gender}
        return found.pop() if len(found) == 1 else ""

    def take(self, other: Group) -> None:
        """Join another group into this one."""
        self.keys |= other.keys
        self.suffix = self.suffix or other.suffix
        self.forms += other.forms
        self.names += other.names
        self.genders += other.genders
        self.roles += other.roles
        for outlet, days in other.days.items():
            self.days[outlet] += days
        self.id = self.id or other.id
        self.wikidata = self.wikidata or other.wikidata
        self.given_name = self.given_name or other.given_name

    @property
    def name(self) -> str:
        """The one that people gave; else the full form of most texts, of two the longer, then by the alphabet."""
        if self.given_name:
            return self.given_name
        if self.names:
            return min(self.names, key=lambda name: (-self.names[name], -len(name), name))
        return max((form.name for form, _ in self.forms), key=len)


def shown_name(form: Form, key: Key) -> str:
    """The words of a form, or of another form in the same text, that fold to a key."""
    for name in (form.name, *form.aliases):
        if fold_bare(name, form.language) == key:
            words = bare_words(name, form.people)
            return " ".join([word for word in words if not INITIAL.fullmatch(word)] or words)
    return " ".join(form.name.split()[-len(key) :])


def slug(name: str) -> str:
    """An identifier made from a name: "Karl-Heinz Brandt" → "karl-heinz-brandt"."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o").replace("ł", "l").replace("ß", "ss"))
    return _DASH.sub("-", "".join(each for each in plain if not unicodedata.combining(each)).replace("’", "")).strip(
        "-"
    )


def give_ids(groups: list[Group]) -> None:
    """An identifier for each group that has none; of two with the same name the one in more texts has it bare."""
    taken = {group.id for group in groups if group.id}
    rest = [group for group in groups if group.id is None]
    for group in sorted(
        rest, key=lambda group: (not group.is_resolved, -len(group.texts), group.name, min(group.texts))
    ):
        wanted = slug(group.name) or "speaker"
        if not group.is_resolved:
            wanted = f"{wanted}@{min(group.texts)}"
        id, number = wanted, 1
        while id in taken:
            number += 1
            id = f"{wanted}-{number}"
        group.id = id
        taken.add(id)
