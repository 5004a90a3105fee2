"""Articles side by side, as the encoder is trained on them: short windows share a row, and do not see each other.

In: Samples, and what the lower layers say of their pieces. Out: Batches.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from attrs import frozen

from bench.encoder.data import Choices, Sample
from bench.encoder.model import WIDTH
from quotekit.attribution.encoder.windows import ROOM


@frozen(eq=False)
class Batch:
    """Some windows in rows that are filled up to the longest.

    Attributes:
        hidden: Hidden states of the layers below, shape (rows, pieces, width).
        windows: The number of the window of each piece, 0 behind the last one of a row; shape (rows, pieces).
        tokens: The place of each token, in the rows as one.
        labels: Shape (tokens, labels).
        clauses: Places, choice and what is right of each proposal at a cue, and how many choices there are.
        passages: The same of passages.
    """

    hidden: Any
    windows: Any
    tokens: Any
    labels: Any
    clauses: tuple[Any, Any, int, Any]
    passages: tuple[Any, Any, int, Any]


def rows_of(lengths: Sequence[int], room: int = ROOM) -> list[tuple[int, int]]:
    """The row and the place in it of windows with these lengths, in order; the next row where one is full."""
    found = []
    row, used = 0, 0
    for length in lengths:
        if used and used + length > room:
            row, used = row + 1, 0
        found.append((row, used))
        used += length
    return found


def batch_of(samples: Sequence[Sample], offsets: Sequence[int], hidden: Any, numbers: Sequence[int]) -> Batch:
    """Whole articles as a batch: places are moved to where their windows lie in it."""
    lengths = [
        end - first for n in numbers for first, end in zip(samples[n].starts, samples[n].starts[1:], strict=False)
    ]
    rows = rows_of(lengths)
    most = max(at + length for (_, at), length in zip(rows, lengths, strict=True))
    states = np.zeros((rows[-1][0] + 1, most, WIDTH), np.float32)
    windows = np.zeros((rows[-1][0] + 1, most), np.int32)
    tokens: list[Any] = []
    labels: list[Any] = []
    choices: dict[str, list[Any]] = {"clauses": [], "passages": []}
    counts = {"clauses": 0, "passages": 0}
    places_of = enumerate(rows, 1)
    for n in numbers:
        sample = samples[n]
        moved = np.empty(len(sample.ids) + 1, np.int64)
        for first, end in zip(sample.starts, sample.starts[1:], strict=False):
            number, (row, at) = next(places_of)
            states[row, at : at + end - first] = hidden[offsets[n] + first : offsets[n] + end]
            windows[row, at : at + end - first] = number
            moved[first:end] = row * most + at + np.arange(end - first)
            moved[end] = row * most + at + end - first
        tokens.append(moved[sample.tokens])
        labels.append(sample.labels)
        for name, held in choices.items():
            mine: Choices = getattr(sample, name)
            if len(mine.rows):
                places = moved[mine.rows]
                places[:, -1] = moved[mine.rows[:, -1] - 1] + 1
                held.append((places, mine.group + counts[name], mine.right))
                counts[name] += int(mine.group.max()) + 1

    def joined(name: str) -> tuple[Any, Any, int, Any]:
        held = choices[name]
        if not held:
            return torch.zeros(0, 10, dtype=torch.int64), torch.zeros(0, dtype=torch.int64), 0, torch.zeros(0, 2)
        places, group, right = (torch.from_numpy(np.concatenate(each)) for each in zip(*held, strict=True))
        return places, group, counts[name], right

    return Batch(
        torch.from_numpy(states),
        torch.from_numpy(windows),
        torch.from_numpy(np.concatenate(tokens)),
        torch.from_numpy(np.concatenate(labels).astype(np.float32)),
        joined("clauses"),
        joined("passages"),
    )


def batches(samples: Sequence[Sample], numbers: Sequence[int], size: int, dice: random.Random) -> Iterator[list[int]]:
    """Articles in a new order, as many a batch as fill about `size` rows."""
    order = dice.sample(list(numbers), len(numbers))
    held: list[int] = []
    pieces = 0
    for n in order:
        held.append(n)
        pieces += len(samples[n].ids)
        if pieces >= size * ROOM:
            yield held
            held, pieces = [], 0
    if held:
        yield held
