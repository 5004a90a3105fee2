"""How many articles a second each engine reads: processes of quotekit's own, Daft, Spark, over the same file.

    python -m bench.engines                                  # 400 articles, two processes, engines that are installed
    python -m bench.engines --articles 100 --only local,spark

In: nothing. Out: a table in Markdown, the start of Python and of the engine included; exit status 1 if an engine gave
other rows than the first.
Never compares accuracy, and never sees a cluster: all engines run on this machine.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from pyarrow import parquet

from bench.articles import write_articles
from bench.timing import spread

NEEDS: Final = {"local": "pyarrow", "daft": "daft", "spark": "pyspark"}
COLUMNS: Final = ["id", "number", "speaker", "content", "content_start", "content_end", "confidence"]
PARTS: Final = 10  # for each process, so that none waits long for the last
BATCH: Final = 256  # texts that Spark hands over at once


def command(engine: str, source: Path, out: Path, options: argparse.Namespace) -> list[str]:
    """What reads the file with an engine."""
    if engine == "spark":
        return [sys.executable, "-m", "bench.engines", "--spark", str(source), str(out), "--jobs", str(options.jobs)]
    rows = max(1, options.articles // (PARTS * options.jobs))
    more = ["--engine", engine, "--jobs", str(options.jobs), "--part-rows", str(rows)]
    return [sys.executable, "-m", "quotekit", "batch", str(source), str(out), *more]


def run_spark(source: str, out: str, jobs: int) -> None:
    """Read a file with Spark, in as many Python workers as there are jobs."""
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    from quotekit.batch import BatchExtractor

    extractor = BatchExtractor()

    def quotes_of(batches: Any) -> Any:
        yield from map(extractor, batches)

    session = (
        SparkSession.builder.master(f"local[{jobs}]")
        .config("spark.ui.enabled", False)
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH)
        .getOrCreate()
    )
    articles = session.read.json(source).select("id", "text").repartition(PARTS * jobs)
    articles.mapInArrow(quotes_of, from_arrow_schema(extractor.schema)).write.parquet(out)
    session.stop()


def rows_of(folder: Path) -> list[str]:
    """Every row that an engine wrote, in an order that all have in common."""
    return sorted(map(repr, parquet.read_table(folder).select(COLUMNS).to_pylist()))


def measure(engine: str, source: Path, out: Path, options: argparse.Namespace) -> float:
    """Seconds from start to finish."""
    begun = time.monotonic()
    subprocess.run(
        command(engine, source, out, options),
        check=True,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYSPARK_PYTHON": sys.executable, "OPENBLAS_NUM_THREADS": "1"},
    )
    return time.monotonic() - begun


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1, help="the engines take turns")
    parser.add_argument("--only", default=",".join(NEEDS))
    parser.add_argument("--spark", nargs=2, metavar=("SOURCE", "OUT"), help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.spark:
        source, out = options.spark
        run_spark(source, out, options.jobs)
        return 0
    engines = [name for name in options.only.split(",") if find_spec(NEEDS[name]) is not None]
    rates: dict[str, list[float]] = {engine: [] for engine in engines}
    found: list[list[str]] = []
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "articles.jsonl"
        write_articles(source, options.articles)
        for number in range(options.rounds):
            for engine in engines:
                out = Path(name) / f"{engine}{number}"
                rates[engine].append(options.articles / measure(engine, source, out, options))
                found.append(rows_of(out))
    print(f"| {options.articles:,} articles, {options.jobs} processes | articles/s |\n|---|---:|")
    for engine, each in rates.items():
        print(f"| {engine} | {spread(each, 1)} |")
    return int(any(each != found[0] for each in found))


if __name__ == "__main__":
    sys.exit(main())
