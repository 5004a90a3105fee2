"""Prints how often attributions are right, by confidence, form and medium: words mostly matched, right mention.

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
    """Prints a line for each tenth of confidence, each form and each medium."""
    score = scorer()
    with Path(pred).open(encoding="utf8") as lines:
        found = {document["id"]: document for document in map(json.loads, lines)}
    count: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for document in score.read(gold):
        text = document["text"]
        golds = [(score.words_in(text, score.chars(each["content"])), each) for each in document["attributions"]]
        for each in found[document["id"]]["attributions"] or ():
            plain = score.plain(each)
            words = score.words_in(text, score.chars(plain["content"]))
            tenth = f"{min(int(each['confidence'] * 10), 9) / 10:.1f} and more"
            groups = [("confidence", tenth), ("form", each["form"]), ("medium", each["medium"])]
            is_right = any(
                words
                and len(words & mine) >= MATCH * len(words | mine)
                and (not wanted["speaker"] or score.same_mention(wanted, plain))
                for mine, wanted in golds
            )
            count.update(groups)
            right.update(groups if is_right else ())
    print("| | | attributions | right, % |\n|---|---|---|---|")
    for kind, value in sorted(count):
        number = count[kind, value]
        print(f"| {kind} | {value} | {number:,} | {100 * right[kind, value] / number:.0f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
