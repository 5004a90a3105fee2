"""Kills `quotekit batch` in the middle, twice, goes on, and compares with a run that nobody disturbed.

    python -m bench.resume                                   # 2,000 articles, as the issue asks
    python -m bench.resume --articles 200 --engine daft

In: nothing. Out: what was there at each kill, and whether the rows are the same; exit status 1 if not.
Never sleeps to be killed at a good moment: a kill comes while a part is being made.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pyarrow import parquet

from bench.articles import write_articles


def command(source: Path, out: Path, options: argparse.Namespace, *more: str) -> list[str]:
    """`quotekit batch` with the options of this run."""
    engine = ["--engine", options.engine, "--jobs", str(options.jobs), "--part-rows", str(options.part_rows)]
    return [sys.executable, "-m", "quotekit", "batch", str(source), str(out), *engine, *more]


def kill_at(source: Path, out: Path, options: argparse.Namespace, parts: int) -> int:
    """Start or go on, kill -9 when so many parts are there; how many there are then."""
    process = subprocess.Popen(command(source, out, options, "--resume"))
    while process.poll() is None and len(list(out.glob("part-*"))) < parts:
        time.sleep(0.01)
    process.kill()
    if process.wait() == 0:
        sys.exit("the run was over before it could be killed: take more --articles")
    return len(list(out.glob("part-*")))


def main() -> None:
    """Two runs of the same corpus; the comparison is printed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--part-rows", type=int, default=100)
    parser.add_argument("--engine", default="local")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    parts = -(-options.articles // options.part_rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, killed, whole = folder / "articles.jsonl", folder / "killed", folder / "whole"
        write_articles(source, options.articles)
        for share in (1, 2):
            found = kill_at(source, killed, options, parts * share // 3)
            print(f"killed with {found} of {parts} parts there", flush=True)
        subprocess.run(command(source, killed, options, "--resume"), check=True)
        begun = time.monotonic()
        subprocess.run(command(source, whole, options), check=True)
        took = time.monotonic() - begun
        one, other = parquet.read_table(killed), parquet.read_table(whole)
        texts = len(set(one.column("id").to_pylist()))
        same = one.equals(other)
        print(
            f"{options.engine}, {options.jobs} processes, undisturbed: {took:.0f} s; killed twice and resumed: "
            f"{one.num_rows:,} rows of {texts:,} texts; the same rows as undisturbed: {'yes' if same else 'NO'}"
        )
    if not same or texts != options.articles:
        sys.exit(1)


if __name__ == "__main__":
    main()
