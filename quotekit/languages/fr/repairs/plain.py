"""The short noun phrase that opens a French clause right before its verb, read word by word.

In: a Tree in the labels of the house. Out: the arcs and tags to change.
Never reads over a comma, a name or a preposition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from quotekit.languages.fr.repairs.adverbials import LOOSE
from quotekit.languages.fr.repairs.subjects import rehang
from quotekit.languages.fr.repairs.words import (
    AUXILIARIES,
    BEFORE_VERB,
    LIGHT_FORMS,
    MARKS,
    SMALL,
    cue_forms,
    cues,
    is_finite,
)
from quotekit.languages.labels import DETERMINERS, SUBJECTS
from quotekit.languages.language import Language
from quotekit.languages.people import People
from quotekit.languages.repair import Move, Retag
from quotekit.trees import Tree

_OPENERS: Final = frozenset("et mais alors or puis car donc enfin : . que qu' lorsque lorsqu' quand comme si".split())
_ONE_OF: Final = frozenset("un une deux trois quelques-uns quelques-unes plusieurs chacun chacune".split())
# Adjectives that stand before their noun.
_AHEAD: Final = frozenset(
    "petit petite petits petites grand grande grands grandes jeune jeunes vieux vieil vieille vieilles bon bonne bons "
    "bonnes beau bel belle beaux belles gros grosse pauvre pauvres brave braves autre autres même mêmes nouveau "
    "nouvel nouvelle nouveaux nouvelles cher chère digne premier première second seconde ancien ancienne".split()
)
_BEING: Final = frozenset("été est sont était étaient fut furent sera seront serait seraient soit".split())
_JOINING: Final = frozenset("et ou mais puis".split())
_NO_NOUN: Final = SMALL | MARKS | AUXILIARIES | _JOINING | LIGHT_FORMS.keys()
_LONGEST: Final = 3  # words behind the article


@frozen
class _Phrase:
    first: int
    last: int
    head: int


def phrases_before(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "Le petit répéta", "Mon obligeant voisin me confia", "Un des marins répondit": all is subject."""
    for verb in cues(tree, language):
        if tree.tags[verb] in ("VB", "VBG") or not is_finite(tree, verb) or _is_passive(tree, verb):
            continue
        phrase = _phrase(tree, verb, language)
        if phrase is not None:
            yield from _attach(tree, verb, phrase)


def _is_passive(tree: Tree, verb: int) -> bool:
    """ "Le plan a été qualifié", "Le maire est convaincu": a form of « être » before it, and no reflexive."""
    near = [word.lower() for word in tree.words[max(0, verb - 4) : verb]]
    return not _BEING.isdisjoint(near) and not {"se", "s'"}.intersection(near)


def _phrase(tree: Tree, verb: int, language: Language) -> _Phrase | None:
    """The phrase with an article that ends right before a verb and its clitics, and opens a clause."""
    last = verb - 1 - (tree.words[verb - 1].lower() in LIGHT_FORMS)  # "a laissé entendre"
    while last > 0 and _is_between(tree, last):
        last -= 1
    first = last
    while first >= 0 and last - first < _LONGEST and _is_inner(tree.words[first], language):
        first -= 1
    if first < 0 or first == last or tree.words[first].lower() not in SMALL:
        return None
    inner = list(range(first + 1, last + 1))
    head = _head(tree, inner, language.people)
    if tree.words[first].lower() == "des" and first and tree.words[first - 1].lower() in _ONE_OF:
        head = first = first - 1
        first -= first > 0 and tree.words[first - 1].lower() == "l'"
    return _Phrase(first, last, head) if _opens_clause(tree, first) else None


def _is_between(tree: Tree, i: int) -> bool:
    """Can a word stand between a subject and its verb: a clitic, an auxiliary, an adverb?"""
    word = tree.words[i].lower()
    return word in BEFORE_VERB or word in AUXILIARIES or word in LOOSE or word.endswith("ment")


def _is_inner(word: str, language: Language) -> bool:
    """Can a word stand behind the article: in lower case, no article, no mark, and no verb that reports?"""
    return word[:1].islower() and word not in _NO_NOUN and word not in cue_forms(language)


def _opens_clause(tree: Tree, first: int) -> bool:
    if not first or tree.sents[first - 1] != tree.sents[first]:
        return True
    return tree.words[first - 1].lower() in MARKS | _OPENERS


def _head(tree: Tree, inner: list[int], people: People) -> int:
    """The noun: what somebody is called, else what is tagged so, else the word behind « petit » and its like."""
    roles = [i for i in inner if tree.words[i] in people.roles or people.singular(tree.words[i]) in people.roles]
    nouns = [i for i in inner if tree.pos[i] == "NOUN"]
    for found in (roles, nouns):
        if len(found) == 1:
            return found[0]
    return inner[-1] if tree.words[inner[0]] in _AHEAD else inner[0]


def _attach(tree: Tree, verb: int, phrase: _Phrase) -> Iterator[Move | Retag]:
    """Hang the head on the verb, and the rest of the phrase on the head."""
    head, within = phrase.head, range(phrase.first, phrase.last + 1)
    if tree.heads[head] != verb or tree.deps[head] not in SUBJECTS:
        yield from rehang(tree, verb, head)
        yield head, verb, "nsubj"
    if tree.pos[head] not in ("NOUN", "PROPN", "PRON"):
        yield Retag(head, "NOUN", "NN")
    for i in within:
        is_article = tree.words[i].lower() in SMALL and i < head
        is_loose = tree.heads[i] not in within or tree.heads[i] == i
        if i != head and (is_loose or (is_article and tree.deps[i] not in DETERMINERS)):
            yield i, head, "det" if is_article else "amod"
    for kid in tree.kids[verb]:
        if kid not in within and tree.deps[kid] in SUBJECTS:
            yield kid, verb, "dobj" if kid > verb else "dep"
