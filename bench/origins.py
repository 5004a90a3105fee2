"""Are names of every origin recognised alike? 60 names in 14 patterns of attribution.

In: nothing. Out: how many of the patterns give exactly the name, by name and by pattern.
Never reads a corpus: every sentence was written for this.

    python -m bench.origins            # the table
    python -m bench.origins --least 98 # and exit 1 below that share
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Final

import quotekit

NAMES: Final[tuple[tuple[str, str], ...]] = (
    ("John Miller", "Miller"),
    ("Mary-Jane O’Brien", "O’Brien"),
    ("Siobhán Ní Dhomhnaill", "Ní Dhomhnaill"),
    ("Angus MacDonald", "MacDonald"),
    ("Jean-Luc d’Arcy", "d’Arcy"),
    ("Marie de La Tour", "de La Tour"),
    ("Charles de Gaulle", "de Gaulle"),
    ("Ana Lucía Gómez Herrera", "Gómez Herrera"),
    ("José Ortega y Gasset", "Ortega y Gasset"),
    ("María de los Ángeles Ruiz", "Ruiz"),
    ("João da Silva", "da Silva"),
    ("Luís e Castro Moreira", "Moreira"),
    ("Giuseppe De Luca", "De Luca"),
    ("Lorenzo de’ Medici", "de’ Medici"),
    ("Jan van der Berg", "van der Berg"),
    ("Anneke ten Hoor", "ten Hoor"),
    ("Karl von Stein", "von Stein"),
    ("Jürgen Groß", "Groß"),
    ("Åsa Öberg", "Öberg"),
    ("Søren Kjær", "Kjær"),
    ("Bjørn Æsøy", "Æsøy"),
    ("Þórdís Jónsdóttir", "Þórdís"),
    ("Päivi Mäkelä", "Mäkelä"),
    ("Łukasz Wójcik", "Wójcik"),
    ("Zdeněk Dvořák", "Dvořák"),
    ("Šárka Čížková", "Čížková"),
    ("Nagy Ferenc", "Nagy"),
    ("Ion Țepeș", "Țepeș"),
    ("Dragan Đorđević", "Đorđević"),
    ("X Æ Hansen", "Hansen"),
    ("Oleksiy Petrovych Shevchenko", "Shevchenko"),
    ("Will Day", "Day"),
    ("Nikos Papadopoulos", "Papadopoulos"),
    ("Mehmet Yıldız", "Yıldız"),
    ("İbrahim Şahin", "Şahin"),
    ("Noura bint Khalid al-Rashid", "al-Rashid"),
    ("Mohammed bin Salim", "bin Salim"),
    ("Ahmad ibn Yusuf", "ibn Yusuf"),
    ("Abdel Fattah el-Masri", "el-Masri"),
    ("Leila Ben Youssef", "Ben Youssef"),
    ("Yael Bar-Lev", "Bar-Lev"),
    ("Shirin Daneshvar", "Daneshvar"),
    ("Priya Ramanathan", "Ramanathan"),
    ("A. P. Krishnamurthy", "Krishnamurthy"),
    ("Gurpreet Singh Dhillon", "Dhillon"),
    ("Nguyễn Văn Minh", "Nguyễn"),
    ("Zhao Wenliang", "Zhao"),
    ("Park Ji-woo", "Park"),
    ("Haruka Tanaka", "Tanaka"),
    ("Chiang Wei-ling", "Chiang"),
    ("U Ba Thein", "Ba Thein"),
    ("Siti Nurhaliza binti Tarudin", "Siti"),
    ("Jose P. Dela Cruz", "Dela Cruz"),
    ("Chimamanda Okonkwo", "Okonkwo"),
    ("Kwabena Nkrumah-Mensah", "Nkrumah-Mensah"),
    ("Thandiwe Ndlovu", "Ndlovu"),
    ("Tekle Wolde-Giorgis", "Wolde-Giorgis"),
    ("Wes Runs Above", "Runs Above"),
    ("Keala Kahananui", "Kahananui"),
    ("Ng Eng Hock", "Ng"),
)
PATTERNS: Final[tuple[str, ...]] = (
    "“We will rebuild the bridge,” {full} said.",
    "“We will rebuild the bridge,” said {full}.",
    "{full} said: “We will rebuild the bridge.”",
    "{full} told reporters that the bridge would be rebuilt.",
    "According to {full}, the bridge will be rebuilt.",
    "“We will rebuild,” said {full}, “and we will do it soon.”",
    "“We will rebuild the bridge,” {full}, the mayor, said.",
    "The mayor, {full}, said the bridge would be rebuilt.",
    "Mayor {full} said the bridge would be rebuilt.",
    "{full} opened the bridge in May. “We will rebuild it,” {short} said.",
    "{full} opened the bridge in May. “We will rebuild it,” said {short}.",
    "The critics were wrong, {full} said.",
    "“We will rebuild the bridge.” — {full}",
    "{full}: We will rebuild the bridge.\nAnna Berg: When?\n{full}: In May.\nAnna Berg: Good.",
)


def texts(full: str, short: str) -> list[str]:
    """The patterns with one name."""
    return [_capital(pattern.format(full=full, short=short)) for pattern in PATTERNS]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def is_right(found: quotekit.Extraction, full: str) -> bool:
    """Is exactly this name the speaker of the first attribution?"""
    first = next(iter(found), None)
    return first is not None and first.speaker is not None and first.speaker.name.casefold() == full.casefold()


def run(names: tuple[tuple[str, str], ...] = NAMES) -> Iterator[tuple[str, list[bool]]]:
    """Each name, and whether each pattern was right."""
    everything = [text for full, short in names for text in texts(full, short)]
    found = list(quotekit.extract_many(everything))
    for number, (full, _) in enumerate(names):
        mine = found[number * len(PATTERNS) : (number + 1) * len(PATTERNS)]
        yield full, [is_right(each, full) for each in mine]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--least", type=float, default=0.0, help="exit 1 below this share, in percent")
    options = parser.parse_args()
    right = total = 0
    by_pattern = [0] * len(PATTERNS)
    for full, verdicts in run():
        right, total = right + sum(verdicts), total + len(verdicts)
        by_pattern = [old + new for old, new in zip(by_pattern, verdicts, strict=True)]
        if not all(verdicts):
            missed = [number + 1 for number, verdict in enumerate(verdicts) if not verdict]
            print(f"{sum(verdicts):3} of {len(PATTERNS)}  {full}  wrong: {', '.join(map(str, missed))}")
    for number, count in enumerate(by_pattern):
        print(f"{count:3} of {len(NAMES)}  pattern {number + 1}: {PATTERNS[number][:60]!r}")
    share = 100 * right / total
    print(f"{right} of {total}: {share:.1f}%")
    sys.exit(share < options.least)


if __name__ == "__main__":
    main()
