"""The encoder in torch, for training only: layers of MiniLM, and heads that judge proposals and tokens.

In: weights of the base model, hidden states, places. Out: scores; losses; the parts that are written down.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

WIDTH, HEADS, INNER, EPSILON = 384, 12, 1536, 1e-12
PLACES, HIDDEN, LABELS = 8, 256, 5
MATCH = 0.25  # as in bench.fit_clauses
LEAST = 1e-9


class Embed(nn.Module):
    """Words and positions; the word table is kept in 8 bits, a scale a row, and never trained."""

    def __init__(self, base: dict[str, Any]) -> None:
        super().__init__()
        words = base["embeddings.word_embeddings.weight"]
        scales = words.abs().amax(1, keepdim=True).clamp(min=LEAST) / 127
        self.register_buffer("words", torch.round(words / scales).to(torch.int8))
        self.register_buffer("scales", scales)
        types = base["embeddings.token_type_embeddings.weight"][0]
        self.positions = nn.Parameter(base["embeddings.position_embeddings.weight"] + types)
        self.norm = _norm(base, "embeddings.LayerNorm")

    def forward(self, ids: Any) -> Any:
        """Shape (windows, pieces, WIDTH) from (windows, pieces)."""
        words = self.words[ids].to(torch.float32) * self.scales[ids]
        return self.norm(words + self.positions[: ids.shape[1]])


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, base: dict[str, Any], number: int, drop: float) -> None:
        super().__init__()
        at = f"encoder.layer.{number}."
        self.query = _linear(base, at + "attention.self.query")
        self.key = _linear(base, at + "attention.self.key")
        self.value = _linear(base, at + "attention.self.value")
        self.out = _linear(base, at + "attention.output.dense")
        self.norm = _norm(base, at + "attention.output.LayerNorm")
        self.up = _linear(base, at + "intermediate.dense")
        self.down = _linear(base, at + "output.dense")
        self.last_norm = _norm(base, at + "output.LayerNorm")
        self.drop = nn.Dropout(drop)

    def forward(self, hidden: Any, windows: Any = None) -> Any:
        """Hidden states to hidden states; pieces see each other if they have the same number in `windows`."""
        count, pieces, _ = hidden.shape

        def heads(states: Any) -> Any:
            return states.view(count, pieces, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = heads(self.query(hidden)), heads(self.key(hidden)), heads(self.value(hidden))
        if torch.onnx.is_in_onnx_export():
            weights = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS), -1)
            mixed = weights @ value
        else:
            seen = None if windows is None else (windows[:, None, :, None] == windows[:, None, None, :])
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        mixed = mixed.transpose(1, 2).reshape(count, pieces, WIDTH)
        hidden = self.norm(hidden + self.drop(self.out(mixed)))
        return self.last_norm(hidden + self.drop(self.down(functional.gelu(self.up(hidden)))))


class Scorer(nn.Module):
    """A score for a proposal, from the hidden states at its places and the mean over its words."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.at = nn.Linear(PLACES * WIDTH, HIDDEN)
        self.mean = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.inner = nn.Linear(HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.drop = nn.Dropout(drop)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, flat: Any, sums: Any, rows: Any) -> Any:
        """Shape (proposals,) from flat hidden states, their running sums and places."""
        at = flat[rows[:, :PLACES]].flatten(1)
        first, end = rows[:, PLACES], torch.maximum(rows[:, PLACES + 1], rows[:, PLACES] + 1)
        mean = (sums[end] - sums[first]) / (end - first)[:, None]
        hidden = self.drop(functional.relu(self.at(at) + self.mean(mean)))
        return self.out(self.drop(functional.relu(self.inner(hidden)))).squeeze(-1)


class Reader(nn.Module):
    """The layers that are trained, and the heads."""

    def __init__(self, base: dict[str, Any], layers: Sequence[int], drop: float) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(base, number, 0.1) for number in layers)
        self.clauses, self.passages = Scorer(drop), Scorer(drop)
        self.tags = nn.Linear(WIDTH, LABELS)

    def forward(self, hidden: Any, windows: Any) -> Any:
        """Flat hidden states of every piece, and their running sums; padding included."""
        for layer in self.layers:
            hidden = layer(hidden, windows)
        flat = hidden.flatten(0, 1)
        return flat, torch.cat([flat.new_zeros(1, WIDTH), flat.cumsum(0)])


def choice_loss(scores: Any, group: Any, count: int, right: Any, *, or_none: bool) -> Any:
    """Log loss of choices, summed: of what is mostly right a quarter, exactly right the rest.

    Args:
        scores: One a proposal.
        group: The choice each belongs to, from 0.
        count: How many choices there are.
        right: Shape (proposals, 2).
        or_none: May none of them be right? Then "nothing" has the score 0.
    """
    start = scores.new_full((count,), 0.0 if or_none else -1e9)
    top = start.scatter_reduce(0, group, scores.detach(), "amax")
    shares = torch.exp(scores - top[group])
    zero = scores.new_zeros(count)
    total = zero.index_add(0, group, shares) + (torch.exp(-top) if or_none else 0.0)
    chances = shares / total[group]
    mostly, exactly = right[:, 0], right[:, 1]
    has_mostly = zero.scatter_reduce(0, group, mostly, "amax")
    has_exactly = zero.scatter_reduce(0, group, exactly, "amax")
    of_mostly = zero.index_add(0, group, chances * mostly).clamp(min=LEAST).log()
    of_exactly = zero.index_add(0, group, chances * exactly).clamp(min=LEAST).log()
    weight = torch.where(has_exactly > 0, MATCH, 1.0) * has_mostly
    loss = -(weight * of_mostly + (1 - MATCH) * has_exactly * of_exactly)
    if or_none:
        loss = loss - (1 - has_mostly) * (torch.exp(-top) / total).clamp(min=LEAST).log()
    return loss.sum()


def _linear(base: dict[str, Any], name: str) -> Any:
    weight = base[name + ".weight"]
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight.data, layer.bias.data = weight.clone(), base[name + ".bias"].clone()
    return layer


def _norm(base: dict[str, Any], name: str) -> Any:
    layer = nn.LayerNorm(WIDTH, EPSILON)
    layer.weight.data, layer.bias.data = base[name + ".weight"].clone(), base[name + ".bias"].clone()
    return layer


def arrays_of(module: Any) -> dict[str, Any]:
    """The weights of a head, by name."""
    return {name: weight.detach().numpy().astype(np.float32) for name, weight in module.state_dict().items()}
