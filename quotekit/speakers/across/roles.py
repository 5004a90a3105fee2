"""What a text says somebody is: the title or role that stands with a name.

In: a speaker with its mentions. Out: "mayor of Port Ellis", "Sen.", or None.
Never looks up a role anywhere else: it is what this text says.
"""

from __future__ import annotations

import re
from typing import Final

from quotekit.languages.people import People
from quotekit.records import Speaker
from quotekit.speakers.names.name import fold

LONGEST: Final = 80  # characters
_APPOSITION: Final = re.compile(r",\s+(?:\d+,\s+)?(?:now\s+)?(?:(?:an?|the)\s+)?([^,;:()“”\"]+)")
_NO_ROLE: Final = re.compile(r"(?:who|whom|whose|which|where|when|and|or|but|\d|in|of|for|from|an?d)\b", re.I)
_ARTICLE: Final = re.compile(r"^(?:the|an?|his|her|their|its|our|my)\s+", re.I)


def role_of(speaker: Speaker) -> str | None:
    """The fullest role that the text gives beside the name of a speaker; None where it gives none.

    Taken, in this order, from an apposition ("Ida Falk, the harbour master"), from what stands before the name
    ("former president Carl Voss"), and from a phrase that was resolved to the speaker ("the minister"). Without
    article, in one line. Only people have one, and only
    with a name: a description says it all.
    """
    if not speaker.is_named or speaker.members or speaker.type not in ("person", "unknown"):
        return None
    mentions = [" ".join(mention.text.split()) for mention in speaker.mentions if mention.kind == "name"]
    for found in (_after, _before):
        for text in mentions:
            if role := found(text, speaker):
                return role
    for mention in speaker.mentions:
        if mention.kind == "nominal" and speaker.type == "person":
            role = _ARTICLE.sub("", " ".join(mention.text.split()), count=1)
            return role if len(role) <= LONGEST and "," not in role else None
    return None


def role_words(role: str | None, aliases: tuple[str, ...], people: People) -> frozenset[str]:
    """The nouns that roles are compared by: "Sen." and "senator" are one."""
    found = set()
    for text in (role or "", *aliases):
        for word in text.split():
            key = fold(word)
            title = people.titles.get(key)
            if key in people.roles:
                found.add(key)
            elif title is not None and title.role:
                found.update(title.role.split()[-1:])
    return frozenset(found)


def _after(text: str, speaker: Speaker) -> str | None:
    last = speaker.name.split()[-1:]
    at = text.rfind(last[0]) if last else -1
    if at < 0:
        return None
    match = _APPOSITION.match(text, at + len(last[0]))
    if not match or _NO_ROLE.match(match[1]) or len(match[1]) > LONGEST or _is_empty(match[1].strip()):
        return None
    return match[1].strip()


def _before(text: str, speaker: Speaker) -> str | None:
    words = speaker.name.split()
    found = next((at for name in (speaker.name, *words[:1], *words[-1:]) if (at := _find(name, text)) is not None), 0)
    before = _ARTICLE.sub("", text[:found].strip(), count=1)
    if "," in before or len(before) > LONGEST or not before or before.split()[-1] in words or _is_empty(before):
        return None
    return before


def _is_empty(role: str) -> bool:
    """Nothing but an article, a particle or an initial."""
    return role.casefold() in ("the", "a", "an", "de", "van", "von") or sum(map(str.isalpha, role)) < 2


def _find(name: str, text: str) -> int | None:
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    return found.start() if found else None
