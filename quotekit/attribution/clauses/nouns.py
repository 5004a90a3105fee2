"""What the noun at the top of some words means, and what that says of whether they are told.

In: a ParagraphView, a run of tokens. Out: the class of the noun: what can be said, an event, somebody, a thing.
Never weighs anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from quotekit.attribution.proposal import Run
from quotekit.attribution.views import ParagraphView
from quotekit.languages import Language, labels
from quotekit.languages.frames import OBJECT, OBJECT_AND_PHRASE, PHRASE, RAISED
from quotekit.reading.reading import CueHit

_CONCRETE = frozenset({"thing", "somebody", "place", "time", "group", "measure", "organization"})


def top_of(view: ParagraphView, first: int, last: int) -> int:
    heads, top = view.tree.heads, first
    while first <= heads[top] <= last and heads[top] != top:
        top = heads[top]
    return top


def noun_kind(view: ParagraphView, first: int, last: int) -> str:
    """What the noun at the top of the words means: what can be said, an event, somebody, a thing; "-" if it is none."""
    return kind_of_noun(view, top_of(view, first, last))


def kind_of_noun(view: ParagraphView, top: int) -> str:
    """The same of the token at the top of the words."""
    tree, language = view.tree, view.language
    pos = tree.pos[top]
    if pos == "PROPN" and language.noun_classes.get(language.forms.singular(tree.words[top].lower())) == "time":
        return "time"  # days and months
    if pos in ("PRON", "PROPN", "NUM"):
        return pos.lower()
    if pos != "NOUN":
        return "-"
    return _kind_of(language, tree.words[top].lower(), tree.lemmas[top])


@lru_cache(maxsize=10_000)
def _kind_of(language: Language, form: str, lemma: str) -> str:
    people = language.people
    if lemma in people.roles:
        return "somebody"
    if language.lexicon.find("noun", form) is not None:
        return "telling"
    if lemma in people.bodies:
        return people.bodies[lemma].kind
    return language.noun_classes.get(lemma) or ("event" if language.forms.is_event(lemma) else "other")


def is_no_telling(view: ParagraphView, cue: CueHit, frame: str, runs: Sequence[Run]) -> bool:
    """Are they a thing that a verb of telling takes ("called a taxi"), its time ("on Sundays"), a bare "which"?

    Or a recording of what somebody else says: that is what was released, not what was said.
    """
    if not runs:
        return False
    (first, last), groups = runs[0], view.language.groups
    if first == last and len(runs) == 1 and view.tree.tags[first] in labels.RELATIVES:
        return True  # "the boat, which the council released"
    if frame.startswith(PHRASE) and frame.removeprefix(PHRASE) in groups["time-preposition"]:
        return noun_kind(view, first, last) == "time"
    if _is_recording(view, first, runs[0][1]):
        return frame == OBJECT
    if cue.lemma not in groups["no-bare-object"] or not _is_object(view, frame):
        return False
    if any(view.inside[i] >= 0 for i in range(first, last + 1)):
        return False
    return view.tree.words[first].lower() in groups["nothing"] or noun_kind(view, first, last) in _CONCRETE


def _is_recording(view: ParagraphView, first: int, last: int) -> bool:
    """Is it a recording of what somebody else says: "released a video of Ada saying …"?"""
    tree = view.tree
    if labels.GERUND not in tree.tags[first : last + 1]:
        return False  # told fast: most words hold none
    says = any(tree.tags[i] == labels.GERUND and tree.deps[i] == labels.NOUN_CLAUSE for i in range(first, last + 1))
    return says and tree.lemmas[top_of(view, first, last)] in view.language.groups["recording"]


def _is_object(view: ParagraphView, frame: str) -> bool:
    """Is it an object, alone or with a phrase that says nothing about it ("call a taxi at noon")?"""
    preposition = frame.removeprefix(OBJECT_AND_PHRASE)
    if preposition != frame:
        return preposition.isalpha() and preposition not in view.language.groups["object-complement"]
    return frame in (OBJECT, RAISED)
