"""Finds capitalised runs in raw text and takes titles off them: "Sen. Ana de la Cruz Jr." → a Name.

In: a text and its paragraphs. Out: every Name in text order, with and without what stands before it.
Never asks a parser, and never says which names belong together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from attrs import define

from quotekit.lexicon.people import People

_UPPER: Final = "".join(chr(c) for c in range(0x250) if chr(c).isupper()) + "".join(
    chr(c) for c in (*range(0x370, 0x530), *range(0x1E00, 0x1F00)) if chr(c).isupper()
)
_PARTICLES: Final = (
    "de la|de las|de los|van der|van den|van de|von der|von dem|bin|ibn|abu|van|von|de|del|della|di|da|das|dos|du|la|le|"
    "den|der|ter|ten|af|y|e"
)
_WORD: Final = rf"(?:(?:al|el|as|ash|ad|an|ar|at|d|l|ul)[-’'])?[{_UPPER}](?:[^\W_]|[’'](?!s\b)(?=[^\W_]{{2}})|-(?=\w)|\.(?=\w))*"
_SPACE: Final = r"[ \u00a0\n]"
# A dot belongs to a name behind an initial or a short title, never at the end of a sentence.
_DOT: Final = (
    r"(?:(?<=\b[A-Z])\.|(?<=\b[A-Z]\.[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|Lt|Jr|Sr|St|Fr|Mt|Co))\.|"
    r"(?<=\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Maj|Sgt|Cpl|Adm|Rev|Hon|Amb|Det|Sec|Mme|Inc|Ltd))\.|"
    r"(?<=\b(?:Prof|Capt|Cmdr|Supt|Insp|Cllr|Sens|Reps|Mlle|Corp))\.)?"
)
_RUN: Final = re.compile(
    rf"(?<![\w@#/.-])(?:(?:de la|van der|van den|von der|de|van|von|bin|ibn|del|della|di|du|dos){_SPACE})?"
    rf"{_WORD}{_DOT}(?:(?:{_SPACE}|,{_SPACE}(?=[JS]r\b))"
    rf"(?:(?:{_PARTICLES}){_SPACE}|[\"“‘'(](?={_WORD}[\"”’')]{_SPACE}[{_UPPER}])|&{_SPACE})?{_WORD}{_DOT}[\"”’')]?(?<![\"”’')](?!{_SPACE}[{_UPPER}])))*"
)
_TOKEN: Final = re.compile(r"[^ \u00a0\n]+")
_SUFFIX: Final = re.compile(r"(?:jr|sr|ii|iii|iv|mp|obe|cbe|mbe|esq|phd|md)\.?", re.I)
_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.-?){1,3}|[^\W\d_]")
_PARTY: Final = re.compile(r"[DRI]-[A-Z][\w.]*|[DRI]")
_PARTICLE: Final = frozenset("de la las los van der den von dem bin ibn abu del della di da das dos du le ter ten af y e".split())
_BREAK: Final = re.compile(r"[.!?…:;\n][\"“”‘’')\]*_]*\s+$|[\"“‘(\[*_—–-]\s*$|^\s*$")
_OF: Final = re.compile(rf"{_SPACE}(?:of|for|of the|for the|on|and){_SPACE}")
_BODIES: Final = frozenset(
    "department ministry university house bank board bureau council court church institute academy office "
    "chamber federation association league republic kingdom states society college committee commission center "
    "centre school museum organization organisation fund union agency authority foundation coalition alliance "
    "campaign party daughters sons doctors friends group institutes centers".split()
)
_OFFICES: Final = frozenset(
    "minister secretary director duke duchess prince princess archbishop bishop chancellor attorney speaker "
    "president mayor governor chief".split()
)


@define(eq=False)
class Name:
    """One capitalised run, without the title before it.

    Attributes:
        start: First code point of the name proper.
        end: One past its last.
        full: First code point of the run, titles included.
        words: The words of the name, as written.
        key: The words folded for comparison, without initials, suffixes and nicknames.
        titles: Folded titles before it ("sen"), most outward first.
        lead: Folded words before the titles ("russian" of "Russian President").
        paragraph: Index of its paragraph.
        opens: Does it stand where any word is capitalised?
        is_possessive: Does 's follow?
    """

    start: int
    end: int
    full: int
    words: tuple[str, ...]
    key: tuple[str, ...]
    titles: tuple[str, ...]
    lead: tuple[str, ...]
    paragraph: int
    opens: bool
    is_possessive: bool

    @property
    def text(self) -> str:
        """The name as written, single-spaced."""
        return " ".join(self.words)


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Lower case, without accents, dots and quotation marks: "Lucía" → "lucia"."""
    plain = unicodedata.normalize("NFKD", word.casefold()).replace("’", "'").replace("ø", "o").replace("ł", "l")
    return "".join(c for c in plain if c.isalnum() or c in "-'&").strip("'-")


def fold_name(words: Sequence[str]) -> tuple[str, ...]:
    """What two forms of a name are compared by: no initials, no "Jr.", no nickname in marks."""
    kept = [
        folded
        for word in words
        if (folded := fold(word)) not in _PARTICLE
        and not _SUFFIX.fullmatch(word) and not _INITIAL.fullmatch(word) and word[0] not in "\"“‘'("
    ]
    return tuple(kept) or tuple(fold(word) for word in words)


def find_names(text: str, paragraphs: Sequence[tuple[int, int]], people: People) -> list[Name]:
    """Every capitalised run that can be a name, in text order."""
    lower = {match[0] for match in re.finditer(r"\b[a-z]{3,}\b", text)}
    found: list[Name] = []
    for number, (start, end) in enumerate(paragraphs):
        runs = [match.span() for match in _RUN.finditer(text, start, end)]
        if not runs or _is_headline(text, start, end, runs):
            continue
        for first, last in _join(text, runs):
            opens = _BREAK.search(text, max(start, first - 6), first) is not None or first == start
            found.extend(_names(text, first, last, number, opens, people, lower))
    return found


def _is_headline(text: str, start: int, end: int, runs: Sequence[tuple[int, int]]) -> bool:
    """Are most words capitalised, so that a capital says nothing? ("Mayor Says No To Bridge")"""
    if end - start > 200 or text[end - 1] in ".!?\"”’":
        return False
    words = text[start:end].split()
    return len(words) > 4 and sum(len(text[a:b].split()) for a, b in runs) > 0.6 * len(words)


def _join(text: str, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs, those joined that make one name: "Ministry" + "of" + "Health"."""
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if joined:
            first, last = joined[-1]
            gap = text[last:start]
            if 3 < len(gap) < 10 and _OF.fullmatch(gap):
                left = text[first:last].split()
                if "and" in gap:
                    wanted = len(left) > 1 and any(f" {of} " in text[first:last] for of in ("of", "for", "&"))
                    wanted = wanted and fold(left[0]) in _BODIES and not text[start:end].isupper()
                else:
                    wanted = fold(left[-1]) in _BODIES or fold(left[-1]) in _OFFICES
                if wanted:
                    joined[-1] = (first, end)
                    continue
        joined.append((start, end))
    return joined


def _names(
    text: str, start: int, end: int, paragraph: int, opens: bool, people: People, lower: set[str]
) -> list[Name]:
    tokens = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text, start, end)]
    possessive = text[end : end + 2] in ("’s", "'s") or (tokens[-1][2][-1:] == "s" and text[end : end + 1] in ("’", "'"))
    # Words that any sentence may begin with are no part of a name.
    while tokens and _is_function_word(tokens[0][2], people):
        tokens.pop(0)
        opens = opens and not tokens
    if len(tokens) > 1 and opens and fold(tokens[0][2]) in lower and not _is_known_first(tokens[0][2], people):
        tokens.pop(0)
    while tokens and _is_function_word(tokens[-1][2], people) and (len(tokens) == 1 or tokens[-1][2][0].islower()):
        tokens.pop()
    if not tokens:
        return []
    if len(tokens) == 1 and opens and fold(tokens[0][2]) in lower:
        return []
    if _is_office([word for _, _, word in tokens], text[max(0, tokens[0][0] - 4) : tokens[0][0]], people):
        return []
    cut, titles = _split_title([word for _, _, word in tokens], people)
    core = tokens[cut:]
    words = tuple(word.rstrip(",") for _, _, word in core)
    key = fold_name(words)
    if not any(key) or (len(words) == 1 and (len(words[0]) == 1 or _PARTY.fullmatch(words[0]))):
        return []
    return [
        Name(
            start=core[0][0], end=core[-1][1], full=tokens[0][0], words=words, key=key, titles=titles,
            lead=tuple(fold(word) for _, _, word in tokens[: max(0, cut - len(titles))]),
            paragraph=paragraph, opens=opens and cut == 0, is_possessive=possessive,
        )
    ]  # fmt: skip


def _is_function_word(word: str, people: People) -> bool:
    return word.casefold().replace("’", "'").rstrip(".") in people.not_names and not (word.isupper() and len(word) > 2)


def _is_office(words: Sequence[str], before: str, people: People) -> bool:
    """An office without its holder: "the Prime Minister", "Attorney General"."""
    title = people.titles.get(fold(words[-1]))
    if title is None or title.place == "never" or fold(words[0]) in people.given:
        return False
    return title.place == "any" or before.lower().endswith("the ")


def _is_known_first(word: str, people: People) -> bool:
    key = word.casefold().rstrip(".")
    return key in people.given or key in people.titles or key in people.demonyms or key in people.places


def _split_title(words: Sequence[str], people: People) -> tuple[int, tuple[str, ...]]:
    """How many words stand before the name proper, and which of them are titles."""
    keys = [fold(word) for word in words]
    if keys[-1] in people.body_words:
        return 0, ()
    cut, titles = 0, []
    for i, key in enumerate(keys[:-1]):
        title = people.titles.get(key)
        if title is None or title.place == "never" or _SUFFIX.fullmatch(words[i + 1]):
            continue
        if words[i].endswith(".") or title.place == "any" or i == cut or all(k in people.titles or k in people.demonyms for k in keys[:i]):
            cut = i + 1
            titles.append(key)
    if titles and cut < len(words) and words[cut] == "of":
        cut, titles = _after_of(keys, cut, titles, people)
    if titles and keys[cut:] == ["elect"]:
        return 0, ()
    return cut, tuple(titles)


def _after_of(keys: Sequence[str], cut: int, titles: list[str], people: People) -> tuple[int, list[str]]:
    """ "Secretary of State John Kerry": the name begins at a given name, else with the last two words."""
    for i in range(cut + 2, len(keys) - 1):
        if keys[i] in people.given:
            return i, titles
    if keys[cut + 1] in ("state", "defense", "defence", "commerce", "labor", "energy", "education") and cut + 2 < len(keys):
        return cut + 2, titles
    return 0, []
