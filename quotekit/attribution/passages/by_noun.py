"""Proposals from a noun that leads to a passage: "The reply from Berg was short: “…”", "Her verdict? “…”".

In: a Context. Out: a Proposal for whoever owns the noun.
Never looks at verbs that report, nor further back than the sentence before the mark.
"""

from __future__ import annotations

from typing import Final

from quotekit.attribution.passages.context import STOPS, Context, is_person
from quotekit.attribution.proposal import Proposal, mention_at
from quotekit.attribution.views import ParagraphView
from quotekit.languages import labels
from quotekit.reading.reading import CueHit

FRAME: Final = "noun-ahead"
_LEADS: Final = (":", "?")
_LONGEST: Final = 20  # tokens of the sentence before
_RATE: Final = 0.3  # how often such a noun counts as a cue
_LETTERS_OF_SENTENCE: Final = frozenset(".!?…")


def propose_noun(context: Context) -> Proposal | None:
    """Whoever owns the noun of speech that the sentence before the passage is about."""
    view, passage, tree = context.view, context.passage, context.view.tree
    last = passage.first - 1
    if last < 1 or tree.words[last] not in _LEADS or context.ends_with not in _LETTERS_OF_SENTENCE:
        return None
    first = last
    while first > 0 and tree.words[first - 1] not in STOPS and view.inside[first - 1] < 0 and last - first <= _LONGEST:
        first -= 1
    nouns = view.language.groups["speech-noun"]
    for noun in range(first, last):
        if tree.lemmas[noun] not in nouns or not _is_what_it_is_about(view, noun, first, last):
            continue
        owner = _owner(view, noun)
        if owner is not None:
            cue = CueHit(view.number, noun, noun, noun, tree.lemmas[noun], "noun", _RATE, _RATE)
            return context.proposal(FRAME, mention_at(view, owner), [f"frame={FRAME}"], cue=cue)
    return None


def _is_what_it_is_about(view: ParagraphView, noun: int, first: int, last: int) -> bool:
    """Is it all of the sentence ("His verdict on the plan?"), or the subject of a copula ("was clear:")?"""
    tree = view.tree
    verbs = [i for i in range(first, last) if tree.pos[i] in labels.VERBS]
    if not verbs:
        return noun == first or tree.heads[noun] == noun or not first <= tree.heads[noun] < last
    above = tree.heads[noun]
    is_subject = tree.deps[noun] == labels.SUBJECT and noun < above
    return tree.words[last] == ":" and is_subject and verbs == [above] and _is_copula(view, above)


def _is_copula(view: ParagraphView, verb: int) -> bool:
    return view.tree.lemmas[verb] in view.language.groups["copula"]


def _owner(view: ParagraphView, noun: int) -> int | None:
    """Whose it is: "Berg's reply", "her reply", "the reply from Berg"."""
    tree, groups = view.tree, view.language.groups
    for kid in tree.kids[noun]:
        if tree.deps[kid] == labels.OWNER:
            return kid if _has_a_voice(view, kid) else None
        if tree.lower[kid] in groups["voice-preposition"]:
            return next((who for who in tree.kids[kid] if _has_a_voice(view, who)), None)
    return None


def _has_a_voice(view: ParagraphView, i: int) -> bool:
    """May words be theirs: is it a person, a body such as "the ministry", or a pronoun that stands for one?"""
    tree, people = view.tree, view.language.people
    pronoun = people.pronouns.get(tree.words[i].casefold())
    if pronoun is not None:
        return pronoun.gender != "n" and pronoun.person in "123"
    return tree.pos[i] == labels.PROPER or is_person(tree, i, view.language) or tree.lemmas[i] in people.bodies
