"""English morphology: how words change their form, by rule.

In: a word. Out: its forms, or the form that stands in the tables.
Never looks at a text.
"""

from __future__ import annotations

import re
from typing import Final

_EVENT: Final = re.compile(r"(?:[ts]ion|ment|[ae]nce|ing|al)$")


def regular_forms(lemma: str) -> tuple[str, ...]:
    """The forms of a regular English verb; both spellings where a last consonant may be doubled."""
    if re.search(r"[^aeiou]y$", lemma):
        return (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    stem = lemma[:-1] if re.search(r"[^eoy]e$", lemma) else lemma  # but "hoeing", "seeing"
    past = lemma + "d" if lemma.endswith("e") else lemma + "ed"
    ending = "es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s"
    double = re.search(r"(?<![aeiou])[aeiou]([bdgklmnprtvz])$", lemma)
    doubled = (lemma + double[1] + "ed", lemma + double[1] + "ing") if double else ()
    return (lemma, lemma + ending, past, stem + "ing", *doubled)


def singular(noun: str) -> str:
    """A rough singular: "lawmakers" → "lawmaker", "women" → "woman"."""
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def is_event(noun: str) -> bool:
    """Does a noun end as those for what happens do: "arrival", "payment"?"""
    return _EVENT.search(noun) is not None
