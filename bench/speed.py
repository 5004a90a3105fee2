"""Prints how fast quotekit is, beside the bare parse and beside textacy: CPU seconds, paired, medians.

    python -m bench.speed [--texts GOLD.jsonl] [--rounds 3] [--only systems,stages,length,processes,start]

All systems run in turn in one process, so that a machine that slows down slows all of them; what is
compared are the ratios. Every round reads other texts than the one before, so that nothing is
remembered of them; what a process learns once was learned from WARM texts that are not measured.
"Parse" is spaCy's own `nlp.pipe` with its defaults over whole texts, which is what a user of textacy
runs first. Without --texts it reads polnear_dev if that lies beside the checkout, else the sample
article over and over.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.corpus import EVAL, ROOT
from quotekit import extract, extract_many
from quotekit.attribution.attribute import attribute
from quotekit.attribution.passages.reasons import reason_of
from quotekit.pipeline.finish import finish
from quotekit.pipeline.many import BATCH_SIZE
from quotekit.pipeline.one import decide, read
from quotekit.pipeline.options import Options
from quotekit.reading import models
from quotekit.reading.backends import faster
from quotekit.reading.lay_out import lay_out
from quotekit.reading.reading import Draft, Reading
from quotekit.reading.relevance import worth_parsing
from quotekit.speakers import resolve_speakers

SAMPLE = ROOT / "docs" / "examples" / "summit.txt"
LENGTHS = (1_000, 10_000, 100_000, 1_000_000)  # words of one text
WARM = 150  # texts of polnear_train that a process has read before it is measured
COPIES = 40  # of the sample article
Work = Callable[[Sequence[str]], object]
PARTS = ("systems", "stages", "length", "processes", "start")


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


def systems(texts: Sequence[str], rounds: int) -> Iterator[str]:
    """Text in, records out: quotekit, the bare parse, the parse and textacy."""
    import spacy
    from textacy.extract.triples import direct_quotations

    nlp = spacy.load(models.BUNDLED)  # as a user of textacy loads it

    def with_textacy(part: Sequence[str]) -> None:
        for doc in nlp.pipe(part):
            try:
                list(direct_quotations(doc))
            except Exception:
                continue

    def with_quotekit(**options: Any) -> Work:
        return lambda part: [len(found) for found in extract_many(part, nlp=models.BUNDLED, **options)]

    works: dict[str, Work] = {
        "parse and textacy": with_textacy,
        "parse": lambda part: [len(doc) for doc in nlp.pipe(part)],
        "quotekit, all speech": with_quotekit(),
        'quotekit, quoted speech (`scope="quoted"`)': with_quotekit(scope="quoted"),
    }
    if find_spec("quotekit_encoder") is not None:
        works['quotekit, all speech, `decider="encoder"`'] = with_quotekit(decider="encoder")
    warm_up(works)
    costs = paired(texts, rounds, works)
    base = costs["parse and textacy"]
    yield f"| {words_of(texts):,} words, {len(texts)} texts | words/s | times parse and textacy |"
    yield "|---|---|---|"
    for name, each in costs.items():
        ratio = statistics.median(b / s for b, s in zip(base, each, strict=True))
        yield f"| {name} | {1e6 / statistics.median(each):,.0f} | {ratio:.2f} |"


def stages(texts: Sequence[str], rounds: int) -> Iterator[str]:
    """What each stage takes, beside a full parse of the same texts by spaCy's defaults."""
    import spacy

    nlp = spacy.load(models.BUNDLED)
    options = Options(nlp=models.BUNDLED)
    readings: list[Reading] = []
    drafts: list[list[Draft]] = []

    def find(part: Sequence[str]) -> None:
        for text in part:
            worth_parsing(lay_out(text, options.known), quoted_only=False)

    def parse(part: Sequence[str]) -> None:
        readings[:] = [
            reading for n in range(0, len(part), BATCH_SIZE) for reading in read(part[n : n + BATCH_SIZE], options)
        ]

    def apply_rules(_: Sequence[str]) -> None:
        drafts[:] = [attribute(reading) for reading in readings]

    def resolve(_: Sequence[str]) -> None:
        for reading, found in zip(readings, drafts, strict=True):
            finish(reading, found, resolve_speakers(reading, found), None, reason_of)

    def name_entities(_: Sequence[str]) -> None:
        for reading in readings:
            decide(reading, options)

    works: dict[str, Work] = {
        "full parse, spaCy's defaults": lambda part: [len(doc) for doc in nlp.pipe(part)],
        "find passages and cue words": find,
        "find, and parse what is worth it": parse,
        "rules and clauses": apply_rules,
        "speakers and records": resolve,
        "rules, clauses, speakers, records, and entities where they are asked for": name_entities,
    }
    warm_up(works)
    costs = paired(texts, rounds, works)
    base = costs["full parse, spaCy's defaults"]
    yield "| stage | µs a word | % of a full parse |"
    yield "|---|---|---|"
    for name, each in costs.items():
        share = statistics.median(s / b for b, s in zip(base, each, strict=True))
        yield f"| {name} | {statistics.median(each):.1f} | {100 * share:.1f} |"
    ours = ("find passages and cue words", "rules and clauses", "speakers and records")
    share = statistics.median(sum(costs[name][n] for name in ours) / base[n] for n in range(rounds))
    yield f"\nThe stages that are quotekit's own (find, rules and clauses, speakers and records): {100 * share:.1f}%."


def length(texts: Sequence[str], rounds: int) -> Iterator[str]:
    """One text of growing length; time a word, and the most memory the process ever had."""
    yield "| words of one text | µs a word | peak memory, MB |"
    yield "|---|---|---|"
    extract(texts[0])
    whole = "\n\n".join(texts)
    size = words_of([whole])
    for wanted in LENGTHS:
        text = "\n\n".join([whole] * (wanted // size)) if wanted > size else ""
        missing = wanted - words_of([text])
        text += "\n\n" * bool(text) + whole[: len(whole) * missing // size]
        each = statistics.median(cpu(lambda: extract(text)) for _ in range(rounds if wanted < 500_000 else 1))  # noqa: B023
        yield f"| {words_of([text]):,} | {1e6 * each / words_of([text]):.1f} | {peak():,.0f} |"


def peak() -> float:
    """The most memory this process ever had, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def processes(texts: Sequence[str], rounds: int) -> Iterator[str]:
    """One process and two, wall clock, 500 articles; loading not counted in either."""
    many = [texts[n % len(texts)] for n in range(500)]
    walls: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for n_process, found in walls.items():
            stream = extract_many(many, nlp=models.BUNDLED, n_process=n_process)
            next(stream)
            start = time.perf_counter()
            left = sum(1 for _ in stream)
            found.append((time.perf_counter() - start) / left)
    ratio = statistics.median(one / two for one, two in zip(walls[1], walls[2], strict=True))
    yield "| processes | articles/s |"
    yield "|---|---|"
    for n_process, found in walls.items():
        yield f"| {n_process} | {1 / statistics.median(found):.1f} |"
    yield f"\nTwo processes are {ratio:.2f} times as fast as one."


def start(texts: Sequence[str], rounds: int) -> Iterator[str]:
    """The command line on the sample article, cold, beside loading the model alone; wall clock."""
    load = [sys.executable, "-c", f"import spacy; spacy.load({models.BUNDLED!r})"]
    run = [sys.executable, "-m", "quotekit", "extract", "--format", "jsonl", str(SAMPLE)]
    walls: dict[str, list[float]] = {"load the model": [], "quotekit extract": []}
    for _ in range(max(rounds, 5)):
        for name, command in zip(walls, (load, run), strict=True):
            begin = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
            walls[name].append(time.perf_counter() - begin)
    ratio = statistics.median(b / a for a, b in zip(*walls.values(), strict=True))
    yield "| cold start | seconds |"
    yield "|---|---|"
    for name, found in walls.items():
        yield f"| {name} | {statistics.median(found):.2f} |"
    yield f"\nFrom start to finish the command takes {ratio:.2f} times as long as loading the model."


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the tables of docs/speed.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(PARTS))
    args = parser.parse_args(argv)
    texts = texts_of(args.texts)
    print(f"CPython {sys.version.split()[0]}; the faster BLAS here: {faster()}\n")
    parts = {"systems": systems, "stages": stages, "length": length, "processes": processes, "start": start}
    for name in args.only.split(","):
        for line in parts[name](texts, args.rounds):
            print(line, flush=True)
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
