"""Finds capitalised runs in raw text that can be names: "Sen. Ana de la Cruz Jr.", "Bank of Ghana".

In: a text and its paragraphs. Out: every Name in text order.
Never asks a parser, and never says which names belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from quotekit.languages.people import People
from quotekit.languages.wording import Wording
from quotekit.reading.label import TurnLabel
from quotekit.speakers.names.name import (
    Name,
    fold,
    follows_article,
    initials_of,
    is_function_word,
    is_known_first,
)
from quotekit.speakers.names.run import trimmed, written
from quotekit.speakers.names.trim import time_words

Lone = tuple[int, int, int, bool]  # where a word stands that is no name by itself, its paragraph, whether it opens
_NO_LABELS: Final[Mapping[int, TurnLabel]] = MappingProxyType({})
_UPPER: Final = "".join(chr(c) for c in range(0x250) if chr(c).isupper()) + "".join(
    chr(c) for c in (*range(0x370, 0x530), *range(0x1E00, 0x1F00)) if chr(c).isupper()
)
_SPACE: Final = r"[ \u00a0\n]"
_LETTERS: Final = re.compile(r"[^\W\d_][\w’'-]*")
_LOWER: Final = re.compile(r"\b[a-z]{3,}\b")
_BREAK: Final = re.compile(r"[.!?…:;\n][\"“”‘’')\]*_]*\s+$|[\"“‘(\[*_—–-]\s*$|^\s*$")
_LAST_WORD: Final = re.compile(r"(?<!\w)([^\W\d_]+)[ \u00a0]$")
_LONGEST_TITLE: Final = 24  # code points looked at before a name
_HEADING: Final = re.compile(r"#{1,6} ")  # of Markdown
_HEADLINE: Final = 200  # longest headline, in characters
_LONGEST_TIMED: Final = 8  # code points looked at before a word that may be a month


@lru_cache(maxsize=8)
def _run_pattern(wording: Wording, titles: frozenset[str]) -> re.Pattern[str]:
    """A run of capitals in a language: words, small words between them, initials and dotted titles."""
    glued = rf"(?:(?:{_one_of(wording.glued)})[-’'])?" if wording.glued else ""
    elided = rf"(?!{wording.elided})" if wording.elided else ""
    word = rf"{glued}{elided}[{_UPPER}](?:[^\W_]|[’'](?!s\b)(?=[^\W_]{{2}})|-(?=\w)|\.(?=\w))*"
    # A dot belongs to a name behind an initial or a short title, never at the end of a sentence.
    by_length: dict[int, list[str]] = {}
    for short in sorted(titles | wording.dotted):
        by_length.setdefault(len(short), []).append(short.capitalize())
    short_ones = "".join(rf"|(?<=\b(?:{_one_of(forms)}))\." for _, forms in sorted(by_length.items()))
    dot = rf"(?:(?<=\b[{_UPPER}])\.|(?<=\b[A-Z]\.[A-Z])\.{short_ones})?"
    leading = rf"(?:(?:{_one_of(wording.leading)}){_SPACE})?" if wording.leading else ""
    nickname = rf"[\"“‘'(](?={word}[\"”’')]{_SPACE}[{_UPPER}])"
    inner = rf"(?:{_one_of((*wording.inner, *wording.leading))}){_SPACE}|" if wording.leading else ""
    return re.compile(
        rf"(?<![\w@#/.-]){leading}{word}{dot}(?:(?:{_SPACE}|,{_SPACE}(?=[JS]r\b))(?:{inner}{nickname}|&{_SPACE})?"
        rf"{word}{dot}[\"”’')]?(?<![\"”’')](?!{_SPACE}[{_UPPER}])))*"
    )


def _one_of(words: Iterable[str]) -> str:
    return "|".join(words)


def find_names(
    text: str, paragraphs: Sequence[tuple[int, int]], people: People, labels: Mapping[int, TurnLabel] = _NO_LABELS
) -> list[Name]:
    """Every capitalised run that can be a name, in text order.

    Args:
        text: The text.
        paragraphs: Start and end code points of its paragraphs.
        people: Titles, roles and the like.
        labels: The labels of turns, by number of the paragraph: no name runs on behind one ("Q. How …").
    """
    lower = set(_LOWER.findall(text))
    pattern, times = _run_pattern(people.wording, people.abbreviations), time_words(people)
    found: list[Name] = []
    lone: list[Lone] = []
    for number, (start, end) in enumerate(paragraphs):
        runs = [match.span() for match in pattern.finditer(text, start, end)]
        if number in labels:
            runs = list(_cut(runs, labels[number]))
        if not runs or _is_headline(text, start, end, people, lower):
            continue
        for first, last in _join(text, runs, people):
            opens = first == start or _opens(text, start, first)
            run = text[first:last]
            words = run.split()
            known = tuple([key for word in words if (key := fold(word)) in lower]) if opens else ()
            before = _word_before(text, start, first) if len(words) > 1 and fold(words[0]) in times else ""
            name = None
            if (left := trimmed(run, opens, known, before, people)) is not None:
                at, end, is_opening = first + left[0], first + left[1], left[2]
                if people.wording.has_small_titles:
                    at = _with_small_title(text, start, at, people)
                name = _name(text, at, end, last, number, is_opening, people)
            if name is not None:
                found.append(name)
            elif len(words) == 1:
                lone.append((first, last, number, opens))
    _drop_openers(found, people)
    _drop_headings(text, paragraphs, found, people)
    return _with_surnames(text, found, lone, people)


def _cut(runs: Iterable[tuple[int, int]], label: TurnLabel) -> Iterator[tuple[int, int]]:
    """Runs, the one that a label begins cut behind it."""
    for start, end in runs:
        if start < label.words < end:
            yield start, label.end
            yield label.words, end
        else:
            yield start, end


def _opens(text: str, start: int, at: int) -> bool:
    """Does a place in a paragraph stand where any word is capitalised?"""
    if text[at - 1] == " " and at - 2 >= start and text[at - 2].isalnum():
        return False  # as most do, told without a search
    return _BREAK.search(text, max(start, at - 6), at) is not None


def _word_before(text: str, start: int, at: int) -> str:
    before = _LAST_WORD.search(text, max(start, at - _LONGEST_TITLE), at)
    return before[1] if before else ""


def _with_small_title(text: str, start: int, at: int, people: People) -> int:
    """Where the title in lower case begins right before a name: "madame Berg", but not "le maire Berg", a role."""
    before = _LAST_WORD.search(text, max(start, at - _LONGEST_TITLE), at)
    if before is None or before[1] not in people.titles or people.titles[before[1]].place != "first":
        return at
    is_courtesy = before[1] in people.groups["courtesy"] or before[1] not in people.roles
    return before.start(1) if is_courtesy else at


def _is_headline(text: str, start: int, end: int, people: People, lower: set[str]) -> bool:
    """Are ordinary words capitalised, so that a capital says nothing? ("Mayor Says No To Bridge")"""
    if end - start > _HEADLINE:
        return False
    words = _LETTERS.findall(text, start, end)
    if lower and len(words) > 2 and text[start:end].isupper():  # the heading of a chapter
        return len(words) > 3 or any(fold(word) in lower or is_function_word(word, people) for word in words)
    long = [word for word in words if len(word) > 3]
    if len(words) < 4 or sum(word[0].isupper() for word in long) <= 0.75 * len(long):
        return False
    ordinary = sum(word[0].isupper() and (fold(word) in lower or is_function_word(word, people)) for word in words[1:])
    return ordinary > 1 or (text[end - 1] not in '.!?"”’' and len(long) > 4)


def _join(text: str, runs: list[tuple[int, int]], people: People) -> list[tuple[int, int]]:
    """Runs, those joined that make one name: "Ministry" + "of" + "Health"."""
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if joined:
            first, last = joined[-1]
            gap = text[last:start]
            is_joining = 3 < len(gap) < 10 and people.wording.joining.fullmatch(gap)
            if is_joining and _is_one(text[first:last], gap, text[start:end], people):
                joined[-1] = (first, end)
                continue
        joined.append((start, end))
    return joined


def _is_one(left: str, gap: str, right: str, people: People) -> bool:
    bodies, words = people.groups["joining-body"], left.split()
    if (
        people.wording.joining_many in gap.split()
    ):  # "Department of Health and Human Services", not "John Kerry and Ada Cole"
        return (
            len(words) > 2 and words[1] in people.groups["body-of"] and fold(words[0]) in bodies and not right.isupper()
        )
    last = fold(words[-1])
    is_of = bool(people.groups["office-of"].intersection(gap.split()))
    return last in bodies or (is_of and last in people.groups["joining-office"])


def _name(text: str, at: int, end: int, last: int, paragraph: int, opens: bool, people: People) -> Name | None:
    """The name in `text[at:end]`, of a run that ends at `last`; None for an office without its holder."""
    name = written(text[at:end], people)
    if name is None or (name.is_office_behind_article and follows_article(text, at, people)):
        return None
    after = text[last : last + 2]
    return Name(
        at + name.start,
        at + name.end,
        at + name.full,
        name.words,
        name.key,
        name.titles,
        name.lead,
        paragraph,
        opens and name.start == 0,
        after in ("’s", "'s") or (after[:1] in ("’", "'") and name.words[-1][-1:] == "s"),
        name.text,
        name.titled,
        name.initials,
    )


def _with_surnames(text: str, found: list[Name], lone: Sequence[Lone], people: People) -> list[Name]:
    """ "May said so", where June May is named: a word that is a surname here, and no time.

    "Said Will", where Will Holm is named, likewise; "Will it rain?" has a capital for another reason.
    """
    whole = [name.key for name in found if len(name.key) > 1 and name.key[0] in people.given]
    surnames, given = {key[-1] for key in whole}, {key[0] for key in whole}
    more = [
        name
        for start, end, number, opens in lone
        if ((word := fold(text[start:end])) in surnames or (not opens and word in given))
        and not people.wording.timed.search(text, max(0, start - _LONGEST_TIMED), start)
        and not text[end : end + 2].strip().isdigit()
        and (name := _name(text, start, end, end, number, opens, people)) is not None
    ]
    return sorted((*found, *more), key=lambda name: name.start) if more else found


def _drop_headings(text: str, paragraphs: Sequence[tuple[int, int]], names: list[Name], people: People) -> None:
    """Take out a single word that only a heading of Markdown has, if no list knows it: "# Draft"."""
    headings = {number for number, (start, end) in enumerate(paragraphs) if _HEADING.match(text, start, end)}
    if not headings:
        return
    elsewhere = {word for name in names if name.paragraph not in headings for word in name.key}
    names[:] = [
        name
        for name in names
        if name.paragraph not in headings
        or name.titles
        or len(name.key) > 1
        or name.key[0] in elsewhere
        or is_known_first(name.words[0], people)
    ]


def _drop_openers(names: list[Name], people: People) -> None:
    """ "Enter Ana Reyes": a first word that nothing speaks for, before a name known without it."""
    keys = {name.key for name in names if len(name.key) > 1 and not name.opens}
    for name in names:
        is_longer = len(name.key) > 2 and name.opens and name.key[1:] in keys and name.key not in keys
        if is_longer and is_known_first(name.words[1], people) and not is_known_first(name.words[0], people):
            name.start += len(name.words[0]) + 1
            name.full, name.words, name.key = name.start, name.words[1:], name.key[1:]
            name.text, name.titled = " ".join(name.words), name.titled.partition(" ")[2]
            name.initials = initials_of(name.words)
