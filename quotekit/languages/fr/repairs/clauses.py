"""What a French verb reports: the clause right behind it, and light verbs with their infinitive.

In: a Tree in the labels of the house. Out: the arcs and tags to change.
Never looks at who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quotekit.languages.fr.repairs.words import (
    BEFORE_VERB,
    COMPARING,
    LIGHT,
    LIGHT_FORMS,
    MARKS,
    OF,
    SMALL,
    cues,
    has_auxiliary,
    noun_ahead,
)
from quotekit.languages.language import Language
from quotekit.languages.repair import Move, Retag, is_above
from quotekit.trees import Tree

THAT: Final = frozenset({"que", "qu'"})
QUESTIONS: Final = frozenset("pourquoi comment combien quand où quel quelle quels quelles qui si s'".split())
PHRASE: Final = frozenset({"ADP", "DET", "NOUN", "PROPN", "PRON", "ADJ", "ADV", "NUM", "PART"})
NEGATIONS: Final = frozenset("ne n' pas plus jamais rien".split())
NO_AGENT: Final = frozenset("exemple ailleurs conséquent contre rapport jour an mois".split())
AGENT: Final = 14  # tokens from a passive verb to its agent
REACH: Final = 9  # tokens from a verb to the clause that it reports


def reported_clauses(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "dit que …", "demande pourquoi …": the clause behind a verb that reports is what it reports."""
    for verb in cues(tree, language):
        opener = _opener(tree, verb, language)
        if opener is None:
            continue
        top = _top_of_clause(tree, verb, opener)
        if top == opener or is_above(tree, top, verb):
            continue
        if tree.heads[top] != verb or tree.deps[top] != "ccomp":
            yield top, verb, "ccomp"
        form = tree.words[opener].lower()
        if form in THAT or form in ("si", "s'"):
            yield Retag(opener, "SCONJ", "IN")
            yield opener, top, "mark"
        else:
            yield Retag(opener, tree.pos[opener], "WRB")
            yield opener, top, "advmod"


def _opener(tree: Tree, verb: int, language: Language) -> int | None:
    """The word that opens the clause: right behind the verb, or behind a phrase with a preposition."""
    end = min(len(tree), verb + REACH)
    for i in range(verb + 1, end):
        form = tree.words[i].lower()
        if form in THAT or (form in QUESTIONS and i == verb + 1):
            is_right_behind = all(tree.pos[k] in ("ADV", "PART") for k in range(verb + 1, i))
            is_over_phrase = i > verb + 1 and (tree.pos[verb + 1] in ("ADP", "ADV") or _hears(tree, verb, i, language))
            compares = tree.words[i - 1].lower() in COMPARING
            return i if (is_right_behind or is_over_phrase) and not compares else None
        if tree.words[i] in MARKS or tree.pos[i] not in PHRASE:
            return None
    return None


def _hears(tree: Tree, verb: int, opener: int, language: Language) -> bool:
    """Is what stands between the two who is told: « avertit les plaisanciers que », « prévient Rose que »?"""
    entry = language.lexicon.find("verb", tree.words[verb].lower())
    is_name = tree.words[verb + 1][:1].isupper() or tree.words[verb + 1].lower() in SMALL
    hearers = language.groups["hearer-as-object"]
    return is_name and entry is not None and entry.lemma in hearers and tree.words[opener].lower() in THAT


def _top_of_clause(tree: Tree, verb: int, opener: int) -> int:
    top = opener
    for _ in range(len(tree)):
        if tree.heads[top] == top or tree.heads[top] <= opener:
            break
        top = tree.heads[top]
    if top != opener:
        return top
    sentence = tree.sents[verb]
    for k in range(opener + 1, len(tree)):
        if tree.sents[k] != sentence:
            break
        if tree.pos[k] in ("VERB", "AUX"):
            while tree.heads[k] != k and tree.heads[k] > opener:
                k = tree.heads[k]
            return k
    return opener


def infinitives(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "craignent de perdre", "demande aux habitants de partir": the infinitive is what the verb reports."""
    for verb in cues(tree, language):
        opener = _preposition_ahead(tree, verb)
        if opener is None:
            continue
        main = opener + 1
        while main < len(tree) and (tree.words[main].lower() in BEFORE_VERB | NEGATIONS or tree.pos[main] == "PART"):
            main += 1
        if main >= len(tree) or tree.tags[main] != "VB" or is_above(tree, main, verb):
            continue
        if (
            tree.words[main].lower() in ("avoir", "être")
            and tree.heads[main] > main
            and tree.deps[main] in ("aux", "auxpass")
        ):
            main = tree.heads[main]
        if not is_above(tree, main, verb):
            yield main, verb, "xcomp"
            yield opener, main, "aux"
            yield Retag(opener, "PART", "TO")


def _preposition_ahead(tree: Tree, verb: int) -> int | None:
    """The "de" or "à" right behind a verb, or behind whom it is said to."""
    i = verb + 1
    while i < len(tree) and tree.pos[i] == "ADV":
        i += 1
    if i < len(tree) and tree.words[i].lower() in ("à", "au", "aux"):
        noun = noun_ahead(tree, i + 1)
        if noun is not None and noun + 1 < len(tree) and tree.words[noun + 1].lower() in OF:
            return noun + 1
    return i if i < len(tree) and tree.words[i].lower() in ("de", "d'", "à") else None


def light_verbs(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "laisser entendre", "faire savoir": the infinitive reports, with the subject of the verb before it."""
    for i, word in enumerate(tree.words[:-1]):
        light, main = LIGHT_FORMS.get(word.lower()), i + 1
        if light is None or tree.words[main].lower() not in LIGHT[light]:
            continue
        yield Retag(i, "AUX", tree.tags[i])
        yield Retag(main, "VERB", "VBD", f"{light}_{tree.words[main].lower()}")
        if is_above(tree, i, main):
            above = tree.heads[i]
            yield main, (main if above == i else above), tree.deps[i]
        for kid in tree.kids[i]:
            if kid != main and not is_above(tree, kid, main):
                yield kid, main, tree.deps[kid]
        yield i, main, "aux"


def attitudes(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "est convaincue que": an adjective of attitude with a clause is no passive."""
    for i, word in enumerate(tree.words[:-1]):
        is_known = language.lexicon.find("adjective", word.lower()) is not None
        if not is_known or tree.words[i + 1].lower() not in THAT or not has_auxiliary(tree, i):
            continue
        yield Retag(i, "ADJ", "JJ")
        for kid in tree.kids[i]:
            if tree.deps[kid] == "nsubjpass":
                yield kid, i, "nsubj"
        top = _top_of_clause(tree, i, i + 1)
        if top != i + 1 and not is_above(tree, top, i):
            yield top, i, "ccomp"


def according_clauses(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "l'information selon laquelle le pont fermerait": the noun has a clause, and « selon » names nobody."""
    for i, word in enumerate(tree.words[:-2]):
        noun, opener = i - 1, i + 1
        if word.lower() != "selon" or not tree.words[opener].lower().endswith(("lequel", "laquelle", "lesquels")):
            continue
        top = _top_of_clause(tree, i, opener)
        yield Retag(i, "SCONJ", "IN")
        if noun < 0 or top == opener or is_above(tree, top, noun):
            yield opener, i, "dep"  # it names nobody in any case
            continue
        yield i, top, "mark"
        yield opener, top, "dep"
        yield top, noun, "acl"


def agents(tree: Tree, language: Language) -> Iterator[Move]:
    """ "qualifiée d'« historique » par la ministre": the phrase with « par » belongs to the passive verb."""
    for verb in cues(tree, language):
        is_passive = any(tree.deps[kid] == "auxpass" for kid in tree.kids[verb])
        if not is_passive or any(tree.deps[kid] == "agent" for kid in tree.kids[verb]):
            continue
        for i in range(verb + 1, min(len(tree) - 1, verb + AGENT)):
            if tree.sents[i] != tree.sents[verb] or tree.words[i] in (",", ";", ":"):
                break
            if tree.words[i].lower() == "par" and tree.words[i + 1].lower() not in NO_AGENT:
                if not is_above(tree, i, verb):
                    yield i, verb, "agent"
                break
