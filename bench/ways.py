"""Prints how often the name of a speaker is right, by the way that led to it (`Attribution.resolved_by`).

    python -m bench.ways GOLD [GOLD …]

GOLD is JSON Lines whose attributions have an `entity`. What was found is what answers a gold
attribution, as `quotekit evaluate` counts `entity`; where nothing was found, nothing is counted.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import quotekit
from quotekit.evaluation import Document, read_gold, to_document
from quotekit.evaluation.matching import Side, answering, same_entity
from quotekit.evaluation.ranges import Letters

ALL = "all"
SURE = "all, confidence 0.9 and more"
NO_NAME = "no name found"


def decisions(path: str) -> Iterator[tuple[str, bool]]:
    """For each gold attribution that was found: the way to its speaker (and the sums), and was the name right?"""
    gold = list(read_gold(path))
    for document, found in zip(gold, quotekit.extract_many(each.text or "" for each in gold), strict=True):
        outermost = [each for each in found if each.parent is None]
        yield from of_document(document, outermost, to_document(found, document.id))


def of_document(
    document: Document, found: list[quotekit.Attribution], predicted: Document
) -> Iterator[tuple[str, bool]]:
    """The same for one document; `predicted` has one annotation for each of `found`."""
    letters = Letters(document.text or "")
    gold, ours = Side(document.annotations, letters), Side(predicted.annotations, letters)
    attribution_of = {id(made): each for made, each in zip(predicted.annotations, found, strict=True)}
    for number, wanted in enumerate(document.annotations):
        got = answering(gold, number, ours, letters) if wanted.entity else None
        if got is None:
            continue
        each = attribution_of[id(got)]
        is_right = same_entity(wanted, got)
        yield (each.resolved_by or "none") if each.speaker else NO_NAME, is_right
        if each.speaker:
            yield ALL, is_right
            if (each.confidence or 0) >= 0.9:
                yield SURE, is_right


def main(*paths: str) -> None:
    """Prints a table, a row a way, two columns a file."""
    counts: dict[str, Counter[str]] = {}
    rights: dict[str, Counter[str]] = {}
    for path in paths:
        made = list(decisions(path))
        counts[path] = Counter(way for way, _ in made)
        rights[path] = Counter(way for way, is_right in made if is_right)
    total: Counter[str] = sum(counts.values(), Counter())
    sums = (ALL, SURE, NO_NAME)
    ways = [way for way, _ in total.most_common() if way not in sums] + [way for way in sums if total[way]]
    titles = [title for path in paths for title in (f"{Path(path).stem}: names", "right, %")]
    print(f"| resolved_by | {' | '.join(titles)} |\n|---{'|---' * len(titles)}|")
    for way in ways:
        cells = (cell for path in paths for cell in figures(rights[path][way], counts[path][way]))
        print(f"| {way} | {' | '.join(cells)} |")


def figures(right: int, count: int) -> tuple[str, str]:
    """How many, and the percentage of them that is right; nothing to say of none."""
    return (f"{count:,}", f"{100 * right / count:.0f}") if count else ("0", "–")


if __name__ == "__main__":
    main(*sys.argv[1:])
