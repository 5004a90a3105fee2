"""What the noun at the top of some words means, and what that says of whether they are told.

In: a View, a run of tokens. Out: the class of the noun: what can be said, an event, somebody, a thing.
Never weighs anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from quotekit.attribution.clauses.proposal import Run
from quotekit.attribution.views import View
from quotekit.languages import load_language
from quotekit.reading.reading import CueHit

# Endings of nouns for what happens, for those that no list has.
EVENT = re.compile(r"(?:[ts]ion|ment|[ae]nce|ing|al)$")
CONCRETE = frozenset({"thing", "somebody", "place", "time", "group", "measure", "organization"})
OBJECT = re.compile(r"subj|dobj(?:\+p:(?!as|of)[a-z]+)?")  # an object, alone or with a phrase
WHEN = re.compile(r"p:(?:on|in|at|until|since)")


def top_of(view: View, first: int, last: int) -> int:
    heads, top = view.tree.heads, first
    while first <= heads[top] <= last and heads[top] != top:
        top = heads[top]
    return top


def noun_kind(view: View, first: int, last: int) -> str:
    """What the noun at the top of the words means: what can be said, an event, somebody, a thing; "-" if it is none."""
    tree, top = view.tree, top_of(view, first, last)
    pos = tree.pos[top]
    if pos == "PROPN" and load_language().noun_classes.get(tree.words[top].lower().removesuffix("s")) == "time":
        return "time"  # days and months
    if pos in ("PRON", "PROPN", "NUM"):
        return pos.lower()
    if pos != "NOUN":
        return "-"
    return _kind_of(tree.words[top].lower(), tree.lemmas[top])


@lru_cache(maxsize=10_000)
def _kind_of(form: str, lemma: str) -> str:
    people = load_language().people
    if lemma in people.roles:
        return "somebody"
    if load_language().lexicon.find("noun", form) is not None:
        return "telling"
    if lemma in people.bodies:
        return people.bodies[lemma].kind
    return load_language().noun_classes.get(lemma) or ("event" if EVENT.search(lemma) else "other")


def is_no_telling(view: View, cue: CueHit, frame: str, runs: Sequence[Run]) -> bool:
    """Are they a thing that a verb of telling takes ("called a taxi"), or its time ("sings on Sundays")?"""
    if not runs:
        return False
    first, last = runs[0]
    if WHEN.fullmatch(frame):
        return noun_kind(view, first, last) == "time"
    if not OBJECT.fullmatch(frame) or cue.lemma not in load_language().groups["no-bare-object"]:
        return False
    if any(view.inside[i] >= 0 for i in range(first, last + 1)):
        return False
    return view.tree.words[first].lower() == "nothing" or noun_kind(view, first, last) in CONCRETE
