"""Who is quoted, how often, with how many words, in which forms.

In: results with identifiers. Out: one row a speaker, and one for what has no name.
Never merges two names: a speaker is the same in two texts where the name is the same.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import IO, Final

from attrs import Factory, asdict, define

from quotekit.export import Result
from quotekit.export.table import console_for, line
from quotekit.records import Extraction, Form

NAMELESS: Final = "speaker not known"


@define
class Quoted:
    """How much one speaker is quoted.

    Attributes:
        name: The name, or None for all that has none.
        type: The type that most of the texts give the speaker; None where there is no name.
        attributions: Number of attributions.
        texts: Number of texts.
        words: Number of words, verbatim or not; without those of which the text says that they
            were not said.
        direct: Attributions whose words are verbatim.
        mixed: Attributions whose words are partly so.
        indirect: Attributions without a verbatim word.
        share: Part of all attributions, 0 to 1.
    """

    name: str | None
    type: str | None = None
    attributions: int = 0
    texts: int = 0
    words: int = 0
    direct: int = 0
    mixed: int = 0
    indirect: int = 0
    share: float = 0.0


@define
class _Tally:
    row: Quoted
    types: Counter[str] = Factory(Counter)
    texts: set[int] = Factory(set)
    forms: Counter[Form] = Factory(Counter)


def count_speakers(results: Iterable[Result]) -> list[Quoted]:
    """One row a speaker, most quoted first; last a row for what has no name, if there is any.

    Attributions inside others are left out, so that no word counts twice; failures are, too.
    """
    tallies: dict[str | None, _Tally] = {}
    for number, result in enumerate(results):
        for each in result.attributions if isinstance(result, Extraction) else ():
            if each.parent is not None:
                continue
            name = each.speaker.name if each.speaker else None
            tally = tallies.setdefault(name, _Tally(Quoted(name)))
            if not each.negated:
                tally.row.words += each.words
            tally.forms[each.form] += 1
            tally.texts.add(number)
            if each.speaker:
                tally.types[each.speaker.type] += 1
    total = sum(tally.forms.total() for tally in tallies.values())
    for tally in tallies.values():
        row = tally.row
        row.attributions, row.texts = tally.forms.total(), len(tally.texts)
        row.direct, row.mixed, row.indirect = (tally.forms[form] for form in ("direct", "mixed", "indirect"))
        row.share = round(row.attributions / total, 4)
        row.type = tally.types.most_common(1)[0][0] if tally.types else None
    rows = [tally.row for tally in tallies.values()]
    return sorted(rows, key=lambda row: (row.name is None, -row.attributions, -row.words, row.name or ""))


def dump_table(rows: Sequence[Quoted], out: IO[str]) -> None:
    """Print the rows for people."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("speaker", style="bold", overflow="fold")
    table.add_column("type")
    for column in ("quoted", "share", "words", "direct", "mixed", "indirect", "texts"):
        table.add_column(column, justify="right")
    for row in rows:
        numbers = (
            row.attributions,
            f"{row.share:.0%}",
            row.words,
            row.direct,
            row.mixed,
            row.indirect,
            row.texts,
        )
        table.add_row(line(row.name or NAMELESS), row.type, *map(str, numbers))
    console_for(out).print(table if rows else "nobody is quoted")


def dump_csv(rows: Sequence[Quoted], out: IO[str]) -> None:
    """Write the rows as CSV."""
    from quotekit.export.csv import guarded

    table = csv.DictWriter(out, list(asdict(Quoted(None))))
    table.writeheader()
    table.writerows({key: guarded(cell) for key, cell in asdict(row).items()} for row in rows)


def dump_json(rows: Sequence[Quoted], out: IO[str]) -> None:
    """Write the rows as one JSON array."""
    json.dump([asdict(row) for row in rows], out, indent=1)
    out.write("\n")
