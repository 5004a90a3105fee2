"""From forms to speakers across texts: full names first, then what can be said of single names.

In: forms, and corrections by people. Out: LinkedSpeakers.
Never links a description ("the minister"), and never links what two people fit alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from quotekit.languages import load_language
from quotekit.languages.language import Language
from quotekit.records import Extraction, Failure
from quotekit.speakers.across.alike import find_alike
from quotekit.speakers.across.forms import Form, forms_of
from quotekit.speakers.across.groups import Group, Key, give_ids, shown_name, slug
from quotekit.speakers.across.linked import Link, LinkedSpeaker, LinkedSpeakers
from quotekit.speakers.across.overrides import Override, read_overrides
from quotekit.speakers.across.roles import role_words
from quotekit.speakers.across.surnames import Evidence, choose
from quotekit.speakers.names.family import family_of

PASSES: Final = 2  # whoever was settled in the first is company for others in the second
SURNAMES: Final = 3  # times that a full name counts against a parser that takes the surname for a place or a firm
BODIES: Final = frozenset({"organization", "place", "document", "group"})


def link_speakers(
    results: Iterable[Extraction | Failure | tuple[Extraction | Failure, object]],
    *,
    outlets: Mapping[str, str] | None = None,
    dates: Mapping[str, str | date] | None = None,
    overrides: str | Path | Sequence[Override] = (),
    language: str = "en",
) -> LinkedSpeakers:
    """Which speakers of many texts are one person, or one organization: an identifier for each, and why.

    Full names first ("Donald J. Trump", "Donald Trump"), spelling variants and short given names; then surnames
    alone, where all that the texts say leaves one person only: who bears the name at all, titles and roles, whom
    the same outlet named in full shortly before, who is quoted beside them. A surname that fits two people alike
    is left apart, one identifier a text; a description ("the minister") is not linked. A nickname
    ("Slick Ada Prentice") is never the name.

    Args:
        results: What `extract_many` gives: results, or pairs of one with the identifier of its text; without one,
            results are numbered from 1. A text is not kept.
        outlets: Who published each text, by identifier; helps to tell namesakes apart.
        dates: When, by identifier: dates, or strings that begin with one (2026-01-31).
        overrides: An override table (CSV with the columns form, id, note; also text and wikidata), or its rows.
        language: Whose titles and given names are used.

    Returns:
        The speakers, most quoted first; `id_of(text, name)` looks one up, `explain(text, name)` says why, and
        `table()` gives the rows of an override table.

    Raises:
        InputError: the override table cannot be read.
    """
    pairs = (
        each if isinstance(each, tuple) else (each, each.id or str(number)) for number, each in enumerate(results, 1)
    )  # fmt: skip
    known = read_overrides(overrides) if isinstance(overrides, str | Path) else overrides
    return link_forms(forms_of(pairs, outlets, dates), known, language)


def link_forms(forms: Iterable[Form], overrides: Sequence[Override] = (), language: str = "en") -> LinkedSpeakers:
    """Which forms of many texts are one speaker.

    Args:
        forms: The speakers of each text, from `forms_of`.
        overrides: What people corrected; it wins over every rule.
        language: Whose titles and given names are used.
    """
    known = list(forms)
    linker = _Linker(known, overrides, load_language(language))
    linker.run()
    return linker.linked()


class _Linker:
    def __init__(self, forms: Sequence[Form], overrides: Sequence[Override], language: Language) -> None:
        self.forms = forms
        self.language = language
        self.people = language.people
        self.overrides = {(each.form.casefold(), each.text): each for each in overrides}
        self.wikidata = {each.id: each.wikidata for each in overrides if each.id and each.wikidata}
        self.groups: dict[tuple[str, ...], Group] = {}
        self.merged: dict[int, Group] = {}
        self.apart: list[Group] = []
        self.types: defaultdict[Key, Counter[str]] = defaultdict(Counter)
        self.full: Counter[Key] = Counter(form.key for form in forms if form.is_named)
        self.surnames: Counter[str] = Counter()  # of people with a full name: number of texts
        self.first_words: set[str] = set()  # of bodies with a longer name
        for form in forms:
            if form.is_named:
                self.types[form.key][form.type] += 1
                if len(form.key) > 1 and form.type == "person":
                    self.surnames[family_of(form.key, self.people)] += 1
                elif len(form.key) > 1 and form.type in BODIES:
                    self.first_words.add(form.key[0])

    def run(self) -> None:
        """All steps, in order."""
        single: list[Form] = []
        for form in self.forms:
            if not form.is_named:
                continue
            if override := self._override(form):
                self._put_by_hand(form, override)
            elif self._is_person(form.key) and len(form.key) < 2:
                single.append(form)
            else:
                self._put(form)
        self._join_named_by_hand()
        self._join_suffixes()
        people = sorted(
            (group for group in self.all() if group.is_person), key=lambda group: (group.name, group.suffix)
        )
        for one, other, rule in find_alike(people, self.language.package, self.people):
            self._join(one, other, rule)
        self._join_bodies()
        self._settle(single)

    def all(self) -> list[Group]:
        """Every group once."""
        return list({id(group): group for group in map(self._root, self.groups.values())}.values())

    def _root(self, group: Group) -> Group:
        while id(group) in self.merged:
            group = self.merged[id(group)]
        return group

    def _join(self, one: Group, other: Group, rule: str) -> None:
        one, other = self._root(one), self._root(other)
        if one is other:
            return
        into, gone = sorted((one, other), key=_rank)
        gone.forms = [(form, rule if why == "same-name" else why) for form, why in gone.forms]
        into.take(gone)
        self.merged[id(gone)] = into

    def _override(self, form: Form) -> Override | None:
        name = form.name.casefold()
        return self.overrides.get((name, form.text)) or self.overrides.get((name, None))

    def _put_by_hand(self, form: Form, override: Override) -> None:
        if not override.id:
            self.apart.append(Group(forms=[(form, "override")], is_resolved=False))
            return
        group = self.groups.setdefault(("=", override.id), Group(id=override.id, is_person=self._is_person(form.key)))
        self._add(group, form, form.key, "override")

    def _put(self, form: Form) -> None:
        """A full name, or the name of a body, to the others that are the same."""
        key, rule = form.key, "same-name"
        is_person = self._is_person(key)
        if is_person and len(key) > 2 and self._is_nickname(form):
            key, rule = key[1:], "nickname"
        group = self.groups.setdefault(
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
        group.genders[form.gender(self.people)] += 1
        group.roles.update(role_words(form.role, form.aliases, self.people))

    def _is_nickname(self, form: Form) -> bool:
        """Is the first word put before a name that is full without it?"""
        first, rest = form.key[0], form.key[1:]
        return first not in self.people.given and (rest in form.alias_keys or rest in self.full)

    def _is_person(self, key: Key) -> bool:
        """What most texts take the name for; a surname of people with full names is a person's more often."""
        types = self.types[key]
        bodies = sum(types[name] for name in BODIES)
        if len(key) == 1:
            bearers = self.surnames[key[0]]
            if not bearers and key[0] in self.first_words and not types["person"]:
                return False
            trust = 1 if key[0] in self.people.places else SURNAMES
            return types["person"] + trust * bearers >= bodies
        return types["person"] >= bodies

    def _join_named_by_hand(self) -> None:
        """A group whose name makes the identifier that people wrote is the one they mean."""
        by_hand = {group.id: group for group in self.all() if group.id}
        for group in self.all():
            found = by_hand.get(slug(group.name)) if group.id is None else None
            if found:
                self._join(found, group, "same-name")

    def _join_suffixes(self) -> None:
        """Without "Jr." it is the one who has it in other texts, if there is only one such."""
        bare = {group_key[2:]: group for group_key, group in self.groups.items() if group_key[:2] == ("p", "")}
        with_suffix: defaultdict[Key, list[Group]] = defaultdict(list)
        for group_key, group in self.groups.items():
            if group_key[0] == "p" and group_key[1]:
                with_suffix[group_key[2:]].append(group)
        for key, groups in with_suffix.items():
            if key in bare and len(groups) == 1:
                self._join(groups[0], bare[key], "same-name")

    def _join_bodies(self) -> None:
        """Short names and acronyms of organizations."""
        bodies = [group for group in self.all() if not group.is_person]
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
            elif len(key) == 1 and not named and len(first[key[0]]) == 1 and not self.people.places.get(key[0]):
                self._join(first[key[0]][0], group, "short-body-name")

    def _settle(self, single: Sequence[Form]) -> None:
        """Single names: to one of the people who bear it, or together with others alike, or apart."""
        people = [group for group in self.all() if group.is_person]
        bearers: defaultdict[str, list[Group]] = defaultdict(list)
        in_text: defaultdict[str, list[Group]] = defaultdict(list)
        for group in people:
            for word in {family_of(key, self.people) for key in group.keys}:
                bearers[word].append(group)
            for text in group.texts:
                in_text[text].append(group)
        evidence = Evidence(self.people, in_text)
        left: list[Form] = []
        for form in single:
            if form.key[0] in bearers:
                left.append(form)
            else:
                group = self.groups.setdefault(("s", form.key[0], form.outlet or ""), Group())
                self._add(group, form, form.key, "same-short-name")
        for _ in range(PASSES):
            found = [(form, choose(form, bearers[form.key[0]], evidence)) for form in left]
            left = [form for form, choice in found if choice is None]
            for form, choice in found:  # only now, so that the order of texts makes no difference
                if choice is not None:
                    choice[0].forms.append((form, choice[1]))
                    evidence.add(form.text, choice[0])
        self.apart += [Group(forms=[(form, "apart")], is_resolved=False) for form in left]

    def linked(self) -> LinkedSpeakers:
        """The groups as records, most quoted first."""
        groups = [*self.all(), *self.apart]
        give_ids(groups)
        links = [
            Link(form.text, form.name, group.id, rule, form.count) for group in groups for form, rule in group.forms
        ]
        links += [Link(form.text, form.name, None, "apart", form.count) for form in self.forms if not form.is_named]
        order = {(form.text, form.name): number for number, form in enumerate(self.forms)}
        links.sort(key=lambda link: order[link.text, link.name])
        speakers = [_speaker(group, self.wikidata) for group in groups]
        speakers.sort(key=lambda each: (-each.attributions, -each.texts, each.id))
        return LinkedSpeakers(tuple(speakers), tuple(links))


def _rank(group: Group) -> tuple[bool, int, int, str]:
    """Which of two groups takes the other: the one that people named, the more frequent, the fuller."""
    return group.id is None, -len(group.forms), -max((sum(map(len, key)) for key in group.keys), default=0), group.name


def _speaker(group: Group, wikidata: Mapping[str, str]) -> LinkedSpeaker:
    forms = [form for form, _ in group.forms]
    types = Counter(form.type for form in forms if form.type != "unknown")
    names = Counter(form.name for form in forms)
    roles = Counter(form.role for form in forms if form.role)
    assert group.id is not None
    return LinkedSpeaker(
        id=group.id,
        name=group.name,
        type=types.most_common(1)[0][0] if types else "unknown",
        forms=tuple(sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))),
        roles=tuple(role for role, _ in sorted(roles.items(), key=lambda pair: (-pair[1], pair[0]))),
        texts=len(group.texts),
        attributions=sum(form.count for form in forms),
        wikidata=wikidata.get(group.id),
        is_resolved=group.is_resolved,
    )
