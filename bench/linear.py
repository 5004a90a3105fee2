"""What each stage costs a character, on texts made to be bad, from 10 kB to 10 MB.

In: nothing. Out: a table in microseconds a character; a row that grows with the size is super-linear.
Never times a real parser: a stub stands in its place, so that what is left is ours.

    python -m bench.linear                        # 10 kB to 1 MB, a few minutes
    python -m bench.linear --most 10000000        # up to 10 MB
    python -m bench.linear --only names pronouns --least 100000
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from attrs import evolve
from spacy.language import Language

from bench.stub import stub
from quotekit.attribution.attribute import attribute
from quotekit.attribution.passages.reasons import reason_of
from quotekit.export.dicts import to_dict
from quotekit.languages import load_language
from quotekit.pipeline.finish import finish
from quotekit.reading.lay_out import lay_out
from quotekit.reading.parsing import parse
from quotekit.speakers import resolve_speakers

STAGES = ("layout", "parsing", "rules", "speakers", "records", "json")
LIMIT = 600  # seconds a text; what takes longer is told as such
GROWTH = 2.5  # times the cost a character of the size before; a machine in use is no clock

NEWS = (
    "“We sail at noon,” said Anna Berg, the harbour master. Tom Oduya told reporters that nobody had asked the "
    "pilots, and that the plan was a “bad joke” which the council should not have approved. She denied it. "
)
FIRST = ("Anna", "Tom", "Maria", "Ben", "Irina", "Karl", "Lucy", "Omar", "Nora", "Piet")
CUES = "said told added argued claimed that announced wrote believes denied warned according to asked whether thinks "


def _names(n: int) -> str:
    """A sentence a name, no two alike."""
    return f"“We sail,” said {FIRST[n % 10]} {_word(n)}. "


def _word(n: int) -> str:
    """A capitalised word that no other number has."""
    letters = ""
    while n or not letters:
        n, rest = divmod(n, 20)
        letters += "bcdfghjklmnpqrstvwxz"[rest] + "aeiou"[rest % 5]
    return letters.capitalize() + "en"


def _repeat(*bits: str) -> Callable[[int], str]:
    return lambda n: bits[n % len(bits)]


# One bit a number; a text is as many of them as it takes.
TEXTS: dict[str, Callable[[int], str]] = {
    "news": _repeat(NEWS + "\n\n"),
    "one line": _repeat(NEWS),
    "all marks": _repeat("“", "”", '"', "‘", "’", "«", "»", "'", "``"),
    "opening marks": _repeat("“ "),
    "marks and words": _repeat("“a ", "b” ", "'c ", "d' ", '"e" '),
    "apostrophes": _repeat("the sailors' ", "boats' ", "'bout "),
    "deep nesting": lambda n: ("“a ‘b " if n % 400 < 200 else "c’ d” ") + ("\n" if n % 400 == 399 else ""),
    "never closed": _repeat("“We sail at noon and nobody knows.\n\n"),
    "opened again": lambda n: "“Tom Berg said that we sail.\n\n" if n else "Anna Berg said: ",
    "turns": _repeat("“We sail at noon.”\n\n", "“Who does?”\n\n"),
    "transcript": _repeat("BERG: We sail at noon.\n", "ODUYA: Who does? I said so.\n", "Q: Why?\n"),
    "names": _names,
    "names, lines": lambda n: _names(n) + "\n\n",
    "surnames": lambda n: f"Anna {_word(n % 500)} spoke. “No,” said {_word(n % 700)}. ",
    "given names": lambda n: f"Anna {_word(n)} spoke. “No,” said Anna. ",
    "ministers": lambda n: f"Anna {_word(n)}, the minister of {_word(n + 1)}, spoke. “No,” the minister said. ",
    "offices": lambda n: f"The {_word(n)} Ministry left. “No,” the ministry said. The {_word(n)} agency said no. ",
    "pronouns": _repeat("“We sail,” he said. ", "“We stay,” she said. ", "They told him that it was his. "),
    "roles": _repeat("the minister said no. ", "“No,” the head of the office said. ", "The UN said yes. "),
    "nobody’s pronouns": lambda n: f"Karl {_word(n)} sat. " if n % 2 else "“No,” she said. “Yes,” they said. ",
    "cues": _repeat(CUES),
    "clauses": _repeat("Berg said that "),
    "one word": _repeat("sail"),
    "spaces": _repeat("a \n ", " \t "),
    "digits": _repeat('6" 5\'10" 1,000.5 '),
    "capitals": _repeat("PORTO, May 3 (NA) ", "BERG, "),
}


def text_of(kind: str, size: int) -> str:
    """A text of this kind, of `size` code points."""
    bits: list[str] = []
    length = 0
    make = TEXTS[kind]
    for n in count():
        if length >= size:
            return "".join(bits)[:size]
        bits.append(make(n))
        length += len(bits[-1])
    raise AssertionError


def measure(text: str, nlp: Language) -> dict[str, float]:
    """Seconds that each stage takes on a text."""
    seconds: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        begin = time.process_time()
        found = work()
        seconds[stage] = time.process_time() - begin
        return found

    language = load_language()
    bare = timed("layout", lambda: lay_out(text, language))
    trees = timed("parsing", lambda: parse([(text, bare.paragraphs)], nlp, language, is_ours=True))[0]
    reading = evolve(bare, trees=tuple(trees))
    drafts = timed("rules", lambda: attribute(reading))
    resolutions = timed("speakers", lambda: resolve_speakers(reading, drafts))
    found = timed("records", lambda: finish(reading, drafts, resolutions, None, reason_of))
    timed("json", lambda: json.dumps(to_dict(found)))
    return seconds


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """TimeoutError where the block takes longer."""

    def end(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def grown(before: dict[str, float], now: dict[str, float]) -> list[str]:
    """Stages whose cost a character grew, where it is worth a word (0.3 microseconds)."""
    return [stage for stage in STAGES if now[stage] > 0.3 and now[stage] > GROWTH * before[stage] > 0]


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 1 if a cost grew with the size or a text took too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=TEXTS, default=list(TEXTS), metavar="KIND")
    parser.add_argument("--least", type=int, default=10_000, help="characters")
    parser.add_argument("--most", type=int, default=1_000_000, help="characters")
    parser.add_argument("--limit", type=int, default=LIMIT, help="seconds a text")
    options = parser.parse_args(arguments)
    nlp = stub()
    measure(NEWS, nlp)  # loads word lists and weights
    print("| text | characters | " + " | ".join(STAGES) + " | grew |")
    print("| --- " * (len(STAGES) + 3) + "|")
    bad = 0
    for kind in options.only:
        before: dict[str, float] = dict.fromkeys(STAGES, 0.0)
        size = options.least
        while size <= options.most:
            try:
                with at_most(options.limit):
                    seconds = measure(text_of(kind, size), nlp)
            except TimeoutError:
                print(f"| {kind} | {size:,} | more than {options.limit} s", flush=True)
                bad += 1
                break
            now = {stage: seconds[stage] / size * 1e6 for stage in STAGES}
            worse = grown(before, now)
            bad += bool(worse)
            cells = " | ".join(f"{now[stage]:.2f}" for stage in STAGES)
            print(f"| {kind} | {size:,} | {cells} | {', '.join(worse) or '-'} |", flush=True)
            before, size = now, size * 10
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
