"""Prints how fast quotekit is, beside the bare parse and beside textacy: CPU seconds, paired, medians and spread.

    python -m bench.speed [--texts GOLD.jsonl] [--rounds 3] [--most 12] [--only systems,stages]
    python -m bench.speed --floors bench/floors.toml      # exit 1 if quotekit's own stages take too much
    python -m bench.speed --only length --long            # up to a million words

The parts are systems, stages, story, length, processes and start, and encoder where it is asked for.
All systems run in turn in one process, so that a machine that slows down slows all of them; what is compared are
the ratios. Every round reads other texts than the one before, so that nothing is remembered of them; what a process
learns once was learned from WARM texts that are not measured.
"Parse" is spaCy's own `nlp.pipe` with its defaults over whole texts, which is what a user of textacy
runs first. Without --texts it reads polnear_dev if that lies beside the checkout, else the sample
article over and over.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.metadata import PackageNotFoundError, files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.corpus import EVAL, ROOT
from bench.stages import check, stages
from bench.streams import processes
from bench.timing import SAMPLE, Work, cpu, paired, peak, spread, texts_of, warm_up, words_of
from quotekit import extract, extract_many
from quotekit.pipeline.one import decide, read
from quotekit.pipeline.options import Options
from quotekit.reading import models
from quotekit.reading.backends import faster

LENGTHS = (1_000, 10_000, 50_000)  # words of one text
LONGER = (100_000, 1_000_000)
MOST = 12  # texts, spread over the file
ENCODER = 'quotekit, all speech, `decider="encoder"`'
CHAPTER = 30_000  # characters of a novel


def _works(*names: str) -> dict[str, Work]:
    """The systems that are compared, by name; those of these names, or all."""
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
        works[ENCODER] = with_quotekit(decider="encoder")
    return {name: work for name, work in works.items() if not names or name in names}


def systems(texts: Sequence[str], rounds: int) -> Iterator[str]:
    """Text in, records out: quotekit, the bare parse, the parse and textacy."""
    works = _works()
    warm_up(works)
    costs = paired(texts, rounds, works)
    base = costs["parse and textacy"]
    yield f"| {words_of(texts):,} words, {len(texts)} texts | words/s | times parse and textacy |"
    yield "|---|---|---|"
    for name, each in costs.items():
        ratios = [b / s for b, s in zip(base, each, strict=True)]
        yield f"| {name} | {1e6 / statistics.median(each):,.0f} | {spread(ratios)} |"


def story(_: Sequence[str], rounds: int) -> Iterator[str]:
    """What the dialogue stage takes of a chapter of a novel: the run with it and the run without, in turn."""
    path = EVAL / "pdnc_dev.jsonl"
    if not path.exists():
        yield "No novels lie beside the checkout: the dialogue stage was not measured."
        return
    chapter = texts_of(path)[0][:CHAPTER]
    options = Options(nlp=models.BUNDLED, dialogue="on")
    plain = Options(nlp=models.BUNDLED, dialogue="off")
    reading = read([chapter], options)[0]
    decide(reading, options)  # what is loaded at first use is loaded now
    reads = [cpu(lambda: read([chapter], options)) for _ in range(rounds)]
    pairs = [(cpu(lambda: decide(reading, options)), cpu(lambda: decide(reading, plain))) for _ in range(rounds)]
    shares = [100 * (on - off) / (each + on) for each, (on, off) in zip(reads, pairs, strict=True)]
    yield f"The dialogue stage takes {spread(shares, 1)}% of the run over {words_of([chapter]):,} words of a novel."


def length(texts: Sequence[str], rounds: int, lengths: Sequence[int] = LENGTHS) -> Iterator[str]:
    """One text of growing length; time a word, and the most memory the process ever had."""
    yield "| words of one text | µs a word | peak memory, MB |"
    yield "|---|---|---|"
    extract(texts[0], nlp=models.BUNDLED)
    whole = "\n\n".join(texts)
    size = words_of([whole])
    for wanted in lengths:
        text = "\n\n".join([whole] * (wanted // size)) if wanted > size else ""
        missing = wanted - words_of([text])
        text += "\n\n" * bool(text) + whole[: len(whole) * missing // size]
        each = min(cpu(lambda: extract(text, nlp=models.BUNDLED)) for _ in range(rounds if wanted < 10_000 else 1))  # noqa: B023
        yield f"| {words_of([text]):,} | {1e6 * each / words_of([text]):.1f} | {peak():,.0f} |"


def start(texts: Sequence[str], rounds: int) -> Iterator[str]:
    """The command line on the sample article, cold, beside loading the model alone: CPU seconds, in turn."""
    load = [sys.executable, "-c", f"import spacy; spacy.load({models.BUNDLED!r})"]
    run = [sys.executable, "-m", "quotekit", "extract", "--format", "jsonl", str(SAMPLE)]
    commands = {"import spaCy and load the model": load, "`quotekit extract` on the sample article": run}
    costs: dict[str, list[float]] = {name: [] for name in commands}
    _cpu_of(run)  # Python compiles what was not compiled yet
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(_cpu_of(command))
    first = next(iter(costs.values()))
    yield "| cold start | CPU seconds | times |"
    yield "|---|---|---|"
    for name, found in costs.items():
        yield f"| {name} | {spread(found)} | {spread([b / a for a, b in zip(first, found, strict=True)])} |"


def _cpu_of(command: Sequence[str]) -> float:
    """CPU seconds of a process, which may keep what it compiles as that of an installed package is kept."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def encoder(texts: Sequence[str], rounds: int) -> Iterator[str]:
    """What the encoder costs: CPU time beside parse and textacy, memory and start of the command, files."""
    if find_spec("quotekit_encoder") is None:
        yield "The encoder is not installed."
        return
    works = _works("parse and textacy", "quotekit, all speech", ENCODER)
    warm_up(works)
    costs = paired(texts, rounds, works)
    yield "| | µs a word | times parse and textacy | MB of memory | seconds from start to finish |"
    yield "|---|---|---|---|---|"
    for name, each in costs.items():
        ratios = [base / cost for base, cost in zip(costs["parse and textacy"], each, strict=True)]
        decider = {"quotekit, all speech": "table", ENCODER: "encoder"}.get(name)
        runs = [_command(decider) for _ in range(max(rounds, 3))] if decider else []
        memory = f"{statistics.median(most for most, _ in runs):.0f}" if runs else ""
        wall = f"{statistics.median(wall for _, wall in runs):.2f}" if runs else ""
        yield f"| {name} | {statistics.median(each):.0f} | {spread(ratios)} | {memory} | {wall} |"
    sizes = [f"{name} {_size_of(name):.0f}" for name in ("quotekit-nlp-encoder", "onnxruntime", "tokenizers")]
    yield "\nMemory and seconds are those of `quotekit extract` on the sample article."
    yield f"MB of files: {', '.join(sizes)}."


def _command(decider: str) -> tuple[float, float]:
    """Megabytes and seconds of the command line on the sample article."""
    run = (
        "import resource, sys; from quotekit.cli import main; "
        f"sys.argv = ['quotekit', 'extract', '--format', 'jsonl', '--decider', {decider!r}, {str(SAMPLE)!r}]\n"
        "try:\n    main()\n"
        "finally:\n    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", run], check=True, capture_output=True, text=True, cwd=ROOT)
    wall = time.perf_counter() - begin
    return int(done.stderr.split()[-1]) / (1e6 if sys.platform == "darwin" else 1e3), wall


def _size_of(distribution: str) -> float:
    """Megabytes of the files of an installed package."""
    try:
        return sum(Path(str(each.locate())).stat().st_size for each in files(distribution) or ()) / 1e6
    except PackageNotFoundError:
        return 0.0


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the tables of docs/speed.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=MOST, help="so many texts of the file; 0 for all")
    parser.add_argument("--only", default=",".join(DEFAULT))
    parser.add_argument("--long", action="store_true", help="the longest text has a million words")
    parser.add_argument("--floors", type=Path, help="exit 1 if quotekit's own stages take more than this file says")
    args = parser.parse_args(argv)
    texts = texts_of(args.texts)
    if args.most:
        texts = texts[:: -(-len(texts) // args.most)]
    if args.floors:
        return check(args.floors, texts, args.rounds)
    print(f"CPython {sys.version.split()[0]}; the faster BLAS here: {faster()}\n")
    for name in args.only.split(","):
        part = partial(length, lengths=(*LENGTHS, *LONGER)) if name == "length" and args.long else PARTS[name]
        for line in part(texts, args.rounds):
            print(line, flush=True)
        print()
    return 0


PARTS: Mapping[str, Callable[[Sequence[str], int], Iterator[str]]] = {
    "systems": systems,
    "stages": stages,
    "story": story,
    "length": length,
    "processes": processes,
    "start": start,
    "encoder": encoder,
}
DEFAULT: Sequence[str] = [name for name in PARTS if name != "encoder"]  # three minutes on a busy machine


if __name__ == "__main__":
    sys.exit(main())
