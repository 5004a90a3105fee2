"""One speaker of one text, as linking sees it.

In: results with identifiers, or flat rows. Out: forms, one a speaker and text.
Never holds a text or an offset: a million articles have to fit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final

from attrs import frozen

from quotekit.languages import load_language
from quotekit.languages.people import People
from quotekit.records import Extraction, Failure
from quotekit.speakers.names.name import fold, fold_name, split_title

_DATE: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


@frozen(slots=False)
class Form:
    """A speaker of a text.

    Attributes:
        text: Identifier of the text.
        name: The name as the text gives it; it is unique within the text.
        aliases: Other forms in the same text.
        type: Type of the speaker there.
        is_named: Is it a proper name, or a description?
        role: Title or role that the text gives, or None.
        outlet: Who published the text, or None.
        day: When, as the ordinal of a date, or None.
        count: Number of attributions.
        language: Code of the language of the text: whose titles, particles and articles its name may have.
    """

    text: str
    name: str
    aliases: tuple[str, ...] = ()
    type: str = "unknown"
    is_named: bool = True
    role: str | None = None
    outlet: str | None = None
    day: int | None = None
    count: int = 1
    language: str = "en"

    @property
    def people(self) -> People:
        """Titles and given names of the language of the text."""
        return load_language(self.language).people

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The words of the name, folded, without titles, initials, particles and "Jr."."""
        return fold_bare(self.name, self.language)

    @cached_property
    def suffix(self) -> str:
        """ "jr", "sr" and the like, where the name or another form has one."""
        known = self.people.groups["suffix"] & self.people.groups["behind-name"]
        for name in (self.name, *self.aliases):
            for word in map(fold, name.split()[1:]):
                if word in known:
                    return word
        return ""

    @cached_property
    def alias_keys(self) -> frozenset[tuple[str, ...]]:
        """The other forms, folded."""
        return frozenset(fold_bare(alias, self.language) for alias in self.aliases if alias.split())

    @cached_property
    def gender(self) -> str:
        """ "m", "f" or "": what titles in this text say, else the given name."""
        people = self.people
        for name in (*self.aliases, self.role or ""):
            for word in name.split():
                title = people.titles.get(fold(word))
                if title is not None and title.gender and fold(word) in people.groups["courtesy"]:
                    return title.gender
        return people.given.get(self.key[0], "") if len(self.key) > 1 else ""


@lru_cache(maxsize=1 << 14)
def fold_bare(name: str, language: str) -> tuple[str, ...]:
    """A name folded, without an article and titles before it: "Ms. Calder" → ("calder",)."""
    people = load_language(language).people
    return fold_name(bare_words(name, people), people)


def bare_words(name: str, people: People) -> list[str]:
    """The words of a name without an article and titles before it."""
    words = name.split()
    words = words[1:] if len(words) > 1 and words[0].casefold() in people.groups["article"] else words
    _, cut, _ = split_title(words, people) if len(words) > 1 else (0, 0, ())
    return words[cut:]


def forms_of(
    results: Iterable[tuple[Extraction | Failure, object]],
    outlets: Mapping[str, str] | None = None,
    dates: Mapping[str, str | date] | None = None,
) -> Iterator[Form]:
    """The speakers of results with identifiers; joint speakers ("Berg and Oduya") are left out."""
    for result, id in results:
        if isinstance(result, Failure):
            continue
        text = str(id)
        counts = Counter(each.speaker.name for each in result.attributions if each.speaker)
        for speaker in {each.speaker.name: each.speaker for each in result.attributions if each.speaker}.values():
            if not speaker.members:
                yield Form(
                    text=text,
                    name=speaker.name,
                    aliases=speaker.aliases,
                    type=speaker.type,
                    is_named=speaker.is_named,
                    role=speaker.role,
                    outlet=(outlets or {}).get(text),
                    day=day_of((dates or {}).get(text)),
                    count=counts[speaker.name],
                    language=result.language,
                )


def form_of_row(row: Mapping[str, Any], outlet: str | None, day: str | None, language: str = "en") -> Form:
    """The form of a flat row, or of many that were counted together (column `count`)."""
    return Form(
        text=str(row["id"]),
        name=row["speaker"],
        aliases=tuple(row.get("speaker_aliases") or ()),
        type=row.get("speaker_type") or "unknown",
        is_named=bool(row.get("speaker_named")),
        role=row.get("role"),
        outlet=None if outlet is None or row.get(outlet) is None else str(row[outlet]),
        day=None if day is None else day_of(row.get(day)),
        count=int(row.get("count") or 1),
        language=language,
    )


def day_of(when: object) -> int | None:
    """The ordinal of a date, of what begins like one in ISO form, or None."""
    if isinstance(when, date):
        return when.toordinal()
    found = _DATE.match(str(when or ""))
    try:
        return date(*map(int, found.groups())).toordinal() if found else None
    except ValueError:
        return None
