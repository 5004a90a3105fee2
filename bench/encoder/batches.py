"""Articles side by side, as the encoder is trained on them.

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


@frozen(eq=False)
class Batch:
    """Some windows side by side, filled up to the longest."""

    hidden: Any
    mask: Any
    tokens: Any
    labels: Any
    clauses: tuple[Any, Any, int, Any]
    passages: tuple[Any, Any, int, Any]


def batch_of(samples: Sequence[Sample], offsets: Sequence[int], hidden: Any, numbers: Sequence[int]) -> Batch:
    """Whole articles as a batch: places are moved to where their windows lie in it."""
    lengths = [
        end - first for n in numbers for first, end in zip(samples[n].starts, samples[n].starts[1:], strict=False)
    ]
    most = max(lengths)
    states = np.zeros((len(lengths), most, WIDTH), np.float32)
    mask = np.zeros((len(lengths), most), bool)
    tokens: list[Any] = []
    labels: list[Any] = []
    choices: dict[str, list[Any]] = {"clauses": [], "passages": []}
    counts = {"clauses": 0, "passages": 0}
    row = 0
    for n in numbers:
        sample = samples[n]
        moved = np.empty(len(sample.ids) + 1, np.int64)
        for first, end in zip(sample.starts, sample.starts[1:], strict=False):
            states[row, : end - first] = hidden[offsets[n] + first : offsets[n] + end]
            mask[row, : end - first] = True
            moved[first:end] = row * most + np.arange(end - first)
            moved[end] = row * most + end - first
            row += 1
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
        torch.from_numpy(mask),
        torch.from_numpy(np.concatenate(tokens)),
        torch.from_numpy(np.concatenate(labels).astype(np.float32)),
        joined("clauses"),
        joined("passages"),
    )


def batches(samples: Sequence[Sample], numbers: Sequence[int], size: int, dice: random.Random) -> Iterator[list[int]]:
    """Articles in a new order, as many a batch as have about `size` windows."""
    order = dice.sample(list(numbers), len(numbers))
    held: list[int] = []
    windows = 0
    for n in order:
        held.append(n)
        windows += len(samples[n].starts) - 1
        if windows >= size:
            yield held
            held, windows = [], 0
    if held:
        yield held
