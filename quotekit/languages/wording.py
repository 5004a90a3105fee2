"""How a language words names and descriptions: patterns and small sets for the speaker stage.

In: patterns from the package of a language. Out: one frozen record.
Never looks at a text; a language that gives nothing has no particles, ages or appositions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from attrs import frozen

NOTHING: Final = re.compile(r"(?!)")  # matches nowhere
_NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})


@frozen(kw_only=True, eq=False)
class Wording:
    """What the speaker stage reads by pattern.

    Attributes:
        leading: Small words that may open a name ("van der Meer"), each as a pattern.
        inner: Small words inside a name ("Bank of the", "Ortega y Gasset"), each as a pattern.
        glued: Small words glued to a name by a hyphen or an apostrophe ("al-", "d’").
        elided: What is no beginning of a name for its apostrophe ("L’", "Don’t"), as a pattern; "" for none.
        dotted: What ends in a dot inside a name, beside titles: "Jr", "St", "Inc".
        joining: Between two runs of capitals that make one name: "Ministry" of "Health".
        joining_many: The one among them that only joins fields of a body: "Health and Human Services".
        behind: Letters behind a name that are no part of it ("QC").
        party: A party behind a name, alone ("D-Ohio").
        compound: The end of a first word that is no name ("Texas-based").
        has_small_titles: Are titles before a name written in lower case ("madame Berg")?
        joins_given: Are several given names one when a hyphen joins them ("Ernest-Jean")?
        surname_is_first: Is a surname that is far more frequent alone than in full that of its first bearer, where
            the text names several?
        opener: A first word that a sentence may begin with ("Using").
        lone_opener: A word that alone at the beginning of a sentence is no name (« Enveloppée »).
        joiner: Before the last of several names, with spaces.
        conjunction: Between two names that stand together, with spaces.
        short_name: The bracket that gives a short name: “(the “Office”)”; group 1 is a mark.
        described: A description behind a name; groups "chunk" and "end".
        opens_description: What a description begins with: a determiner.
        ends_description: Where the head of a description ends: a preposition, a relative.
        seat: Where somebody holds office ("of Ohio"); group 1 is the place.
        employer: Whom somebody works for ("for the ministry", "of Novartis"); group 1 is the body.
        age: An age behind a name; group 1 is the years.
        aged: An age inside of a phrase; group 1 is the years.
        party_behind: A party behind a name; group 1 is its letter.
        parties: Role of a party by its letter.
        owned: A description that begins with its owner ("his wife").
        timed: Before a word that is a time rather than a name ("in May").
        placed: Before a name that is rather a place ("from").
        label_end: Where the label of a nameless speaker ends.
        label_start: What it leaves out at its beginning.
        possessive: The ending of an owner.
        itself: The ending of "himself".
        vague: Nouns of which the form says little about the gender ("chairman").
        crowd: Endings of words for a people that are many ("the French").
        order: Place in a pair by phrase: "the former" is 0.
        called: Words between a description and a name: "a man called".
        byline: Words before the name of an author.
        addressing: What stands before the name of somebody who is addressed, at the end of a stretch.
        role_behind: A role behind a name; group 1 is the role, without its article.
        no_role: How something behind a name begins that is no role.
        role_opener: An article or an owner before a role.
    """

    leading: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    elided: str = ""
    dotted: frozenset[str] = frozenset()
    joining: re.Pattern[str] = NOTHING
    joining_many: str = ""
    behind: re.Pattern[str] = NOTHING
    party: re.Pattern[str] = NOTHING
    compound: re.Pattern[str] = NOTHING
    has_small_titles: bool = False
    joins_given: bool = False
    surname_is_first: bool = False
    opener: re.Pattern[str] = NOTHING
    lone_opener: re.Pattern[str] = NOTHING
    joiner: str = " & "
    conjunction: re.Pattern[str] = NOTHING
    short_name: re.Pattern[str] = NOTHING
    described: re.Pattern[str] = NOTHING
    opens_description: re.Pattern[str] = NOTHING
    ends_description: re.Pattern[str] = NOTHING
    seat: re.Pattern[str] = NOTHING
    employer: re.Pattern[str] = NOTHING
    age: re.Pattern[str] = NOTHING
    aged: re.Pattern[str] = NOTHING
    party_behind: re.Pattern[str] = NOTHING
    parties: Mapping[str, str] = _NO_WORDS
    owned: re.Pattern[str] = NOTHING
    timed: re.Pattern[str] = NOTHING
    placed: re.Pattern[str] = NOTHING
    label_end: re.Pattern[str] = NOTHING
    label_start: re.Pattern[str] = NOTHING
    possessive: re.Pattern[str] = NOTHING
    itself: re.Pattern[str] = NOTHING
    vague: re.Pattern[str] = NOTHING
    crowd: tuple[str, ...] = ()
    order: Mapping[str, int] = MappingProxyType({})
    called: frozenset[str] = frozenset()
    byline: frozenset[str] = frozenset()
    addressing: re.Pattern[str] = NOTHING
    role_behind: re.Pattern[str] = NOTHING
    no_role: re.Pattern[str] = NOTHING
    role_opener: re.Pattern[str] = NOTHING


NO_WORDING: Final = Wording()
