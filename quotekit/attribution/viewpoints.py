"""Prepositions that name a source: "according to Berg", "in her view", "per the contract", "to her, …".

In: a ParagraphView, a token and what is known about the preposition. Out: is it a cue here?
Never says who the source is (that is `quotekit.attribution.sources`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quotekit.languages import labels
from quotekit.languages.relation import Preposition
from quotekit.trees import Tree, walk

if TYPE_CHECKING:
    from quotekit.attribution.views import ParagraphView

_BREAKS: Final = ",—–"
_LONGEST_NOTE: Final = 6  # tokens of what a comma adds to a name


def names_a_source(view: ParagraphView, i: int, preposition: Preposition) -> bool:
    """Does it take what makes it a cue, as "in Berg's view" and "per the contract" do, and beside a clause?"""
    tree = view.tree
    if not _has_further_words(tree, i, preposition):
        return False
    if preposition.takes == "anything":
        return True
    noun = next((kid for kid in tree.kids[i] if tree.deps[kid] == labels.PREPOSITION_OBJECT), None)
    if noun is None or view.inside[noun] >= 0:
        return False
    before, behind = tree.words[i - 1] if i else ",", tree.words[min(tree.right[i] + 1, len(tree) - 1)]
    opens = i == 0 or tree.sents[i - 1] != tree.sents[i]
    if preposition.takes == "somebody":
        has_marks = any(view.inside[k] >= 0 and tree.sents[k] == tree.sents[i] for k in range(i, len(tree)))
        return opens and behind == "," and not has_marks and _is_view_of(view, i, noun, preposition)
    if not (opens or before in _BREAKS or behind in ",."):
        return False
    if preposition.takes == "document":
        return _is_document(view, i, noun, behind, opens=opens)
    return _is_view(view, noun)


def _is_document(view: ParagraphView, i: int, noun: int, behind: str, *, opens: bool) -> bool:
    """ "per the contract" and "per Berg", but not "Per Aas replied", nor "Per Aas, a plumber, pays"."""
    tree = view.tree
    if tree.pos[noun] != labels.PROPER:
        return not {tree.deps[kid] for kid in tree.kids[noun]}.isdisjoint(labels.DETERMINERS)
    return behind in ",." and (tree.words[i].islower() or (opens and not _has_note(view, noun + 1)))


def _is_view(view: ParagraphView, noun: int) -> bool:
    """ "in her (own) view", but not "in his assessment of the market", nor "in their eyes, tears of …"."""
    tree = view.tree
    if tree.lemmas[noun] not in view.language.groups["viewpoint"]:
        return False
    kids = {tree.deps[kid] for kid in tree.kids[noun]}
    if labels.OWNER in kids:
        return kids <= labels.OWNED_BARELY
    return labels.DETERMINER in kids and bool(walk(tree, noun, labels.OF_PHRASE))  # not "in view of the storm"


def _is_view_of(view: ParagraphView, i: int, noun: int, preposition: Preposition) -> bool:
    """Is it somebody, and does the clause say what a subject is: "To her, the plan was a mistake"?"""
    tree, copula = view.tree, view.tree.heads[i]
    if tree.lemmas[copula] not in view.language.groups["predicative"] or not _is_somebody(view, noun):
        return False
    subjects = [kid for kid in tree.kids[copula] if tree.deps[kid] in labels.SUBJECTS]
    told = [kid for kid in tree.kids[copula] if tree.deps[kid] in preposition.predicates and kid > copula]
    if not subjects or not told or not i < subjects[0] < copula:
        return False
    # "For Berg, it was a third win" and "For children, entry is free" tell how things are, not what somebody thinks.
    is_plain = labels.ADJECTIVE_COMPLEMENT in preposition.predicates
    indefinite = view.language.people.groups["indefinite"]
    return is_plain or (tree.pos[subjects[0]] != "PRON" and tree.lower[tree.left[told[0]]] in indefinite)


def _is_somebody(view: ParagraphView, noun: int) -> bool:
    """Is it a person's name or role, or a personal pronoun?"""
    tree, people = view.tree, view.language.people
    word = tree.words[noun].casefold()
    if tree.pos[noun] == "PRON":
        pronoun = people.pronouns.get(word)
        return pronoun is not None and pronoun.person in "123" and pronoun.gender != "n"
    if tree.pos[noun] == labels.PROPER:
        return word not in people.places and word not in people.groups["not-alone"]
    return tree.lemmas[noun] in people.roles


def _has_note(view: ParagraphView, first: int) -> bool:
    """Does a note on a name stand here between commas: "Per Aas, a plumber, pays"?"""
    tree, groups = view.tree, view.language.people.groups
    comma, *note = [*tree.words[first : first + _LONGEST_NOTE], ""]
    return comma == "," and note[0].lower() in groups["indefinite"] | groups["definite"] and "," in note


def _has_further_words(tree: Tree, i: int, preposition: Preposition) -> bool:
    """Do the further words of a preposition follow: "yeux de" behind "aux"?"""
    following = tree.words[i + 1 : i + 1 + len(preposition.rest)]
    return len(following) == len(preposition.rest) and all(
        word.lower() in part.split("|") for word, part in zip(following, preposition.rest, strict=True)
    )
