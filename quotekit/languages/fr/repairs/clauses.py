"""What a French verb reports: the clause right behind it, and light verbs with their infinitive.

In: a Tree in the labels of the house. Out: the arcs and tags to change.
Never looks at who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quotekit.languages.fr.repairs.words import BEFORE_VERB, COMPARING, MARKS, OF, cues, noun_ahead
from quotekit.languages.language import Language
from quotekit.languages.repair import Move, Retag, is_above
from quotekit.trees import Tree

THAT: Final = frozenset({"que", "qu'"})
QUESTIONS: Final = frozenset("pourquoi comment combien quand où quel quelle quels quelles qui si s'".split())
PHRASE: Final = frozenset({"ADP", "DET", "NOUN", "PROPN", "PRON", "ADJ", "ADV", "NUM", "PART"})
LIGHT: Final = {"laisser": {"entendre"}, "faire": {"savoir", "valoir", "remarquer", "observer"}, "vouloir": {"savoir"}}
LIGHT_FORMS: Final = {
    **dict.fromkeys("laisse laissent laissait laissaient laissa laissèrent laissé laissant".split(), "laisser"),
    **dict.fromkeys("fait font faisait faisaient fit firent faisant fera feront".split(), "faire"),
    **dict.fromkeys("veut veulent voulait voulaient voulut".split(), "vouloir"),
}
NEGATIONS: Final = frozenset("ne n' pas plus jamais rien".split())
REACH: Final = 9  # tokens from a verb to the clause that it reports


def reported_clauses(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "dit que …", "demande pourquoi …": the clause behind a verb that reports is what it reports."""
    for verb in cues(tree, language):
        opener = _opener(tree, verb)
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


def _opener(tree: Tree, verb: int) -> int | None:
    """The word that opens the clause: right behind the verb, or behind a phrase with a preposition."""
    end = min(len(tree), verb + REACH)
    for i in range(verb + 1, end):
        form = tree.words[i].lower()
        if form in THAT or (form in QUESTIONS and i == verb + 1):
            is_right_behind = all(tree.pos[k] in ("ADV", "PART") for k in range(verb + 1, i))
            is_over_phrase = i > verb + 1 and tree.pos[verb + 1] in ("ADP", "ADV")
            compares = tree.words[i - 1].lower() in COMPARING
            return i if (is_right_behind or is_over_phrase) and not compares else None
        if tree.words[i] in MARKS or tree.pos[i] not in PHRASE:
            return None
    return None


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
