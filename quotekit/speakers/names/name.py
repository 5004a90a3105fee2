"""What a name is: its words, folded for comparison, apart from the titles before it.

In: the words of a capitalised run. Out: Name, keys to compare by, and where the title ends.
Never looks at the text around the run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from attrs import define

from quotekit.languages.people import People

INITIAL: Final = re.compile(r"(?:[^\W\d_]\.-?){1,3}|[^\W\d_]")
LONGEST_ARTICLE: Final = 5  # code points, with the space behind it
MARKS: Final = "\"“‘'("  # before a nickname inside a name
_FOLDED: Final = str.maketrans({"’": "'", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae"})


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
        text: The name as written, single-spaced.
        titled: The same with its titles, without what stands before them ("Russian").
        initials: Its initials, folded: those between its words, and those before them ("j" of "J. Reyes").
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
    text: str
    titled: str
    initials: tuple[str, ...]


def initials_of(words: Sequence[str]) -> tuple[str, ...]:
    """The initials among the words of a name, folded; none where a letter is all there is."""
    return tuple(fold(word) for word in words if INITIAL.fullmatch(word)) if len(words) > 1 else ()


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Lower case, without accents, dots and quotation marks: "Lucía" → "lucia"."""
    lower = word.casefold()
    if lower.isascii() and lower.isalnum():
        return lower  # as most are
    plain = unicodedata.normalize("NFKD", lower).translate(_FOLDED)
    return "".join(c for c in plain if c.isalnum() or c in "-'&").strip("'-")


def fold_name(words: Sequence[str], people: People) -> tuple[str, ...]:
    """What two forms of a name are compared by: no initials, particles, "Jr." or nicknames."""
    particles, behind = people.groups["particle"], people.groups["behind-name"]
    kept = [
        folded
        for i, word in enumerate(words)
        if ((folded := fold(word)) not in particles or (i == len(words) - 1 and word[0].isupper()))  # Avik Das
        and not (i and folded in behind)
        and not INITIAL.fullmatch(word)
        and word[0] not in MARKS
    ]
    return tuple(kept) or tuple(fold(word) for word in words)


def is_office(words: Sequence[str], people: People, *, is_behind_article: bool) -> bool:
    """An office without its holder: "the Prime Minister", "Attorney General"."""
    title = people.titles.get(fold(words[-1]))
    if len(words) == 1 and is_behind_article and fold(words[0]) in people.roles and title is None:
        return True  # "the Coroner"
    if title is None or title.place == "never" or fold(words[0]) in people.given:
        return False
    if len(words) == 1 and title.place == "first" and not title.role:
        return True  # "Yes, Sir"
    return title.place == "any" or is_behind_article


def _ends_with(before: str, words: frozenset[str]) -> bool:
    """Is the last word before a name one of these?"""
    if before[-1:] != " ":
        return False
    last = before.casefold().split()[-1:]
    return last != [] and last[0] in words


def follows_article(text: str, at: int, people: People) -> bool:
    """Does an article stand right before a place?"""
    return _ends_with(text[max(0, at - LONGEST_ARTICLE) : at], people.groups["article"])


def is_function_word(word: str, people: People) -> bool:
    """Is it a word that is capitalised without being a name?"""
    if INITIAL.fullmatch(word) and word.endswith("."):
        return False  # "A. P. Cole"
    key = word.casefold().replace("’", "'").rstrip(".")
    return key in people.not_names and not (word.isupper() and len(word) > 2)


def is_known_first(word: str, people: People) -> bool:
    """May a name begin with this word, as far as the lists say?"""
    key = word.casefold().rstrip(".")
    return key in people.given or key in people.titles or key in people.demonyms or key in people.places


def split_title(words: Sequence[str], people: People) -> tuple[int, int, tuple[str, ...]]:
    """Where the title begins, where the name proper begins, and the titles."""
    keys = [fold(word) for word in words]
    if keys[-1] in people.body_words:
        return 0, 0, ()
    begin, cut, titles = 0, 0, list[str]()
    for i, key in enumerate(keys[:-1]):
        title = people.titles.get(key)
        if title is None or title.place == "never" or keys[i + 1] in people.groups["behind-name"]:
            continue
        if i == cut or title.place == "any" or _is_title_anywhere(words[i], keys, i, people):
            if title.place == "first" and i > cut:
                begin = i  # "Enter Ms. Reyes": what stands before belongs to the sentence
            cut = i + 1
            titles.append(key)
    if titles and cut < len(words) and words[cut] in people.groups["office-of"]:
        cut, titles = _after_of(keys, cut, titles, people)
    if titles and len(keys) == cut + 1 and keys[cut] in people.groups["elect"]:
        return 0, 0, ()
    return begin, cut, tuple(titles)


def _is_title_anywhere(word: str, keys: Sequence[str], i: int, people: People) -> bool:
    """ "Gen." inside a name, "Miss" in "Miss Woodhouse Miss Taylor", "president" in "former French president"."""
    is_courtesy = word.endswith(".") or keys[i] in people.groups["courtesy"]
    return is_courtesy or all(key in people.titles or key in people.demonyms for key in keys[:i])


def _after_of(keys: Sequence[str], cut: int, titles: list[str], people: People) -> tuple[int, list[str]]:
    """ "Secretary of State John Kerry": the name begins at a given name, or behind the office."""
    for i in range(cut + 2, len(keys) - 1):
        if keys[i] in people.given:
            return i, titles
    if keys[cut + 1] in people.groups["office-field"] and cut + 2 < len(keys):
        return cut + 2, titles
    return 0, []
