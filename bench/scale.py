"""Works out what large corpora cost, from a short measurement or from a rate given; prints the table of docs/scale.md.

    python -m bench.scale                                    # measures for about a minute
    python -m bench.scale --words-per-second 6000 --gain 1.8

In: a rate, or nothing. Out: the figures measured and the table, in Markdown, with the arithmetic.
Never extrapolates accuracy, or a cluster it has not seen: cores are taken to be as fast as this one.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Final

from attrs import frozen

from bench.articles import articles, write_articles
from bench.timing import peak
from quotekit.batch import BatchExtractor, extract_corpus
from quotekit.cli.inputs import read_sample

CORPORA: Final = (1_000_000, 100_000_000)
CORES: Final = (8, 64, 512)
GB: Final = 1e9


@frozen
class Measured:
    """What the table is worked out from.

    Attributes:
        rate: Words a second on one core, text in, rows out.
        gain: How many times as fast two processes are on two cores.
        words: Words an article.
        letters: Bytes of UTF-8 a word, with the space.
        rows: Rows a thousand words.
        size: Bytes a row, not compressed.
        memory: Bytes of one process at its largest.
    """

    rate: float
    gain: float
    words: int
    letters: float
    rows: float
    size: float
    memory: float


def measure_rate(seconds: float) -> float:
    """Words a second of CPU time of one process, in batches as `quotekit batch` makes them."""
    extractor = BatchExtractor()
    extractor.extract([("“Warm up,” said Anna.", "")])
    texts, done, begun = articles(1_000_000), 0, time.process_time()
    while time.process_time() - begun < seconds:
        batch = [(next(texts), "") for _ in range(32)]
        extractor.extract(batch)
        done += sum(len(text.split()) for text, _ in batch)
    return done / (time.process_time() - begun)


def measure_gain(number: int) -> float:
    """Time of one process by time of two, for so many articles; the start of the processes counts."""
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "articles.jsonl"
        write_articles(source, number)
        took = []
        for processes in (1, 2):
            begun = time.monotonic()
            extract_corpus(source, Path(name) / str(processes), n_process=processes)
            took.append(time.monotonic() - begun)
    return took[0] / took[1]


def measure(options: argparse.Namespace) -> Measured:
    """What was not given is measured; sizes are those of the sample article, which repeats nothing."""
    sample = str(read_sample()[0])
    rows = BatchExtractor().extract([(sample, "summit")])
    words = len(sample.split())
    rate = options.words_per_second or measure_rate(options.seconds)
    gain = options.gain or measure_gain(options.articles)
    return Measured(
        rate=rate,
        gain=gain,
        words=options.words,
        letters=len(sample.encode()) / words,
        rows=rows.num_rows / words * 1000,
        size=rows.nbytes / rows.num_rows,
        memory=peak() * 1e6,
    )


def table(m: Measured) -> list[str]:
    """The rows of the table, Markdown: what, how it is worked out, a figure for each corpus."""
    efficiency = m.gain / 2

    def hours(articles: int) -> float:
        return articles * m.words / m.rate / 3600

    lines: list[tuple[str, str, list[str]]] = [
        ("words", f"articles × {m.words}", [f"{n * m.words / 1e9:,.1f} billion" for n in CORPORA]),
        ("CPU hours", f"words ÷ {m.rate:,.0f} ÷ 3,600", [f"{hours(n):,.0f}" for n in CORPORA]),
    ]
    for cores in CORES:
        how = f"CPU hours ÷ ({cores} × {efficiency:.2f})"
        lines.append((f"time on {cores} cores", how, [_duration(hours(n) / cores / efficiency) for n in CORPORA]))
    lines += [
        ("texts to read", f"words × {m.letters:.1f} bytes", [_size(n * m.words * m.letters) for n in CORPORA]),
        ("rows", f"words × {m.rows:.0f} ÷ 1,000", [f"{n * m.words * m.rows / 1e9:,.0f} million" for n in CORPORA]),
        (
            "disk for rows, at most",
            f"rows × {m.size:,.0f} bytes",
            [_size(n * m.words * m.rows / 1000 * m.size) for n in CORPORA],
        ),
        ("memory for 8 processes", f"9 × {m.memory / GB:.2f} GB", [_size(9 * m.memory)] * len(CORPORA)),
    ]
    head = ["", "worked out as", *(f"{n:,} articles" for n in CORPORA)]
    rows = [head, ["---", "---", *("---:" for _ in CORPORA)], *([what, how, *values] for what, how, values in lines)]
    return ["| " + " | ".join(row) + " |" for row in rows]


def _duration(hours: float) -> str:
    if hours < 1:
        return f"{hours * 60:,.0f} minutes"
    return f"{hours:,.1f} hours" if hours < 48 else f"{hours / 24:,.1f} days"


def _size(size: float) -> str:
    return f"{size / GB:,.1f} GB" if size < 1000 * GB else f"{size / GB / 1000:,.2f} TB"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--words-per-second", type=float, help="of one core; measured if not given")
    parser.add_argument(
        "--gain", type=float, help="of a second process on a second core, 1 to 2; measured if not given"
    )
    parser.add_argument("--words", type=int, default=600, help="an article")
    parser.add_argument("--seconds", type=float, default=30, help="of CPU time to measure the rate")
    parser.add_argument("--articles", type=int, default=400, help="to measure the gain")
    m = measure(parser.parse_args())
    print(
        f"{m.rate:,.0f} words/s on one core; two processes are {m.gain:.2f} times as fast as one; "
        f"{m.letters:.1f} bytes a word; {m.rows:.0f} rows a 1,000 words; {m.size:,.0f} bytes a row; "
        f"{m.memory / GB:.2f} GB a process\n"
    )
    print("\n".join(table(m)))


if __name__ == "__main__":
    main()
