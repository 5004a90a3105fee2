"""What is known of every word of a text, as columns of numbers: its form, its place in the tree, the cues around it.

In: the views of a text. Out: named arrays of equal length, one number a token, all paragraphs in a row.
Never weighs a column, and keeps no word: a word is a hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from quotekit.attribution.views import ParagraphView
from quotekit.trees import Tree

_RATES: Final = np.array([0.03, 0.06, 0.12, 0.2, 0.3, 0.45, 0.6, 0.75, 0.88])  # of a cue, in steps
_DISTANCES: Final = np.array([1, 2, 3, 4, 6, 9, 13, 20])  # tokens, in steps
_HIGHEST: Final = 6  # heads above a token that are asked whether they are a cue
_LOWEST: Final = 3  # … and how far below a token
BESIDE: Final = 0.1  # how often a word reports that counts as a cue beside a token
_FAINTEST: Final = 1e-3  # a cue that was never counted is still one
MIX: Final = np.uint32(2654435761)  # Knuth's multiplicative hashing
_SHAPES: Final = ((str.islower, 1), (str.istitle, 2), (str.isupper, 3), (str.isdigit, 4))
Ints = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]
Columns = dict[str, Ints]


class Tokens:
    """All tokens of some paragraphs in a row, with places that count through all of them.

    Attributes:
        views: The paragraphs.
        sizes: Tokens of each.
        first: For each token, the place of the first one of its paragraph.
        after: For each token, the place behind the last one of its paragraph.
        here: The place of each token.
        heads, left, right: Places of its head and of the edges of what it governs.
        sents: Numbers of sentences, different in every paragraph.
    """

    def __init__(self, views: Sequence[ParagraphView]) -> None:
        self.views = views
        self.sizes = [len(view.tree) for view in views]
        self.offsets = np.cumsum([0, *self.sizes])
        of = np.repeat(np.arange(len(views)), self.sizes)
        self.first, self.after = self.offsets[of], self.offsets[of + 1]
        self.here: Places = np.arange(self.offsets[-1])
        self.heads: Places = self.places(lambda tree: tree.heads) + self.first
        self.left: Places = self.places(lambda tree: tree.left) + self.first
        self.right: Places = self.places(lambda tree: tree.right) + self.first
        self.sents = self.places(lambda tree: tree.sents) + self.first * 1000

    def all(self, column: Callable[[Tree], Iterable[Any]]) -> Iterator[Any]:
        """One column of the trees, all paragraphs in a row."""
        return chain.from_iterable([column(view.tree) for view in self.views])

    def places(self, column: Callable[[Tree], Iterable[int]]) -> Places:
        """A column of positions, which count within their paragraphs."""
        return np.fromiter(self.all(column), np.int64, len(self.here))

    def beside(self, column: Ints, by: int) -> Ints:
        """A column `by` tokens further on; 0 outside the paragraph."""
        at = self.here + by
        is_inside = (at >= self.first) & (at < self.after)
        return np.where(is_inside, column[np.clip(at, 0, len(column) - 1)], 0).astype(np.uint32)


class _Known(dict[str, int]):
    """Numbers by text, each worked out once; forgotten when there are very many."""

    def __init__(self, number_of: Callable[[str], int]) -> None:
        self.number_of = number_of

    def __missing__(self, text: str) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = self[text] = self.number_of(text)
        return found


_MOST_KNOWN: Final = 100_000
number_of: Final = _Known(lambda text: crc32(text.encode("utf-8", "surrogatepass"))).__getitem__  # of a word or label


def columns_of(views: Sequence[ParagraphView]) -> Columns:
    """Every column, by name; the names are those of `quotekit.attribution.tagging.features.TEMPLATES`."""
    tokens = Tokens(views)
    columns = _forms(tokens)
    columns |= _neighbours(tokens, columns)
    columns |= _cues(tokens)
    for more in (_above, _below, _beside, _constituents, _marks):
        columns |= more(tokens, columns)
    return columns


def _forms(tokens: Tokens) -> Columns:
    """word, lemma, tag, dep, shape."""

    def numbers(column: Callable[[Tree], Sequence[str]], number: Callable[[str], int] = number_of) -> Ints:
        return np.fromiter(map(number, tokens.all(column)), np.uint32, len(tokens.here))

    return {
        "WORD": numbers(lambda tree: tree.lower),
        "LEMMA": numbers(lambda tree: tree.lemmas),
        "TAG": numbers(lambda tree: tree.tags),
        "DEP": numbers(lambda tree: tree.deps),
        "SHAPE": numbers(lambda tree: tree.words, _shape_of),
    }


_shape_of: Final = _Known(lambda word: next((number for is_so, number in _SHAPES if is_so(word)), 5)).__getitem__


def _neighbours(tokens: Tokens, known: Columns) -> Columns:
    """word and tag of the two tokens on each side, and what is known of the head."""
    columns = {f"{name}{by:+d}": tokens.beside(known[name], by) for name in ("WORD", "TAG") for by in (-2, -1, 1, 2)}
    return columns | {f"HEAD_{name}": known[name][tokens.heads] for name in ("LEMMA", "TAG", "DEP")}


def _cues(tokens: Tokens) -> Columns:
    """rate (in steps; 0 for no cue), cue (its lemma), kind; has_rate is 1 where a cue beside others counts."""
    n = len(tokens.here)
    rate = np.zeros(n)
    lemma, kind = np.zeros(n, np.uint32), np.zeros(n, np.uint32)
    for offset, view in zip(tokens.offsets, tokens.views, strict=False):
        for cue in view.cues:
            at = offset + cue.head
            if cue.rate >= rate[at]:
                rate[at], lemma[at] = max(cue.rate, _FAINTEST), number_of(cue.weighed_as)
                kind[at] = number_of(cue.kind)
    steps = np.where(rate > 0, np.digitize(rate, _RATES) + 1, 0).astype(np.uint32)
    columns = {"RATE": steps, "CUE": lemma, "KIND": kind, "COUNTS": (rate > BESIDE).astype(np.uint32)}
    heads = tokens.heads
    return columns | {
        "HEAD_RATE": steps[heads], "HEAD_KIND": kind[heads], "HEAD_HEAD_RATE": steps[heads[heads]],
    }  # fmt: skip


def _above(tokens: Tokens, known: Columns) -> Columns:
    """The nearest cue above a token (near_*), with the labels on the way, and the strongest (best_*)."""
    n, rate = len(tokens.here), known["RATE"]
    at, above, label = tokens.here, tokens.heads, known["DEP"]
    path, near_path, best = np.full(n, 7, np.uint32), np.zeros(n, np.uint32), np.zeros(n, np.uint32)
    near: Places = np.full(n, -1)
    best_at: Places = np.full(n, -1)
    for _ in range(_HIGHEST):
        has_moved = above != at
        path = np.where(has_moved, (path ^ label) * MIX, path)
        is_cue = has_moved & (rate[above] > 0)
        is_first, is_stronger = is_cue & (near < 0), is_cue & (rate[above] > best)
        near, near_path = np.where(is_first, above, near), np.where(is_first, path, near_path)
        best, best_at = np.where(is_stronger, rate[above], best), np.where(is_stronger, above, best_at)
        at, label, above = above, known["DEP"][above], tokens.heads[above]

    def of(place: Places, column: Ints) -> Ints:
        return np.where(place >= 0, column[place], 0).astype(np.uint32)

    def side(place: Places) -> Ints:
        return np.where(place >= 0, np.sign(tokens.here - place) + 2, 0).astype(np.uint32)

    return {
        "NEAR_RATE": of(near, rate),
        "NEAR_CUE": of(near, known["CUE"]),
        "NEAR_SIDE": side(near),
        "NEAR_PATH": near_path,
        "BEST_RATE": best,
        "BEST_CUE": of(best_at, known["CUE"]),
        "BEST_SIDE": side(best_at),
    }


def _below(tokens: Tokens, known: Columns) -> Columns:
    """head_below: the strongest cue below the head: "She rose and, glancing at her notes, said …"."""
    below = np.zeros(len(tokens.here), np.uint32)
    at = tokens.here
    for _ in range(_LOWEST):
        above = tokens.heads[at]
        has_moved = above != at
        np.maximum.at(below, above[has_moved], known["RATE"][tokens.here[has_moved]])
        at = above
    return {"HEAD_BELOW": below[tokens.heads]}


def _beside(tokens: Tokens, known: Columns) -> Columns:
    """The cues before and after a token in its sentence: rate, lemma, distance in steps."""
    n, here, counts = len(tokens.here), tokens.here, known["COUNTS"] > 0
    last = np.maximum.accumulate(np.where(counts, here, -1))
    following = np.minimum.accumulate(np.where(counts, here, n)[::-1])[::-1]
    columns: Columns = {}
    for name, place in (
        ("BEFORE", np.concatenate([[-1], last[:-1]])), ("AFTER", np.concatenate([following[1:], [n]])),
    ):  # fmt: skip
        at = np.clip(place, 0, n - 1)
        is_there = (place >= 0) & (place < n) & (tokens.sents[at] == tokens.sents)
        gap = np.digitize(np.abs(here - at), _DISTANCES) + 1
        for what, column in (("GAP", gap), ("RATE", known["RATE"][at]), ("CUE", known["CUE"][at])):
            columns[f"{what}_{name}"] = np.where(is_there, column, 0).astype(np.uint32)
    return columns


def _constituents(tokens: Tokens, known: Columns) -> Columns:
    """The largest constituent that opens at a token (open_*), and the largest that closes there (close_*)."""
    order = np.argsort(tokens.right - tokens.left, kind="stable")  # the largest is written last, and stays
    columns: Columns = {}
    for name, edge in (("OPEN", tokens.left), ("CLOSE", tokens.right)):
        top = tokens.here.copy()
        top[edge[order]] = order
        head = tokens.heads[top]
        columns |= {f"{name}_{what}": known[what][top] for what in ("DEP", "TAG")}
        columns |= {f"{name}_HEAD_{what}": known[what][head] for what in ("LEMMA", "TAG")}
    return columns


def _marks(tokens: Tokens, known: Columns) -> Columns:
    """marks: is it, its neighbours, its sentence between marks; edges: does it begin or end its sentence?"""
    inside = np.array(list(chain.from_iterable(view.inside for view in tokens.views))) >= 0
    is_quoted = inside.astype(np.uint32)
    begins = (tokens.here == tokens.first) | (tokens.sents != np.roll(tokens.sents, 1))
    ends = (tokens.here == tokens.after - 1) | (tokens.sents != np.roll(tokens.sents, -1))
    first, last = np.flatnonzero(begins), np.flatnonzero(ends)
    in_sentence = np.repeat(np.maximum.reduceat(is_quoted, first), last - first + 1)
    neighbours = tokens.beside(is_quoted, -1) * 2 + tokens.beside(is_quoted, 1)
    return {
        "MARKS": (is_quoted * 4 + neighbours + in_sentence * 8).astype(np.uint32),
        "EDGES": (begins * 2 + ends).astype(np.uint32),
    }
