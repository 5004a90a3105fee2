"""Joins forms to groups step by step: full names first, then what can be said of single names.

In: forms, and corrections by people. Out: groups of forms that are one speaker.
Never joins a form whose name is a description, and never decides where two people fit alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from quotekit.languages.language import Language
from quotekit.speakers.across.alike import find_alike
from quotekit.speakers.across.forms import Form
from quotekit.speakers.across.groups import Group, Key, shown_name, slug
from quotekit.speakers.across.kinds import Kinds
from quotekit.speakers.across.overrides import Override
from quotekit.speakers.across.roles import role_words
from quotekit.speakers.across.surnames import Evidence, choose
from quotekit.speakers.names.family import family_of

_PASSES: Final = 2  # whoever was settled in the first is company for others in the second


class Linker:
    """Groups of forms; each step joins some of them.

    Args:
        forms: The speakers of each text.
        overrides: What people corrected.
        language: Whose titles, given names and places are used.
    """

    def __init__(self, forms: Sequence[Form], overrides: Sequence[Override], language: Language) -> None:
        self._forms = forms
        self._language = language
        self._people = language.people
        self._kinds = Kinds([form for form in forms if form.is_named], language.people)
        self._overrides = {(each.form.casefold(), each.text): each for each in overrides}
        self._groups: dict[tuple[str, ...], Group] = {}
        self._merged: dict[int, Group] = {}
        self._apart: list[Group] = []

    def groups_of_speakers(self) -> list[Group]:
        """All steps, in order; the groups, those last that were left apart."""
        single: list[Form] = []
        for form in self._forms:
            override = self._override(form)
            if override and (form.is_named or override.id):
                self._put_by_hand(form, override)
            elif not form.is_named:
                continue
            elif len(form.key) < 2 and self._kinds.is_person(form.key):
                single.append(form)
            else:
                self._put(form)
        self._join_named_by_hand()
        self._join_suffixes()
        people = sorted((each for each in self._all() if each.is_person), key=lambda each: (each.name, each.suffix))
        for one, other, rule in find_alike(people, self._language.package, self._people):
            self._join(one, other, rule)
        self._join_bodies()
        self._settle(single)
        return [*self._all(), *self._apart]

    def _all(self) -> list[Group]:
        """Every group once."""
        return list({id(group): group for group in map(self._root, self._groups.values())}.values())

    def _root(self, group: Group) -> Group:
        while id(group) in self._merged:
            group = self._merged[id(group)]
        return group

    def _join(self, one: Group, other: Group, rule: str) -> None:
        one, other = self._root(one), self._root(other)
        if one is other:
            return
        into, gone = sorted((one, other), key=_rank)
        gone.forms = [(form, rule if why == "same-name" else why) for form, why in gone.forms]
        into.take(gone)
        self._merged[id(gone)] = into

    def _override(self, form: Form) -> Override | None:
        name = form.name.casefold()
        return self._overrides.get((name, form.text)) or self._overrides.get((name, None))

    def _put_by_hand(self, form: Form, override: Override) -> None:
        if not override.id:
            self._apart.append(Group(forms=[(form, "override")], is_resolved=False))
            return
        group = self._groups.setdefault(
            ("=", override.id), Group(id=override.id, is_person=self._kinds.is_person(form.key))
        )
        group.given_name = override.name or group.given_name
        if form.is_named:
            self._add(group, form, form.key, "override")
        else:
            group.forms.append((form, "override"))  # "the mayor" is nobody's name elsewhere

    def _put(self, form: Form) -> None:
        """A full name, or the name of a body, to the others that are the same."""
        key, rule = form.key, "same-name"
        is_person = self._kinds.is_person(key)
        if is_person and len(key) > 2 and self._kinds.is_nickname(form):
            key, rule = key[1:], "nickname"
        group = self._groups.setdefault(
            ("p" if is_person else "b", form.suffix if is_person else "", *key), Group(is_person=is_person)
        )
        group.suffix = form.suffix if is_person else ""
        self._add(group, form, key, rule)

    def _add(self, group: Group, form: Form, key: Key, rule: str) -> None:
        group.forms.append((form, rule))
        if len(key) > 1 or not group.is_person:
            group.keys.add(key)
            group.names[shown_name(form, key)] += 1
            group.days[form.outlet].append(form.day)
        group.genders[form.gender] += 1
        group.roles.update(role_words(form.role, form.aliases, self._people))

    def _join_named_by_hand(self) -> None:
        """A group whose name makes the identifier that people wrote is the one they mean."""
        by_hand = {group.id: group for group in self._all() if group.id}
        for group in self._all():
            found = by_hand.get(slug(group.name)) if group.id is None else None
            if found:
                self._join(found, group, "same-name")

    def _join_suffixes(self) -> None:
        """Without "Jr." it is the one who has it in other texts, if there is only one such."""
        bare = {group_key[2:]: group for group_key, group in self._groups.items() if group_key[:2] == ("p", "")}
        with_suffix: defaultdict[Key, list[Group]] = defaultdict(list)
        for group_key, group in self._groups.items():
            if group_key[0] == "p" and group_key[1]:
                with_suffix[group_key[2:]].append(group)
        for key, groups in with_suffix.items():
            if key in bare and len(groups) == 1:
                self._join(groups[0], bare[key], "same-name")

    def _join_bodies(self) -> None:
        """Short names and acronyms of organizations."""
        bodies = [group for group in self._all() if not group.is_person]
        by_key = {key: group for group in bodies for key in group.keys}
        first: defaultdict[str, list[Group]] = defaultdict(list)
        for group in bodies:
            for word in {key[0] for key in group.keys if len(key) > 1}:
                first[word].append(group)
        aliases: defaultdict[Key, dict[int, Group]] = defaultdict(dict)
        for group in bodies:
            for form, _ in group.forms:
                for key in form.alias_keys:
                    aliases[key][id(group)] = group
        for key, group in by_key.items():
            named = [each for each in aliases.get(key, {}).values() if self._root(each) is not self._root(group)]
            if len(named) == 1:
                self._join(named[0], group, "alias-in-a-text")
            elif len(key) == 1 and not named and len(first[key[0]]) == 1 and not self._people.places.get(key[0]):
                self._join(first[key[0]][0], group, "short-body-name")

    def _settle(self, single: Sequence[Form]) -> None:
        """Single names: to one of the people who bear it, or together with others alike, or apart."""
        people = [group for group in self._all() if group.is_person]
        bearers: defaultdict[str, list[Group]] = defaultdict(list)
        in_text: defaultdict[str, list[Group]] = defaultdict(list)
        for group in people:
            for word in {family_of(key, self._people) for key in group.keys}:
                bearers[word].append(group)
            for text in group.texts:
                in_text[text].append(group)
        evidence = Evidence(self._people, in_text)
        left: list[Form] = []
        for form in single:
            if form.key[0] in bearers:
                left.append(form)
            else:
                group = self._groups.setdefault(("s", form.key[0], form.outlet or ""), Group())
                self._add(group, form, form.key, "same-short-name")
        for _ in range(_PASSES):
            found = [(form, choose(form, bearers[form.key[0]], evidence)) for form in left]
            left = [form for form, choice in found if choice is None]
            for form, choice in found:  # only now, so that the order of texts makes no difference
                if choice is not None:
                    choice[0].forms.append((form, choice[1]))
                    evidence.add(form.text, choice[0])
        self._apart += [Group(forms=[(form, "apart")], is_resolved=False) for form in left]


def _rank(group: Group) -> tuple[bool, int, int, str]:
    """Which of two groups takes the other: the one that people named, the more frequent, the fuller."""
    return group.id is None, -len(group.forms), -max((sum(map(len, key)) for key in group.keys), default=0), group.name
