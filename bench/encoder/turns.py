"""Would the encoder find who says a turn of a dialogue? The trees with and without what it sees, novel by novel.

    python -m bench.encoder.turns [GOLD.jsonl] [--other OTHER.jsonl] [--most 110000]

GOLD are annotated novels, of which --most takes the first so many code points; each is judged by what was fitted on
the others, two passes as in `bench.fit_dialogue`. --other are texts that nothing is fitted on. Four rows:
the clues of the trees; those and what the encoder's own heads say; those and a small network that sees the clues,
too; those and that network with the encoder's hidden states; that for turns without a frame, the clues for others.
Prints how often the right person is found.
Needs torch, LightGBM and scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from attrs import frozen
from torch import nn

from bench.corpus import EVAL
from bench.encoder.looks import Looks, looks_at, opinion_of
from bench.encoder.variants import SHIPPED
from bench.fit_dialogue import Novel, fit, left_out, names_of, report
from quotekit.languages.encoder import Encoder, encoder_in
from quotekit.pipeline.one import read_one
from quotekit.pipeline.options import Options
from quotekit.speakers.dialogue.rank import neighbours

KEPT: Final = 64  # main components of the hidden states that the network sees
HIDDEN, MEETING = 128, 24  # numbers inside the network; and where a place of the turn meets one of the candidate
MEETINGS: Final = ((-1, 0), (4, 0), (3, 1), (-1, 2))  # the turn's words (-1) or a place of it, and a candidate's place
EPOCHS, TURNS, RATE, DROP = 3, 64, 1.5e-3, 0.3
Columns = Sequence[Any]


@frozen(eq=False)
class Inputs:
    """What the network sees of the pairs of one novel, as tensors: hidden states, their places, plain numbers."""

    states: Any
    turn: Any
    means: Any
    candidate: Any
    plain: Any


def inputs_of(novels: Sequence[Novel], looks: Sequence[Looks], fitted: int) -> list[Inputs]:
    """Inputs for all novels; the first `fitted` give the scale of the clues and the main components."""
    clues = np.concatenate([novel.rows.values for novel in novels[:fitted]])
    mean, scale = clues.mean(0), clues.std(0) + 1e-3
    states = np.concatenate([each.states[1:] for each in looks[:fitted]])
    middle = states.mean(0)
    sizes, axes = np.linalg.eigh(np.cov((states - middle).T))
    axes = axes[:, ::-1][:, :KEPT] / np.sqrt(sizes[::-1][:KEPT])
    found = []
    for novel, look in zip(novels, looks, strict=True):
        small = (look.states - middle) @ axes
        small[0] = 0
        plain = np.hstack([(novel.rows.values - mean) / scale, look.distances / 4 - 1.5, look.candidate > 0])
        arrays = (small, look.turn, (look.means - middle) @ axes, look.candidate, plain.clip(-5, 5))
        small, turn, means, candidate, plain = (
            torch.from_numpy(each.astype(np.int64 if each.dtype == np.int64 else np.float32)) for each in arrays
        )
        found.append(Inputs(small, turn, means, candidate, plain))
    return found


class Network(nn.Module):
    """A score for a pair, from its clues and, if it sees them, hidden states at its places."""

    def __init__(self, plain: int, places: int, *, sees: bool) -> None:
        super().__init__()
        self.sees = sees
        size = plain + (places * KEPT + len(MEETINGS) * MEETING if sees else 0)
        self.layers = nn.Sequential(
            nn.Dropout(DROP), nn.Linear(size, HIDDEN), nn.ReLU(),
            nn.Dropout(DROP), nn.Linear(HIDDEN, HIDDEN // 2), nn.ReLU(), nn.Linear(HIDDEN // 2, 1),
        )  # fmt: skip
        self.ours = nn.ModuleList(nn.Linear(KEPT, MEETING, bias=False) for _ in MEETINGS)
        self.theirs = nn.ModuleList(nn.Linear(KEPT, MEETING, bias=False) for _ in MEETINGS)

    def forward(self, inputs: Inputs, pairs: Any) -> Any:
        """Shape (pairs,)."""
        parts = [inputs.plain[pairs]]
        if self.sees:
            turn, candidate = inputs.states[inputs.turn[pairs]], inputs.states[inputs.candidate[pairs]]
            means = inputs.means[pairs]
            parts += [turn.flatten(1) / 2, candidate.flatten(1) / 2, means / 2]
            for (mine, other), left, right in zip(MEETINGS, self.ours, self.theirs, strict=True):
                parts.append(left(means if mine < 0 else turn[:, mine]) * right(candidate[:, other]))
        return self.layers(torch.cat(parts, 1)).squeeze(1)


def train(novels: Sequence[Novel], inputs: Sequence[Inputs], *, sees: bool) -> Network:
    """The network that makes the right candidate of each turn likely; seeded."""
    torch.manual_seed(1)
    dice = np.random.default_rng(1)
    places = inputs[0].turn.shape[1] + inputs[0].candidate.shape[1] + 1
    model = Network(inputs[0].plain.shape[1], places, sees=sees)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.02)
    turns = [
        (n, pairs)
        for n, novel in enumerate(novels)
        for known in (np.flatnonzero(novel.known),)
        for pairs in np.split(known, np.flatnonzero(np.diff(novel.rows.turns[known])) + 1)
        if len(pairs)
    ]
    steps = EPOCHS * len(turns) / TURNS
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: max(0.02, 1 - n / steps) * min(1, (n + 1) / 50))
    for _ in range(EPOCHS):
        mixed = [turns[n] for n in dice.permutation(len(turns))]
        by_novel = [[pairs for m, pairs in mixed if m == n] for n in range(len(novels))]
        plan = [(n, held[at : at + TURNS]) for n, held in enumerate(by_novel) for at in range(0, len(held), TURNS)]
        for number in dice.permutation(len(plan)):
            n, batch = plan[number]
            pairs = torch.from_numpy(np.concatenate(batch))
            scores = model(inputs[n], pairs)
            loss = _loss(scores, torch.from_numpy(novels[n].is_right)[pairs], [len(each) for each in batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    model.eval()
    return model


def _loss(scores: Any, right: Any, sizes: Sequence[int]) -> Any:
    """Log loss of the right candidates of turns with so many candidates each."""
    losses = [
        torch.logsumexp(mine, 0) - torch.logsumexp(mine[ok], 0)
        for mine, ok in zip(scores.split(list(sizes)), right.split(list(sizes)), strict=True)
    ]
    return torch.stack(losses).mean()


@torch.no_grad()
def columns_of(model: Network, novel: Novel, inputs: Inputs) -> Any:
    """What the network says of each pair: its score and its share of the turn."""
    scores = model(inputs, torch.arange(len(novel.rows.turns))).numpy()
    return np.stack([scores - scores.mean(), novel.rows.shares(scores)], 1).astype(np.float32)


def network_columns(novels: Sequence[Novel], inputs: Sequence[Inputs], fitted: int, *, sees: bool) -> list[Any]:
    """Columns of each novel by a network that was not fitted on it."""
    found = []
    for n in range(fitted):
        others = [k for k in range(fitted) if k != n]
        model = train([novels[k] for k in others], [inputs[k] for k in others], sees=sees)
        found.append(columns_of(model, novels[n], inputs[n]))
    model = train(novels[:fitted], inputs[:fitted], sees=sees)
    return found + [columns_of(model, *each) for each in zip(novels[fitted:], inputs[fitted:], strict=True)]


def compare(name: str, novels: Sequence[Novel], columns: Columns, fitted: int) -> list[Any]:
    """Print how often two passes of trees over some columns find the right person; gives the shares of all pairs."""
    mine, rows = novels[:fitted], list(columns)
    shares, _, stretch = left_out(rows[:fitted], mine)
    if others := novels[fitted:]:
        model = fit(rows[:fitted], mine)
        shares += [
            novel.rows.shares(stretch * model.predict(each, raw_score=True).astype(np.float32))
            for novel, each in zip(others, rows[fitted:], strict=True)
        ]
    wider = [np.hstack([r, neighbours(n.board, n.rows, s)]) for r, n, s in zip(rows, novels, shares, strict=True)]
    found: list[Any] = list(left_out(wider[:fitted], mine)[0])
    if others:
        model = fit(wider[:fitted], mine)
        found += [
            novel.rows.shares(model.predict(each, raw_score=True).astype(np.float32))
            for novel, each in zip(others, wider[fitted:], strict=True)
        ]
    show(name, novels, found, fitted)
    return found


def show(name: str, novels: Sequence[Novel], shares: Sequence[Any], fitted: int) -> None:
    """Print the figures of the novels that something was fitted on, each left out, and those of the others."""
    report(name, novels[:fitted], shares[:fitted])
    if novels[fitted:]:
        report(f"{name}, the other texts", novels[fitted:], shares[fitted:])


def without_frame(novel: Novel) -> Any:
    """Does no frame say anything about who speaks the turn? Shape (pairs,)."""
    return novel.rows.values[:, names_of(novel).index("no-frame")] > 0


def read(path: Path, most: int | None) -> list[Novel]:
    """The texts of a file that have turns, or their beginnings."""
    found = []
    for line in path.read_text(encoding="utf8").splitlines():
        document = json.loads(line)
        if most and len(document["text"]) > most:
            document["text"] = document["text"][: document["text"].find("\n", most)]
            size = len(document["text"])
            document["attributions"] = [a for a in document["attributions"] if a["content"][-1][1] <= size]
        try:
            found.append(Novel.of(document, read_one(document["text"], Options())))
        except StopIteration:  # no turn has a candidate
            continue
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the comparison; see the module docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=EVAL / "pdnc_dev.jsonl")
    parser.add_argument("--other", type=Path, default=EVAL / "litbank_dev.jsonl")
    parser.add_argument("--most", type=int, metavar="CODE_POINTS", help="of each novel; all of it unless given")
    args = parser.parse_args(argv)
    torch.set_num_threads(1)
    encoder: Encoder = encoder_in(SHIPPED)
    novels = read(args.gold, args.most)
    fitted = len(novels)
    novels += read(args.other, args.most)
    looks = [looks_at(novel, encoder) for novel in novels]
    clues = [novel.rows.values for novel in novels]
    alone = compare("clues", novels, clues, fitted)
    said = [opinion_of(look, encoder, novel.rows.turns) for look, novel in zip(looks, novels, strict=True)]
    compare("clues and the encoder's heads", novels, _beside(clues, said), fitted)
    inputs = inputs_of(novels, looks, fitted)
    rows = _beside(clues, network_columns(novels, inputs, fitted, sees=False))
    compare("clues and a network over them", novels, rows, fitted)
    rows = _beside(clues, network_columns(novels, inputs, fitted, sees=True))
    seen = compare("the same, over hidden states, too", novels, rows, fitted)
    gated = [
        np.where(without_frame(novel), theirs, ours) for novel, ours, theirs in zip(novels, alone, seen, strict=True)
    ]
    show("that, for turns without a frame only", novels, gated, fitted)
    return 0


def _beside(left: Columns, right: Columns) -> list[Any]:
    return [np.hstack(each) for each in zip(left, right, strict=True)]


if __name__ == "__main__":
    sys.exit(main())
