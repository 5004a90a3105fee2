"""Kinds of words that French taggers mistake around a verb that reports.

In: a Tree in the labels of the house. Out: tags to change.
Never moves an arc, but that of a clitic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from quotekit.languages.fr.repairs.adverbials import MANNERS
from quotekit.languages.fr.repairs.words import (
    BEFORE_VERB,
    COURTESY,
    MARKS,
    NEVER_FINITE,
    PAST,
    SMALL,
    before,
    cue_forms,
    cues,
    has_auxiliary,
)
from quotekit.languages.labels import ASIDE
from quotekit.languages.language import Language
from quotekit.languages.repair import Move, Retag, is_above
from quotekit.trees import Tree

_PLURAL_PAST: Final = re.compile(r"\w(?:èrent|[^fué]irent|[^rcq]urent|inrent)$")
_SINGULAR_PAST: Final = ("it", "ut", "int")  # as many nouns and adjectives end
_BEFORE_CLITIC: Final = frozenset("et puis ou mais qui il elle on ils elles je j' tu".split())
_ONLY_PARTICIPLE: Final = ("é", "ée", "és", "ées")


def participles(tree: Tree, language: Language) -> Iterator[Retag]:
    """A participle without an auxiliary reports nothing: "arrivé en retard", "le nom donné"."""
    for i, pos in enumerate(tree.pos):
        form = tree.words[i].lower()
        if pos == "VERB" and not form.endswith(PAST) and tree.tags[i] == "VBN" and not has_auxiliary(tree, i):
            if NEVER_FINITE.search(form) and tree.deps[i] not in ("ROOT", "conj"):
                yield Retag(i, "ADJ", "JJ")
        elif pos == "VERB" and form.endswith(_ONLY_PARTICIPLE) and tree.deps[i] in ("amod", "acl"):
            if not has_auxiliary(tree, i):
                yield Retag(i, "ADJ", "JJ")
        elif pos == "VERB" and tree.tags[i] == "VBN" and form.endswith(PAST):
            yield Retag(i, "VERB", "VBD")


def manners(tree: Tree, language: Language) -> Iterator[Move]:
    """ "d'une voix étranglée", "d'un ton désolé": how it is said; the participle reports nothing."""
    for i, word in enumerate(tree.words):
        is_behind = i > 0 and word.lower() in cue_forms(language) and word.lower().endswith(_ONLY_PARTICIPLE)
        if is_behind and tree.words[i - 1].lower() in MANNERS and tree.heads[i] != i:
            yield i, tree.heads[i], ASIDE


def clitic_words(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "il lui dit", "s'écria Anne": what stands between subject and verb is nobody who speaks."""
    for verb in cues(tree, language):
        first = before(tree, verb)
        for i in range(first + 1, verb):
            if tree.words[i].lower() in BEFORE_VERB:
                yield Retag(i, "PART", "RP")
                if tree.heads[i] != verb and not is_above(tree, i, verb):
                    yield i, verb, "dep"
    for i, word in enumerate(tree.words):
        if word.lower() == "-t":
            yield Retag(i, "PART", "RP")


def _is_verb_form(tree: Tree, i: int, language: Language) -> bool:
    """Is a token a verb, by its tag or by an ending of the simple past?"""
    word = tree.words[i]
    is_past = word.endswith(PAST) or (word.endswith(_SINGULAR_PAST) and word in cue_forms(language))
    return tree.pos[i] in ("VERB", "AUX") or (is_past and len(word) > 4)


def past_forms(tree: Tree, language: Language) -> Iterator[Retag]:
    """Forms of the simple past that no other word has ("saisirent"), or that a clitic shows ("et le laissa")."""
    for i, word in enumerate(tree.words):
        if tree.pos[i] in ("VERB", "AUX", "PROPN") or word[:1].isupper() or len(word) < 4:
            continue
        is_object = i > 1 and tree.words[i - 1].lower() in (
            "le",
            "la",
            "les",
            "l'",
            "lui",
            "leur",
            "se",
            "s'",
            "y",
            "en",
        )
        is_behind = is_object and tree.words[i - 2].lower() in _BEFORE_CLITIC
        if _PLURAL_PAST.search(word) or (is_behind and word.endswith(PAST)):
            yield Retag(i, "VERB", "VBD")


def nouns(tree: Tree, language: Language) -> Iterator[Retag]:
    """What an article stands before is no verb ("L'exploitant"), what a name follows is a title ("Me Castan")."""
    for i in range(1, len(tree)):
        if _is_behind_determiner(tree, i, language):
            yield Retag(i, "NOUN", "NN")
        if tree.words[i] in COURTESY and tree.pos[i] == "VERB":
            yield Retag(i, "NOUN", "NN")  # "cria madame Berg"
        if _is_object_in_frame(tree, i, language):
            yield Retag(i, "NOUN", "NN")
            yield Retag(i - 1, "DET", "DT")
    for i, (word, behind) in enumerate(pairwise(tree.words)):
        is_title = word[:1].isupper() and behind[:1].isupper() and word.lower().rstrip(".") in language.people.titles
        if is_title and tree.pos[i] != "PROPN":
            yield Retag(i, "PROPN", "NNP")
        if word.lower() == "en" and behind.lower() == "croire" and i and tree.words[i - 1].lower() == "à":
            yield Retag(i + 1, "ADP", "IN")


def _is_behind_determiner(tree: Tree, i: int, language: Language) -> bool:
    """Is it a noun that is tagged otherwise: "L'exploitant", "Les riverains parlent", "Le marin répondit"?"""
    if tree.pos[i - 1] != "DET":
        return False
    word = tree.words[i].lower()
    if tree.pos[i] == "VERB":
        return not word.endswith(PAST)
    is_between = tree.pos[i] in ("ADJ", "DET") and i + 1 < len(tree) and word not in SMALL
    return is_between and _is_verb_form(tree, i + 1, language) and not _is_verb_form(tree, i, language)


def _is_object_in_frame(tree: Tree, i: int, language: Language) -> bool:
    """Is it what an article opens behind a verb that a mark stands before: ", dit l'exploitant"?"""
    if i < 3 or tree.pos[i] != "VERB" or tree.words[i - 1].lower() not in ("le", "la", "les", "l'"):
        return False
    return tree.words[i - 2].lower() in cue_forms(language) and tree.words[i - 3] in MARKS
