"""What a text says somebody is: the title or role that stands with a name.

In: a name with its mentions. Out: "mayor of Port Ellis", "Sen.", or None.
Never looks up a role anywhere else: it is what this text says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from quotekit.languages.people import People
from quotekit.records import Mention, SpeakerType

LONGEST: Final = 80  # characters
LEAST: Final = 2  # letters
_TYPES: Final[frozenset[SpeakerType]] = frozenset(("person", "unknown"))


def role_of(name: str, type: SpeakerType, mentions: Sequence[Mention], people: People) -> str | None:
    """The fullest role that the text gives beside the name of a speaker; None where it gives none.

    Taken, in this order, from an apposition ("Ida Falk, the harbour master"), from what stands before the name
    ("former president Carl Voss"), and from a phrase that was resolved to the speaker ("the minister"). Without
    article, in one line. Only people have one, and only with a name: a description says it all.
    """
    if type not in _TYPES or all(mention.kind != "name" for mention in mentions):
        return None
    spoken = (mention.text for mention in mentions if mention.kind != "pronoun")
    texts = dict.fromkeys(" ".join(text.split()) for text in dict.fromkeys(spoken))
    behind = (_behind(text, name, people) for text in texts)
    before = (_before(text, name, people) for text in texts)
    found = next((role for role in chain(behind, before) if role), None)
    return found or (_described(mentions, people) if type == "person" else None)


def _described(mentions: Iterable[Mention], people: People) -> str | None:
    """What the first description says."""
    for mention in mentions:
        if mention.kind == "nominal":
            role = people.wording.role_opener.sub("", " ".join(mention.text.split()), count=1)
            return role if len(role) <= LONGEST and "," not in role else None
    return None


def _behind(text: str, name: str, people: People) -> str | None:
    last = name.split()[-1:]
    at = text.rfind(last[0]) if last else -1
    if at < 0:
        return None
    found = people.wording.role_behind.match(text, at + len(last[0]))
    role = found[1].strip() if found else ""
    if not role or people.wording.no_role.match(role) or len(role) > LONGEST or _is_empty(role, people):
        return None
    return role


def _before(text: str, name: str, people: People) -> str | None:
    words = name.split()
    places = (_find(each, text) for each in (name, *words[:1], *words[-1:]))
    begin = next((at for at in places if at is not None), 0)
    if not begin:
        return None
    role = people.wording.role_opener.sub("", text[:begin].strip().rstrip(","), count=1)
    if "," in role or len(role) > LONGEST or _is_empty(role, people) or role.split()[-1] in words:
        return None
    return role


def _is_empty(role: str, people: People) -> bool:
    """Nothing but an article, a particle, an initial, "Ms" or a day, or whose somebody is ("Labour's")."""
    small = _small_words(people)
    return (
        all(word.rstrip(".") in small for word in role.casefold().split())
        or sum(map(str.isalpha, role)) < LEAST
        or people.wording.possessive.search(role) is not None
    )


@lru_cache(maxsize=8)
def _small_words(people: People) -> frozenset[str]:
    groups = people.groups
    return groups["particle"] | groups["definite"] | groups["indefinite"] | groups["courtesy"] | groups["weekday"]


def _find(name: str, text: str) -> int | None:
    """Where a name stands as words of its own."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not _is_of_word(text[max(0, at - 1) : at]) and not _is_of_word(text[end : end + 1]):
            return at
        at = text.find(name, at + 1)
    return None


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"
