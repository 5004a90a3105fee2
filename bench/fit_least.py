"""How sure each rule has to be before what it finds is shown in news, measured on gold: printed, or written.

    python -m bench.fit_least [GOLD.jsonl] [--write]

"measured": the least confidence from which a rule's indirect attributions are right (words mostly matched) in at least
GOAL of the cases, for each rule that finds FEWEST of them. A quarter of what such gold lacks is plainly right (40 read
by eye), so that 65 in 100 by the gold are three in four. This is all that the command writes.

"judged": what no gold at hand can measure; changed by hand only. "elsewhere": on GUM's other genres, 40 attributions of
these rules below 0.8 were read, of which 4 were right, and 13 above, of which 12 were; the lists of things that a
manual supports end at 0.85. Rules of whole clauses need no more anywhere. "inside": 45 read, of which clauses were
right from 0.35 on, and hardly anything else below 0.6. "reports": plans and acts that the gold counts and a reader of
news does not miss; the rarer rules have too few attributions to measure. The higher number counts.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import quotekit
from bench.corpus import EVAL, scorer
from quotekit.languages import load_language
from quotekit.languages.data import data_file
from quotekit.languages.least import CHOSEN
from quotekit.reading.models import BUNDLED

GOAL = 0.65
MATCH = 0.5  # overlap of words from which a content counts as found
FEWEST = 50  # attributions below which nothing is measured: two of them would move the number by a tenth
Verdicts = Sequence[tuple[float, bool]]


def verdicts(gold: Path) -> dict[str, list[tuple[float, bool]]]:
    """By rule: confidence of each indirect attribution, and whether the gold has its words."""
    score = scorer()
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for document in score.read(gold):
        text = document["text"]
        golds = [score.words_in(text, score.chars(each["content"])) for each in document["attributions"]]
        for each in quotekit.extract(text, nlp=BUNDLED, doubtful=True):
            if each.parent is None and each.form == "indirect" and each.confidence is not None:
                words = score.words_in(text, score.chars([[span.start, span.end] for span in each.contents]))
                is_right = any(words and len(words & mine) >= MATCH * len(words | mine) for mine in golds)
                found[each.rule].append((each.confidence, is_right))
    return found


def least_of(rows: Verdicts, goal: float = GOAL) -> float:
    """The smallest confidence from which at least `goal` of the rows are right, rounded down; 1 for none."""
    if sum(is_right for _, is_right in rows) >= goal * len(rows):
        return CHOSEN  # no least confidence is needed
    least, right = 1.0, 0
    for count, (confidence, is_right) in enumerate(sorted(rows, reverse=True), 1):
        right += is_right
        if right >= goal * count:
            least = confidence
    return max(CHOSEN, int(least * 100) / 100)


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the measured numbers beside the judged ones, or writes them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=EVAL / "polnear_dev.jsonl")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(argv)
    path = data_file(load_language().package, "rule_least.json")
    held = json.loads(path.read_text(encoding="utf8"))
    found = verdicts(options.gold)
    measured = {}
    print("| rule | attributions | right, % | least | judged | shown | right, % |\n|---|---|---|---|---|---|---|")
    for rule, row in held["judged"].items():
        rows = found.get(rule, [])
        if "reports" in row and len(rows) >= FEWEST:
            least = measured[rule] = least_of(rows)
            kept = [is_right for confidence, is_right in rows if confidence >= max(least, row["reports"])]
            shares = [100 * sum(each) / len(each) if each else 0 for each in ([r for _, r in rows], kept)]
            numbers = f"{shares[0]:.0f} | {least} | {row['reports']} | {len(kept)} | {shares[1]:.0f}"
            print(f"| {rule} | {len(rows)} | {numbers} |")
    if options.write:
        tables = {"measured": measured, "judged": held["judged"]}
        path.write_text("{\n" + ",\n".join(_lines(*each) for each in tables.items()) + "\n}\n", encoding="utf8")


def _lines(name: str, rows: Mapping[str, object]) -> str:
    """A table, a rule a line."""
    lines = ",\n".join(f"  {json.dumps(rule)}: {json.dumps(row)}" for rule, row in rows.items())
    return f" {json.dumps(name)}: {{\n{lines}\n }}"


if __name__ == "__main__":
    main()
