"""The training of the encoder: what stays as it is, what is learned, how well it does on articles held out.

In: the base, Samples, Settings. Out: a Reader. Seeded: the same machine and threads give the same weights.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from attrs import frozen
from torch.nn import functional

from bench.corpus import CACHE
from bench.encoder.batches import Batch, batch_of, batches
from bench.encoder.data import Sample
from bench.encoder.model import WIDTH, Embed, Layer, Reader, choice_loss


@frozen
class Settings:
    """What a training run is told.

    Attributes:
        frozen: Layers that stay as they are.
        layers: Layers in all.
        epochs: How often every article is seen.
        batch: Rows of pieces a step, about.
        rate: Learning rate of the layers; that of the heads is `head_rate`.
        tags: Weight of the labels of tokens in the loss.
        clauses: Weight of the choices at cues.
        passages: Weight of the choices for passages.
        drop: Share of hidden numbers of the heads left out at random.
    """

    frozen: int = 1
    layers: int = 3
    epochs: int = 3
    batch: int = 16
    rate: float = 1e-4
    head_rate: float = 1e-3
    tags: float = 4.0
    clauses: float = 1.0
    passages: float = 1.0
    drop: float = 0.3
    seed: int = 1
    most: int = 0


@torch.no_grad()
def lower_states(base: dict[str, Any], samples: Sequence[Sample], layers: int) -> np.ndarray[Any, Any]:
    """Hidden states below the trained layers of every piece of every article, in half precision; kept in a file."""
    path = CACHE / f"encoder_hidden_{layers}.npy"
    size = sum(len(sample.ids) for sample in samples)
    if path.exists() and (found := np.load(path, mmap_mode="r")).shape[0] == size:
        return np.asarray(found)
    held = np.lib.format.open_memmap(path, "w+", np.float16, (size, WIDTH))
    embed, stack = Embed(base).eval(), [Layer(base, n, 0.0).eval() for n in range(layers)]
    at = 0
    for sample in samples:
        for first, end in zip(sample.starts, sample.starts[1:], strict=False):
            states = embed(torch.from_numpy(sample.ids[first:end])[None])
            for layer in stack:
                states = layer(states)
            held[at : at + end - first] = states[0].numpy().astype(np.float16)
            at += end - first
    held.flush()
    return np.asarray(held)


def loss_of(model: Reader, batch: Batch, settings: Settings) -> Any:
    """The three losses, weighed: choices at cues, choices for passages, labels of tokens."""
    flat, sums = model(batch.hidden, batch.windows)
    total = settings.tags * functional.binary_cross_entropy_with_logits(model.tags(flat[batch.tokens]), batch.labels)
    for scorer, weight, (rows, group, count, right), or_none in (
        (model.clauses, settings.clauses, batch.clauses, True),
        (model.passages, settings.passages, batch.passages, False),
    ):
        if count and weight:
            scores = scorer(flat, sums, rows)
            total = total + weight * choice_loss(scores, group, count, right, or_none=or_none) / count
    return total


def train(
    base: dict[str, Any],
    samples: Sequence[Sample],
    numbers: Sequence[int],
    settings: Settings,
    start: dict[str, Any] | None = None,
) -> Reader:
    """The trained layers and heads, from those of the base and new heads, or from where an earlier run ended."""
    hidden = lower_states(base, samples, settings.frozen)
    torch.manual_seed(settings.seed)  # behind what may be there already and then makes no layers
    dice = random.Random(settings.seed)
    offsets = np.r_[0, np.cumsum([len(sample.ids) for sample in samples])]
    model = Reader(base, range(settings.frozen, settings.layers), settings.drop)
    if start is not None:
        model.load_state_dict(start)
    model.train()
    body = list(model.layers.parameters())
    heads = [each for name, each in model.named_parameters() if not name.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": settings.rate}, {"params": heads, "lr": settings.head_rate}], weight_decay=0.01
    )
    plan = [b for _ in range(settings.epochs) for b in batches(samples, numbers, settings.batch, dice)]
    plan = plan[: settings.most or None]
    steps = max(1, len(plan))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, (n + 1) / (0.06 * steps + 1)) * max(0.02, 1 - n / steps)
    )
    started, sum_of = time.monotonic(), 0.0
    for n, articles in enumerate(plan):
        loss = loss_of(model, batch_of(samples, offsets, hidden, articles), settings)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        sum_of += float(loss.detach())
        if n % 20 == 19:
            print(f"step {n + 1} of {steps}: loss {sum_of / 20:.3f}, {time.monotonic() - started:.0f} s", flush=True)
            sum_of = 0.0
    model.eval()
    return model


@torch.no_grad()
def quick(
    model: Reader, samples: Sequence[Sample], base: dict[str, Any], numbers: Sequence[int], settings: Settings
) -> str:
    """Figures of held-out articles: the loss, F1 of the choices at cues, share of the passages right."""
    hidden = lower_states(base, samples, settings.frozen)
    offsets = np.r_[0, np.cumsum([len(sample.ids) for sample in samples])]
    kept = gold = hit = exact = asked = found = 0
    losses = []
    for n in numbers:
        batch = batch_of(samples, offsets, hidden, [n])
        flat, sums = model(batch.hidden, batch.windows)
        losses.append(float(functional.binary_cross_entropy_with_logits(model.tags(flat[batch.tokens]), batch.labels)))
        for name, scorer in (("clauses", model.clauses), ("passages", model.passages)):
            rows, group, count, right = getattr(batch, name)
            if not count:
                continue
            scores = scorer(flat, sums, rows).numpy()
            for g in range(count):
                mine = np.flatnonzero(group.numpy() == g)
                if not len(mine):
                    continue
                best = mine[scores[mine].argmax()]
                if name == "passages":
                    asked += 1
                    found += bool(right[best, 0])
                    continue
                gold += bool(right[mine, 0].max())
                if np.exp(scores[mine]).sum() > 1:
                    kept += 1
                    hit += bool(right[best, 0])
                    exact += bool(right[best, 1])
    f1, ex = 200 * hit / max(1, kept + gold), 200 * exact / max(1, kept + gold)
    return f"tags {np.mean(losses):.4f} choices F1 {f1:.2f} exact {ex:.2f} passages {100 * found / max(1, asked):.2f}"
