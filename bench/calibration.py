"""Prints how often attributions of a given confidence are right: words mostly matched, right mention.

    python -m bench.calibration PRED.jsonl [GOLD.jsonl]

PRED is quotekit's own JSON Lines for the gold file (`quotekit extract --format jsonl`).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from bench.corpus import EVAL, scorer

MATCH = 0.5  # overlap of words from which a content counts as found


def main(pred: str, gold: str = str(EVAL / "polnear_dev.jsonl")) -> None:
    """Prints a line for each tenth of confidence."""
    score = scorer()
    with Path(pred).open(encoding="utf8") as lines:
        found = {document["id"]: document for document in map(json.loads, lines)}
    count: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for document in score.read(gold):
        text = document["text"]
        golds = [(score.words_in(text, score.chars(each["content"])), each) for each in document["attributions"]]
        for each in found[document["id"]]["attributions"] or ():
            plain = score.plain(each)
            words = score.words_in(text, score.chars(plain["content"]))
            tenth = min(int(each["confidence"] * 10), 9)
            count[tenth] += 1
            right[tenth] += any(
                words
                and len(words & mine) >= MATCH * len(words | mine)
                and (not wanted["speaker"] or score.same_mention(wanted, plain))
                for mine, wanted in golds
            )
    for tenth in sorted(count):
        print(f"{tenth / 10:.1f} and more: {count[tenth]:5} attributions, {right[tenth] / count[tenth]:.1%} right")


if __name__ == "__main__":
    main(*sys.argv[1:])
