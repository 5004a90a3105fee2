"""Prints how often attributions are right, and how sure they were: by confidence, form and medium.

    python -m bench.calibration PRED.jsonl [GOLD.jsonl]

PRED is quotekit's own JSON Lines for the gold file (`quotekit extract --format jsonl`). Right are an attribution that
shares at least half of its words with one of the gold, and its mention. The expected calibration error of a row is the
mean distance between how sure and how often right, over tenths of confidence, weighed by how many lie in each.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.corpus import EVAL, scorer

MATCH = 0.5  # overlap of words from which a content counts as found
TENTHS = 10
Judged = tuple[float, bool]  # confidence, is it right?


def judged_in(pred: str, gold: str) -> Iterator[tuple[dict[str, str], Judged]]:
    """Of every attribution: its form and medium; its confidence, and whether it is right."""
    score = scorer()
    with Path(pred).open(encoding="utf8") as lines:
        found = {document["id"]: document for document in map(json.loads, lines)}
    for document in score.read(gold):
        text = document["text"]
        golds = [(score.words_in(text, score.chars(each["content"])), each) for each in document["attributions"]]
        for each in found[document["id"]]["attributions"] or ():
            plain = score.plain(each)
            words = score.words_in(text, score.chars(plain["content"]))
            is_right = any(
                words
                and len(words & mine) >= MATCH * len(words | mine)
                and (not wanted["speaker"] or score.same_mention(wanted, plain))
                for mine, wanted in golds
            )
            yield {"form": each["form"], "medium": each["medium"]}, (each["confidence"], is_right)


def tenth_of(confidence: float) -> int:
    """The tenth that a confidence lies in, 0 to 9."""
    return min(int(confidence * TENTHS), TENTHS - 1)


def calibration_error(judged: Sequence[Judged]) -> float:
    """The expected calibration error, 0 to 1."""
    tenths: list[list[Judged]] = [[] for _ in range(TENTHS)]
    for each in judged:
        tenths[tenth_of(each[0])].append(each)
    apart = (abs(sum(sure - is_right for sure, is_right in tenth)) for tenth in tenths)
    return sum(apart) / max(1, len(judged))


def main(pred: str, gold: str = str(EVAL / "polnear_dev.jsonl")) -> None:
    """Prints a line for all, each tenth of confidence, each form and each medium."""
    groups: dict[tuple[str, str], list[Judged]] = {("", "all"): []}
    for kinds, judged in judged_in(pred, gold):
        tenth = f"{tenth_of(judged[0]) / TENTHS:.1f} and more"
        for group in [("", "all"), ("confidence", tenth), *kinds.items()]:
            groups.setdefault(group, []).append(judged)
    print("| | | attributions | confidence, mean | right, % | calibration error |\n|---|---|---|---|---|---|")
    for (kind, value), held in sorted(groups.items()):
        mean = sum(sure for sure, _ in held) / max(1, len(held))
        right = 100 * sum(is_right for _, is_right in held) / max(1, len(held))
        print(f"| {kind} | {value} | {len(held):,} | {mean:.2f} | {right:.0f} | {calibration_error(held):.3f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
