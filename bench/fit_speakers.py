"""Tries other numbers for the speaker stage on gold, and writes the better ones into `speakers/weights.py`.

    python -m bench.fit_speakers GOLD [GOLD …]            # a table: each number with four others in its place
    python -m bench.fit_speakers --write GOLD [GOLD …]    # and keep what gains at least `LEAST` names

GOLD is JSON Lines whose attributions have an `entity`. Texts are read once; only who is who is decided anew.
One number is changed at a time, in the order of the list, and kept before the next is tried.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from attrs import frozen

from bench.ways import is_right_person
from quotekit.attribution.attribute import attribute
from quotekit.evaluation import Document, read_gold, to_document
from quotekit.evaluation.matching import Side, answering
from quotekit.evaluation.ranges import Letters
from quotekit.pipeline.finish import finish
from quotekit.pipeline.one import read_one
from quotekit.pipeline.options import Options
from quotekit.reading.reading import Draft, Reading
from quotekit.speakers import resolve_speakers, weights

FACTORS: Final = (0.7, 0.85, 1.2, 1.4)
LEAST: Final = 3  # more right names, less wrong ones: what a change has to gain
OPTIONS: Final = Options(dialogue="off")


@frozen(eq=False)
class Text:
    """One document with gold names, read."""

    gold: Document
    reading: Reading
    drafts: Sequence[Draft]


def read_texts(paths: Sequence[str]) -> list[Text]:
    """Every document of some files, read once."""
    found = []
    for path in paths:
        for gold in read_gold(path):
            reading = read_one(gold.text or "", OPTIONS)
            found.append(Text(gold, reading, attribute(reading, OPTIONS.chosen_rules)))
    return found


def score(texts: Sequence[Text]) -> int:
    """Right names less wrong ones."""
    total = 0
    for text in texts:
        resolutions = resolve_speakers(text.reading, text.drafts)
        found = finish(text.reading, text.drafts, resolutions)
        letters = Letters(text.gold.text or "")
        predicted = to_document(found, text.gold.id)
        gold, ours = Side(text.gold.annotations, letters), Side(predicted.annotations, letters)
        for number, wanted in enumerate(text.gold.annotations):
            got = answering(gold, number, ours, letters) if wanted.entity else None
            if got is not None and got.entity:
                total += 1 if is_right_person(wanted, got, text.gold) else -1
    return total


def fit(texts: Sequence[Text]) -> dict[str, float]:
    """The numbers that gain; prints what each other number would do."""
    best, kept = score(texts), dict[str, float]()
    print(f"now: {best} names more right than wrong")
    for name in weights.FITTED:
        value = getattr(weights, name)
        others = {factor: type(value)(round(value * factor, 3)) for factor in FACTORS}
        gains = {}
        for other in others.values():
            setattr(weights, name, other)
            gains[other] = score(texts) - best
        top = max(gains, key=lambda other: gains[other])
        setattr(weights, name, top if gains[top] >= LEAST else value)
        if gains[top] >= LEAST:
            best, kept[name] = best + gains[top], top
        print(f"{name:20} {value:<6}", *(f"{other}: {gain:+}" for other, gain in gains.items()), sep="  ")
    return kept


def write(kept: dict[str, float]) -> None:
    """Put the numbers into the table."""
    path = Path(weights.__file__)
    text = path.read_text(encoding="utf8")
    for name, value in kept.items():
        text = re.sub(rf"^{name} = [\d.]+", f"{name} = {value}", text, flags=re.M)
    path.write_text(text, encoding="utf8")


def main() -> None:
    """Fit on the files that are named."""
    paths = [each for each in sys.argv[1:] if each != "--write"]
    kept = fit(read_texts(paths))
    print("better:", kept or "none")
    if "--write" in sys.argv and kept:
        write(kept)


if __name__ == "__main__":
    main()
