"""A dependency parse as plain lists, and the walks over it that the rules need.

In: a spaCy Doc, or a stored parse in a test. Out: Tree (positions, edges, spans), and the tokens that
a path such as "<*conj|xcomp >nsubj|nsubjpass" leads to, so that rules can be data.
Never decides who speaks, knows no cue or source, and never keeps the Doc.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import define, field

from quotekit.errors import RuleError

if TYPE_CHECKING:
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
    kids: list[list[int]] = field(init=False, repr=False)
    left: list[int] = field(init=False, repr=False)
    right: list[int] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        n = len(self.words)
        self.kids = [[] for _ in range(n)]
        for i, head in enumerate(self.heads):
            if head != i:
                self.kids[head].append(i)
        self.left, self.right = list(range(n)), list(range(n))
        # Two passes settle the edges of a projective tree; a crossing arc only loses reach.
        for i in range(n):
            head, guard = i, 0
            while self.heads[head] != head and guard < n:
                head, guard = self.heads[head], guard + 1
                if i < self.left[head]:
                    self.left[head] = i
                elif i > self.right[head]:
                    self.right[head] = i
                else:
                    break

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
        lo, hi = 0, len(self.ends)
        while lo < hi:
            mid = (lo + hi) // 2
            if self.ends[mid] <= offset:
                lo = mid + 1
            else:
                hi = mid
        return lo


_COLUMNS = ("ORTH", "IDX", "LENGTH", "LEMMA", "TAG", "POS", "DEP", "HEAD", "SENT_START", "ENT_TYPE", "ENT_IOB", "MORPH")


def tree_of(doc: Doc, offset: int = 0, start: int = 0, end: int | None = None) -> Tree:
    """The parse of `doc[start:end]`, its text beginning at code point `offset`.

    A head outside the slice makes its token a root, so that paragraphs of a Doc that was
    parsed whole look like paragraphs that were parsed alone.
    """
    end = len(doc) if end is None else end
    shift = offset - (doc[start].idx if start < len(doc) else 0)
    rows = doc.to_array(list(_COLUMNS))[start:end]
    store = doc.vocab.strings
    names: dict[int, str] = {}

    def name(key: int) -> str:
        if key not in names:
            names[key] = store[key] if key else ""
        return names[key]

    columns: Sequence[Sequence[Any]] = rows.astype("uint64").T.tolist() if len(rows) else [[]] * len(_COLUMNS)
    orth, idx, length, lemma, tag, pos, dep, head, sent_start, ent_type, ent_iob, morph = columns
    n = len(orth)
    heads, deps = [], []
    for i in range(n):
        distance = head[i]
        if distance >= 1 << 63:
            distance -= 1 << 64
        target = i + distance
        inside = 0 <= target < n
        heads.append(target if inside else i)
        deps.append(name(dep[i]) if inside else "ROOT")
    sents, ent_ids, sent, ent = [], [], -1, -1
    for i in range(n):
        if i == 0 or sent_start[i] == 1:
            sent += 1
        sents.append(sent)
        if ent_iob[i] == 3:
            ent += 1
        ent_ids.append(ent if ent_iob[i] in (1, 3) else -1)
    return Tree(
        words=[name(key) for key in orth],
        lemmas=[name(key).lower() for key in lemma],
        tags=[name(key) for key in tag],
        pos=[name(key) for key in pos],
        deps=deps,
        heads=heads,
        starts=[at + shift for at in idx],
        ends=[at + shift + size for at, size in zip(idx, length, strict=True)],
        sents=sents,
        ents=[name(key) if ent_iob[i] in (1, 3) else "" for i, key in enumerate(ent_type)],
        ent_ids=ent_ids,
        morphs=[name(key) for key in morph],
    )


# ">dobj" goes down to children by label, "<ccomp" up to the head if the token hangs on it by
# that label, "<*conj|xcomp" up zero or more times, "<+conj" one or more times; "[VERB|AUX]"
# keeps tokens of these coarse tags.
STEP = re.compile(r"(?P<move>>|<\*|<\+|<)(?P<deps>[a-z|]+)|\[(?P<pos>[A-Z|]+)\]")
Step = tuple[str, frozenset[str]]


@cache
def compile_path(path: str) -> tuple[Step, ...]:
    """The steps of a path.

    Raises:
        RuleError: if it cannot be read.
    """
    steps: list[Step] = []
    for part in path.split():
        match = STEP.fullmatch(part)
        if match is None:
            raise RuleError(
                f"cannot read {part!r} in the path {path!r}: use steps such as '>nsubj' (down), "
                "'<ccomp' (up), '<*conj' (up, any number of times), '[VERB]' (keep this tag)"
            )
        names = frozenset((match["deps"] or match["pos"]).split("|"))
        steps.append((match["move"] or "[", names))
    return tuple(steps)


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
