"""Repairs of parses: what one is, and how a tree is repaired.

In: a Tree and the repairs of its language. Out: the same Tree, or one with a few arcs moved.
Never guesses: a repair asks for a pattern of words that has one reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from quotekit.trees import Tree

if TYPE_CHECKING:
    from quotekit.languages.language import Language

Move = tuple[int, int, str]  # a token, its new head, its new label


@frozen
class Retag:
    """A token that the tagger took for another kind of word.

    Attributes:
        token: Its position.
        pos: What it is (coarse tag).
        tag: The same as a Penn tag.
        lemma: Its dictionary form; "" to leave that as it is.
    """

    token: int
    pos: str
    tag: str
    lemma: str = ""


REPORTING: Final = 0.3  # how often a verb reports, to count as one here


@frozen(kw_only=True)
class Repair:
    """One pattern of words that parsers get wrong.

    Attributes:
        name: Permanent name, kebab-case.
        sentence: What is wrong, and what is right.
        example: A sentence that it is for.
        moved: The arcs that it moves there, as "word label head".
        counter_example: A sentence that it leaves alone.
        find: The arcs to move in a tree, given what is known about its language.
    """

    name: str
    sentence: str
    example: str
    moved: tuple[str, ...]
    counter_example: str
    find: Callable[[Tree, Language], Iterator[Move | Retag]]


def repair(tree: Tree, language: Language) -> Tree:
    """The tree in the labels of the house, with every repair of the language made.

    The same object where there is nothing to do.

    Args:
        tree: A parse, as the Doc had it.
        language: What is known about its language, cue words of the user's included.
    """
    tree = language.scheme(_spelled(tree, language.models.spelling_table))
    for each in language.repairs:
        changes = list(each.find(tree, language))
        if changes:
            tree = _changed(tree, changes)
    return tree


def _spelled(tree: Tree, table: Mapping[int, str]) -> Tree:
    """The tree with the characters that the lists of the language are written in."""
    if not table or not any(ord(character) in table for word in tree.words for character in word):
        return tree
    return evolve(tree, words=[word.translate(table) for word in tree.words])


def _changed(tree: Tree, changes: Iterable[Move | Retag]) -> Tree:
    heads, deps = list(tree.heads), list(tree.deps)
    pos, tags, lemmas = list(tree.pos), list(tree.tags), list(tree.lemmas)
    for change in changes:
        if isinstance(change, Retag):
            pos[change.token], tags[change.token] = change.pos, change.tag
            lemmas[change.token] = change.lemma or lemmas[change.token]
        else:
            heads[change[0]], deps[change[0]] = change[1:]
    if _has_circle(heads):
        return tree  # two patterns at odds: neither is trusted
    return evolve(tree, heads=heads, deps=deps, pos=pos, tags=tags, lemmas=lemmas)


def _has_circle(heads: Sequence[int]) -> bool:
    """Does the way up from some token never end?"""
    ends = [head == i for i, head in enumerate(heads)]
    for i in range(len(heads)):
        way: list[int] = []
        while not ends[i]:
            if len(way) > len(heads):
                return True
            way.append(i)
            i = heads[i]
        for token in way:
            ends[token] = True
    return False


def is_above(tree: Tree, token: int, other: int) -> bool:
    """Does `other` hang on `token`, however far below? Then `token` must not be hung on it."""
    return token == other or token in tree.ancestors(other)


def reporting_forms(language: Language) -> frozenset[str]:
    """Every form of the verbs that report often enough to say that they do."""
    return language.lexicon.forms("verb", REPORTING)
