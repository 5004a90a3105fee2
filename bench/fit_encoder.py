"""Trains the encoder that may decide together with the weights, on polnear_train.

    python -m bench.fit_encoder BASE [--hold 0] [--set epochs=4 …] [--write FOLDER]
    python -m bench.fit_encoder BASE --hold 0 1 2 3 4                  # five-fold figures
    python -m bench.fit_encoder BASE --part 0.5                        # a point of the learning curve
    python -m bench.fit_encoder BASE --set tags=0                      # without the labels of tokens
    python -m bench.fit_encoder BASE --start STATE --set epochs=0      # figures of what was trained before

BASE is the folder of all-MiniLM-L6-v2: model.safetensors and tokenizer.json. Needs torch, safetensors, tokenizers and
onnx, which nothing else of the project does. The lower layers stay as they are: what they say of every word piece is
worked out once and kept; only the layers above and the heads are trained. Articles n with n % 5 == hold are held out
(-1: none), for the figures and for `bench.fit_mix`. --part trains on that share of the others. --write puts the files
into a folder, and those in 32 bits beside it.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from attrs import asdict, evolve
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from bench.corpus import CACHE, load
from bench.encoder.data import Sample, samples_of
from bench.encoder.export import write_encoder
from bench.encoder.train import Settings, quick, train
from bench.fit_clauses import held_out_decisions, propose_all
from quotekit.languages.encoder import cut

FOLDS = 5
SAMPLES = CACHE / "encoder_samples.pickle"


def load_tokenizer(base: Path) -> Tokenizer:
    """The tokenizer of the base model, which cuts and neither shortens nor fills up."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load_samples(base: Path) -> list[Sample]:
    """The training articles, from the cache where they were made before."""
    if not SAMPLES.exists():
        tokenizer: Any = load_tokenizer(base)
        articles = load("polnear_train")
        sets = [propose_all(a, d) for a, d in zip(articles, held_out_decisions(articles, FOLDS), strict=True)]
        opens, closes = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        samples = samples_of(articles, sets, lambda words: cut(tokenizer, words), opens, closes)
        SAMPLES.write_bytes(pickle.dumps(samples, 5))
    found: list[Sample] = pickle.loads(SAMPLES.read_bytes())
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Trains and writes; see the module docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("--hold", type=int, nargs="+", default=[0])
    parser.add_argument("--part", type=float, default=1.0, help="share of the articles to train on, 0 to 1")
    parser.add_argument("--set", nargs="*", default=[], help="settings, as in epochs=3")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, metavar="STATE", help="go on where an earlier run ended")
    parser.add_argument("--save", type=Path, metavar="STATE", help="safetensors to go on from")
    parser.add_argument("--write", type=Path, metavar="FOLDER")
    args = parser.parse_args(argv)
    if len(args.hold) > 1 and (args.save or args.write):
        parser.error("--save and --write are for one run: give one --hold")
    torch.set_num_threads(args.threads)
    settings = Settings()
    for name, _, value in (each.partition("=") for each in args.set):
        settings = evolve(settings, **{name: type(getattr(settings, name))(float(value))})
    base, samples = load_file(args.base / "model.safetensors"), load_samples(args.base)
    print(f"{len(samples)} articles, {sum(len(each.ids) for each in samples):,} pieces; {settings}", flush=True)
    for hold in args.hold:
        held = [n for n in range(len(samples)) if n % FOLDS == hold]
        others = [n for n in range(len(samples)) if n % FOLDS != hold]
        numbers = others[: round(args.part * len(others))]
        model = train(base, samples, numbers, settings, load_file(args.start) if args.start else None)
        if args.save:
            save_file(model.state_dict(), args.save)
        if held:
            print(f"held out {hold}:", quick(model, samples, base, held, settings), flush=True)
        if args.write:
            about = {"base": "all-MiniLM-L6-v2", "articles": len(numbers), "settings": asdict(settings)}
            write_encoder(args.write, args.base, base, model, settings.frozen, about)
    return 0


if __name__ == "__main__":
    sys.exit(main())
