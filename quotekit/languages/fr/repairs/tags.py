"""Kinds of words that French taggers mistake around a verb that reports.

In: a Tree in the labels of the house. Out: tags to change.
Never moves an arc, but that of a clitic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from quotekit.languages.fr.repairs.adverbials import MANNERS, subject_start
from quotekit.languages.fr.repairs.words import (
    AUXILIARIES,
    BEFORE_VERB,
    BEHIND,
    CLITICS,
    COMPARING,
    MARKS,
    NEVER_FINITE,
    PAST,
    PRONOUNS,
    SMALL,
    before,
    cue_forms,
    cues,
    has_auxiliary,
    names_somebody,
    starts_noun,
)
from quotekit.languages.labels import ASIDE
from quotekit.languages.language import Language
from quotekit.languages.repair import Move, Retag, is_above
from quotekit.trees import Tree

_PLURAL_PAST: Final = re.compile(r"\w(?:èrent|[^fué]irent|[^rcq]urent|inrent)$")
_BEFORE_CLITIC: Final = frozenset("et puis ou mais qui il elle on ils elles je j' tu".split())
_PARTICIPLE: Final = re.compile(r"(?:é|u|[^aeo]i|is|it|ert|aint|eint)(?:e|s|es)?$")
_ONLY_PARTICIPLE: Final = ("é", "ée", "és", "ées")
_OF_WORDS: Final = frozenset({"de", "d'", "d"})  # « parle d'« un gâchis » »
# What stands behind a verb, and behind a noun only where a verb comes before it.
_BEHIND_VERB: Final = frozenset(
    ["le", "la", "les", "l'", "un", "une", "des", '"', "«", "“", "au", "aux", "à", "que", "qu'", ":"]
)


def _takes_clause(tree: Tree, i: int) -> bool:
    """Does « que » follow within a phrase: « estime au contraire que »?"""
    for k in range(i + 1, min(len(tree), i + 5)):
        if tree.words[k].lower() in ("que", "qu'"):
            return tree.pos[i + 1] in ("ADP", "ADV") and tree.words[k - 1].lower() not in COMPARING
        if tree.words[k] in MARKS or tree.pos[k] in ("VERB", "AUX"):
            return False
    return False


def _may_act(tree: Tree, i: int) -> bool:
    """Is it a name, or a word behind an article, whatever its tag?"""
    is_small = tree.words[i].lower() in SMALL | BEFORE_VERB
    return names_somebody(tree, i) or (not is_small and i > 0 and tree.words[i - 1].lower() in SMALL)


def _has_subject_behind(tree: Tree, i: int) -> bool:
    """Does a noun phrase follow that can be an inverted subject, right behind the word or behind an adverbial?"""
    start = subject_start(tree, i)
    return start is not None and starts_noun(tree, start)


def _is_lone_verb(tree: Tree, i: int) -> bool:
    """Is it a word between two noun phrases, in a sentence that has no verb before: « Le club juge la décision … »?"""
    if tree.pos[i - 1] not in ("NOUN", "PROPN", "ADJ") or tree.words[i - 1].lower() in BEFORE_VERB:
        return False
    for k in range(i - 1, -1, -1):
        if tree.sents[k] != tree.sents[i] or tree.words[k] in MARKS - {","}:
            break
        if tree.pos[k] == "AUX" or tree.words[k].lower() in AUXILIARIES:
            return False
        if tree.pos[k] == "VERB" and NEVER_FINITE.search(tree.words[k].lower()) is None:
            return False
    return True


def mistagged(tree: Tree, language: Language) -> Iterator[Retag]:
    """Forms of cue verbs that stand where only a verb can."""
    forms, n = cue_forms(language), len(tree)
    for i, word in enumerate(tree.words):
        form = word.lower()
        if tree.pos[i] == "VERB" or form not in forms or (word[:1].isupper() and i):
            continue
        last = tree.words[i - 1].lower() if i else ","
        behind = tree.words[i + 1].lower() if i + 1 < n else "."
        is_participle = has_auxiliary(tree, i) and _PARTICIPLE.search(form) is not None
        entry = language.lexicon.find("verb", form)
        could_be = entry is not None and entry.lemma != form
        if (
            behind in BEHIND
            or behind == "-t"
            or is_participle
            or last in PRONOUNS - {"nous", "vous"}
            or (last in CLITICS - {"en", "y", "leur"} and could_be)
            or (last in MARKS and could_be and _has_subject_behind(tree, i))
            or (could_be and behind in _BEHIND_VERB and i and _is_lone_verb(tree, i))
            or (could_be and behind in _OF_WORDS and i and tree.pos[i] != "NOUN" and _is_lone_verb(tree, i))
            or (form.endswith(PAST) and len(form) > 4 and i and (_may_act(tree, i - 1) or last == "qui"))
            or (behind in ("que", "qu'", ":") and i and tree.pos[i - 1] in ("NOUN", "PROPN", "PRON", "ADV"))
            or (behind in ("que", "qu'") and last == "," and could_be)
            or (could_be and _takes_clause(tree, i) and i and names_somebody(tree, i - 1))
            or (behind in ("de", "d'") and could_be and form.endswith("ent") and i and names_somebody(tree, i - 1))
        ):
            yield Retag(i, "VERB", "VBN" if is_participle else "VBG" if form.endswith("ant") else "VBD")


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


def _is_verb_form(tree: Tree, i: int) -> bool:
    """Is a token a verb, by its tag or by an ending of the simple past?"""
    return tree.pos[i] in ("VERB", "AUX") or (tree.words[i].endswith(PAST) and len(tree.words[i]) > 4)


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
        if _is_behind_determiner(tree, i):
            yield Retag(i, "NOUN", "NN")
        if _is_object_in_frame(tree, i, language):
            yield Retag(i, "NOUN", "NN")
            yield Retag(i - 1, "DET", "DT")
    for i, (word, behind) in enumerate(pairwise(tree.words)):
        is_title = word[:1].isupper() and behind[:1].isupper() and word.lower().rstrip(".") in language.people.titles
        if is_title and tree.pos[i] != "PROPN":
            yield Retag(i, "PROPN", "NNP")
        if word.lower() == "en" and behind.lower() == "croire" and i and tree.words[i - 1].lower() == "à":
            yield Retag(i + 1, "ADP", "IN")


def _is_behind_determiner(tree: Tree, i: int) -> bool:
    """Is it a noun that is tagged otherwise: "L'exploitant", "Les riverains parlent"?"""
    if tree.pos[i - 1] != "DET":
        return False
    word = tree.words[i].lower()
    if tree.pos[i] == "VERB":
        return not word.endswith(PAST)
    is_between = tree.pos[i] in ("ADJ", "DET") and i + 1 < len(tree) and word not in SMALL
    return is_between and _is_verb_form(tree, i + 1) and not _is_verb_form(tree, i)


def _is_object_in_frame(tree: Tree, i: int, language: Language) -> bool:
    """Is it what an article opens behind a verb that a mark stands before: ", dit l'exploitant"?"""
    if i < 3 or tree.pos[i] != "VERB" or tree.words[i - 1].lower() not in ("le", "la", "les", "l'"):
        return False
    return tree.words[i - 2].lower() in cue_forms(language) and tree.words[i - 3] in MARKS
