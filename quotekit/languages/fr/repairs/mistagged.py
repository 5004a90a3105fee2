"""Cue verbs that a French tagger took for something else: forms that stand where only a verb can.

In: a Tree in the labels of the house. Out: tags to change.
Never moves an arc.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from quotekit.languages.fr.repairs.adverbials import subject_start
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
    cue_forms,
    has_auxiliary,
    names_somebody,
    starts_noun,
)
from quotekit.languages.language import Language
from quotekit.languages.repair import Retag
from quotekit.trees import Tree

_PARTICIPLE: Final = re.compile(r"(?:é|u|[^aeo]i|is|it|ert|aint|eint)(?:e|s|es)?$")
_BEFORE_CUE: Final = ("NOUN", "PROPN", "PRON", "ADV")
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


@frozen
class _Word:
    """A form of a cue verb that the tagger took for something else, and what stands around it.

    Attributes:
        i: Its place in the tree.
        form: The word in lower case.
        last: The word before it in lower case; a comma where it comes first.
        behind: The word behind it in lower case; a full stop where it comes last.
        could_be: Is it a form of a cue verb other than the infinitive?
        is_participle: Does it look like a participle, with an auxiliary before it?
    """

    i: int
    form: str
    last: str
    behind: str
    could_be: bool
    is_participle: bool


def _is_held_by_small_words(tree: Tree, word: _Word) -> bool:
    """« il estime », « lui répond », « promet-elle », « a dit »."""
    if word.behind in BEHIND or word.behind == "-t" or word.is_participle:
        return True
    return word.last in PRONOUNS - {"nous", "vous"} or (word.could_be and word.last in CLITICS - {"en", "y", "leur"})


def _has_its_subject_behind(tree: Tree, word: _Word) -> bool:
    """« …, tranche le maire »."""
    return word.could_be and word.last in MARKS and _has_subject_behind(tree, word.i)


def _has_its_subject_before(tree: Tree, word: _Word) -> bool:
    """« Le club juge la décision … », « Le maire parle d'« un gâchis » »."""
    if not word.could_be or not word.i:
        return False
    is_before = word.behind in _BEHIND_VERB or (word.behind in _OF_WORDS and tree.pos[word.i] != "NOUN")
    return is_before and _is_lone_verb(tree, word.i)


def _is_past(tree: Tree, word: _Word) -> bool:
    """« Anne murmura », « qui répondit »."""
    if not word.i or len(word.form) <= 4 or not word.form.endswith(PAST):
        return False
    return word.last == "qui" or _may_act(tree, word.i - 1)


def _opens_clause(tree: Tree, word: _Word) -> bool:
    """« Anne pense que », « le maire, estime que », « le maire précise : »."""
    if word.behind in ("que", "qu'") and word.last == "," and word.could_be:
        return True
    return word.behind in ("que", "qu'", ":") and word.i > 0 and tree.pos[word.i - 1] in _BEFORE_CUE


def _acts_with_a_complement(tree: Tree, word: _Word) -> bool:
    """« Anne estime au contraire que », « les maires menacent de »."""
    if not word.could_be or not word.i or not names_somebody(tree, word.i - 1):
        return False
    return _takes_clause(tree, word.i) or (word.behind in ("de", "d'") and word.form.endswith("ent"))


# Where only a verb can stand.
_PLACES_OF_VERBS: Final = (
    _is_held_by_small_words,
    _has_its_subject_behind,
    _has_its_subject_before,
    _is_past,
    _opens_clause,
    _acts_with_a_complement,
)


def mistagged(tree: Tree, language: Language) -> Iterator[Retag]:
    """Forms of cue verbs that stand where only a verb can."""
    for word in _mistaken(tree, language):
        if any(is_verb(tree, word) for is_verb in _PLACES_OF_VERBS):
            tag = "VBN" if word.is_participle else "VBG" if word.form.endswith("ant") else "VBD"
            yield Retag(word.i, "VERB", tag)


def _mistaken(tree: Tree, language: Language) -> Iterator[_Word]:
    """Forms of cue verbs that have another tag, and begin no name."""
    forms = cue_forms(language)
    for i, word in enumerate(tree.words):
        form = word.lower()
        if tree.pos[i] == "VERB" or form not in forms or (word[:1].isupper() and i):
            continue
        entry = language.lexicon.find("verb", form)
        yield _Word(
            i=i,
            form=form,
            last=tree.words[i - 1].lower() if i else ",",
            behind=tree.words[i + 1].lower() if i + 1 < len(tree) else ".",
            could_be=entry is not None and entry.lemma != form,
            is_participle=has_auxiliary(tree, i) and _PARTICIPLE.search(form) is not None,
        )
