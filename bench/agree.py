"""Prints how many attributions two runs over the same texts have in common, and how far their confidences lie apart.

    python -m bench.agree ONE.jsonl OTHER.jsonl

Both are quotekit's own JSON Lines. The same are attributions with the same words, source, rule and speaker; of words
alone it is told, too.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]


def words_of(row: Row) -> tuple[object, ...]:
    """What two attributions with the same words have in common."""
    return tuple((span["start"], span["end"]) for span in row["contents"])


def answer_of(row: Row) -> tuple[object, ...]:
    """Words, source, rule and speaker."""
    source, speaker = row["source"], row["speaker"]
    place = None if source is None else (source["start"], source["end"])
    return (*words_of(row), place, row["rule"], None if speaker is None else speaker["name"])


def agreement(one: Mapping[str, list[Row]], other: Mapping[str, list[Row]], key: Callable[[Row], object]) -> float:
    """Attributions in both over those in whichever has more, text by text; 1 where there are none."""
    both = all_of = 0
    for name, rows in one.items():
        mine, theirs = {key(row) for row in rows}, {key(row) for row in other[name]}
        both += len(mine & theirs)
        all_of += max(len(mine), len(theirs))
    return both / all_of if all_of else 1.0


def read(path: str) -> dict[str, list[Row]]:
    """The attributions of each text."""
    with Path(path).open(encoding="utf8") as lines:
        return {document["id"]: document["attributions"] or [] for document in map(json.loads, lines)}


def main(first: str, second: str) -> None:
    """Prints both shares, and the mean and largest distance of the confidences of the same answers."""
    one, other = read(first), read(second)
    for name, key in (("words", words_of), ("words, source, rule and speaker", answer_of)):
        print(f"the same {name}: {100 * agreement(one, other, key):.2f}%")
    sure = {(name, answer_of(row)): row["confidence"] for name, rows in other.items() for row in rows}
    apart = [
        abs((row["confidence"] or 0) - (sure[name, answer_of(row)] or 0))
        for name, rows in one.items()
        for row in rows
        if (name, answer_of(row)) in sure
    ]
    print(
        f"confidence apart by {sum(apart) / max(1, len(apart)):.4f} on the average, {max(apart, default=0):.3f} at most"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
