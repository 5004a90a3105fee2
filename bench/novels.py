"""What whole novels cost: the dialogue stage beside everything else, and the memory of several in one stream.

    python -m bench.novels                          # the novels of pdnc_dev: many minutes
    python -m bench.novels --timed 1 --rounds 3     # the first table for the longest of them only, more often

In: a gold file of novels, each "id" and "text". Out: a table of CPU seconds a novel, with `dialogue="off"` and
"on" over the same parse and the share of the stage, and of the memory held (resident, in MB) after each novel of
one stream; exit status 1 if the stage makes a novel take more than 1.15 times as long.
Never parses a novel twice for the first table: what differs between the two is the stage alone.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from attrs import evolve

from bench.corpus import EVAL
from bench.memory import resident
from quotekit import extract_many
from quotekit.pipeline.one import decide, read_one
from quotekit.pipeline.options import Options
from quotekit.reading import models

MOST: Final = 1.15  # times as long as without dialogues


def seconds(text: str, rounds: int) -> tuple[float, float, float]:
    """CPU seconds of the parse, of everything else without dialogues and with them; the fastest of some rounds."""
    options = Options(nlp=models.BUNDLED, dialogue="off")
    start = time.process_time()
    reading = read_one(text, options)
    parse = time.process_time() - start
    fastest = []
    for mode in ("off", "on"):
        took = []
        for _ in range(rounds):
            start = time.process_time()
            decide(reading, evolve(options, dialogue=mode))
            took.append(time.process_time() - start)
        fastest.append(min(took))
    return parse, fastest[0], fastest[1]


def main(argv: Sequence[str] | None = None) -> int:
    """Print both tables; 1 if a novel takes too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=EVAL / "pdnc_dev.jsonl")
    parser.add_argument("--novels", type=int, default=0, help="only so many, the longest")
    parser.add_argument("--timed", type=int, default=0, help="only so many in the first table, the longest")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args(argv)
    novels = [json.loads(line) for line in options.gold.read_text(encoding="utf8").splitlines()]
    novels = sorted(novels, key=lambda each: -len(each["text"]))[: options.novels or None]
    print("| novel | words | parse | off | on | times as long | share |\n|---|---:|---:|---:|---:|---:|---:|")
    worst = 0.0
    for each in novels[: options.timed or None]:
        parse, off, on = seconds(each["text"], options.rounds)
        times = (parse + on) / (parse + off)
        worst = max(worst, times)
        words = len(each["text"].split())
        share = (on - off) / (parse + on)
        costs = f"{parse:.1f} | {off:.1f} | {on:.1f} | {times:.2f} | {share:.0%}"
        print(f"| {each['id']} | {words:,} | {costs} |", flush=True)
    print("\n| novels in one stream | attributions | MB |\n|---:|---:|---:|")
    attributions = 0
    for number, found in enumerate(extract_many((each["text"] for each in novels), nlp=models.BUNDLED), 1):
        attributions += len(found)
        gc.collect()
        print(f"| {number} | {attributions:,} | {resident():.0f} |", flush=True)
    return worst > MOST


if __name__ == "__main__":
    sys.exit(main())
