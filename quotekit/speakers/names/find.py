"""Finds capitalised runs in raw text that can be names: "Sen. Ana de la Cruz Jr.", "Bank of Ghana".

In: a text and its paragraphs. Out: every Name in text order.
Never asks a parser, and never says which names belong together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from quotekit.languages.en.forms import singular
from quotekit.languages.people import People
from quotekit.speakers.names.name import Name, fold, fold_name, is_function_word, is_known_first, is_office, split_title

Token = tuple[int, int, str]
_UPPER: Final = "".join(chr(c) for c in range(0x250) if chr(c).isupper()) + "".join(
    chr(c) for c in (*range(0x370, 0x530), *range(0x1E00, 0x1F00)) if chr(c).isupper()
)
_SPACE: Final = r"[ \u00a0\n]"
_LEADING: Final = "de la|van der|van den|von der|de|van|von|bin|ibn|del|della|di|du|dos"
_INNER: Final = rf"de las|de los|van de|von dem|abu|da|das|la|le|den|der|ter|ten|af|y|e|{_LEADING}"
_WORD: Final = (
    rf"(?:(?:al|el|as|ash|ad|an|ar|at|d|l|ul)[-’'])?[{_UPPER}]"
    r"(?:[^\W_]|[’'](?!s\b)(?=[^\W_]{2})|-(?=\w)|\.(?=\w))*"
)
# A dot belongs to a name behind an initial or a short title, never at the end of a sentence.
_DOT: Final = (
    r"(?:(?<=\b[A-Z])\.|(?<=\b[A-Z]\.[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|Lt|Jr|Sr|St|Fr|Mt|Co))\.|"
    r"(?<=\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Maj|Sgt|Cpl|Adm|Rev|Hon|Amb|Det|Sec|Mme|Inc|Ltd))\.|"
    r"(?<=\b(?:Prof|Capt|Cmdr|Supt|Insp|Cllr|Sens|Reps|Mlle|Corp))\.)?"
)
_NICKNAME: Final = rf"[\"“‘'(](?={_WORD}[\"”’')]{_SPACE}[{_UPPER}])"
_RUN: Final = re.compile(
    rf"(?<![\w@#/.-])(?:(?:{_LEADING}){_SPACE})?{_WORD}{_DOT}"
    rf"(?:(?:{_SPACE}|,{_SPACE}(?=[JS]r\b))(?:(?:{_INNER}){_SPACE}|{_NICKNAME}|&{_SPACE})?"
    rf"{_WORD}{_DOT}[\"”’')]?(?<![\"”’')](?!{_SPACE}[{_UPPER}])))*"
)
_TOKEN: Final = re.compile(r"[^ \u00a0\n]+")
_LETTERS: Final = re.compile(r"[^\W\d_][\w’'-]*")
_LOWER: Final = re.compile(r"\b[a-z]{3,}\b")
_LETTERS_BEHIND: Final = re.compile(r"(?:[QK]C|M[SE]?P|[OCM]BE|Esq|PhD)\.?")
_PARTY: Final = re.compile(r"[DRI]-[A-Z][\w.]*|[DRI]")
_BREAK: Final = re.compile(r"[.!?…:;\n][\"“”‘’')\]*_]*\s+$|[\"“‘(\[*_—–-]\s*$|^\s*$")
_BASED: Final = re.compile(r"-(?:based|born|area|backed|led)$")
_OPENER: Final = re.compile(r"[A-Z][a-z]{2,}(?:ing|ed|ly)")
_OF: Final = re.compile(rf"{_SPACE}(?:of|for|of the|for the|on|to|against|and){_SPACE}")
HEADLINE: Final = 200  # longest headline, in characters


def find_names(text: str, paragraphs: Sequence[tuple[int, int]], people: People) -> list[Name]:
    """Every capitalised run that can be a name, in text order."""
    lower = set(_LOWER.findall(text))
    found: list[Name] = []
    for number, (start, end) in enumerate(paragraphs):
        runs = [match.span() for match in _RUN.finditer(text, start, end)]
        if not runs or _is_headline(text, start, end, people, lower):
            continue
        for first, last in _join(text, runs, people):
            opens = first == start or _BREAK.search(text, max(start, first - 6), first) is not None
            tokens, opens = _trim(_tokens(text, first, last), opens, people, lower)
            if tokens and (name := _name(text, tokens, number, opens, last, people)) is not None:
                found.append(name)
    _drop_openers(found, people)
    return found


def _tokens(text: str, start: int, end: int) -> list[Token]:
    return [(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text, start, end)]


def _is_headline(text: str, start: int, end: int, people: People, lower: set[str]) -> bool:
    """Are ordinary words capitalised, so that a capital says nothing? ("Mayor Says No To Bridge")"""
    if end - start > HEADLINE:
        return False
    words = _LETTERS.findall(text, start, end)
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
            if 3 < len(gap) < 10 and _OF.fullmatch(gap) and _is_one(text[first:last], gap, text[start:end], people):
                joined[-1] = (first, end)
                continue
        joined.append((start, end))
    return joined


def _is_one(left: str, gap: str, right: str, people: People) -> bool:
    bodies, words = people.groups["joining-body"], left.split()
    if "and" in gap:  # "Department of Health and Human Services", not "John Kerry and Ada Cole"
        return len(words) > 2 and words[1] in ("of", "for") and fold(words[0]) in bodies and not right.isupper()
    last = fold(words[-1])
    return last in bodies or (" of" in gap and last in people.groups["joining-office"])


def _trim(tokens: list[Token], opens: bool, people: People, lower: set[str]) -> tuple[list[Token], bool]:
    """Words that any sentence may begin with, and days behind a name, are no part of it."""
    alone = people.groups["not-alone"]
    while tokens and is_function_word(tokens[0][2], people) and not _is_given(tokens, opens, people):
        tokens.pop(0)
        opens = False
    while len(tokens) > 1 and (_BASED.search(tokens[0][2]) or _is_role(tokens, opens, people)):
        tokens.pop(0)  # "Texas-based Ana Cole", "Journalist Ana Cole"
        opens = False
    if len(tokens) > 1 and opens and not is_known_first(tokens[0][2], people):
        word = tokens[0][2]  # "Using Ted Cruz as an example", but "Downing Street"
        is_rank = fold(word) in people.groups["rank"] and fold(tokens[1][2]) in people.titles  # "Prime Minister"
        is_opener = _OPENER.fullmatch(word) and is_known_first(tokens[1][2], people)
        is_word = fold(word) in lower and fold(tokens[-1][2]) not in people.body_words and not is_rank
        is_day = fold(word) in people.groups["weekday"] and fold(tokens[-1][2]) not in people.body_words
        if is_opener or is_word or is_day:
            tokens.pop(0)
            opens = False
    while len(tokens) > 1 and (
        tokens[-1][2] == "I"  # "… Ada Hale I do not": the pronoun
        or (tokens[-1][2][0].islower() and is_function_word(tokens[-1][2], people))
        or (tokens[-1][2].endswith("day") and tokens[-1][2].casefold() in alone)
    ):
        tokens.pop()
    if any(word in people.groups["headline"] for _, _, word in tokens[1:]):  # "Disputes Claim Of Network"
        return [], opens
    if len(tokens) == 1:
        word = fold(tokens[0][2])
        is_noun = opens and (word in lower or (singular(word) in people.roles and word not in people.roles))
        if is_noun or tokens[0][2].casefold() in alone:
            return [], opens
    return tokens, opens


def _is_given(tokens: list[Token], opens: bool, people: People) -> bool:
    """Is it "Will" of "Will Moen", or "Said" within a sentence, rather than a verb?"""
    word = fold(tokens[0][2])
    return len(tokens) > 1 and word in people.given and (word != "said" or not opens)


def _is_role(tokens: list[Token], opens: bool, people: People) -> bool:
    """Does a role stand before a name: "Journalist Ana Cole", "Keeper Rasa Urbonas"?"""
    word, last = fold(tokens[0][2]), fold(tokens[-1][2])
    if word not in people.roles or word in people.titles or word in people.given:
        return False
    return is_known_first(tokens[1][2], people) or (opens and len(tokens) > 2 and last not in people.body_words)


def _name(text: str, tokens: list[Token], paragraph: int, opens: bool, end: int, people: People) -> Name | None:
    start, run = tokens[0][0], [word for _, _, word in tokens]
    if is_office(run, text[max(0, start - 4) : start], people):
        return None
    begin, cut, titles = split_title(run, people)
    core = tokens[cut:]
    while len(core) > 2 and _LETTERS_BEHIND.fullmatch(core[-1][2]):
        core.pop()  # "Giles Rowe QC"
    words = tuple(word.rstrip(",") for _, _, word in core)
    key = fold_name(words)
    if not any(key) or (len(words) == 1 and (len(words[0]) == 1 or _PARTY.fullmatch(words[0]))):
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


def _drop_openers(names: list[Name], people: People) -> None:
    """ "Enter Ana Reyes": a first word that nothing speaks for, before a name known without it."""
    keys = {name.key for name in names if len(name.key) > 1 and not name.opens}
    for name in names:
        is_longer = len(name.key) > 2 and name.opens and name.key[1:] in keys and name.key not in keys
        if is_longer and not is_known_first(name.words[0], people):
            name.start += len(name.words[0]) + 1
            name.full, name.words, name.key = name.start, name.words[1:], name.key[1:]
