"""Repairs of parses: what one is, and how a tree is repaired.

In: a Tree and the repairs of its language. Out: the same Tree, or one with a few arcs moved.
Never guesses: a repair asks for a pattern of words that has one reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from quotekit.trees import Tree

if TYPE_CHECKING:
    from quotekit.languages.language import Language

Move = tuple[int, int, str]  # a token, its new head, its new label
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
    find: Callable[[Tree, Language], Iterator[Move]]


def repair(tree: Tree, language: Language) -> Tree:
    """The tree with every repair of the language made; the same object where there is none to make.

    Args:
        tree: A parse.
        language: What is known about its language, cue words of the user's included.
    """
    for each in language.repairs:
        moves = list(each.find(tree, language))
        if moves:
            heads, deps = list(tree.heads), list(tree.deps)
            for token, head, dep in moves:
                heads[token], deps[token] = head, dep
            tree = evolve(tree, heads=heads, deps=deps)
    return tree


def reporting_forms(language: Language) -> frozenset[str]:
    """Every form of the verbs that report often enough to say that they do."""
    return language.lexicon.forms("verb", REPORTING)
