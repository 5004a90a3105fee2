"""Repairs of English parses for words of time that the parser takes into a name or into what is said.

In: a Tree. Out: the arcs to move.
Never takes "April Jones" or "May Berg" apart where no preposition shows that a month is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from quotekit.languages import labels
from quotekit.languages.en.repairs.shared import SUBJECTS, has_subject, reporting_verbs
from quotekit.languages.language import Language
from quotekit.languages.people import People
from quotekit.languages.repair import Move, reporting_forms
from quotekit.trees import Tree

_BESIDE: Final = frozenset("new year 's ’s good ash boxing valentine".split())
_POINTING: Final = frozenset("last next this that late early mid each every one".split())
_SPANS: Final = frozenset(
    "morning afternoon evening night noon midnight day week weekend month year summer spring autumn winter time"
    " p.m. a.m. pm am o'clock today yesterday tonight tomorrow hour".split()
)
_AT_TIMES: Final = frozenset("on in at since during around after before by late early last".split())

_LONGEST: Final = 4  # words of a day, "March 3 last year"


def time_before_name(tree: Tree, language: Language) -> Iterator[Move]:
    """ "Last Christmas Anna Berg said": the feast is no part of her name."""
    if _named(language).isdisjoint(tree.lower) and language.people.groups["of-day"].isdisjoint(tree.lower):
        return
    for head, dep in enumerate(tree.deps):
        if dep not in SUBJECTS or tree.pos[head] != "PROPN":
            continue
        first = tree.left[head]
        last = _end_of_time(tree, first, head, language)
        if last is None or not _is_time(tree, first, last, language):
            continue
        before = first - 1
        preposition = before if before >= 0 and tree.pos[before] == "ADP" else None
        if preposition is not None and not any(tree.deps[kid] == "pobj" for kid in tree.kids[preposition]):
            yield last, preposition, "pobj"
        else:
            yield last, tree.heads[head], labels.NOUN_ADVERBIAL
        for i in range(first, last):
            if not first <= tree.heads[i] < last:
                yield i, last, tree.deps[i]


def _named(language: Language) -> frozenset[str]:
    """Days, months, feasts and seasons."""
    return _days_of(language.people)


@lru_cache(maxsize=4)
def _days_of(people: People) -> frozenset[str]:
    return people.groups["weekday"] | people.groups["feast"] | people.groups["month-or-name"]


def _end_of_time(tree: Tree, first: int, head: int, language: Language) -> int | None:
    """The last word of time at the start of a name, where a name is left behind it."""
    named, of_day = _named(language), language.people.groups["of-day"]
    last = None
    for i in range(first, head):
        word = tree.lower[i]
        if word not in named and word not in of_day and word not in _BESIDE and word not in _POINTING:
            break
        if word in named or (word in of_day and tree.pos[i] == "PROPN"):
            last = i
    if last is None or any(tree.pos[i] != "PROPN" for i in range(last + 1, head + 1)):
        return None
    return last


def _is_time(tree: Tree, first: int, last: int, language: Language) -> bool:
    """Does a word before or among them say that these are words of time, and no name or paper?"""
    points = tree.lower[first] in _POINTING or (first > 0 and tree.lower[first - 1] in _AT_TIMES)
    follows = tree.lower[last + 1]
    is_named = follows in language.people.given or follows in language.people.titles
    return points or (is_named and not language.people.groups["weekday"].isdisjoint(tree.lower[first : last + 1]))


def day_before_speaker(tree: Tree, language: Language) -> Iterator[Move]:
    """ "Said Monday the mayor": whoever stands beside the day is the one who speaks."""
    for verb in reporting_verbs(tree, reporting_forms(language)):
        if verb + 2 >= len(tree) or has_subject(tree, verb):
            continue
        day = verb + 2 if tree.lower[verb + 1] == "on" else verb + 1
        if tree.lower[day] not in _named(language) or tree.heads[day] not in (verb, verb + 1):
            continue
        who = next((kid for kid in tree.kids[day] if kid > day and tree.deps[kid] == "appos"), None)
        if who is not None and tree.left[who] == day + 1:
            yield who, verb, "nsubj"


def time_of_frame(tree: Tree, language: Language) -> Iterator[Move]:
    """ "Said on Monday she would resign": that is when it was said."""
    for verb in reporting_verbs(tree, reporting_forms(language)):
        at = verb + 1
        if at >= len(tree) or tree.lower[at] not in _AT_TIMES or tree.deps[at] != "prep":
            continue
        told, end = tree.heads[at], tree.right[at]
        is_told = tree.deps[told] == "ccomp" and tree.heads[told] == verb
        if is_told and _is_stretch(tree, at + 1, end, language) and _begins_clause(tree, end + 1, told):
            yield at, verb, "prep"


def _is_stretch(tree: Tree, first: int, last: int, language: Language) -> bool:
    """Are these words of time and nothing else: a day, a clock, a year?"""
    words = tree.lower[first : last + 1]
    is_year = len(words) == 1 and words[0].isdigit() and len(words[0]) == 4
    return is_year or (len(words) <= _LONGEST and not _SPANS.union(_named(language)).isdisjoint(words))


def _begins_clause(tree: Tree, at: int, verb: int) -> bool:
    """Does the subject of this verb begin here?"""
    return any(tree.deps[kid] in SUBJECTS and tree.left[kid] == at for kid in tree.kids[verb])
