"""Frames of speech told from words alone: "said Anna", "the old man asked".

In: a text and a place in it. Out: whether a frame stands there, and where it ends.
Never reads a parse; what it finds only helps to put marks where they are missing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from quotekit.languages import Language

_REPORTING: Final = 0.3  # a word that reports at least this often makes a frame of what stands beside a mark
MOST: Final = 8  # words of a frame
_WORD: Final = re.compile(r"\s*([^\W\d_][\w'’-]*)(\.(?=\s+[^\W\d_a-z]))?")
_STOP: Final = re.compile(r"\s*(?:[.,;:!?—–―]|$)")


@lru_cache(maxsize=8)
def reporting_forms(language: Language) -> frozenset[str]:
    """Forms of the verbs that often report a quoted passage."""
    return frozenset(
        form
        for entry in language.lexicon.entries
        if entry.kind == "verb" and entry.meaning and (entry.quoted + 0.3) / (entry.seen_quoted + 1) >= _REPORTING
        for form in entry.forms
    )


@lru_cache(maxsize=8)
def thinking_forms(language: Language) -> frozenset[str]:
    """Forms of the verbs of thought that often report."""
    thinking = (entry for entry in language.lexicon.entries if entry.kind == "verb" and entry.medium == "thought")
    return frozenset(form for entry in thinking if entry.rate >= _REPORTING for form in entry.forms)


def is_frame(words: str, language: Language) -> bool:
    """Do these words, which follow a closing mark, look like the frame of the passage before it?

    "said Anna", "George demanded", "the old man asked", "Asked Beth", but not "The old man left".
    """
    parts = [part.strip(",.;:") for part in words.split()]
    if not parts or not parts[0]:
        return False
    return parts[0][0].islower() or _reports(parts, language)


def _reports(parts: list[str], language: Language) -> bool:
    forms, pronouns = reporting_forms(language), language.people.groups["frame-pronoun"]
    if parts[0].lower() in forms:
        return len(parts) > 1 and (parts[1][:1].isupper() or parts[1].lower() in pronouns)
    return any(part in forms for part in parts[1:4]) and (
        parts[0].lower() in pronouns or parts[1] in forms or parts[0][:1].isupper()
    )


def frame_end(text: str, at: int, end: int, language: Language, *, is_thought: bool = False) -> int | None:
    """Where the frame ends that begins at `at`: before a comma or a stop; None if there is no frame.

    Both "said Mrs. Kane" and "the porter asked" are frames; "he left, and said nothing" is none.

    Args:
        text: The text.
        at: Where the frame would begin.
        end: Where the paragraph ends.
        language: What is known about its language.
        is_thought: May it be a frame of thought as well ("thought Vera")?
    """
    titles, parts = language.people.groups["abbreviated-title"], list[str]()
    while len(parts) <= MOST:
        match = _WORD.match(text, at, end)
        if match is None:
            break
        parts.append(match[1])
        at = match.end() if match[2] and match[1].casefold() in titles else match.end(1)
    if not _STOP.match(text, at, end) or not 2 <= len(parts) <= MOST:
        return None
    forms, people = reporting_forms(language), language.people
    if is_thought:
        forms |= thinking_forms(language)
    first, rest = parts[0].casefold(), [part.casefold() for part in parts[1:]]
    who = people.groups["frame-pronoun"] | people.groups["definite"] | people.groups["owner"]
    if first in forms:
        return at if parts[1][0].isupper() or rest[0] in who or rest[0] in people.groups["indefinite"] else None
    is_somebody = first in who or parts[0][0].isupper()
    return at if is_somebody and not forms.isdisjoint(rest[:4]) else None
