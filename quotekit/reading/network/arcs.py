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
KINDS: Final = "SDLRB"
_SHIFT, _REDUCE, _LEFT, _RIGHT, _BREAK = range(len(KINDS))
_BELOW: Final = 3  # places below each stack that hold no word, so that its third word can be asked for


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
    while len(states.top):
        moves = steps.best(table, states.look(), states.codes())
        states.move(moves, kinds[moves])
    return states.heads[:-1], states.moves[:-1]


@define(eq=False)
class _States:
    """Where the parser stands in each text.

    Words are numbers in the row of all texts; -1, which also is the place of the last item of an array, is none.

    Attributes:
        heads, moves: By word: its head, and the move that gave it.
        left, right: By word: the last word that was hung on it from the left, and from the right.
        before: By word that hangs on one before it: what `right` of that was earlier.
        was_put_back: By word: was it put back from the stack? It is not shifted again then.
        begins, never_begins: By word: does it begin a sentence, or must it not?
        stacks, put_back: The stacks of all texts, and the words put back in front of what is to come, end to end.
        top, bottom: By text: where its stack ends, and begins, in `stacks`.
        coming, end: By text: the next word that was never read, and the end of the text.
        held, base: By text: how many words were put back, and where they begin.
    """

    heads: Places
    moves: Places
    left: Places
    right: Places
    before: Places
    was_put_back: Flags
    begins: Flags
    never_begins: Flags
    stacks: Places
    put_back: Places
    top: Places
    bottom: Places
    coming: Places
    end: Places
    held: Places
    base: Places
    s0: Places = field(init=False)
    b0: Places = field(init=False)
    b1: Places = field(init=False)

    @classmethod
    def at_start(cls, sizes: Places, begins: Flags, never_begins: Flags) -> _States:
        """Empty stacks before the first word of each text."""
        end = np.cumsum(sizes)
        words, texts = int(end[-1]), len(sizes)
        start = end - sizes
        bottom = start + _BELOW * np.arange(1, texts + 1)
        return cls(
            heads=_none(words),
            moves=_none(words),
            left=_none(words),
            right=_none(words),
            before=_none(words),
            was_put_back=np.zeros(words + 1, bool),
            begins=np.append(begins, False),
            never_begins=np.append(never_begins, False),
            stacks=_none(words + _BELOW * texts + _BELOW),
            put_back=_none(words),
            top=bottom.copy(),
            bottom=bottom,
            coming=start.copy(),
            end=end,
            held=np.zeros(texts, np.intp),
            base=start,
        )

    def look(self) -> Places:
        """The words that the parser looks at in each state, of shape (states, looks), -1 for none."""
        self.s0 = self.stacks[self.top - 1]
        self.b0 = np.where(self.coming < self.end, self.coming, -1)
        self.b1 = np.where(self.coming + 1 < self.end, self.coming + 1, -1)
        if len(held := np.flatnonzero(self.held)):
            last = self.base[held] + self.held[held] - 1
            self.b1[held] = np.where(self.held[held] > 1, self.put_back[last - 1], self.b0[held])
            self.b0[held] = self.put_back[last]
        s1, s2 = self.stacks[self.top - 2], self.stacks[self.top - 3]
        looks = (self.b0, self.b1, self.s0, s1, s2, self.left[self.b0], self.left[self.s0], self.right[self.s0])
        return np.stack(looks, axis=1)

    def codes(self) -> Places:
        """Which kinds of moves are valid in each state: bit k is set for kind k of `KINDS`."""
        begins, never_begins, b0, b1 = self.begins, self.never_begins, self.b0, self.b1
        depth = self.top - self.bottom
        is_empty, has_word, has_two = depth == 0, b0 >= 0, b1 >= 0
        is_open = has_word & ~begins[b0]  # a new sentence is taken up by no word of the one before
        shift = is_empty | (has_two & is_open & ~self.was_put_back[b0])
        reduce = ~is_empty & ~(has_word & (depth == 1) & never_begins[b0])
        hang = ~is_empty & is_open
        part = has_two & (b1 == b0 + 1) & ~begins[b1] & ~never_begins[b1]
        flags = {_SHIFT: shift, _REDUCE: reduce, _LEFT: hang, _RIGHT: hang, _BREAK: part}
        return sum((valid * (1 << kind) for kind, valid in flags.items()), np.zeros(len(b0), np.intp))

    def move(self, moves: Places, kinds: Places) -> None:
        """Take a move in each state, and leave the texts that are done."""
        self.begins[self.b1[kinds == _BREAK]] = True
        self._hang_left(np.flatnonzero(kinds == _LEFT), moves)
        self._reduce(np.flatnonzero(kinds == _REDUCE))
        right = np.flatnonzero(kinds == _RIGHT)
        self._hang_right(right, moves)
        self._push(np.concatenate([right, np.flatnonzero(kinds == _SHIFT)]))
        is_left = (self.top > self.bottom) | (self.coming < self.end) | (self.held > 0)
        if not is_left.all():
            for name in ("top", "bottom", "coming", "end", "held", "base"):
                setattr(self, name, getattr(self, name)[is_left])

    def _hang_left(self, at: Places, moves: Places) -> None:
        """The last word of the stack hangs on the next word, and on no other any more."""
        word, head = self.s0[at], self.b0[at]
        old = self.heads[word]
        had = old >= 0
        self.right[old[had]] = self.before[word[had]]
        self.heads[word], self.moves[word] = head, moves[at]
        self.left[head] = word
        self.was_put_back[head] = False
        self._pop(at)

    def _reduce(self, at: Places) -> None:
        """The last word of the stack is done; one without a head goes back, unless it is alone there."""
        word = self.s0[at]
        goes_back = (self.heads[word] < 0) & (self.top[at] - self.bottom[at] > 1)
        self._pop(at)
        back, word = at[goes_back], word[goes_back]
        self.was_put_back[word] = True
        self.put_back[self.base[back] + self.held[back]] = word
        self.held[back] += 1

    def _hang_right(self, at: Places, moves: Places) -> None:
        """The next word hangs on the last word of the stack."""
        word, head = self.b0[at], self.s0[at]
        self.heads[word], self.moves[word] = head, moves[at]
        self.before[word] = self.right[head]
        self.right[head] = word

    def _push(self, at: Places) -> None:
        """The next word goes onto the stack."""
        self.stacks[self.top[at]] = self.b0[at]
        self.top[at] += 1
        was_held = self.held[at] > 0
        self.held[at] -= was_held
        self.coming[at] += ~was_held

    def _pop(self, at: Places) -> None:
        self.top[at] -= 1
        self.stacks[self.top[at]] = -1


def _none(words: int) -> Places:
    """No word for each word, and one place more, which -1 leads to."""
    return np.full(words + 1, -1, np.intp)
