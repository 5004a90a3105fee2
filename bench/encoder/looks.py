"""What the encoder sees of a turn and of somebody who may say it: hidden states, and its own heads' opinion.

In: a Novel of `bench.fit_dialogue`, the encoder. Out: Looks, an array of numbers a pair of turn and candidate.
Never imports torch, and never sees who is right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from attrs import field, frozen

from bench.fit_dialogue import Novel
from quotekit.attribution.views import views_of
from quotekit.languages.encoder import Encoder
from quotekit.languages.tagger import CONTENT, SOURCE
from quotekit.reading.reading import Reading
from quotekit.speakers.dialogue.turns import Turn
from quotekit.speakers.dialogue.voices import Named, Voice

ROOM: Final = 448  # pieces of a window: here several paragraphs share one, so that a turn sees those before it
CONTEXT: Final = 96  # pieces before a window that it sees again
BEFORE, BEHIND, AROUND = 6000, 1500, 1500  # code points from a turn to the places of a candidate that are looked at
MISSING: Final = 12.0  # logarithm of the distance to a place that there is not
LEAST: Final = -20.0  # score of a candidate without a place
TURN_PLACES: Final = 8  # of each turn


@frozen(eq=False)
class Looks:
    """One novel as the encoder sees it.

    Attributes:
        states: Hidden states, shape (places, width); the first stands for a place that there is not.
        turn: Places of the turn of each pair: its first and last word, the words before and after it, the head of its
            frame, the first subject of its paragraph, the end of the turn before, the beginning of the next.
        means: Mean state over the words of the turn, shape (pairs, width).
        candidate: Places of the candidate of each pair: named last before, first after, nearest in speech.
        distances: Logarithm of how far those are from the turn.
    """

    states: Any
    turn: Any
    means: Any
    candidate: Any
    distances: Any


def looks_at(novel: Novel, encoder: Encoder) -> Looks:
    """Read a novel and look at every pair of a turn and a candidate."""
    read = Read.of(novel.reading, encoder)
    near = Near(novel)
    turns: dict[int, tuple[list[int], Any]] = {}
    candidates, distances = [], []
    for number, voice in zip(novel.rows.turns.tolist(), novel.rows.voices, strict=True):
        turn = novel.board.turns[number]
        if number not in turns:
            turns[number] = [read.at(at) for at in _places(novel, turn)], read.mean(*turn.spans[0])
        found = near.of(voice, turn)
        candidates.append([read.at(None if each is None else each[0]) for each in found])
        distances.append([MISSING if each is None else each[1] for each in found])
    of_pairs = [turns[number] for number in novel.rows.turns.tolist()]
    return Looks(
        np.array(read.kept, np.float32),
        np.array([places for places, _ in of_pairs], np.int64).reshape(-1, TURN_PLACES),
        np.array([mean for _, mean in of_pairs], np.float32),
        np.array(candidates, np.int64).reshape(-1, 3),
        np.array(distances, np.float32).reshape(-1, 3),
    )


@frozen(eq=False)
class Read:
    """The hidden states of a text, by paragraph and token; those that were asked for are kept.

    Attributes:
        reading: The text.
        states: By paragraph, the state of each token's first piece.
        kept: What was asked for; first, zeros for what there is not.
        known: Where in `kept` a token is.
    """

    reading: Reading
    states: dict[int, Any]
    kept: list[Any]
    known: dict[tuple[int, int], int] = field(factory=dict)

    @classmethod
    def of(cls, reading: Reading, encoder: Encoder) -> Read:
        """Run the encoder over all paragraphs."""
        states = dict(states_of(reading, encoder))
        width = next((each.shape[1] for each in states.values()), 1)
        return cls(reading, states, [np.zeros(width, np.float16)])

    def at(self, place: int | None) -> int:
        """The number in `kept` of the token at a code point; 0 where there is none."""
        found = None if place is None else self._token(place)
        if found is None:
            return 0
        if found not in self.known:
            self.known[found] = len(self.kept)
            self.kept.append(self.states[found[0]][found[1]])
        return self.known[found]

    def mean(self, start: int, end: int) -> Any:
        """The mean state of the tokens between two code points of a paragraph."""
        found = self._token(start)
        if found is None:
            return self.kept[0]
        tree = self.reading.trees[found[0]]
        assert tree is not None
        stop = max(found[1] + 1, bisect_left(tree.starts, end))
        return self.states[found[0]][found[1] : stop].mean(0, dtype=np.float32)

    def _token(self, place: int) -> tuple[int, int] | None:
        number = bisect_right(self.reading.paragraphs, (place, len(self.reading.text))) - 1
        tree = self.reading.trees[number] if number >= 0 else None
        if tree is None or number not in self.states:
            return None
        return number, max(0, bisect_right(tree.starts, place) - 1)


def states_of(reading: Reading, encoder: Encoder) -> Iterator[tuple[int, Any]]:
    """By paragraph, the hidden state of each token's first piece; paragraphs are packed into windows in order."""
    window: list[int] = []
    held: list[tuple[int, Any]] = []
    for view in views_of(reading):
        pieces = [] if view is None else encoder.cut(view.tree.words)
        flat = [piece for each in pieces for piece in each][: ROOM - CONTEXT]  # of a longer one the beginning
        if not flat or view is None:
            continue
        if len(window) + len(flat) > ROOM:
            yield from _run(encoder, window, held)
            window, held = window[-CONTEXT:], []
        places = np.cumsum([0, *map(len, pieces)])[:-1].clip(0, len(flat) - 1) + len(window)
        held.append((view.number, places))
        window = window + flat
    yield from _run(encoder, window, held)


def _run(encoder: Encoder, window: Sequence[int], held: Sequence[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
    if held:
        hidden = encoder.hidden([[encoder.opens, *window, encoder.closes]])
        for number, places in held:
            yield number, hidden[places + 1]


def _places(novel: Novel, turn: Turn) -> list[int | None]:
    board, first = novel.board, turn.spans[0][0]
    subjects = board.story.subjects_in(turn.begin, turn.stop)
    before = board.turns[turn.number - 1] if turn.number else None
    behind = board.turns[turn.number + 1] if turn.number + 1 < len(board.turns) else None
    return [
        first + 1,
        turn.end - 2,
        first - 1 if first > turn.begin else None,
        turn.end + 1 if turn.end + 1 < turn.stop else None,
        turn.frames[0].at if turn.frames else None,
        subjects[0].at if subjects else None,
        before.end - 2 if before is not None else None,
        behind.start + 1 if behind is not None else None,
    ]


class Near:
    """Where the candidates are named, around any turn."""

    def __init__(self, novel: Novel) -> None:
        self.told: dict[Voice, list[Named]] = {}
        self.quoted: dict[Voice, list[Named]] = {}
        for voice, places in novel.board.story.places.items():
            self.told[voice] = [each for each in places if not each.is_quoted]
            self.quoted[voice] = [each for each in places if each.is_quoted]

    def of(self, voice: Voice, turn: Turn) -> list[tuple[int, float] | None]:
        """The last place before, the first after, the nearest in speech, each with the logarithm of its distance."""
        told, quoted = self.told.get(voice, []), self.quoted.get(voice, [])
        first = bisect_left(told, turn.start, key=lambda each: each.start)
        after = bisect_left(told, turn.end, key=lambda each: each.start)
        last = told[first - 1] if first and turn.start - told[first - 1].start < BEFORE else None
        then = told[after] if after < len(told) and told[after].start - turn.end < BEHIND else None
        at = bisect_left(quoted, turn.start, key=lambda each: each.start)
        spoken = min(quoted[max(0, at - 1) : at + 1], key=lambda each: abs(each.start - turn.start), default=None)
        if spoken is not None and abs(spoken.start - turn.start) >= AROUND:
            spoken = None
        return [
            None if last is None else (last.end - 1, float(np.log1p(turn.start - last.start))),
            None if then is None else (then.end - 1, float(np.log1p(then.start - turn.end))),
            None if spoken is None else (spoken.end - 1, float(np.log1p(abs(spoken.start - turn.start)))),
        ]


def opinion_of(looks: Looks, encoder: Encoder, turns: Any) -> Any:
    """What the encoder's own heads say of each pair, without learning anything: shape (pairs, 9).

    How likely each place of the candidate is a source, and the first two are reported; how well the head for passages
    likes the candidate at its place before and after the turn, and how far that is from the best of the turn.
    """
    labels = encoder.labels.probabilities(looks.states.astype(np.float16))
    columns = [np.where(looks.candidate[:, n] > 0, labels[SOURCE][looks.candidate[:, n]], -1) for n in range(3)]
    columns += [np.where(looks.candidate[:, n] > 0, labels[CONTENT][looks.candidate[:, n]], -1) for n in range(2)]
    held = encoder.passages.weights
    parts = held["at"].reshape(-1, looks.states.shape[1], held["at"].shape[1])
    fixed = looks.means @ held["mean"] + held["at_bias"]
    first, last, before, after = (looks.turn[:, n] for n in range(4))
    for number, places in zip(range(2, len(parts)), (first, last, before, after, first, last), strict=True):
        fixed = fixed + (looks.states @ parts[number])[places]
    of_source = looks.states @ parts[1]
    for n in range(2):
        inner = np.maximum(fixed + of_source[looks.candidate[:, n]], 0)
        inner = np.maximum(inner @ held["inner"] + held["inner_bias"], 0)
        scores = np.where(looks.candidate[:, n] > 0, inner @ held["out"] + held["out_bias"], LEAST)
        best = np.full(int(turns.max()) + 1, LEAST)
        np.maximum.at(best, turns, scores)
        columns += [scores, scores - best[turns]]
    return np.stack(columns, 1).astype(np.float32)
