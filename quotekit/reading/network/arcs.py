"""spaCy's arc-eager parser over many paragraphs at once: every step is taken in all of them.

In: vectors of words. Out: heads and labels.
Never parses otherwise than spaCy: the moves, and when they are valid, are those of its `ArcEager`.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from attrs import define, field

from quotekit.reading.network.steps import Floats, Places, Steps

Flags = npt.NDArray[np.bool_]
KINDS: Final = "BSRLD"  # those that push a word beside each other, and those that take one off
_BREAK, _SHIFT, _RIGHT, _LEFT, _REDUCE = range(len(KINDS))
_BELOW: Final = 3  # cells below each stack that hold no word, so that its third word can be asked for
_BEHIND: Final = 2  # the same behind each text, for its second word to come
# What is known of a word, a bit each.
_IS_WORD, _BEGINS, _NEVER_BEGINS, _WAS_PUT_BACK = (1 << bit for bit in range(4))
_KNOWN: Final = 16  # a word's bits are below this
# Where the words of a state stand: which of its two pointers leads there, and how far from it.
_POINTERS: Final = np.array([0, 0, 1, 1, 1])
_CELLS: Final = np.array([0, 1, -1, -2, -3])
_B0, _B1, _S0, _S1, _, _LEFT_OF_B0, _LEFT_OF_S0, _RIGHT_OF_S0 = range(8)
_WITH_EDGES: Final = np.array([_B0, _S0, _S0])


def valid_moves(kinds: Places) -> Flags:
    """Which moves are valid, of shape (codes, moves): those of a kind if its bit in a code is set.

    Args:
        kinds: The kind of each move, a place in `KINDS`.
    """
    codes = np.arange(1 << len(KINDS))
    return ((codes[:, None] >> kinds) & 1).astype(bool)


def find_arcs(
    steps: Steps, kinds: Places, vectors: Floats, sizes: Places, begins: Flags, never_begins: Flags
) -> tuple[Places, Places]:
    """The head of each word, -1 for none, and the number of the move that found it.

    Args:
        steps: The layers of the parser.
        kinds: The kind of each of its moves, a place in `KINDS`.
        vectors: Shape (words, width), the texts one after the other.
        sizes: Words of each text, at least one.
        begins, never_begins: Shape (words,); is it settled that the word begins a sentence, or that it does not?
    """
    states = _States.at_start(sizes, begins, never_begins)
    table = steps.table(vectors)
    while states.look():
        moves = steps.best(table, states.looks, states.codes())
        states.move(moves, kinds[moves])
    return states.heads[:-1], states.moves[:-1]


@define(eq=False)
class _States:
    """Where the parser stands in each text.

    Words are numbers in the row of all texts; -1, which also is the place of the last item of an array, is none.

    Attributes:
        heads, moves: By word: its head, and the move that gave it.
        edges: By word: the last word that was hung on it from the left; then, in the second half, from the right.
        before: By word that hangs on one before it: what was the last word on the right of that earlier.
        known: By word: what is known of it. One that was put back from the stack is not shifted again.
        cells: What is to come in each text, and behind that the stacks. A word that is put back goes in front
            of what is to come, where there is room: it stood there before it came onto the stack.
        pointers: By text: the cell of the next word, and that above its stack.
        looks: By text: the words that the parser looks at, -1 for none.
    """

    heads: Places
    moves: Places
    edges: Places
    before: Places
    known: Places
    cells: Places
    pointers: Places
    looks: Places = field(init=False)

    @classmethod
    def at_start(cls, sizes: Places, begins: Flags, never_begins: Flags) -> _States:
        """Empty stacks before the first word of each text."""
        words, texts = len(begins), np.arange(len(sizes))
        start = np.cumsum(sizes) - sizes
        stacks = words + _BEHIND * len(sizes)
        cells = _none(stacks + words + _BELOW * len(sizes))
        cells[np.arange(words) + np.repeat(_BEHIND * texts, sizes)] = np.arange(words)
        return cls(
            heads=_none(words + 1),
            moves=_none(words + 1),
            edges=_none(2 * (words + 1)),
            before=_none(words + 1),
            known=np.append(_IS_WORD + _BEGINS * begins + _NEVER_BEGINS * never_begins, 0),
            cells=cells,
            pointers=np.stack([start + _BEHIND * texts, stacks + start + _BELOW * (texts + 1)], axis=1),
        )

    def look(self) -> bool:
        """Find the words that the parser looks at, and leave the texts that are done. Is one left?"""
        found = self.cells.take(self.pointers.take(_POINTERS, axis=1) + _CELLS)
        is_left = np.maximum(found[:, _B0], found[:, _S0]) >= 0
        if not is_left.all():
            found, self.pointers = found[is_left], self.pointers[is_left]
        edges = found.take(_WITH_EDGES, axis=1)
        edges[:, 2] += len(self.heads)
        self.looks = np.concatenate([found, self.edges[edges]], axis=1)
        return len(found) > 0

    def codes(self) -> Places:
        """Which kinds of moves are valid in each state: bit k is set for kind k of `KINDS`."""
        known = self.known[self.looks[:, : _S1 + 1]]
        known &= _ASKED
        follows = self.looks[:, _B1] - self.looks[:, _B0] == 1
        codes: Places = _CODES[known @ _PLACES + follows]
        return codes

    def move(self, moves: Places, kinds: Places) -> None:
        """Take a move in each state."""
        order = kinds.argsort(kind="stable")  # so that the states of a kind stand together
        self.pointers, self.looks, moves = self.pointers[order], self.looks[order], moves[order]
        ends = np.searchsorted(kinds[order], range(1, len(KINDS) + 1)).tolist()
        breaks, right, left, reduce = map(slice, (0, *ends[1:4]), (ends[0], *ends[2:]))
        pushed = slice(ends[_BREAK], ends[_RIGHT])
        self.known[self.looks[breaks, _B1]] |= _BEGINS
        self._hang_right(self.looks[right], moves[right])
        self.cells[self.pointers[pushed, 1]] = self.looks[pushed, _B0]
        self.pointers[pushed] += 1
        self._hang_left(self.looks[left], moves[left])
        self.pointers[ends[_RIGHT] :, 1] -= 1
        self._put_back(self.looks[reduce], self.pointers[reduce])

    def _hang_right(self, looks: Places, moves: Places) -> None:
        """The next word hangs on the last word of the stack."""
        word, head = looks[:, _B0], looks[:, _S0]
        self.heads[word], self.moves[word] = head, moves
        self.before[word] = looks[:, _RIGHT_OF_S0]
        self.edges[len(self.heads) + head] = word

    def _hang_left(self, looks: Places, moves: Places) -> None:
        """The last word of the stack hangs on the next word, and on no other any more."""
        word, head = looks[:, _S0], looks[:, _B0]
        self.edges[len(self.heads) + self.heads[word]] = self.before[word]  # none for none, where it had no head
        self.heads[word], self.moves[word] = head, moves
        self.edges[head] = word
        self.known[head] &= ~_WAS_PUT_BACK

    def _put_back(self, looks: Places, pointers: Places) -> None:
        """A word that is done, but has no head, is to come again, unless it was alone on the stack."""
        back = np.flatnonzero((self.heads[looks[:, _S0]] < 0) & (looks[:, _S1] >= 0))
        word = looks[back, _S0]
        self.known[word] |= _WAS_PUT_BACK
        pointers[back, 0] -= 1
        self.cells[pointers[back, 0]] = word


def _none(places: int) -> Places:
    """No word in any place; of places by word there is one more, which -1 leads to."""
    return np.full(places, -1, np.intp)


# Of the next two words all is asked that is known, of the last two of the stack whether there are any.
_ASKED: Final = np.array([_KNOWN - 1, _KNOWN - 1, _IS_WORD, _IS_WORD])
_PLACES: Final = np.array([2, 2 * _KNOWN, 2 * _KNOWN**2, 4 * _KNOWN**2])


def _code(key: int) -> int:
    """Which kinds of moves are valid, by what is asked of a state, as one number."""
    follows, b0, b1, s0, s1 = key & 1, key >> 1 & 15, key >> 5 & 15, key >> 9 & 1, key >> 10
    is_open = b0 & _IS_WORD and not b0 & _BEGINS  # a new sentence is taken up by no word of the one before
    valid = {
        _BREAK: b1 & _IS_WORD and follows and not b1 & (_BEGINS | _NEVER_BEGINS),
        _SHIFT: not s0 or (b1 & _IS_WORD and is_open and not b0 & _WAS_PUT_BACK),
        _RIGHT: s0 and is_open,
        _LEFT: s0 and is_open,
        _REDUCE: s0 and not (b0 & _IS_WORD and not s1 and b0 & _NEVER_BEGINS),
    }
    return sum(1 << kind for kind, is_valid in valid.items() if is_valid)


_CODES: Final = np.array([_code(key) for key in range(8 * _KNOWN**2)])
