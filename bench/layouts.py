"""Does the layout of a text change who says what in it? Own texts, each in ten layouts.

    python -m bench.layouts [--show]

In: the texts of tests/data/layouts.txt. Out: the share of attributions that stay the same, by layout.
Never compares spans: the words (letters and digits) and the name of the speaker have to be the same.
"""

from __future__ import annotations

import argparse
import html
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from quotekit import Extraction, extract_many

TEXTS: Final = Path(__file__).parents[1] / "tests" / "data" / "layouts.txt"
NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+ [A-Z][a-z]+(?=[ ,.])(?! [A-Z])")
Said = Counter[tuple[str, str | None]]
Layout = Callable[[Sequence[str]], str]


def texts() -> list[list[str]]:
    """The texts, each a list of paragraphs."""
    parts = TEXTS.read_text(encoding="utf8").split("\n== ")[1:]
    return [[paragraph for paragraph in part.split("\n")[1:] if paragraph] for part in parts]


def wrap(paragraph: str, width: int, indent: str = "") -> str:
    """A paragraph in lines of at most so many columns."""
    lines = [indent]
    for word in paragraph.split(" "):
        if lines[-1].strip() and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += (" " if lines[-1].strip() else "") + word
    return "\n".join(lines)


def _pages(paragraphs: Sequence[str]) -> str:
    """Wrapped lines with a page number behind every sixth, whatever stands there."""
    lines = "\n\n".join(wrap(each, 66) for each in paragraphs).split("\n")
    pages = ["\n".join(lines[n : n + 6]) for n in range(0, len(lines), 6)]
    return "".join(f"{page}\n\n                              - {n} -\n\n" for n, page in enumerate(pages, 1))


def _hyphens(paragraphs: Sequence[str]) -> str:
    """Wrapped lines, long words cut at the end of a line."""
    wrapped = "\n\n".join(wrap(each, 40) for each in paragraphs)
    return re.sub(r"\n([a-z]{4})([a-z]{4,})", r" \1-\n\2", wrapped)


def _html(paragraphs: Sequence[str]) -> str:
    marked = (html.escape(each).replace("“", "&ldquo;").replace("”", "&rdquo;") for each in paragraphs)
    bold = (NAME.sub(r"<b>\g<0></b>", each) for each in marked)
    return "<html><body>" + "\n".join(f"<p>{each}</p>" for each in bold) + "</body></html>"


LAYOUTS: Final[dict[str, Layout]] = {
    **{
        f"wrapped at {width} columns": lambda paragraphs, width=width: "\n\n".join(wrap(p, width) for p in paragraphs)  # type: ignore[misc]
        for width in (25, 40, 72, 100)
    },
    "blank line after every line": lambda paragraphs: "\n\n\n".join(
        wrap(p, 72).replace("\n", "\n\n") for p in paragraphs
    ),
    "page numbers": _pages,
    "line breaks around names": lambda paragraphs: "\n\n".join(NAME.sub(r"\n\g<0>\n", p) for p in paragraphs),
    "hyphens at line ends": _hyphens,
    "first lines indented": lambda paragraphs: "\n".join(wrap(p, 66, "   ") for p in paragraphs),
    "HTML": _html,
}


def said(found: Extraction) -> Said:
    """Words and speakers of what lies in nothing else."""
    return Counter(
        (
            re.sub(
                r"\W+", "", html.unescape(re.sub(r"<[^>]*>|-\n", "", " ".join(span.text for span in each.contents)))
            ),
            each.speaker.name if each.speaker else None,
        )
        for each in found
        if each.parent is None
    )


def compare() -> dict[str, tuple[int, int, list[str]]]:
    """By layout: how many attributions are the same as in plain paragraphs, of how many, and which are not."""
    plain = [said(found) for found in extract_many("\n\n".join(paragraphs) for paragraphs in texts())]
    rows = {}
    for name, layout in LAYOUTS.items():
        same = of = 0
        others: list[str] = []
        for expected, found in zip(plain, extract_many(layout(paragraphs) for paragraphs in texts()), strict=True):
            got = said(found)
            same += (expected & got).total() if hasattr(Counter, "total") else sum((expected & got).values())
            of += max(sum(expected.values()), sum(got.values()))
            others += [f"- {each}" for each in expected - got] + [f"+ {each}" for each in got - expected]
        rows[name] = same, of, others
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="Print what is not the same.")
    show = parser.parse_args().show
    rows = compare()
    for name, (same, of, others) in rows.items():
        print(f"{100 * same / of:6.1f}% of {of}  {name}")
        if show:
            print(*others, sep="\n")
    same, of = (sum(row[n] for row in rows.values()) for n in (0, 1))  # type: ignore[misc]
    print(f"{100 * same / of:6.1f}% of {of}")


if __name__ == "__main__":
    main()
