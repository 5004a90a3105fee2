"""CPU seconds of several pieces of work in turn, on the same texts.

In: texts and what is to be done with them. Out: CPU microseconds a word, a figure a round.
Never compares across machines: what is compared are the ratios within one process.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from bench.corpus import EVAL, ROOT

SAMPLE = ROOT / "docs" / "examples" / "summit.txt"
WARM = 20  # texts of polnear_train that a process has read before it is measured
COPIES = 40  # of the sample article
Work = Callable[[Sequence[str]], object]
Costs = Mapping[str, Sequence[float]]


def texts_of(path: Path | None) -> list[str]:
    """The texts to read."""
    path = path or EVAL / "polnear_dev.jsonl"
    if not path.exists():
        return [SAMPLE.read_text(encoding="utf8")] * COPIES
    with path.open(encoding="utf8") as lines:
        return [json.loads(line)["text"] for line in lines]


def warm_up(works: Mapping[str, Work]) -> None:
    """Let every system read texts that are not measured: what is loaded at first use is loaded now."""
    path = EVAL / "polnear_train.jsonl"
    texts = texts_of(path if path.exists() else None)[:WARM]
    for work in works.values():
        work(texts)


def words_of(texts: Sequence[str]) -> int:
    """Number of words between white space."""
    return sum(len(text.split()) for text in texts)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds that some work takes, of all threads of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def paired(texts: Sequence[str], rounds: int, works: Mapping[str, Work]) -> dict[str, list[float]]:
    """CPU microseconds a word of every work in every round; a round is a part of the texts."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for n in range(rounds):
        part = texts[n::rounds]
        for name, work in works.items():
            found[name].append(1e6 * cpu(partial(work, part)) / words_of(part))
    return found


def spread(found: Sequence[float], digits: int = 2) -> str:
    """The median, with the least and the most beside it."""
    return f"{statistics.median(found):.{digits}f} ({min(found):.{digits}f} to {max(found):.{digits}f})"


def peak() -> float:
    """The most memory this process ever had, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)
