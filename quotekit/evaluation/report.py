"""Scores and mistakes for people: a table, and each mistake with the text around it.

In: scores, mistakes. Out: lines on a terminal, a pipe or a file. Never a control character of a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from typing import IO, TYPE_CHECKING, Final

from quotekit.evaluation.mistakes import KINDS, Mistake
from quotekit.evaluation.ranges import Range, Ranges
from quotekit.evaluation.records import Annotation
from quotekit.evaluation.scores import Scores
from quotekit.export.table import console_for, line

if TYPE_CHECKING:
    from rich.text import Text

_AROUND: Final = 80  # characters of the text before and after a mistake
LONGEST: Final = 400  # characters of a passage; more is cut in the middle
_ROWS: Final = (
    ("quoted: detection", "quoted.detection"),
    ("quoted: attribution", "quoted.attribution"),
    ("relations: content", "relations.content"),
    ("relations: content, to the letter", "relations.content_exact"),
    ("relations: content+speaker", "relations.content_and_speaker"),
    ("overlap: content", "relations.overlap.content"),
    ("overlap: cue", "relations.overlap.cue"),
    ("overlap: speaker", "relations.overlap.speaker"),
    ("flat: content", "flat.content.exact"),
    ("flat: content begins", "flat.content.begin"),
    ("flat: cue", "flat.cue.exact"),
    ("flat: speaker", "flat.speaker.exact"),
    ("entity", "entity"),
    ("entity: right person", "person"),
)
_RECALLS: Final = (
    ("quoted: attribution recall by length", "quoted.by_length"),
    ("relations: content+speaker recall by kind", "relations.by_kind"),
    ("found by genre, with the clause that attributes it", "genres"),
    ("entity: recall by subtype", "entity.by_subtype"),
    ("entity: right person by subtype", "person.by_subtype"),
)


def print_scores(scores: Scores, out: IO[str]) -> None:
    """Print a table: precision, recall and F1 in percent, and the counts behind them."""
    from rich import box
    from rich.table import Table

    console = console_for(out)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("measure", no_wrap=True)
    for name in ("P", "R", "F1", "right", "found", "gold"):
        table.add_column(name, justify="right", style="bold" if name == "F1" else None, no_wrap=True)
    for label, measure in _ROWS:
        each = scores[measure]
        if each.gold or each.predicted:
            figures = (f"{number:.1f}" for number in (each.precision, each.recall, each.f1))
            table.add_row(label, *figures, *(f"{number:,}" for number in (each.right, each.predicted, each.gold)))
    console.print(table)
    for label, prefix in _RECALLS:
        parts = [
            f"{name} {each.recall:.1f} of {each.gold:,}" for name, each in scores.under(prefix).items() if each.gold
        ]
        if parts:
            console.print(line(f"{label}: {', '.join(parts)}"))
    if scores["entity"].gold:
        shares = ", ".join(f"{name} {each:.1f}" for name, each in zip(("P", "R", "F1"), scores.b_cubed(), strict=True))
        console.print(line(f"entity: speakers as clusters of quotations (B-cubed): {shares}"))
    missing = f", {scores.missing} of them not in the predictions" if scores.missing else ""
    console.print(line(f"{_many(scores.documents, 'document')}{missing}", "dim"))


def print_mistakes(mistakes: Iterable[Mistake], out: IO[str], *, limit: int | None = None) -> None:
    """Print mistakes, kind by kind, in a pager where the output is a terminal.

    Args:
        mistakes: What is wrong.
        out: A terminal, a pipe or a file.
        limit: The most to print of each kind; None prints all.
    """
    console = console_for(out)
    found = list(mistakes)
    with console.pager(styles=True) if console.is_terminal else nullcontext():
        for kind in KINDS:
            mine = [each for each in found if each.kind == kind]
            if mine:
                console.print(line(f"{kind}: {len(mine):,}", "bold"))
                console.print()
            for each in mine[:limit]:
                console.print(*_shown(each), sep="\n")
                console.print()
            if limit is not None and len(mine) > limit:
                console.print(line(f"… and {len(mine) - limit:,} more (--limit)", "dim"))
                console.print()
        if not found:
            console.print(line("nothing is wrong", "dim"))


def _shown(mistake: Mistake) -> Sequence[Text]:
    """A mistake in up to four lines: where, in which words, what was right, what was found."""
    text = mistake.document.text or ""
    about = mistake.gold or mistake.found
    rows = [line(f"{mistake.document.id}, character {mistake.start:,}", "dim")]
    if about is not None:
        rows.append(line(_in_context(text, about.content)))
    if mistake.gold is not None:
        rows.append(line(f"gold: {_said(text, mistake.gold)}", "green"))
    if mistake.found is not None:
        rule = f" ({mistake.found.rule})" if mistake.found.rule else ""
        rows.append(line(f"found: {_said(text, mistake.found)}{rule}", "red"))
    return rows


def _in_context(text: str, content: Ranges) -> str:
    if not content:
        return "…"
    start, end = content[0][0], content[-1][1]
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return " ".join(f"…{before}[{_cut(text[start:end])}]{after}…".split())


def _said(text: str, each: Annotation) -> str:
    """Who says what: mention, name and content."""
    mention = _words(text, each.speaker)
    who = " = ".join(part for part in (mention, each.entity) if part) or "nobody"
    return f"{who}: {_cut(_words(text, each.content))}"


def _words(text: str, ranges: Sequence[Range]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in ranges)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST // 2]} … {words[-LONGEST // 2 :]}"


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}" + ("" if count == 1 else "s")
