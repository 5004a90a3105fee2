"""A table for people: who, which words, and the rule that says so.

In: results with identifiers. Out: a table as wide as the terminal, a text after the other.
Never sends the terminal a control character from a text.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from textwrap import wrap
from typing import IO, TYPE_CHECKING, Final

from quotekit.export import Results, named
from quotekit.records import FILTERED, Attribution, Extraction, Failure, Form

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_NOBODY: Final = "?"
_PIPED_WIDTH: Final = 100  # columns where there is no terminal to ask
_RULE_WIDTH: Final = 16
_STYLES: Final[dict[Form, str]] = {"direct": "green", "mixed": "yellow", "indirect": "cyan"}


def dump(results: Results, out: IO[str], *, title: bool = True) -> None:
    """Print a table a text; coloured on terminals only, and not where NO_COLOR is set.

    Args:
        results: Results, or pairs of one with an identifier.
        out: A terminal, a pipe or a file.
        title: Print the identifier above each table?
    """
    console = console_for(out)
    for result in named(results):
        if title:
            console.print(line(result.id or "", "bold"))
        if isinstance(result, Failure):
            console.print(line(f"not read: {result.error}", "red"))
        else:
            if result.attributions:
                console.print(_table(result, console.width))
            console.print(line(summary(result), "dim"))
        if title:
            console.print()


def console_for(out: IO[str]) -> Console:
    """Where tables are printed: rich asks the terminal for its width, colours and letters."""
    from rich.console import Console

    console = Console(file=out, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(file=out, highlight=False, markup=False, emoji=False, width=_PIPED_WIDTH)
    return console


def line(words: str, style: str = "") -> Text:
    """Words that may come from a text, safe to print."""
    from rich.text import Text

    return Text(safe(words), style)


def safe(words: str) -> str:
    """The words on one line, without what a terminal would obey (escapes, turned directions)."""
    flat = " ".join(words.split())
    return "".join(each if unicodedata.category(each) not in ("Cc", "Cf", "Cs") else "\ufffd" for each in flat)


def summary(extraction: Extraction) -> str:
    """How much was found, in one line."""
    forms = Counter(each.form for each in extraction.attributions)
    parts = ", ".join(f"{forms[form]} {form}" for form in _STYLES if forms[form])
    nameless = sum(each.speaker is None for each in extraction.attributions)
    left_out = sum(each.reason == FILTERED for each in extraction.quotations)
    bare = sum(each.reason is not None for each in extraction.quotations) - left_out
    found = f"{_count(len(extraction), 'attribution')}" + (f" ({parts})" if parts else "")
    found += f", {_count(len(extraction.speakers), 'speaker')}"
    found += f", {nameless} without a name" if nameless else ""
    found += f"; {_count(bare, 'passage')} in quotation marks attributed to nobody" if bare else ""
    return found + (f"; {_count(left_out, 'passage')} in quotation marks left out, as asked for" if left_out else "")


def who(attribution: Attribution) -> str:
    """The speaker; where that is not known, the words that refer to one, with a question mark."""
    if attribution.speaker:
        return attribution.speaker.name
    return f"{attribution.source.text} {_NOBODY}" if attribution.source else _NOBODY


def _table(extraction: Extraction, width: int) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, padding=(0, 1, 0, 0))
    table.add_column("who", width=max(13, width // 6), style="bold", overflow="fold")
    table.add_column("cue", width=10, overflow="fold")
    table.add_column("words", ratio=1, overflow="fold")
    table.add_column("form", width=8, no_wrap=True)
    table.add_column("rule, confidence", width=_RULE_WIDTH, style="dim")
    for each in extraction.attributions:
        table.add_row(
            line(who(each)),
            line(("not " if each.negated else "") + (each.cue.text if each.cue else "")),
            line(each.text, "" if each.parent is None else "italic"),
            line(each.form, _STYLES[each.form]),
            "\n".join(wrap(f"{each.rule} {percent(each.confidence)}", _RULE_WIDTH)),  # breaks at hyphens
        )
    return table


def percent(confidence: float | None) -> str:
    """In whole percents; nothing is certain."""
    if confidence is None:
        return "not measured"
    return ">99%" if confidence > 0.99 else f"{confidence:.0%}"


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"
