"""Spoils texts in the ways that scraping, OCR, editors and attackers do, and checks every promise on each.

    python -m bench.mutated                                # 20,000 texts, a made-up parser
    python -m bench.mutated --texts 1000 --model           # the real one
    python -m bench.mutated --again 99:1234                # one of them once more, printed

In: the evaluation data (or the sample, where there is none), cut into pieces; one to three changes each, drawn
by a seed. Out: a table; a text that breaks a promise is printed with its number. Never asks what is right.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import quotekit
from bench.corpus import EVAL
from bench.promises import check
from bench.scraps import ALL, BREAKS, COMBINING, CONTROLS, MARKS, PLANES, RIGHT_TO_LEFT, SPACES
from bench.timing import texts_of
from quotekit.export.json_lines import to_line
from quotekit.reading.models import BUNDLED

Change = Callable[[str, random.Random], str]
PIECE: Final = (40, 900)  # characters of a piece: the shortest and the longest
SAMPLE: Final = Path(__file__).parents[1] / "docs" / "examples" / "summit.txt"
MARKED: Final = re.compile(f"[{re.escape(''.join(mark for mark in MARKS if len(mark) == 1))}]")
ALIKE: Final = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")  # Cyrillic
ITALIC: Final = {ord(c): chr(0x1D44E + i) for i, c in enumerate("abcdefghijklmnopqrstuvwxyz") if c != "h"}
WIDE: Final = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def _scatter(bits: Sequence[str], share: float = 0.02) -> Change:
    """A change that puts some of `bits` between characters."""

    def change(text: str, draw: random.Random) -> str:
        return "".join(c + (draw.choice(bits) if draw.random() < share else "") for c in text)

    return change


def _replace(pattern: str | re.Pattern[str], bits: Sequence[str], share: float = 1.0) -> Change:
    """A change that puts some of `bits` in the place of what a pattern finds."""

    def change(text: str, draw: random.Random) -> str:
        return re.sub(pattern, lambda m: draw.choice(bits) if draw.random() < share else m[0], text)

    return change


def _around(before: str, after: str) -> Change:
    return lambda text, draw: f"{before}{text}{after}"


def _shuffle(pattern: str) -> Change:
    """A change that puts the pieces between the matches of a pattern into another order."""

    def change(text: str, draw: random.Random) -> str:
        pieces = re.split(f"({pattern})", text)
        words = pieces[::2]
        draw.shuffle(words)
        return "".join(word + gap for word, gap in zip(words, [*pieces[1::2], ""], strict=True))

    return change


def _drop(text: str, draw: random.Random) -> str:
    return "".join(c for c in text if draw.random() > 0.03)


def _cut(text: str, draw: random.Random) -> str:
    start = draw.randrange(max(1, len(text)))
    return text[start : draw.randrange(start, len(text) + 1)]


def _wrap(text: str, draw: random.Random) -> str:
    width, out, column = draw.randint(5, 90), [], 0
    for word in text.split(" "):
        out.append("\n" if column + len(word) > width else " ")
        column = len(word) if out[-1] == "\n" else column + len(word) + 1
        out.append(word)
    return "".join(out)


def _repeat(text: str, draw: random.Random) -> str:
    start = draw.randrange(max(1, len(text)))
    return text[:start] + text[start : start + draw.randint(1, 30)] * draw.randint(2, 60) + text[start:]


def _long_word(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text) + 1)
    return text[:at] + draw.choice("aZ’-0“") * draw.randint(200, 2000) + text[at:]


def _transcript(text: str, draw: random.Random) -> str:
    names = ("ANNA BERG", "Q", "A", "TOM ODUYA (on tape)", "[Applause]", "00:01:02")
    return "\n".join(f"{draw.choice(names)}: {line}" for line in re.split(r"(?<=[.!?”]) ", text))


def _tags(text: str, draw: random.Random) -> str:
    tags = (
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "&quot;",
        "&#8220;",
        "<br/>",
    )
    return _scatter(tags, 0.03)(text, draw)


CHANGES: Final[dict[str, Change]] = {
    "marks swapped": _replace(MARKED, MARKS),
    "marks deleted": _replace(MARKED, ("",), 0.4),
    "marks inserted": _scatter(MARKS, 0.03),
    "scraps inserted": _scatter(ALL),
    "characters deleted": _drop,
    "cut anywhere": _cut,
    "sentences shuffled": _shuffle(r"(?<=[.!?”])\s"),
    "words shuffled": _shuffle(r"\s+"),
    "paragraphs doubled": lambda text, draw: f"{text}\n\n{text}",
    "a stretch repeated": _repeat,
    "zero width": _scatter(("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\xad")),
    "right to left": _scatter(RIGHT_TO_LEFT),
    "combining": _scatter(COMBINING),
    "every plane": _scatter(PLANES),
    "odd spaces": _replace(" ", (*SPACES, "\u2028", "\x85"), 0.3),
    "line ends": _replace(r"[ \n]", BREAKS, 0.1),
    "CRLF": lambda text, draw: text.replace("\n", "\r\n"),
    "many line ends": lambda text, draw: text.replace("\n", "\n" * draw.randint(3, 2000), 3),
    "half surrogates": _scatter(("\ud800", "\udfff", "\udc00")),
    "private use": _scatter(("\ue000", "\ufdd0", "\U000fffff", "\U0010ffff")),
    "control codes": _scatter(CONTROLS),
    "long words": _long_word,
    "upper case": lambda text, draw: text.upper(),
    "lower case": lambda text, draw: text.lower(),
    "swapped case": lambda text, draw: text.swapcase(),
    "letters of another script": lambda text, draw: text.translate(ALIKE),
    "mathematical letters": lambda text, draw: text.translate(ITALIC),
    "full width": lambda text, draw: text.translate(WIDE),
    "NFD": lambda text, draw: unicodedata.normalize("NFD", text),
    "NFKD": lambda text, draw: unicodedata.normalize("NFKD", text),
    "hard wraps": _wrap,
    "reversed": lambda text, draw: text[::-1],
    "OCR": _replace(r"[“”\"l1O0]", ("``", "''", "I", "|", "0", "O", ",,", "*")),
    "dashes": _replace(r"[“”,]", ("—", "–", "--", " - "), 0.5),
    "tags": _tags,
    "Markdown": _replace(r"[“”\n]", ("**", "_", "\n> ", "\n- ", "`", "\n# "), 0.5),
    "RTF": _around(r"{\rtf1\ansi \'93", r"\'94\par }"),
    "LaTeX": _around(r"\begin{quote}``", r"''\end{quote}"),
    "JSON": lambda text, draw: to_line({"text": text, "id": [text[:20]]}),
    "code": _around("def said(x):\n    return '“%s”' % x\n\n", "\n}; // he said \"\"\"\n"),
    "transcript": _transcript,
    "question and answer": _replace(r"\n+", ("\nQ: ", "\nA: ", "\n\nMR. BERG: ")),
}  # fmt: skip


def pieces(draw: random.Random, texts: Sequence[str]) -> Iterator[str]:
    """Pieces of texts, for ever."""
    while True:
        text = draw.choice(texts)
        start = draw.randrange(max(1, len(text) - PIECE[0]))
        yield text[start : start + draw.randint(*PIECE)]


def mutated(seed: int, texts: Sequence[str], count: int) -> Iterator[tuple[str, list[str]]]:
    """So many spoilt texts, each with the names of its changes: always the same for a seed."""
    draw = random.Random(seed)
    for piece in pieces(draw, texts):
        if count <= 0:
            return
        count -= 1
        names = draw.sample(sorted(CHANGES), draw.randint(1, 3))
        for name in names:
            piece = CHANGES[name](piece, draw)
        yield piece, names


def sources() -> list[str]:
    """The texts that are spoilt."""
    files = sorted(EVAL.glob("*_dev.jsonl"))
    return [text for path in files for text in texts_of(path)] or [SAMPLE.read_text(encoding="utf-8")]


def broken(text: str, nlp: Any, *, twice: bool) -> str | None:
    """Which promise an answer breaks, if one."""
    try:
        found = quotekit.extract(text, nlp=nlp)
        check(text, found)
        if twice and quotekit.extract(text, nlp=nlp) != found:
            return "another answer the second time"
    except Exception as error:  # none is allowed
        return f"{type(error).__name__}: {error}"
    return None


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 1 if a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--model", action="store_true", help="the real parser")
    parser.add_argument("--again", metavar="SEED:NUMBER", help="print one text and its answer")
    options = parser.parse_args(argv)
    from bench.stub import stub

    nlp: Any = BUNDLED if options.model else stub()
    texts = sources()
    if options.again:
        seed, number = map(int, options.again.split(":"))
        text, names = list(mutated(seed, texts, number + 1))[-1]
        print(names, repr(text), broken(text, nlp, twice=True), sep="\n")
        return 0
    start, characters = time.process_time(), 0
    counts: Counter[str] = Counter()
    bad = 0
    for number, (text, names) in enumerate(mutated(options.seed, texts, options.texts)):
        counts.update(names)
        characters += len(text)
        why = broken(text, nlp, twice=not number % 10)
        if why:
            bad += 1
            print(f"  {options.seed}:{number} {names}: {why[:300]}", file=sys.stderr, flush=True)
    print("| parser | texts | kinds | characters | broken | CPU seconds |\n|---|---:|---:|---:|---:|---:|")
    cells = f"{options.texts:,} | {len(counts)} | {characters:,} | {bad} | {time.process_time() - start:.0f}"
    print(f"| {'small model' if options.model else 'made up'} | {cells} |")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
