"""The trees of many Docs at once, from the numbers of all of them.

In: parsed Docs, and what is known of the forms of their words. Out: a Tree a Doc, the same as `tree_of` makes.
Never asks a token.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Final

import numpy as np

from quotekit.reading.mixed_keys import Keys, Places
from quotekit.reading.word_table import KEY, WordTable
from quotekit.trees import Tree, entities_of, names_of

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_COLUMNS: Final[list[int | str]] = [*KEY, "IDX", "LENGTH", "HEAD", "SENT_START", "ENT_TYPE", "ENT_IOB"]
_STRINGS: Final = ("words", "lower", "tags", "morphs", "pos", "lemmas", "deps")
_IN_ENTITY: Final = (1, 3)


def trees_of(docs: Sequence[Doc], offsets: Sequence[int], forms: WordTable) -> list[Tree]:
    """The parses of Docs.

    Args:
        docs: Parsed Docs, without coarse tags and lemmas.
        offsets: Where the text of each begins, in code points of the text as given.
        forms: What is known of the forms of words.
    """
    rows = np.concatenate([doc.to_array(_COLUMNS).reshape(len(doc), len(_COLUMNS)) for doc in docs]).astype(np.uint64)
    sizes = np.array([len(doc) for doc in docs])
    ends = np.cumsum(sizes)
    first = np.repeat(ends - sizes, sizes)
    idx, length, distance, begins = rows[:, len(KEY) : len(KEY) + 4].astype(np.int64).T
    starts = idx + np.repeat(offsets, sizes)
    words = np.arange(len(rows))
    heads = words + distance
    left, right = _edges(heads)
    begun = np.cumsum((begins == 1) & (words > first))
    columns = dict(zip(_STRINGS, forms.of(docs, rows[:, : len(KEY)]).tolist(), strict=True))
    columns |= {
        "heads": (heads - first).tolist(),
        "starts": starts.tolist(),
        "ends": (starts + length).tolist(),
        "sents": (begun - begun[first]).tolist(),
        "kids": _kids(heads, first),
        "left": (left - first).tolist(),
        "right": (right - first).tolist(),
    }
    entities = _entities(rows[:, -2:], sizes, docs[0].vocab.strings)
    return [
        Tree.with_edges(
            **{name: column[end - len(doc) : end] for name, column in columns.items()}, ents=ents, ent_ids=ent_ids
        )
        for doc, end, (ents, ent_ids) in zip(docs, ends.tolist(), entities, strict=True)
    ]


def _entities(rows: Keys, sizes: Places, store: StringStore) -> list[tuple[list[str], list[int]]]:
    """The type and the number of the entity of each word of each Doc."""
    if not np.isin(rows[:, 1], _IN_ENTITY).any():
        return [([""] * size, [-1] * size) for size in sizes.tolist()]
    names = names_of(store).__getitem__
    parts = [part.T.tolist() for part in np.split(rows, np.cumsum(sizes)[:-1])]
    return [entities_of(list(map(names, types)), iob) for types, iob in parts]


def _edges(heads: Places) -> tuple[Places, Places]:
    """The first and the last word of what each governs.

    Every word tells the one that it hangs on, then the one two steps above, four, eight: all above have heard of it.
    """
    left, right = np.arange(len(heads)), np.arange(len(heads))
    above = heads
    while True:
        np.minimum.at(left, above, left.copy())
        np.maximum.at(right, above, right.copy())
        further = above[above]
        if (further == above).all():
            return left, right
        above = further


def _kids(heads: Places, first: Places) -> list[list[int]]:
    """The words that hang on each, by their places in their Docs; all words without any share one list."""
    hanging = np.flatnonzero(heads != np.arange(len(heads)))
    ordered = hanging[heads[hanging].argsort(kind="stable")]
    governors, begin = np.unique(heads[ordered], return_index=True)
    places = (ordered - first[ordered]).tolist()
    nothing: list[int] = []
    kids = list(repeat(nothing, len(heads)))
    bounds = [*begin.tolist(), len(places)]
    for governor, start, end in zip(governors.tolist(), bounds, bounds[1:], strict=False):
        kids[governor] = places[start:end]
    return kids
