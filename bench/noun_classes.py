"""Sorts common nouns into classes of meaning by WordNet; writes quotekit/languages/en/data/noun_classes.tsv.

    python -m bench.noun_classes [--write]

Needs WordNet 3.0 (Debian: apt-get install wordnet-base) and wordfreq (pip), for this command only.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

from wordfreq import zipf_frequency

WORDNET = Path("/usr/share/wordnet")
TARGET = Path(__file__).parents[1] / "quotekit" / "languages" / "en" / "data" / "noun_classes.tsv"
COMMON = 2.7  # Zipf frequency: once in two million words
# WordNet's lexicographer files (lexnames(5WN)), put together as far as they matter for what is told.
CLASSES = {
    "thing": (5, 6, 8, 13, 17, 20, 27),  # animal, artifact, body, food, object, plant, substance
    "somebody": (18,),
    "group": (14,),
    "place": (15,),
    "time": (28,),
    "told": (10,),  # communication
    "event": (4, 11, 19, 22),  # act, event, phenomenon, process
    "thought": (9, 12, 16),  # cognition, feeling, motive
    "state": (7, 26),  # attribute, state
    "measure": (21, 23, 24, 25),  # possession, quantity, relation, shape
}
CLASS_OF = {number: name for name, numbers in CLASSES.items() for number in numbers}
HEADER = "# class\tnouns, singular — see SOURCES.md"


def senses() -> dict[str, list[str]]:
    """From each noun of one word to the offsets of its senses, most frequent first."""
    found = {}
    for line in (WORDNET / "index.noun").read_text(encoding="latin1").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split()
        if re.fullmatch(r"[a-z]+", parts[0]):
            found[parts[0]] = parts[-int(parts[2]) :]
    return found


def files() -> dict[str, int]:
    """From the offset of each sense to its lexicographer file."""
    lines = (WORDNET / "data.noun").read_text(encoding="latin1").splitlines()
    return {line[:8]: int(line[9:11]) for line in lines if not line.startswith(" ")}


def tags() -> dict[tuple[str, int], int]:
    """How often each sense was met in the texts that WordNet's authors tagged: by noun and number of the sense."""
    found: dict[tuple[str, int], int] = {}
    for line in (WORDNET / "cntlist.rev").read_text(encoding="latin1").splitlines():
        key, number, count = line.split()
        lemma, _, rest = key.partition("%")
        if rest.startswith("1:"):
            found[lemma, int(number)] = int(count)
    return found


def class_of(noun: str, offsets: list[str], file_of: dict[str, int], counts: dict[tuple[str, int], int]) -> str | None:
    """The class that most uses of a noun belong to; its first sense decides where nothing was counted."""
    weights: Counter[str] = Counter()
    for number, offset in enumerate(offsets, 1):
        name = CLASS_OF.get(file_of[offset])
        if name is not None:
            weights[name] += counts.get((noun, number), 0) * 10 + (number == 1)
    best = weights.most_common(1)
    return best[0][0] if best and best[0][1] else None


def main() -> int:
    """Prints how many nouns each class has; --write puts them into the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    file_of, counts = files(), tags()
    classes: dict[str, list[str]] = {name: [] for name in CLASSES}
    for noun, offsets in sorted(senses().items()):
        if zipf_frequency(noun, "en") >= COMMON and (name := class_of(noun, offsets, file_of, counts)) is not None:
            classes[name].append(noun)
    for name, nouns in classes.items():
        print(f"{name}: {len(nouns)}, such as {' '.join(nouns[:: max(1, len(nouns) // 8)][:8])}")
    if args.write:
        lines = [HEADER, *(f"{name}\t{' '.join(nouns)}" for name, nouns in classes.items())]
        TARGET.write_text("\n".join(lines) + "\n", encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
