"""Does memory stay flat over a long stream? Short articles, no two alike, and the process's size on the way.

    python -m bench.memory                          # 100,000 documents, some minutes
    python -m bench.memory --documents 10000

In: nothing. Out: a table of the memory held (resident, in MB) after each tenth of the stream; exit
status 1 if the last tenth holds more than a tenth above the second.
Never counts what comes before the stream: the model is loaded and the first tenth is for warming up.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bench.articles import SEED
from bench.timing import peak
from quotekit import extract_many
from quotekit.cli.inputs import read_sample
from quotekit.reading import models

STEPS: Final = 10
GROWTH: Final = 1.1
SYLLABLES: Final = [one + two for one in "bcdfghjklmnprstvw" for two in ("a", "e", "i", "o", "u", "an", "er", "ol")]


def documents(count: int) -> Iterator[str]:
    """Paragraphs of the sample article, in each a person and a place that no other document has."""
    choice = random.Random(SEED)
    paragraphs = [each for each in str(read_sample()[0]).split("\n\n") if len(each) > 80]
    for _ in range(count):
        name, place = ("".join(choice.choices(SYLLABLES, k=4)).capitalize() for _ in range(2))
        yield f"{choice.choice(paragraphs)}\n\n“We sail from {place},” said {name}, a pilot."


def resident() -> float:
    """Megabytes that this process holds now."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return peak()  # elsewhere


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 1 if memory grew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    options = parser.parse_args(argv)
    step = max(1, options.documents // STEPS)
    sizes: list[float] = []
    attributions = 0
    start = time.process_time()
    print("| documents | attributions | MB | CPU seconds |\n|---:|---:|---:|---:|")
    for number, found in enumerate(extract_many(documents(options.documents), nlp=models.BUNDLED), 1):
        attributions += len(found)
        if number % step == 0:
            gc.collect()
            sizes.append(resident())
            print(
                f"| {number:,} | {attributions:,} | {sizes[-1]:.0f} | {time.process_time() - start:.0f} |", flush=True
            )
    return 1 if len(sizes) > 1 and sizes[-1] > GROWTH * sizes[1] else 0


if __name__ == "__main__":
    sys.exit(main())
