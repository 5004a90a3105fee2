"""The noun phrase that opens a French sentence and that asides separate from the verb before a colon.

In: a Tree in the labels of the house. Out: the arcs and tags to change.
Never asks the parse what hangs on what: the phrase stands alone between the start and a comma, and the first finite
verb behind an aside, with a comma right before it, is the verb of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quotekit.languages.fr.repairs.adverbials import PREPOSITIONS, TIME_NOUNS, TIMES
from quotekit.languages.fr.repairs.phrases import Phrase, noun_phrase
from quotekit.languages.fr.repairs.words import NOMINAL, PRONOUNS, SMALL, before, cue_forms, is_finite, starts_noun
from quotekit.languages.labels import SUBJECTS
from quotekit.languages.language import Language
from quotekit.languages.repair import Move, Retag
from quotekit.trees import Tree

_JOINING: Final = frozenset("et mais alors or puis car donc enfin ensuite aussitôt soudain".split())
_ADVERBIAL: Final = PREPOSITIONS | frozenset("quand lorsque lorsqu' si s' puisque".split())
_ENDS: Final = frozenset([";", ":", ".", "?", "!", "…", '"', "«", "»", "—", "–", "--"])  # no clause goes over them
_FAR: Final = 60  # tokens from a colon back to the start of its clause
_ANNOUNCING: Final = 12  # tokens from a verb to its colon


def opening_subjects(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "Jules, indigné, tremblant de colère, cria :": the phrase before the asides is the subject, and no more."""
    forms = cue_forms(language)
    for colon, word in enumerate(tree.words):
        if word != ":":
            continue
        verb = _verb_behind_comma(tree, colon, forms)
        phrase = _opening(tree, verb, forms) if verb is not None else None
        if verb is not None and phrase is not None:
            yield from _attach(tree, verb, phrase)


def _start(tree: Tree, colon: int) -> int:
    """Where the clause before a colon begins."""
    i = colon
    while i > max(0, colon - _FAR) and tree.sents[i - 1] == tree.sents[colon] and tree.words[i - 1] not in _ENDS:
        i -= 1
    return i


def _verb_behind_comma(tree: Tree, colon: int, forms: frozenset[str]) -> int | None:
    """The last finite verb before a colon that has a comma right before it and its clitics."""
    for i in range(colon - 1, max(_start(tree, colon), colon - _ANNOUNCING), -1):
        is_verb = tree.pos[i] in ("VERB", "AUX") or tree.words[i] in forms
        if not is_verb or tree.tags[i] in ("VB", "VBG") or not is_finite(tree, i):
            continue
        comma = before(tree, i)
        if comma > 0 and tree.words[comma] == ",":
            return i
        if tree.words[comma].lower() in PRONOUNS:
            return None
    return None


def _opening(tree: Tree, verb: int, forms: frozenset[str]) -> Phrase | None:
    """The phrase that opens the clause of a verb, a comma behind it, over joining words and adverbials."""
    first, comma = _start(tree, verb), before(tree, verb)
    while first < comma:
        if tree.words[first].lower() in _JOINING or tree.words[first] == ",":
            first += 1
            continue
        phrase = noun_phrase(tree, first, forms) if starts_noun(tree, first) else None
        stop = next(i for i in range(first, comma + 1) if tree.words[i] == ",")
        is_time = phrase is not None and tree.words[phrase.head].lower() in TIMES | TIME_NOUNS
        if not is_time and tree.words[first].lower() not in _ADVERBIAL:
            is_named = tree.words[stop + 1][:1].isupper()  # "Leur porte-parole, Nadia Belkacem, prévient": a part of it
            return phrase if phrase is not None and phrase.last + 1 == stop < comma and not is_named else None
        first = stop + 1
    return None


def _attach(tree: Tree, verb: int, phrase: Phrase) -> Iterator[Move | Retag]:
    """Hang the head on the verb, the rest of the phrase on the head, and the asides on the verb."""
    head, within = phrase.head, range(phrase.first, phrase.last + 1)
    if any(phrase.first <= above < verb for above in tree.ancestors(verb)):
        yield verb, verb, "ROOT"
    yield head, verb, "nsubj"
    if tree.pos[verb] not in ("VERB", "AUX"):
        yield Retag(verb, "VERB", "VBD")
    if tree.pos[head] not in NOMINAL:
        yield Retag(head, *(("PROPN", "NNP") if tree.words[head][:1].isupper() else ("NOUN", "NN")))
    for i in within:
        if i != head:
            yield i, head, "det" if tree.words[i].lower() in SMALL and i < head else "compound"
    for i, above in enumerate(tree.heads):
        if i in within or i == verb:
            continue
        if above in within and i != above:
            yield i, verb, "punct" if tree.words[i] == "," else "dep"
        elif above == verb and tree.deps[i] in SUBJECTS:
            yield i, verb, "dobj" if i > verb else "dep"
