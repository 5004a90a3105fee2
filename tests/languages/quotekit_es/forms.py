"""Spanish morphology: how words change their form, by rule.

In: a word. Out: its forms, or the form that stands in the tables.
Never looks at a text.
"""

from __future__ import annotations


def regular_forms(lemma: str) -> tuple[str, ...]:
    """The forms of a regular verb in -ar that a frame may have, itself first; itself for another word."""
    if not lemma.endswith("ar"):
        return (lemma,)
    endings = "a an ó aron aba aban ará arán ando ado".split()
    return (lemma, *(lemma[:-2] + ending for ending in endings))


def singular(noun: str) -> str:
    """A rough singular: "vecinos" → "vecino"."""
    return noun.removesuffix("s")


def is_event(noun: str) -> bool:
    """Does the noun look like one for something that happens ("votación", "tratamiento")?"""
    return noun.endswith(("ción", "miento"))
