"""Many of everything: rows of a corpus, files of a folder, spoilt texts on the command line.

    python -m bench.crowds                              # 100,000 rows, 20,000 files, 1,000 spoilt texts
    python -m bench.crowds --rows 1000000 --only rows

In: nothing; texts are made up, and those for rows and files are parsed by `bench.stub`. Out: a table; exit
status 1 if an answer is missing or another one than Python's. Never writes outside of a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve
from pyarrow import parquet
from typer.testing import CliRunner

from bench.memory import documents, resident
from bench.mutated import mutated, sources
from bench.stub import stub
from quotekit import Extraction, extract, read
from quotekit.batch import extract_corpus
from quotekit.cli import app
from quotekit.reading.models import BUNDLED

EVERY: Final = 10  # texts without speech for one with
Outcome = tuple[int, int]  # how many there were, and how many were wrong


def texts(count: int) -> Iterator[tuple[str, str]]:
    """Identifiers and short texts, one in ten with speech."""
    spoken = documents(count // EVERY + 1)
    for number in range(count):
        yield f"t{number}", f"Nothing new at pier {number}." if number % EVERY else next(spoken)


def model(folder: Path) -> str:
    """The stub as a folder that can be named."""
    path = folder / "stub"
    if not path.exists():
        stub().to_disk(path)
    return str(path)


def rows(folder: Path, count: int) -> Outcome:
    """So many rows through `extract_corpus`: each identifier is there, in order."""
    source = folder / "texts.jsonl"
    with source.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"id": id, "text": text}) + "\n" for id, text in texts(count))
    done = extract_corpus(source, folder / "rows", nlp=model(folder), part_rows=10_000)
    found = dict.fromkeys(
        id
        for part in sorted((folder / "rows").glob("part-*.parquet"))
        for id in parquet.read_table(part, columns=["id"])["id"].to_pylist()
    )
    return done.texts, done.failed + (list(found) != [id for id, _ in texts(count)])


def files(folder: Path, count: int) -> Outcome:
    """A folder of so many files through `quotekit extract`: each has its line."""
    place = folder / "files"
    for id, text in texts(count):
        path = place / f"{int(id[1:]) % 100:02}" / f"{id}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    out = folder / "files.jsonl"
    done = CliRunner().invoke(app, ["extract", str(place), "-o", str(out), "--model", model(folder), "-q"])
    found = {Path(str(each.id)).stem for each in read(out) if isinstance(each, Extraction)}
    return len(found), abs(count - len(found)) + (done.exit_code != 0)


def commands(folder: Path, count: int) -> Outcome:
    """So many spoilt texts through `quotekit extract`, with the real model: the answers of `extract`."""
    spoilt = [text for text, _ in mutated(5, sources(), count)]
    source, out = folder / "spoilt.jsonl", folder / "answers.jsonl"
    source.write_text("".join(json.dumps({"id": str(n), "text": each}) + "\n" for n, each in enumerate(spoilt)))
    CliRunner().invoke(app, ["extract", str(source), "-o", str(out), "--text", "--model", BUNDLED, "-q"])
    answers = list(read(out))
    wrong = sum(
        evolve(found, id=None) != extract(text, nlp=BUNDLED) for found, text in zip(answers, spoilt, strict=True)
    )
    return len(answers), wrong


CROWDS: Final[dict[str, tuple[Callable[[Path, int], Outcome], int]]] = {
    "rows": (rows, 100_000),
    "files": (files, 20_000),
    "commands": (commands, 1000),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 1 if something is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=CROWDS, nargs="*", default=list(CROWDS))
    for name, (_, count) in CROWDS.items():
        parser.add_argument(f"--{name}", type=int, default=count)
    options = parser.parse_args(argv)
    print(
        "| crowd | of them | wrong or lost | CPU seconds | MB held afterwards |\n|---|---:|---:|---:|---:|", flush=True
    )
    bad = 0
    for name in options.only:
        with tempfile.TemporaryDirectory() as folder:
            start = time.process_time()
            count, wrong = CROWDS[name][0](Path(folder), getattr(options, name))
            bad += wrong
            seconds = time.process_time() - start
            print(f"| {name} | {count:,} | {wrong:,} | {seconds:.0f} | {resident():.0f} |", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
