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
    LONGEST_ARTICLE,
    Name,
    fold,
    fold_name,
    is_function_word,
    is_known_first,
    is_office,
    split_title,
)
from quotekit.speakers.names.trim import Token, trim

Lone = tuple[list[Token], int, bool]  # a word that is no name by itself, its paragraph, and whether it opens
_NO_LABELS: Final[Mapping[int, TurnLabel]] = MappingProxyType({})
_UPPER: Final = "".join(chr(c) for c in range(0x250) if chr(c).isupper()) + "".join(
    chr(c) for c in (*range(0x370, 0x530), *range(0x1E00, 0x1F00)) if chr(c).isupper()
)
_SPACE: Final = r"[ \u00a0\n]"
_TOKEN: Final = re.compile(r"[^ \u00a0\n]+")
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
    pattern = _run_pattern(people.wording, people.abbreviations)
    found: list[Name] = []
    lone: list[Lone] = []
    for number, (start, end) in enumerate(paragraphs):
        runs = [match.span() for match in pattern.finditer(text, start, end)]
        if number in labels:
            runs = list(_cut(runs, labels[number]))
        if not runs or _is_headline(text, start, end, people, lower):
            continue
        for first, last in _join(text, runs, people):
            opens = first == start or _BREAK.search(text, max(start, first - 6), first) is not None
            run = _tokens(text, first, last)
            before = _LAST_WORD.search(text, max(start, first - _LONGEST_TITLE), first)
            tokens, is_opening = trim(list(run), opens, people, lower, before[1] if before else "")
            if people.wording.has_small_titles and tokens:
                tokens = [*_small_title(text, start, tokens[0][0], people), *tokens]
            if tokens and (name := _name(text, tokens, number, is_opening, last, people)) is not None:
                found.append(name)
            elif len(run) == 1:
                lone.append((run, number, opens))
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


def _tokens(text: str, start: int, end: int) -> list[Token]:
    return [(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text, start, end)]


def _small_title(text: str, start: int, at: int, people: People) -> list[Token]:
    """The title in lower case right before a name, unless it is a role as well: "madame Berg", not "le maire Berg"."""
    before = _LAST_WORD.search(text, max(start, at - _LONGEST_TITLE), at)
    if before is None or before[1] not in people.titles or people.titles[before[1]].place != "first":
        return []
    is_courtesy = before[1] in people.groups["courtesy"] or before[1] not in people.roles
    return [(before.start(1), before.end(1), before[1])] if is_courtesy else []


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


def _name(text: str, tokens: list[Token], paragraph: int, opens: bool, end: int, people: People) -> Name | None:
    start, run = tokens[0][0], [word for _, _, word in tokens]
    if is_office(run, text[max(0, start - LONGEST_ARTICLE) : start], people):
        return None
    begin, cut, titles = split_title(run, people)
    core = tokens[cut:]
    while len(core) > 2 and people.wording.behind.fullmatch(core[-1][2]):
        core.pop()  # "Giles Rowe QC"
    words = tuple(word.rstrip(",") for _, _, word in core)
    key = fold_name(words, people)
    if not any(key) or (len(words) == 1 and (len(words[0]) == 1 or people.wording.party.fullmatch(words[0]))):
        return None
    after = text[end : end + 2]
    return Name(
        start=core[0][0],
        end=core[-1][1],
        full=tokens[begin][0],
        words=words,
        key=key,
        titles=titles,
        lead=tuple(fold(word) for word in run[begin : max(begin, cut - len(titles))]),
        paragraph=paragraph,
        opens=opens and cut == 0,
        is_possessive=after in ("’s", "'s") or (words[-1][-1:] == "s" and after[:1] in ("’", "'")),
    )


def _with_surnames(text: str, found: list[Name], lone: Sequence[Lone], people: People) -> list[Name]:
    """ "May said so", where June May is named: a word that is a surname here, and no time.

    "Said Will", where Will Holm is named, likewise; "Will it rain?" has a capital for another reason.
    """
    whole = [name.key for name in found if len(name.key) > 1 and name.key[0] in people.given]
    surnames, given = {key[-1] for key in whole}, {key[0] for key in whole}
    more = [
        name
        for run, number, opens in lone
        if (fold(run[0][2]) in surnames or (not opens and fold(run[0][2]) in given))
        and not people.wording.timed.search(text, max(0, run[0][0] - _LONGEST_TIMED), run[0][0])
        and not text[run[0][1] : run[0][1] + 2].strip().isdigit()
        and (name := _name(text, run, number, opens, run[0][1], people)) is not None
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
