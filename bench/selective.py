"""Does parsing only what is worth it change an answer? Every text read twice, attributions compared.

    python -m bench.selective [--texts GOLD.jsonl] [--scope all] [--show 20]

In: texts; polnear_dev if it lies beside the checkout, else the sample article. Out: how many
attributions are the same to the character, and the ones that are not. "Everything" is each paragraph
parsed, and its entities named. Never asks whether an answer is right.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.timing import texts_of, words_of
from quotekit import Attribution, Extraction, extract_many
from quotekit.languages import load_language
from quotekit.reading import models
from quotekit.reading.lay_out import lay_out
from quotekit.reading.relevance import worth_parsing

ENOUGH = 0.995


@contextmanager
def everything() -> Iterator[None]:
    """While this is open all paragraphs are worth a parse, and entities are named with it."""

    def all_of(text: str, paragraphs: Sequence[tuple[int, int]], *_: Any, **__: Any) -> list[int]:
        return list(range(len(paragraphs)))

    with (
        patch("quotekit.pipeline.one.worth_parsing", all_of),
        patch("quotekit.pipeline.one.parsing.recogniser_of", lambda nlp: None),
    ):
        yield


def key(each: Attribution) -> tuple[Any, ...]:
    """What has to be the same: the words, the cue, the source, the name."""
    spans = tuple((span.start, span.end) for span in each.contents)
    cue = (each.cue.span.start, each.cue.span.end) if each.cue else None
    source = (each.source.span.start, each.source.span.end) if each.source else None
    return spans, cue, source, each.speaker.name if each.speaker else None


def share_parsed(texts: Sequence[str], quoted_only: bool) -> float:
    """Characters in paragraphs that are parsed, of all characters."""
    parsed = 0
    for text in texts:
        bare = lay_out(text, load_language())
        numbers = worth_parsing(bare, quoted_only=quoted_only)
        parsed += sum(bare.paragraphs[n][1] - bare.paragraphs[n][0] for n in numbers)
    return parsed / max(1, sum(map(len, texts)))


def differences(one: Extraction, other: Extraction) -> tuple[int, int, list[tuple[Any, ...]]]:
    """How many attributions are the same, of how many, the keys of the others; one that changed counts once."""
    mine, yours = {key(each) for each in one}, {key(each) for each in other}
    return len(mine & yours), max(len(mine), len(yours)), sorted(mine ^ yours, key=str)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; 1 if fewer than ENOUGH are the same with scope "all"."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--scope", nargs="*", default=["all", "quoted"], choices=["all", "quoted"])
    parser.add_argument("--show", type=int, default=0, help="differences to print")
    options = parser.parse_args(argv)
    texts = texts_of(options.texts)
    bad = 0
    for scope in options.scope:
        selective = list(extract_many(texts, nlp=models.BUNDLED, scope=scope))
        with everything():
            full = list(extract_many(texts, nlp=models.BUNDLED, scope=scope))
        counts = [differences(one, other) for one, other in zip(selective, full, strict=True)]
        same, total = sum(each[0] for each in counts), sum(each[1] for each in counts)
        print(
            f"scope {scope!r}: {words_of(texts):,} words, {100 * share_parsed(texts, scope == 'quoted'):.1f}% parsed; "
            f"{same:,} of {total:,} attributions the same ({100 * same / max(1, total):.2f}%)"
        )
        different = [(text, each) for text, (_, _, keys) in zip(texts, counts, strict=True) for each in keys]
        for text, (spans, cue, source, name) in different[: options.show]:
            words = [text[slice(*span)] for span in (spans[0], cue or (0, 0), source or (0, 0))]
            print(f"  {words[2]!r} ({name}) {words[1]!r}: {words[0][:80]!r}")
        bad += scope == "all" and same < ENOUGH * total
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
