"""Looks for a text that breaks a promise, guided by which code it reaches: atheris, on Linux.

    pip install -e ".[fuzz]"
    python -m bench.fuzz                              # a minute for each target
    python -m bench.fuzz --seconds 600 --only extract
    python -m bench.fuzz --only lines --again FILE    # an input that was found, once more

In: nothing; inputs that reached new code are kept in bench/.cache/fuzz and taken up again by the next
run. Out: a table; what breaks is told with its traceback and kept beside them as crash-….
Never a real parser: `bench.stub` stands in its place, so that thousands of trees are met a minute.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from bench.scraps import ALL

FOUND: Final = Path(__file__).parent / ".cache" / "fuzz"
LONGEST: Final = 4096  # bytes of an input; length is for bench.linear
SLOWEST: Final = 10  # seconds an input
SEED: Final = "“We sail,” said Anna Berg. “She,” he added, “told us that we stay.”"
Target = Callable[[bytes], None]


def text_of(data: bytes) -> str:
    """The text that an input stands for.

    A first byte that is even: the rest is UTF-8. Odd: each byte stands for a letter or for one of the
    scraps, so that marks, names and cue words stand beside each other more often than chance has it.
    """
    if data[:1] and data[0] % 2:
        return "".join(chr(byte) if byte < 96 else f"{ALL[byte % len(ALL)]} " for byte in data[1:])
    return data[1:].decode("utf-8", errors="replace")


def quotations() -> Target:
    """The quotation finder: passages, and a text cut at its paragraphs."""
    from quotekit.languages import load_language
    from quotekit.reading.paragraphs import find_paragraphs
    from quotekit.reading.quotations import find_quotations

    def run(data: bytes) -> None:
        text = text_of(data)
        end = 0
        for start, stop in find_paragraphs(text):
            assert end <= start < stop <= len(text), "paragraphs overlap"
            assert not text[end:start].strip(), "a word in no paragraph"
            end = stop
        for each in find_quotations(text, find_paragraphs(text), load_language().elisions):
            spans = [*each.spans, *each.inners]
            assert all(text[span.start : span.end] == span.text for span in spans), f"not what stands there: {each}"

    return run


def lines() -> Target:
    """The JSON Lines reader, of texts and of answers."""
    from quotekit.batch.lines import read_lines
    from quotekit.errors import QuotekitError
    from quotekit.export.dicts import from_dict, to_dict
    from quotekit.export.json_lines import parse_line, to_line

    def run(data: bytes) -> None:
        for text, called in read_lines(data.splitlines(keepends=True), "in"):
            assert text is not None
            assert isinstance(called, str)
        for line in data.splitlines():
            with suppress(QuotekitError):  # refused, with a message
                found = from_dict(parse_line(line))
                assert from_dict(parse_line(to_line(to_dict(found)))) == found, "JSON lost something"

    return run


def notes() -> Target:
    """The reader of brat's standoff: whatever it takes has offsets in the text, and comes back."""
    from bench.promises import spans_of
    from quotekit.errors import QuotekitError
    from quotekit.export.brat import to_ann
    from quotekit.export.brat_reader import from_ann

    def run(data: bytes) -> None:
        with suppress(QuotekitError):  # refused, with a message
            found = from_ann(data.decode("utf-8", errors="replace"), SEED)
            assert all(SEED[span.start : span.end] == span.text for span in spans_of(found))
            assert to_ann(from_ann(to_ann(found), SEED)) == to_ann(found)

    return run


def extract() -> Target:
    """Text in, records out."""
    import quotekit
    from bench.promises import check
    from bench.stub import stub

    nlp = stub()

    def run(data: bytes) -> None:
        text = text_of(data)
        check(text, quotekit.extract(text, nlp=nlp))

    return run


def seed_of(name: str) -> str:
    """What mutation starts from."""
    from bench.stub import stub
    from quotekit import extract as read
    from quotekit.export.brat import to_ann
    from quotekit.export.dicts import to_dict
    from quotekit.export.json_lines import to_line

    found = read(SEED, nlp=stub(), id="a")
    return {"lines": to_line(to_dict(found)), "notes": to_ann(found)}.get(name, f" {SEED}")


TARGETS: Final[dict[str, Callable[[], Target]]] = {each.__name__: each for each in (quotations, lines, notes, extract)}


def fuzz(name: str, seconds: int, again: Path | None) -> None:
    """Run a target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["quotekit"]):
        target = TARGETS[name]()
    folder = FOUND / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "seed").write_text(seed_of(name), encoding="utf-8")
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SLOWEST}", "-rss_limit_mb=4096"]
    places = [str(again)] if again else [f"-artifact_prefix={folder}/", "-print_final_stats=1", str(folder)]
    atheris.Setup([sys.argv[0], *options, *places], target)
    atheris.Fuzz()


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 1 if an input broke a promise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--only", nargs="*", choices=TARGETS, default=list(TARGETS), metavar="TARGET")
    parser.add_argument("--again", type=Path, help="an input to try once more")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.here or options.again:
        fuzz(options.only[0], options.seconds, options.again)
        return 0
    print(
        "| target | seconds | inputs tried | kept, each with new code | broke |\n|---|---:|---:|---:|---:|", flush=True
    )
    bad = 0
    for name in options.only:
        command = [sys.executable, "-m", "bench.fuzz", "--here", "--seconds", str(options.seconds), "--only", name]
        done = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace")
        tried = re.search(r"number_of_executed_units: (\d+)", done.stderr)
        kept = sum(not each.name.startswith(("crash-", "timeout-", "oom-")) for each in (FOUND / name).iterdir())
        bad += done.returncode != 0
        count = f"{int(tried[1]):,}" if tried else "-"
        print(f"| {name} | {options.seconds} | {count} | {kept:,} | {int(done.returncode != 0)} |", flush=True)
        if done.returncode:
            print(done.stderr[-6000:], file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
