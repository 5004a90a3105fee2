"""A run of capitals by itself: which of its words are a name, and what that name is compared by.

In: the run as written. Out: the same answer wherever it stands, so that runs seen again are not read again.
Never looks at the text around it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from attrs import frozen

from quotekit.languages.people import People
from quotekit.speakers.names.name import fold, fold_name, initials_of, is_office, split_title
from quotekit.speakers.names.trim import trim

_REMEMBERED: Final = 4096  # runs: some 2 MB
_WORD: Final = re.compile(r"\S+")


@frozen(eq=False)
class Written:
    """What a run says that is a name, apart from where it stands.

    Attributes:
        start: First code point of the name proper, counted from that of the run.
        end: One past its last.
        full: First code point with titles.
        words, key, titles, lead, text, titled, initials: As those of a `Name`.
        is_office_behind_article: Is it an office without its holder, where an article stands before it?
    """

    start: int
    end: int
    full: int
    words: tuple[str, ...]
    key: tuple[str, ...]
    titles: tuple[str, ...]
    lead: tuple[str, ...]
    text: str
    titled: str
    initials: tuple[str, ...]
    is_office_behind_article: bool


@lru_cache(maxsize=_REMEMBERED)
def trimmed(run: str, opens: bool, lower: tuple[str, ...], before: str, people: People) -> tuple[int, int, bool] | None:
    """Where the name in a run begins and ends, and whether it opens a sentence; None where there is none.

    `lower` are those of its words that the text has in lower case, `before` is the word in front of it.
    """
    places = _places(run)
    first, last, opens = trim(run.split(), opens, people, lower, before)
    return None if first == last else (places[first][0], places[last - 1][1], opens)


@lru_cache(maxsize=_REMEMBERED)
def written(run: str, people: People) -> Written | None:
    """The name that a trimmed run holds; None for an office without its holder, or a letter."""
    run_words = run.split()
    if is_office(run_words, people, is_behind_article=False):
        return None
    begin, cut, titles = split_title(run_words, people)
    core = run_words[cut:]
    while len(core) > 2 and people.wording.behind.fullmatch(core[-1]):
        core.pop()  # "Giles Rowe QC"
    words = tuple(word.rstrip(",") for word in core)
    key = fold_name(words, people)
    if not any(key) or (len(words) == 1 and (len(words[0]) == 1 or people.wording.party.fullmatch(words[0]))):
        return None
    places = _places(run)
    lead = tuple(fold(word) for word in run_words[begin : max(begin, cut - len(titles))])
    return Written(
        start=places[cut][0],
        end=places[cut + len(core) - 1][1],
        full=places[begin][0],
        words=words,
        key=key,
        titles=titles,
        lead=lead,
        text=" ".join(words),
        titled=" ".join(run_words[begin + len(lead) : cut + len(core)]),
        initials=initials_of(words),
        is_office_behind_article=is_office(run_words, people, is_behind_article=True),
    )


def _places(run: str) -> list[tuple[int, int]]:
    """Where the words of a run begin and end; a line may break between two, behind a space."""
    return [word.span() for word in _WORD.finditer(run)]
