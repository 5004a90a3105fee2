"""Closed classes of French words around a verb that reports, and the kinds of words that taggers mistake.

In: a Tree in the labels of the house. Out: tags to change, and answers about single tokens.
Never moves an arc.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from quotekit.languages.language import Language
from quotekit.languages.repair import Retag
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
OF: Final = frozenset(["de", "du", "des", "d'"])
TO: Final = frozenset(["à", "au", "aux", "par", "en", "dans", "sur", "pour", "avec", "sans"])
_PAST: Final = ("a", "ait", "aient", "èrent", "irent")
_PARTICIPLE: Final = re.compile(r"(?:é|u|[^aeo]i|is|it|ert|aint|eint)(?:e|s|es)?$")
_NEVER_FINITE: Final = re.compile(r"(?:ée?s?|(?<![qg])ue?s?|er|ir|ant)$")


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
    while k >= 0 and (tree.pos[k] == "ADV" or tree.words[k].lower() in BEFORE_VERB | BEHIND):
        k -= 1
    if k >= 0 and tree.words[k].lower() in ("été", "laissé", "fait", "avoir", "être", "ayant", "étant"):
        return True
    return k >= 0 and tree.words[k].lower() in AUXILIARIES


def is_finite(tree: Tree, i: int) -> bool:
    """Is a verb finite, by its form and by what stands before it?"""
    return has_auxiliary(tree, i) or _NEVER_FINITE.search(tree.words[i].lower()) is None


def starts_noun(tree: Tree, i: int) -> bool:
    """Can a noun phrase begin at a token?"""
    if i >= len(tree):
        return False
    word = tree.words[i]
    return word.lower() in SMALL or word[:1].isupper() or tree.pos[i] in ("DET", "PROPN", "NUM")


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
    return tree.pos[i] == "NOUN" and i > 0 and (tree.words[i - 1].lower() in SMALL or tree.pos[i - 1] == "ADJ")


def _takes_clause(tree: Tree, i: int) -> bool:
    """Does « que » follow within a phrase: « estime au contraire que »?"""
    for k in range(i + 1, min(len(tree), i + 5)):
        if tree.words[k].lower() in ("que", "qu'"):
            return tree.pos[i + 1] in ("ADP", "ADV") and tree.words[k - 1].lower() not in COMPARING
        if tree.words[k] in MARKS or tree.pos[k] in ("VERB", "AUX"):
            return False
    return False


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
            or (last in MARKS and starts_noun(tree, i + 1) and could_be)
            or (form.endswith(_PAST) and len(form) > 4 and i and (names_somebody(tree, i - 1) or last == "qui"))
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
        if pos == "VERB" and not form.endswith(_PAST) and tree.tags[i] == "VBN" and not has_auxiliary(tree, i):
            if _NEVER_FINITE.search(form) and tree.deps[i] not in ("ROOT", "conj"):
                yield Retag(i, "ADJ", "JJ")
        elif pos == "VERB" and tree.tags[i] == "VBN" and form.endswith(_PAST):
            yield Retag(i, "VERB", "VBD")


def clitic_words(tree: Tree, language: Language) -> Iterator[Retag]:
    """ "il lui dit", "s'écria Anne": what stands between subject and verb is nobody who speaks."""
    for verb in cues(tree, language):
        first = before(tree, verb)
        for i in range(first + 1, verb):
            if tree.words[i].lower() in BEFORE_VERB:
                yield Retag(i, "PART", "RP")
    for i, word in enumerate(tree.words):
        if word.lower() == "-t":
            yield Retag(i, "PART", "RP")


def nouns(tree: Tree, language: Language) -> Iterator[Retag]:
    """What an article stands before is no verb ("L'exploitant"), what a name follows is a title ("Me Castan")."""
    titles = language.people.titles
    for i, word in enumerate(tree.words):
        if i and tree.pos[i] == "VERB" and tree.pos[i - 1] == "DET" and not word.lower().endswith(_PAST):
            yield Retag(i, "NOUN", "NN")
        is_article = i > 2 and tree.words[i - 1].lower() in ("le", "la", "les", "l'") and tree.pos[i] == "VERB"
        if is_article and tree.words[i - 2].lower() in cue_forms(language) and tree.words[i - 3] in MARKS:
            yield Retag(i, "NOUN", "NN")
            yield Retag(i - 1, "DET", "DT")
        is_before_name = i + 1 < len(tree) and tree.words[i + 1][:1].isupper()
        if word[:1].isupper() and is_before_name and word.lower().rstrip(".") in titles and tree.pos[i] != "PROPN":
            yield Retag(i, "PROPN", "NNP")
    for i, word in enumerate(tree.words[:-2]):
        if word.lower() == "à" and tree.words[i + 1].lower() == "en" and tree.words[i + 2].lower() == "croire":
            yield Retag(i + 2, "ADP", "IN")
