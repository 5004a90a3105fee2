"""Proposals from the sentence before, where it tells a mood or a gesture: Berg was furious. “…”

In: a Context. Out: a Proposal for whoever is in that mood.
Never looks at a sentence with a cue in it, nor further back than one sentence.
"""

from __future__ import annotations

from quotekit.attribution.passages.context import SPOKEN_ENDS, STOPS, Context, gap, is_person
from quotekit.attribution.proposal import Proposal, mention_at
from quotekit.attribution.views import ParagraphView
from quotekit.languages import labels

LONGEST = 20  # tokens of the sentence before
CUE = 0.2  # a word that reports less often is none here: "was", "shook"


def propose_mood(context: Context) -> Proposal | None:
    """Whoever the sentence before a passage says to be in a mood, or to make a gesture."""
    view, passage, tree = context.view, context.passage, context.view.tree
    last = passage.first - 1
    is_sentence = context.ends_with in SPOKEN_ENDS and context.text[:1].isupper()
    if last < 1 or not is_sentence or tree.words[last] not in STOPS or (context.case == "all" and context.length > 1):
        return None
    first = last
    while first > 0 and tree.sents[first - 1] == tree.sents[last]:
        first -= 1
    if last - first > LONGEST or any(view.inside[i] >= 0 for i in range(first, last)) or _has_cue(context, first):
        return None
    who = _for_whom(view, first) or _in_mood(view, first, last)
    return None if who is None else context.proposal("beat", mention_at(view, who), ["frame=beat"], is_implicit=True)


def _has_cue(context: Context, first: int) -> bool:
    """Does a cue stand in the sentence before the passage, or in the one behind it: “…” Berg said?"""
    view, passage = context.view, context.passage
    return any(
        first <= cue.head < passage.first or (cue.head > passage.last and gap(view, passage.last, cue.head).stops == 0)
        for cue in view.cues
        if cue.rate >= CUE
    )


def _in_mood(view: ParagraphView, first: int, last: int) -> int | None:
    """The person who is the subject of the sentence, and furious, or shakes a head."""
    tree, groups = view.tree, view.language.groups
    for i in range(first, last):
        verb = tree.heads[i]
        if tree.deps[i] not in labels.SUBJECTS or tree.heads[verb] != verb or not _is_somebody(view, i):
            continue
        told = [kid for kid in tree.kids[verb] if kid > i and tree.deps[kid] in labels.MOODS]
        told = told if tree.lemmas[verb] in groups["state"] else [verb]  # "was amused" may be a passive
        moods = {form for kid in told for form in (tree.lemmas[kid], tree.words[kid].lower())}
        if tree.lemmas[verb] in groups["gesture"] or not groups["mood"].isdisjoint(moods):
            return i
    return None


def _is_somebody(view: ParagraphView, i: int) -> bool:
    """Is it a person, or "he" or "she"?"""
    pronoun = view.language.people.pronouns.get(view.tree.words[i].casefold())
    return is_person(view.tree, i, view.language) or (pronoun is not None and pronoun.gender in ("m", "f"))


def _for_whom(view: ParagraphView, first: int) -> int | None:
    """ "For Nadia Orr, the choice was easy."""
    tree = view.tree
    preposition = view.language.by_preposition.get(tree.words[first].lower())
    if preposition is None or preposition.frame != "phrase-for":
        return None
    noun = next((kid for kid in tree.kids[first] if tree.deps[kid] == labels.PREPOSITION_OBJECT), None)
    if noun is None or not is_person(tree, noun, view.language) or tree.words[tree.right[noun] + 1 :][:1] != [","]:
        return None
    return noun
