"""A dependency parse as plain lists, and the walks over it that the rules need.

In: a spaCy Doc, or a stored parse in a test. Out: Tree (positions, edges, spans), and the tokens that
a path such as "<*conj|xcomp >nsubj|nsubjpass" leads to, so that rules can be data.
Never decides who speaks, knows no cue or source, and never keeps the Doc.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from attrs import define, field

from quotekit.errors import RuleError

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc


@define(eq=False)
class Tree:
    """One parsed paragraph; every list has one entry a token, in text order.

    Attributes:
        words: Token texts.
        lemmas: Lemmas as the model gives them (lower case).
        tags: Fine tags (Penn Treebank).
        pos: Coarse tags (Universal Dependencies).
        deps: Dependency labels (ClearNLP, as spaCy's English models give).
        heads: Index of the head; a root is its own head.
        starts: First code point of each token in the text as given.
        ends: One past its last code point.
        sents: Number of the sentence a token stands in, from 0.
        ents: Entity type of each token, "" for none.
        ent_ids: Number of the entity a token belongs to, -1 for none.
        morphs: Morphology in the notation of Universal Dependencies ("Gender=Fem|Number=Sing"), "" where
            the pipeline says nothing; an empty list in a tree that was stored without.
        lower: Token texts in lower case.
        kids: Positions of the tokens that hang on each.
        left: Position of the leftmost token of what each governs.
        right: Position of the rightmost.
    """

    words: list[str]
    lemmas: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    sents: list[int]
    ents: list[str]
    ent_ids: list[int]
    morphs: list[str] = field(factory=list, repr=False)
    lower: list[str] = field(init=False, repr=False)
    kids: list[list[int]] = field(init=False, repr=False)
    left: list[int] = field(init=False, repr=False)
    right: list[int] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        heads, n = self.heads, len(self.words)
        # What is in lower case already is not copied; all tokens on which nothing hangs share one list.
        self.lower = [word if word.islower() else word.lower() for word in self.words]
        nothing: list[int] = []
        kids = [nothing] * n
        left, right = list(range(n)), list(range(n))
        for i, head in enumerate(heads):
            if head != i:
                if kids[head] is nothing:
                    kids[head] = [i]
                else:
                    kids[head].append(i)
        # Each token pushes the edges of those above it outwards, as far up as it is the first to do so.
        for i in range(n):
            head, guard = i, 0
            while (above := heads[head]) != head and guard < n:
                head, guard = above, guard + 1
                if i < left[head]:
                    left[head] = i
                elif i > right[head]:
                    right[head] = i
                else:
                    break
        self.kids, self.left, self.right = kids, left, right

    @classmethod
    def with_edges(cls, **columns: list[Any]) -> Tree:
        """A tree of which the words in lower case, the kids and the edges are known as well."""
        tree = cls.__new__(cls)
        for name, column in columns.items():
            setattr(tree, name, column)
        return tree

    def __len__(self) -> int:
        return len(self.words)

    def subtree(self, i: int) -> range:
        """Positions from the left edge to the right edge of what `i` governs."""
        return range(self.left[i], self.right[i] + 1)

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads above `i`, nearest first; ends at the root."""
        guard = len(self.heads)
        while self.heads[i] != i and guard:
            i, guard = self.heads[i], guard - 1
            yield i

    def first(self, i: int, deps: frozenset[str]) -> int | None:
        """The first child of `i` whose label is one of `deps`, or None."""
        for kid in self.kids[i]:
            if self.deps[kid] in deps:
                return kid
        return None

    def at(self, offset: int) -> int:
        """Position of the first token that ends after the code point `offset`; `len` if none."""
        return bisect_right(self.ends, offset)


_COLUMNS = ("ORTH", "IDX", "LENGTH", "TAG", "HEAD", "SENT_START", "ENT_TYPE", "ENT_IOB", "MORPH", "POS", "LEMMA", "DEP")


_MOST_NAMES = 50_000  # strings that are held, a few megabytes


class _Names(dict[int, str]):
    """The strings of spaCy's keys: the trees of all texts share them, and the store is seldom asked."""

    def __init__(self, store: StringStore) -> None:
        self.store = store

    def __missing__(self, key: int) -> str:
        if len(self) >= _MOST_NAMES:
            self.clear()
        found = self[key] = self.store[key] if key else ""
        return found


names_of = lru_cache(maxsize=1)(_Names)  # of the pipeline at work


def tree_of(doc: Doc, offset: int = 0, start: int = 0, end: int | None = None) -> Tree:
    """The parse of `doc[start:end]`, its text beginning at code point `offset`.

    A head outside the slice makes its token a root, so that paragraphs of a Doc that was
    parsed whole look like paragraphs that were parsed alone.

    Args:
        doc: The Doc.
        offset: Where its text begins, in code points of the text as given.
        start: First token of the slice.
        end: One past its last token; None for the end of the Doc.
    """
    end = len(doc) if end is None else end
    shift = offset - (doc[start].idx if start < len(doc) else 0)
    rows = doc.to_array(list(_COLUMNS))[start:end]
    names = names_of(doc.vocab.strings).__getitem__
    columns: Sequence[Sequence[int]] = rows.astype("uint64").T.tolist() if len(rows) else [[]] * len(_COLUMNS)
    orth, idx, length, tag, head, sent_start, ent_type, ent_iob, morph, pos, lemma, dep = columns
    n = len(orth)
    # Distances to heads before a token are negative, and come as what is missing to 2 ** 64.
    targets = [i + distance - (distance >> 63 << 64) for i, distance in enumerate(head)]
    ents, ent_ids = entities_of(list(map(names, ent_type)), ent_iob)
    return Tree(
        words=list(map(names, orth)),
        lemmas=[names(each).lower() for each in lemma],
        tags=list(map(names, tag)),
        pos=list(map(names, pos)),
        deps=[names(label) if 0 <= target < n else "ROOT" for label, target in zip(dep, targets, strict=True)],
        heads=[target if 0 <= target < n else i for i, target in enumerate(targets)],
        starts=[at + shift for at in idx],
        ends=[at + shift + size for at, size in zip(idx, length, strict=True)],
        sents=list(accumulate(int(i > 0 and begins == 1) for i, begins in enumerate(sent_start))),
        ents=ents,
        ent_ids=ent_ids,
        morphs=list(map(names, morph)),
    )


def entities_of(types: Sequence[str], iob: Sequence[int]) -> tuple[list[str], list[int]]:
    """Entity type and number of each token, by spaCy's codes: 1 inside of one, 3 at the beginning of one."""
    if 3 not in iob and 1 not in iob:
        return [""] * len(types), [-1] * len(types)
    numbers = accumulate((code == 3 for code in iob), initial=-1)
    next(numbers)
    return (
        [name if code in (1, 3) else "" for name, code in zip(types, iob, strict=True)],
        [number if code in (1, 3) else -1 for number, code in zip(numbers, iob, strict=True)],
    )


# ">dobj" goes down to children by label, "<ccomp" up to the head if the token hangs on it by
# that label, "<*conj|xcomp" up zero or more times, "<+conj" one or more times; "[VERB|AUX]"
# keeps tokens of these coarse tags.
_STEP = re.compile(r"(?P<move>>|<\*|<\+|<)(?P<deps>[a-z|]+)|\[(?P<pos>[A-Z|]+)\]")
Step = tuple[str, frozenset[str]]


@cache
def compile_path(path: str) -> tuple[Step, ...]:
    """The steps of a path.

    Raises:
        RuleError: if it cannot be read.
    """
    steps: list[Step] = []
    for part in path.split():
        match = _STEP.fullmatch(part)
        if match is None:
            raise RuleError(
                f"cannot read {part!r} in the path {path!r}: use steps such as '>nsubj' (down), "
                "'<ccomp' (up), '<*conj' (up, any number of times), '[VERB]' (keep this tag)"
            )
        names = frozenset((match["deps"] or match["pos"]).split("|"))
        steps.append((match["move"] or "[", names))
    return tuple(steps)


@cache
def arcs_of(path: str) -> tuple[frozenset[str], ...]:
    """For each step that leads nowhere without an arc, the labels of which it needs one."""
    return tuple(names for move, names in compile_path(path) if move in (">", "<", "<+"))


def walk(tree: Tree, start: int, path: str) -> list[int]:
    """Tokens that the path leads to from `start`, in text order; an empty path leads to it.

    "<*" and "<+" stop at every token on the way, nearest first, so that what follows them
    takes the nearest that fits.
    """
    return _follow(tree, start, compile_path(path), 0)


def _follow(tree: Tree, start: int, steps: tuple[Step, ...], n: int) -> list[int]:
    found = [start]
    deps, heads = tree.deps, tree.heads
    for m in range(n, len(steps)):
        move, names = steps[m]
        if move == ">":
            found = [kid for i in found for kid in tree.kids[i] if deps[kid] in names]
        elif move == "<":
            found = [heads[i] for i in found if deps[i] in names and heads[i] != i]
        elif move == "[":
            found = [i for i in found if tree.pos[i] in names]
        else:
            for here in found:
                climbed = move == "<*"
                while True:
                    if climbed and (ends := _follow(tree, here, steps, m + 1)):
                        return ends
                    if deps[here] not in names or heads[here] == here:
                        break
                    here, climbed = heads[here], True
            return []
        if not found:
            return []
    return found
