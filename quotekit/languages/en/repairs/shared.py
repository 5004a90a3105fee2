"""What several repairs of English parses ask: subjects, commas, verbs that report.

In: a Tree and a token of it. Out: tokens, or yes or no.
Never moves an arc.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from quotekit.trees import Tree

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


def comma_behind(tree: Tree, token: int) -> int | None:
    """The comma at the end of what a token governs, or right behind it."""
    end = tree.right[token]
    return next((i for i in (end, end + 1) if i < len(tree) and tree.words[i] == ","), None)


def has_subject(tree: Tree, verb: int) -> bool:
    """Has a verb a subject of its own?"""
    return any(tree.deps[kid] in SUBJECTS for kid in tree.kids[verb])


@lru_cache(maxsize=1)  # one repair after the other asks it of the same parse
def reporting_verbs(tree: Tree, forms: frozenset[str]) -> tuple[int, ...]:
    """The verbs of a parse with one of these forms."""
    if forms.isdisjoint(tree.lower):
        return ()
    return tuple(i for i, word in enumerate(tree.lower) if word in forms and tree.pos[i] == "VERB")


def first_kid(tree: Tree, token: int, dep: str) -> int | None:
    """The first child with this label."""
    return next((kid for kid in tree.kids[token] if tree.deps[kid] == dep), None)
