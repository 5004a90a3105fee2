"""Subjects that a comma sets apart from their French verb, and what a comma sets apart from a subject.

In: a Tree in the labels of the house. Out: the arcs to change.
Never looks at what is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quotekit.languages.fr.repairs.adverbials import is_behind_adverbial
from quotekit.languages.fr.repairs.subjects import has_subject, phrase_before, rehang
from quotekit.languages.fr.repairs.words import (
    BEHIND,
    MARKS,
    NOMINAL,
    PRONOUNS,
    before,
    cue_forms,
    cues,
    is_finite,
    starts_noun,
)
from quotekit.languages.labels import SUBJECTS
from quotekit.languages.language import Language
from quotekit.languages.repair import Move, is_above
from quotekit.trees import Tree

# Behind them a clause begins.
_OPENERS: Final = frozenset("et mais que qu' or puis car donc alors lorsque lorsqu' quand si ou".split())
PERSONAL: Final = PRONOUNS | BEHIND
_RELATIVES: Final = frozenset("qui que qu' dont où".split())
_FAR: Final = 60  # tokens from a verb back to a subject that asides separate from it
_ASIDES: Final = frozenset({"acl", "amod", "relcl", "advcl", "nmod", "npadvmod", "prep", "advmod", "dep"})


def subjects_apart(tree: Tree, language: Language) -> Iterator[Move]:
    """ "Mais le juge, en sortant pour qu'on le vît, reprit": the phrase before the first of the commas speaks."""
    for verb in cues(tree, language):
        comma = before(tree, verb)
        if comma <= 0 or tree.words[comma] != "," or tree.tags[verb] in ("VB", "VBG") or not is_finite(tree, verb):
            continue
        own = [kid for kid in tree.kids[verb] if tree.deps[kid] in SUBJECTS]
        if any(kid > verb for kid in own) or _has_conjunct(tree, verb):
            continue
        noun = _set_apart(tree, comma)
        if noun is None or noun in own or any(_is_apposed(tree, kid, comma) for kid in own):
            continue
        yield from rehang(tree, verb, noun)
        yield noun, verb, "nsubj"
        yield from ((kid, verb, "dep") for kid in own)


def _is_apposed(tree: Tree, subject: int, comma: int) -> bool:
    """Is what the parse has for a subject set off itself: « Leur président, Loïc Prigent, menace »?"""
    return tree.words[subject + 1] == "," and (subject + 1 != comma or tree.words[subject][:1].isupper())


def _has_conjunct(tree: Tree, verb: int) -> bool:
    """Is it one of a row of verbs: « Elle se lève, sourit, dit »?"""
    above = tree.heads[verb]
    return tree.deps[verb] == "conj" and above < verb and has_subject(tree, above)


def _set_apart(tree: Tree, comma: int) -> int | None:
    """The head of the nearest phrase that opens a clause and that a comma follows."""
    for k in range(comma - 1, max(0, comma - _FAR), -1):
        if tree.sents[k] != tree.sents[comma] or tree.words[k] in MARKS - {",", "-"} or tree.words[k] in (":", "."):
            return None
        if tree.words[k] != "," or tree.pos[k - 1] not in NOMINAL | {"ADJ"}:
            continue
        if tree.words[k - 1].lower() in PRONOUNS:
            continue
        first, head = phrase_before(tree, k - 1)
        if starts_noun(tree, first) and tree.pos[head] in NOMINAL and _opens_clause(tree, first):
            return head
    return None


def _opens_clause(tree: Tree, first: int) -> bool:
    """Does a clause begin at a token: the sentence, or behind a conjunction or an adverbial?"""
    if not first or tree.sents[first - 1] != tree.sents[first] or tree.words[first - 1].lower() in _OPENERS:
        return True
    return tree.words[first - 1] == "," and is_behind_adverbial(tree, first - 1)


def bounds(tree: Tree, language: Language) -> Iterator[Move]:
    """ "Le baron resta saisi", "et je", ", dit Rose": what no subject can hold hangs on its verb."""
    for noun, dep in enumerate(tree.deps):
        verb = tree.heads[noun]
        if dep not in SUBJECTS or verb == noun:
            continue
        behind = noun + 1
        while behind < verb and tree.heads[behind] == verb and tree.words[behind][:1].isupper():
            yield behind, noun, "flat"  # "Sandrine Mollard soutient"
            behind += 1
        for kid in tree.kids[noun]:
            if kid != verb and _is_no_part(tree, noun, kid, verb):
                yield kid, verb, "punct" if tree.pos[kid] == "PUNCT" else "dep"


def _is_no_part(tree: Tree, noun: int, kid: int, verb: int) -> bool:
    """Can a word that hangs on a subject be no part of its phrase?"""
    if kid < noun:
        is_behind_verb = verb < noun and kid <= verb
        return is_behind_verb or tree.pos[kid] in ("CCONJ", "SCONJ") or tree.words[tree.left[kid]].lower() in _OPENERS
    if tree.words[noun].lower() in PERSONAL:
        return True
    edge = tree.left[kid]
    if edge <= noun or tree.words[edge].lower() in _RELATIVES or tree.words[kid][:1].isupper():
        return False
    is_verb = tree.pos[kid] in ("VERB", "AUX") and is_finite(tree, kid) and tree.tags[kid] not in ("VB", "VBG")
    return is_verb and tree.deps[kid] not in ("relcl", "conj", "appos")


def asides(tree: Tree, language: Language) -> Iterator[Move]:
    """ "La fille, exaspérée, lui cria": what a comma sets off from a subject says how it was, and is no part of it."""
    forms = cue_forms(language)
    for noun, dep in enumerate(tree.deps):
        verb = tree.heads[noun]
        if dep not in SUBJECTS or noun > verb:
            continue
        is_cue = tree.words[verb].lower() in forms
        within = [*tree.kids[noun], *(below for kid in tree.kids[noun] for below in tree.kids[kid])]
        for kid in within:
            edge = tree.left[kid]
            is_aside = tree.deps[kid] in _ASIDES and noun < edge and tree.words[edge - 1] == ","
            is_lone = is_cue or tree.pos[kid] == "VERB" or tree.deps[kid] == "acl"
            if is_aside and is_lone and kid < verb and not is_above(tree, kid, verb):
                yield kid, verb, "advcl"
