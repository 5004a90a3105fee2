"""Does an answer stay the same where the text says the same? Own texts, changed in ways that mean nothing.

    python -m bench.metamorphic [--show]

In: the texts of tests/golden, and sentences about a woman and a man. Out: a table of the records that are
lost, new, or get another speaker. Layouts are measured by `bench.layouts`, names by `bench.origins`.
Never compares offsets: a record is its words, its cue and its speaker, whatever the marks and spaces are.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from attrs import define, frozen

from quotekit import Extraction, extract_many
from quotekit.reading.models import BUNDLED

TEXTS: Final = Path(__file__).parents[1] / "tests" / "golden"
QUIET: Final = "The ferry runs every hour, and the harbour is deep."
NEWCOMER: Final = "“I saw nothing,” said Petra Quist, a baker."
BRITISH: Final = str.maketrans("“”‘’", "‘’“”")
MARK: Final = re.compile(r"[“”]|(?<!\w)[‘’]|[‘’](?!\w)")
STRAIGHT: Final = str.maketrans("“”‘’", "\"\"''")
PAIRS: Final = (("Anna Berg", "Paul Berg"), ("Sarah Lind", "David Lind"), ("Maria Okoro", "Peter Okoro"))
# Sentences in which she and he may be exchanged: the first name is hers.
GENDERED: Final = (
    "{her} met {him} on Monday. {She} said that the pier was old.",
    "“We sail at noon,” {her} said. “If it rains,” {she} added, “we stay.”",
    "{her} asked {him} to wait. “No,” {he} said.",
    "According to {her}, the ferry is late. {She} blamed the weather.",
    "{him} told reporters that {her} had left. {He} said {she} was tired.",
    "{her} and {him} arrived at noon. “Nobody came,” {he} said. “Somebody did,” {she} replied.",
    "{her}, who runs the harbour office, said on Monday that {he} was wrong. “{him} knows it,” {she} said.",
)

Key = tuple[str, str]  # words and cue
Said = Counter[tuple[Key, str | None]]


@frozen
class Change:
    """A change of texts, and which part of the changed text's records count.

    Attributes:
        name: What is done.
        apply: Does it.
        part: The share of the changed text, from and to, whose records are compared; None for all.
    """

    name: str
    apply: Callable[[str], str]
    part: tuple[float, float] | None = None


CHANGES: Final = (
    Change("1,000 blank lines before", lambda text: "\n" * 1000 + text),
    Change("blank lines between paragraphs", lambda text: re.sub(r"\n\n+", "\n\n\n\n\n", text)),
    Change("CRLF", lambda text: text.replace("\n", "\r\n")),
    Change("a plain paragraph appended", lambda text: f"{text.rstrip()}\n\n{QUIET}\n"),
    Change("a new speaker appended", lambda text: f"{text.rstrip()}\n\n{NEWCOMER}\n"),
    Change("straight marks", lambda text: text.translate(STRAIGHT)),
    Change(
        "British marks", lambda text: re.sub(r"[“”]|(?<!\w)[‘’]|[‘’](?!\w)", lambda m: m[0].translate(BRITISH), text)
    ),
    Change("doubled, first half", lambda text: f"{text}\n\n{text}", (0.0, 0.5)),
    Change("doubled, second half", lambda text: f"{text}\n\n{text}", (0.5, 1.0)),
)


@define
class Rate:
    """What a change did: records before, and those lost, new, or with another speaker; texts with any of these."""

    records: int = 0
    lost: int = 0
    new: int = 0
    speaker: int = 0
    texts: int = 0

    def row(self, name: str, texts: int) -> str:
        """A row of the table."""
        share = (self.lost + self.speaker) / max(1, self.records)
        numbers = f"{self.records} | {self.lost} | {self.new} | {self.speaker} | {share:.1%} | {self.texts} of {texts}"
        return f"| {name} | {numbers} |"


def texts() -> list[str]:
    """Texts of many kinds, written for the tests."""
    return [path.read_text(encoding="utf8") for path in sorted(TEXTS.glob("*.txt"))]


def said(found: Extraction, part: tuple[float, float] | None = None) -> Said:
    """Who said what in (a part of) a text."""
    low, high = (share * len(found.text) for share in part or (0.0, 2.0))
    return Counter(
        (
            ("".join(filter(str.isalnum, each.text)).lower(), each.cue.text if each.cue else ""),
            re.sub(r"\W+", " ", each.speaker.name) if each.speaker else None,
        )
        for each in found
        if low <= each.start < high
    )


def compare(before: Said, after: Said, rate: Rate) -> list[str]:
    """Add what differs to a rate; and the differences in words."""
    gone, come = before - after, after - before
    lost, new = (Counter(key for key, _ in each.elements()) for each in (gone, come))
    moved = lost & new
    rate.records += before.total()
    rate.speaker += moved.total()
    rate.lost += (lost - moved).total()
    rate.new += (new - moved).total()
    rate.texts += bool(gone or come)
    return [f"- {each}" for each in gone] + [f"+ {each}" for each in come]


def measure(change: Change, given: Sequence[str], before: Sequence[Said]) -> tuple[Rate, list[str]]:
    """What a change does to texts whose records were taken before."""
    rate, shown = Rate(), []
    for old, found in zip(before, extract_many(map(change.apply, given), nlp=BUNDLED), strict=True):
        new = said(found, change.part)
        if change.name == "a new speaker appended":
            new = Counter({each: count for each, count in new.items() if each[0][0] != "isawnothing"})
        shown += compare(old, new, rate)
    return rate, shown


def exchanged() -> tuple[int, int]:
    """Sentences about her and him with the two exchanged: how many there are, and whose speakers differ."""
    pairs = [(pattern, pair) for pattern in GENDERED for pair in PAIRS]
    words = {"she": "he", "he": "she", "She": "He", "He": "She"}
    made = [pattern.format(her=her, him=him, **{w: w for w in words}) for pattern, (her, him) in pairs]
    other = [pattern.format(her=him, him=her, **words) for pattern, (her, him) in pairs]
    found = [
        [a.speaker.name if a.speaker else "" for a in each] for each in extract_many(chain(made, other), nlp=BUNDLED)
    ]
    wrong = 0
    for (_, (her, him)), one, two in zip(pairs, found, found[len(pairs) :], strict=False):
        swap = {her: him, him: her}
        wrong += [swap.get(name, name) for name in one] != two
    return len(pairs), wrong


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print every difference")
    options = parser.parse_args(argv)
    given = texts()
    before = [said(each) for each in extract_many(given, nlp=BUNDLED)]
    print(
        "| change | records | lost | new | other speaker | lost or other | texts |\n|---|---:|---:|---:|---:|---:|---:|"
    )
    for change in CHANGES:
        rate, shown = measure(change, given, before)
        print(rate.row(change.name, len(given)), flush=True)
        if options.show:
            print(*shown, sep="\n")
    count, wrong = exchanged()
    print(f"\nShe and he exchanged, with their names: {wrong} of {count} texts differ.")


if __name__ == "__main__":
    main()
