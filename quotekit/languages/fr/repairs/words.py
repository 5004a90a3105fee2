"""Closed classes of French words around a verb that reports, and what they say of single tokens.

In: a Tree in the labels of the house. Out: answers about tokens.
Never changes a tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from quotekit.languages.language import Language
from quotekit.trees import Tree

AUXILIARIES: Final = frozenset(
    "a ai as avons avez ont avait avais avions aviez avaient eut eurent aura auront aurait auraient ait aurai aurais "
    "suis es est sommes êtes sont étais était étions étiez étaient fut furent sera seront serait seraient soit".split()
)
# Clitics between a subject and its verb; the first ones are no articles either.
CLITICS: Final = frozenset("me te se lui leur y en m' t' s' ne n'".split())
BEFORE_VERB: Final = CLITICS | frozenset("nous vous le la les l' -t".split())
PRONOUNS: Final = frozenset("je j' tu il elle on nous vous ils elles".split())
BEHIND: Final = frozenset("-je -tu -il -elle -on -nous -vous -ils -elles".split())
MARKS: Final = frozenset([",", '"', "“", "”", "?", "!", "…", "...", "—", "–", "-", "--", "(", ";", "»", "«"])
NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "X"})
SMALL: Final = frozenset(
    "le la les l' un une des ce cet cette ces son sa ses mon ma mes leur leurs notre votre du "
    "plusieurs certains certaines".split()
)
COMPARING: Final = frozenset("plus moins aussi alors tant ainsi ne tandis autre même si tel bien avant après".split())
COURTESY: Final = frozenset("madame monsieur mademoiselle mesdames messieurs maître".split())
POINTING: Final = frozenset("celui celle ceux celles celui-ci celle-ci ceux-ci celles-ci quelqu'un chacun".split())
_AHEAD_OF_MANY: Final = frozenset(
    "jeunes vieux vieilles petits petites grands grandes bons bonnes braves gros pauvres nombreux nombreuses".split()
)
OF: Final = frozenset(["de", "du", "des", "d'"])
TO: Final = frozenset(["à", "au", "aux", "par", "en", "dans", "sur", "pour", "avec", "sans"])
LIGHT: Final = {
    "laisser": {"entendre"},
    "faire": {"savoir", "valoir", "remarquer", "observer", "comprendre", "entendre"},
    "vouloir": {"savoir"},
}
LIGHT_FORMS: Final = {
    **dict.fromkeys("laisse laissent laissait laissaient laissa laissèrent laissé laissant".split(), "laisser"),
    **dict.fromkeys("fait font faisait faisaient fit firent faisant fera feront".split(), "faire"),
    **dict.fromkeys("veut veulent voulait voulaient voulut voulu".split(), "vouloir"),
}
PAST: Final = ("a", "ait", "aient", "èrent", "irent")
NEVER_FINITE: Final = re.compile(r"(?:ée?s?|(?<![qg])ue?s?|er|ir|ant)$")


@lru_cache(maxsize=8)
def cue_forms(language: Language) -> frozenset[str]:
    """Every form of the verbs that can report."""
    return language.lexicon.forms("verb", 0.0)


def cues(tree: Tree, language: Language) -> Iterator[int]:
    """Tokens that are verbs that can report, in text order."""
    forms = cue_forms(language)
    for i, word in enumerate(tree.words):
        if tree.pos[i] == "VERB" and (word.lower() in forms or "_" in tree.lemmas[i]):
            yield i


def before(tree: Tree, verb: int) -> int:
    """The token before a verb, over its clitics, auxiliaries and short adverbs; -1 at the start."""
    i = verb - 1
    while i >= 0 and (
        tree.words[i].lower() in BEFORE_VERB
        or tree.words[i].lower() in AUXILIARIES
        or (tree.pos[i] == "ADV" and tree.words[i].lower() not in MARKS)
        or (i == verb - 1 and "_" in tree.lemmas[verb] and tree.words[i].lower() in LIGHT_FORMS)
    ):
        if tree.words[i].lower() in ("nous", "vous") and _agrees(tree.words[verb].lower(), tree.words[i].lower()):
            break
        i -= 1
    return i


def _agrees(form: str, pronoun: str) -> bool:
    """Is a "nous" or "vous" before this form its subject?"""
    return form.endswith(("ons", "mes") if pronoun == "nous" else ("ez", "tes"))


def is_subject(tree: Tree, i: int, verb: int) -> bool:
    """Is a pronoun right before a verb its subject?"""
    word = tree.words[i].lower()
    if word not in PRONOUNS:
        return False
    return word not in ("nous", "vous") or _agrees(_finite_of(tree, verb), word)


def _finite_of(tree: Tree, verb: int) -> str:
    """The form that agrees with the subject: the auxiliary, if there is one."""
    for i in range(verb - 1, max(-1, verb - 5), -1):
        if tree.words[i].lower() in AUXILIARIES:
            return tree.words[i].lower()
    return tree.words[verb].lower()


def has_auxiliary(tree: Tree, i: int) -> bool:
    """Does an auxiliary stand before a participle, adverbs and clitics between them?"""
    k = i - 1
    while k >= 0 and (tree.pos[k] == "ADV" or tree.words[k].lower() in BEFORE_VERB | BEHIND | {'"'}):
        k -= 1
    if k >= 0 and tree.words[k].lower() in ("été", "laissé", "fait", "avoir", "être", "ayant", "étant"):
        return True
    return k >= 0 and tree.words[k].lower() in AUXILIARIES


def is_finite(tree: Tree, i: int) -> bool:
    """Is a verb finite, by its form and by what stands before it?"""
    return has_auxiliary(tree, i) or NEVER_FINITE.search(tree.words[i].lower()) is None


def starts_noun(tree: Tree, i: int) -> bool:
    """Can a noun phrase begin at a token?"""
    if i >= len(tree):
        return False
    word = tree.words[i]
    if word.lower() in ("de", "d'") and i + 1 < len(tree) and tree.words[i + 1] in _AHEAD_OF_MANY:
        return True  # "disaient de jeunes gens"
    is_known = word.lower() in SMALL | COURTESY | POINTING
    return is_known or word[:1].isupper() or tree.pos[i] in ("DET", "PROPN", "NUM")


def noun_ahead(tree: Tree, i: int) -> int | None:
    """The first noun from a token on, over its article and adjectives."""
    for k in range(i, min(len(tree), i + 4)):
        if tree.pos[k] in NOMINAL and tree.words[k].lower() not in SMALL:
            return k
        if tree.words[k] in MARKS:
            return None
    return None


def names_somebody(tree: Tree, i: int) -> bool:
    """Is it a name, or a noun with an article, as stands before its verb?"""
    if tree.pos[i] == "PROPN" or (tree.words[i][:1].isupper() and i and tree.words[i - 1][:1].isupper()):
        return True
    return tree.pos[i] == "NOUN" and i > 0 and (tree.words[i - 1].lower() in SMALL or tree.pos[i - 1] in ("ADJ", "NUM"))
