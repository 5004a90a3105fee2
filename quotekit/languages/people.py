"""Titles, roles, given names, pronouns, organisations and places: who a phrase can stand for.

In: the data files of this folder (see SOURCES.md). Out: one frozen table each, loaded when asked.
Never looks at a text, and never decides about one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Literal, TypeVar, cast
from unicodedata import combining, normalize

from attrs import frozen

from quotekit.languages.data import data_lines
from quotekit.languages.wording import NO_WORDING, Wording

Gender = Literal["m", "f", ""]
Entry = TypeVar("Entry")


@frozen
class Title:
    """A word that stands before a name and is no part of it ("Mr", "Senator").

    Attributes:
        form: Lower case, without a dot.
        gender: "m", "f" or "".
        place: "first": only before a name; "any": other capitalised words may precede it
            ("Press Secretary"); "never": not a title at all, kept to say so.
        role: The role that it gives to the person, or "".
    """

    form: str
    gender: Gender
    place: str
    role: str


@frozen
class Role:
    """A common noun for a person or a crowd ("judge", "wife", "couple").

    Attributes:
        noun: The noun, singular, lower case.
        gender: "m", "f" or "".
        kind: "role", "kin" (needs somebody it belongs to) or "crowd" (several people).
        wider: Other nouns that the same person may be called later ("lawmaker").
    """

    noun: str
    gender: Gender
    kind: str
    wider: frozenset[str]


@frozen
class Pronoun:
    """A pronoun, or a determiner that stands alone.

    Attributes:
        form: Lower case.
        person: "1", "2", "3" or "".
        number: "s", "p" or "".
        gender: "m", "f", "n" or "".
        use: subject, object, possessive, reflexive, relative or indefinite.
    """

    form: str
    person: str
    number: str
    gender: str
    use: str


@frozen
class Body:
    """A common noun for an organisation, a document or a place ("ministry", "statement").

    Attributes:
        noun: The noun, singular, lower case.
        kind: organization, document or place.
        words: Words in a name that it can stand for; "*" for any organisation, "company" for any
            that looks like a business.
    """

    noun: str
    kind: str
    words: frozenset[str]


@frozen(eq=False)
class People:
    """Every table at once.

    Attributes:
        titles: By form.
        roles: By noun.
        given: Gender by given name, in lower case.
        pronouns: By form.
        bodies: By noun.
        body_words: Words that end the name of an organisation ("committee").
        places: Adjectives and peoples by name of the place, in lower case.
        metonyms: Places that stand for who works there, in lower case.
        demonyms: Name of the place, lower case, by adjective.
        not_names: Words that are capitalised without being a name.
        groups: Small closed sets of words, by name of the set.
        parties: Name of the party by its adjective or member.
        nicknames: Given names that a short form stands for, in lower case ("tom": "thomas").
        abbreviations: Titles that are short forms, which a dot may follow.
        singular: From a noun to a rough singular.
        wording: How names and descriptions are worded.
    """

    titles: Mapping[str, Title]
    roles: Mapping[str, Role]
    given: Mapping[str, Gender]
    pronouns: Mapping[str, Pronoun]
    bodies: Mapping[str, Body]
    body_words: frozenset[str]
    places: Mapping[str, tuple[str, ...]]
    metonyms: frozenset[str]
    demonyms: Mapping[str, str]
    not_names: frozenset[str]
    groups: Mapping[str, frozenset[str]]
    parties: Mapping[str, str]
    nicknames: Mapping[str, frozenset[str]]
    abbreviations: frozenset[str]
    singular: Callable[[str], str] = str
    wording: Wording = NO_WORDING


class Groups(dict[str, frozenset[str]]):
    """Sets of words by name; one that a language does not list is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


class GivenNames(dict[str, Gender]):
    """Genders by given name, where given names joined by a hyphen are one as well: "Ernest-Jean"."""

    def __contains__(self, word: object) -> bool:
        return super().__contains__(word) or bool(self._parts(word))

    def get(self, word: str, default: Gender = "") -> Gender:  # type: ignore[override]
        """The gender of a name; of several joined, that of the first."""
        if parts := self._parts(word):
            word = parts[0]
        return super().get(word, default)

    def _parts(self, word: object) -> list[str]:
        """The names that a word is joined of; none where it stands in the list itself."""
        if not isinstance(word, str) or "-" not in word or super().__contains__(word):
            return []
        parts = word.split("-")
        return parts if all(map(super().__contains__, parts)) else []


def _plain(word: str) -> str:
    """The word without its accents, as names and nouns are compared."""
    return "".join(character for character in normalize("NFKD", word) if not combining(character))


def _with_plain(words: Iterable[str]) -> frozenset[str]:
    """Words, and the same without accents."""
    given = frozenset(words)
    return given | {_plain(word) for word in given if not word.isascii()}


def _by_form(table: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """A table that is asked with accents and without; a word that has none goes first."""
    return MappingProxyType({**{_plain(form): entry for form, entry in table.items()}, **table})


def _rows(package: str, name: str) -> Iterator[list[str]]:
    for line in data_lines(package, name):
        yield ["" if cell == "-" else cell for cell in line.split("\t")]


# They end the names of people and of places too.
_NOT_ENDINGS = frozenset({"state", "giant", "star", "mail", "fox", "city", "united", "maker", "business"})


@cache
def load_people(package: str) -> People:
    """The tables in the data folder of a language's package, read once."""
    titles = [Title(form, _gender(g), place, role) for form, g, place, role in _rows(package, "titles.tsv")]
    roles = [
        Role(noun, _gender(g), kind, _with_plain(wider.split())) for noun, g, kind, wider in _rows(package, "roles.tsv")
    ]
    bodies = [Body(noun, kind, _with_plain(words.split())) for noun, kind, words in _rows(package, "organisations.tsv")]
    places, demonyms, metonyms = _places(package)
    given = {name.casefold(): _gender(g) for g, names in _rows(package, "given_names.tsv") for name in names.split()}
    groups = {
        name: _with_plain(words.split("|") if "|" in words else words.split())
        for name, words in _rows(package, "word_groups.tsv")
    }
    parties = {word: name for name, words in groups.items() if name.startswith("party-") for word in words}
    return People(
        titles=_by_form({title.form: title for title in titles}),
        roles=_by_form({role.noun: role for role in roles}),
        given=_by_form(given),
        pronouns=MappingProxyType({row[0]: Pronoun(*row) for row in _rows(package, "pronouns.tsv")}),
        bodies=_by_form({body.noun: body for body in bodies if body.kind != "ending"}),
        body_words=_body_words(bodies),
        places=_by_form(places),
        metonyms=_with_plain(metonyms),
        demonyms=_by_form(demonyms),
        not_names=_with_plain(word for row in _rows(package, "not_names.txt") for word in row[0].split()),
        groups=Groups(groups),
        parties=MappingProxyType(parties),
        nicknames=MappingProxyType(_nicknames(package)),
        abbreviations=groups.get("abbreviated-title", frozenset()),
    )


def _places(package: str) -> tuple[dict[str, tuple[str, ...]], dict[str, str], set[str]]:
    """Adjectives of each place, the place of each adjective, and the places that stand for who works there."""
    places: dict[str, tuple[str, ...]] = {}
    metonyms: set[str] = set()
    demonyms: dict[str, str] = {}
    for place, adjectives in _rows(package, "places.tsv"):
        key = place.casefold()
        if adjectives.startswith("="):
            if adjectives == "= metonym":
                metonyms.add(key)
            continue
        places[key] = tuple(adjective.replace("_", " ") for adjective in adjectives.split())
        for adjective in places[key]:
            demonyms.setdefault(adjective.casefold(), key)
    return places, demonyms, metonyms


def _nicknames(package: str) -> dict[str, frozenset[str]]:
    """The full names that each short form may stand for."""
    found: dict[str, frozenset[str]] = {}
    for name, forms in _rows(package, "nicknames.tsv"):
        for form in forms.casefold().split():
            found[form] = found.get(form, frozenset()) | {name.casefold()}
    return found


def _body_words(bodies: Sequence[Body]) -> frozenset[str]:
    """Words that end the names of bodies, and of nothing else."""
    nouns = frozenset(body.noun for body in bodies if body.kind in ("organization", "ending"))
    return nouns.union(*(body.words - {"*", "company"} for body in bodies)) - _NOT_ENDINGS


def _gender(cell: str) -> Gender:
    return cast(Gender, cell if cell in ("m", "f") else "")
