"""Cuts words off a run of capitals that are no part of the name: "Yesterday Ada Cole", "Ada Cole I do not".

In: the words of a run, and which of them the text has in lower case. Out: those of the name.
Never looks at another run.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from functools import lru_cache
from typing import Final

from attrs import frozen

from quotekit.languages.people import People
from quotekit.speakers.names.name import fold, is_function_word, is_known_first


def _is_given(words: list[str], opens: bool, people: People) -> bool:
    """Is it "Will" of "Will Moen", or "Said" within a sentence, rather than a verb?"""
    word = fold(words[0])
    return len(words) > 1 and word in people.given and (word not in people.groups["verb-or-given"] or not opens)


def _is_role(words: list[str], opens: bool, people: People) -> bool:
    """Does a role stand before a name: "Journalist Ana Cole", "Keeper Rasa Urbonas"?"""
    word, last = fold(words[0]), fold(words[-1])
    if word not in people.roles or word in people.titles or word in people.given:
        return False
    return is_known_first(words[1], people) or (opens and len(words) > 2 and last not in people.body_words)


def _is_courtesy(words: list[str], people: People) -> bool:
    """Is it « Madame » of « Madame Berg », which the text may well have in lower case elsewhere?"""
    return people.wording.has_small_titles and len(words) > 1 and fold(words[0]) in people.groups["courtesy"]


def _is_ordinary(words: list[str], opens: bool, people: People, lower: Container[str]) -> bool:
    if _is_courtesy(words, people):
        return False
    return is_function_word(words[0], people) and not _is_given(words, opens, people)


def _is_before_name(words: list[str], opens: bool, people: People, lower: Container[str]) -> bool:
    return fold(words[0]) in people.groups["before-name"]


def _is_description(words: list[str], opens: bool, people: People, lower: Container[str]) -> bool:
    return people.wording.compound.search(words[0]) is not None or _is_role(words, opens, people)


def _opens_sentence(words: list[str], opens: bool, people: People, lower: Container[str]) -> bool:
    word, following, last = words[0], words[1], fold(words[-1])
    if not opens or is_known_first(word, people):
        return False
    if people.wording.opener.fullmatch(word) and is_known_first(following, people):
        return True
    is_rank = fold(word) in people.groups["rank"] and fold(following) in people.titles  # "Prime Minister"
    is_word = fold(word) in lower and not is_rank
    days = people.groups["weekday"]
    is_day = fold(word) in days or (fold(word) in people.groups["feast"] and fold(following) in days)
    return (is_word or is_day) and last not in people.body_words


@frozen
class Cut:
    """A kind of word that stands before names and is no part of them.

    Attributes:
        applies: Is the first word of a run one?
        example: A run that begins with one.
        least: Fewest words of a run that it may be cut from.
        repeats: May several follow each other?
        closes: Does the name behind it no longer open its sentence?
    """

    applies: Callable[[list[str], bool, People, Container[str]], bool]
    example: str
    least: int = 2
    repeats: bool = True
    closes: bool = True


CUTS: Final = (
    Cut(_is_ordinary, "Yesterday Ada Cole", least=1),
    Cut(_is_before_name, "Poor Ada Cole", closes=False),
    Cut(_is_description, "Journalist Ana Cole"),
    Cut(_opens_sentence, "Sunday Ada Cole", repeats=False),  # but not "Downing" of "Downing Street"
)


def _is_no_end(word: str, people: People) -> bool:
    """Is it the pronoun of "… Ada Hale I do not", a small word, or a day?"""
    is_small = word[0].islower() and is_function_word(word, people)
    return word == "I" or is_small or word.casefold() in people.groups["weekday"]


def _is_common_noun(word: str, opens: bool, people: People, lower: Container[str]) -> bool:
    """Is a lone word no name: one that never is, or at the start of a sentence one that the text has in lower case?"""
    folded = fold(word)
    if opens and people.wording.lone_opener.fullmatch(word) and not is_known_first(word, people):
        return True
    is_noun = folded in lower or (people.singular(folded) in people.roles and folded not in people.roles)
    return (opens and is_noun) or word.casefold() in people.groups["not-alone"]


def _is_time(words: list[str], before: str, people: People) -> bool:
    """Does a day, a month or a feast that a word such as "on" leads to stand before the name: "on Tuesday Ada Cole"?"""
    if len(words) < 2:
        return False
    groups, word, lead = people.groups, fold(words[0]), fold(before)
    if word in groups["month-or-name"]:
        return lead in groups["before-month"]
    days = groups["weekday"] | groups["feast"]
    if lead in days or lead in groups["before-of-day"]:  # "Christmas Eve Ada Cole", "New Year's Day Ada Cole"
        return word in groups["of-day"] or word in groups["weekday"]
    return word in days and (lead in groups["before-day"] or lead in groups["before-month"])


@lru_cache(maxsize=8)
def time_words(people: People) -> frozenset[str]:
    """Words of which the word in front tells whether they say when: days, months, feasts."""
    groups = people.groups
    return groups["month-or-name"] | groups["weekday"] | groups["feast"] | groups["of-day"]


def trim(
    words: Sequence[str], opens: bool, people: People, lower: Container[str], before: str = ""
) -> tuple[int, int, bool]:
    """Words that any sentence may begin with, and days, are no part of a name.

    Args:
        words: Those of the run.
        opens: Does it stand where any word is capitalised?
        people: Titles, roles and the like.
        lower: What the text has in lower case, folded.
        before: The word in front of the run.

    Returns:
        How many words are cut in front, where the name ends (0 if nothing is left), and whether it opens a sentence.
    """
    left = list(words)
    for cut in CUTS:
        while len(left) >= cut.least and cut.applies(left, opens, people, lower):
            before = left.pop(0)
            opens = opens and not cut.closes
            if not cut.repeats:
                break
    while _is_time(left, before, people):
        before = left.pop(0)
    first = len(words) - len(left)
    while len(left) > 1 and _is_no_end(left[-1], people):
        left.pop()
    is_headline = any(word in people.groups["headline"] for word in left[1:])  # "Disputes Claim Of Network"
    if is_headline or (len(left) == 1 and _is_common_noun(left[0], opens, people, lower)):
        return 0, 0, opens
    return first, first + len(left), opens
