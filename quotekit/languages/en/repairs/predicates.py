"""Repairs of English parses for what is said behind an adjective or behind "what she said is".

In: a Tree. Out: the arcs to move.
Never guesses: each asks for a pattern of words that has one reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quotekit.languages import labels
from quotekit.languages.en.repairs.shared import SUBJECTS, first_kid
from quotekit.languages.language import Language
from quotekit.languages.repair import Move, Retag, reporting_forms
from quotekit.trees import Tree

_CLEAR: Final = frozenset("clear plain known explicit public".split())
_SURE: Final = frozenset("sure certain convinced afraid confident positive".split())
_NEAR: Final = 8  # tokens from "as" to "put it"
_BESIDE: Final = 2  # tokens from "make" to "sure"
_CLAUSES: Final = frozenset({"ccomp", "advcl", "acl"})


def made_clear(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """Whoever makes clear that something is so says it."""
    if _CLEAR.isdisjoint(tree.lower):
        return
    for adjective, word in enumerate(tree.lower):
        make = next(
            (i for i in (adjective - 1, adjective - 2, adjective - 3) if i >= 0 and tree.lemmas[i] == "make"), None
        )
        if word not in _CLEAR or make is None or any(tree.words[i] == "," for i in range(make, adjective)):
            continue
        told = _clause_behind(tree, adjective, make)
        if told is None:
            continue
        for i in range(make + 1, adjective):
            if tree.lower[i] == "it":
                yield i, make, "expl"
        yield adjective, make, labels.ASIDE
        yield told, make, "ccomp"
        yield Retag(make, "VERB", tree.tags[make], "make_clear")


def _clause_behind(tree: Tree, adjective: int, make: int) -> int | None:
    """The verb of the clause that begins right behind an adjective."""
    begins = adjective + 1
    for top in (adjective, make):
        for kid in tree.kids[top]:
            edge = begins if tree.left[kid] == adjective else tree.left[kid]  # "clear the pier would close"
            is_clause = tree.deps[kid] in _CLAUSES and tree.pos[kid] in labels.VERBS and kid > begins
            if is_clause and edge == begins and any(tree.deps[below] in SUBJECTS for below in tree.kids[kid]):
                return kid
    return None


def put_it(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "As X put it": whoever puts it so says it."""
    for it, word in enumerate(tree.lower):
        put = it - 1
        if word != "it" or put < 0 or tree.lemmas[put] != "put" or tree.heads[it] != put:
            continue
        first = tree.left[put]
        opens = "as" in (tree.lower[first], tree.lower[first - 1] if first else "")
        if opens or any(tree.lower[i] == "as" and tree.deps[i] == "mark" for i in range(max(first, put - _NEAR), put)):
            yield it, put, "expl"
            yield Retag(put, "VERB", tree.tags[put], "put_it")
            yield from _noun_before(tree, put)


def _noun_before(tree: Tree, put: int) -> Iterator[Move | Retag]:
    """A noun that the tagger took for an auxiliary: "as the company handbook puts it"."""
    noun = put - 1
    if tree.deps[noun] != "aux" or tree.tags[noun] == "MD" or tree.lemmas[noun] in ("do", "have", "be"):
        return
    yield Retag(noun, "NOUN", "NN", tree.lower[noun])
    yield noun, put, "nsubj"
    for i in range(tree.left[put], noun):
        above = tree.heads[i]
        if above in (noun, put) and tree.deps[i] == "nsubj":
            yield i, noun, "compound"
        elif above == noun:
            yield i, put, tree.deps[i]


def make_sure(tree: Tree, language: Language) -> Iterator[Retag]:
    """ "Make sure that …": nobody says or thinks that something is so."""
    for i, word in enumerate(tree.lower):
        above = tree.heads[i]
        if word in ("sure", "certain") and tree.lemmas[above] == "make" and 0 < i - above <= _BESIDE:
            yield Retag(i, tree.pos[i], tree.tags[i], f"make_{word}")


def sure_of(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """A clause beside "I am convinced" is what somebody is sure of."""
    if _SURE.isdisjoint(tree.lower):
        return
    for adjective, word in enumerate(tree.lower):
        copula = tree.heads[adjective]
        if word not in _SURE or tree.deps[adjective] != "acomp" or tree.lemmas[copula] != "be":
            continue
        if tree.pos[adjective] == "VERB":
            yield Retag(adjective, "ADJ", "JJ", word)
        for kid in tree.kids[copula]:
            opens = tree.lower[tree.left[kid]] in ("if", "whether")
            if tree.deps[kid] == "advcl" and tree.left[kid] == adjective + 1 and opens:
                yield kid, adjective, "ccomp"


def what_somebody_says_is(tree: Tree, language: Language) -> Iterator[Move]:
    """In "What I wish to say is that …" the clause is what is said."""
    if "what" not in tree.lower:
        return
    saying = reporting_forms(language)
    for what, word in enumerate(tree.lower):
        verb = tree.heads[what]
        if word != "what" or tree.lower[verb] not in saying:
            continue
        clause = next((i for i in (verb, *tree.ancestors(verb)) if tree.deps[i] == "csubj"), None)
        if clause is None or tree.left[clause] > what:
            continue
        copula = tree.heads[clause]
        told = first_kid(tree, copula, "ccomp")
        if tree.lemmas[copula] == "be" and told is not None and told > copula:
            yield what, verb, labels.ASIDE
            yield told, verb, "ccomp"
