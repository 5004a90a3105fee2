"""Who is quoted, how often, with how many words, in which forms.

In: results with identifiers. Out: one row a speaker, and one for what has no name.
Never merges two names by itself: `quotekit.link_speakers` says which are one speaker.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, Final

from attrs import Factory, asdict, define

from quotekit.export import Result, Results, named
from quotekit.export.table import console_for, line
from quotekit.records import Extraction, Form

if TYPE_CHECKING:
    from quotekit.speakers.across import LinkedSpeakers

NAMELESS: Final = "speaker not known"


@define
class Quoted:
    """How much one speaker is quoted.

    Attributes:
        name: The name, or None for all that has none; `label` is always a string, to sort and to print.
        type: The type that most of the texts give the speaker; None where there is no name.
        attributions: Number of attributions.
        texts: Number of texts.
        words: Number of words, verbatim or not; without those of which the text says that they
            were not said.
        direct: Attributions whose words are verbatim.
        mixed: Attributions whose words are partly so.
        indirect: Attributions without a verbatim word.
        share: Part of all attributions, 0 to 1.
        speaker_id: The speaker across texts, where they were linked; else None.
        wikidata: Its identifier in Wikidata, where an override table has one; else None.
        terms: Key terms of what the speaker says, where they were asked for.
        mtld: How varied the words are (see `quotekit.pipeline.terms`), where that was asked for.
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
    speaker_id: str | None = None
    wikidata: str | None = None
    terms: tuple[str, ...] = ()
    mtld: float | None = None

    @property
    def label(self) -> str:
        """The name, or "speaker not known": a string always, to sort and to print."""
        return NAMELESS if self.name is None else self.name


@define
class _Tally:
    row: Quoted
    types: Counter[str] = Factory(Counter)
    texts: set[object] = Factory(set)
    forms: Counter[Form] = Factory(Counter)

    def add(self, other: _Tally) -> None:
        self.row.words += other.row.words
        self.types += other.types
        self.texts |= other.texts
        self.forms += other.forms


class Tallies:
    """Counts speakers of texts that come one by one; what is kept is a few numbers for each."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str | None], _Tally] = {}

    def add(self, result: Result, id: object) -> None:
        """Count one text; a failure counts nothing."""
        for each in result.attributions if isinstance(result, Extraction) else ():
            if each.parent is not None:
                continue
            name, type = (each.speaker.name, each.speaker.type) if each.speaker else (None, None)
            words = 0 if each.negated else each.words
            self.count(id, name, type, each.form, words)

    def count(self, id: object, name: str | None, type: str | None, form: Form, words: int) -> None:
        """Count one attribution: its text, its speaker, its form, the words that were said."""
        tally = self._found.setdefault((str(id), name), _Tally(Quoted(name)))
        tally.row.words += words
        tally.forms[form] += 1
        tally.texts.add(str(id))
        if type is not None:
            tally.types[type] += 1

    def rows(self, links: LinkedSpeakers | None = None) -> list[Quoted]:
        """One row a speaker, most quoted first; last a row for what has no name, if there is any.

        Speakers are the same where their names are; with `links`, where their identifiers are.
        """
        tallies: dict[tuple[str | None, str | None], _Tally] = {}
        for (text, name), tally in self._found.items():
            linked = links.of(text, name) if links and name is not None else None
            row = Quoted(name)
            if linked:
                row = Quoted(linked.name, speaker_id=linked.id, wikidata=linked.wikidata)
            tallies.setdefault((row.speaker_id, row.name), _Tally(row)).add(tally)
        total = sum(tally.forms.total() for tally in tallies.values())
        for tally in tallies.values():
            row = tally.row
            row.attributions, row.texts = tally.forms.total(), len(tally.texts)
            row.direct, row.mixed, row.indirect = (tally.forms[form] for form in ("direct", "mixed", "indirect"))
            row.share = round(row.attributions / total, 4)
            row.type = tally.types.most_common(1)[0][0] if tally.types else None
        rows = [tally.row for tally in tallies.values()]
        return sorted(rows, key=lambda row: (row.name is None, -row.attributions, -row.words, row.name or ""))


def count_speakers(results: Results, links: LinkedSpeakers | None = None) -> list[Quoted]:
    """One row a speaker, most quoted first; last a row for what has no name, if there is any.

    Attributions inside others are left out, so that no word counts twice; failures are, too.

    Args:
        results: Results, or pairs of one with the identifier of its text; without one, they are numbered from 1.
        links: What `quotekit.link_speakers` gave for the same results; without it, speakers of two texts are
            the same where their names are.
    """
    tallies = Tallies()
    for result in named(results):
        tallies.add(result, result.id)
    return tallies.rows(links)


def dump_table(rows: Sequence[Quoted], out: IO[str]) -> None:
    """Print the rows for people."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("speaker", style="bold", overflow="fold")
    table.add_column("type")
    with_terms = any(row.terms for row in rows)  # they need the room of the forms
    columns = ["quoted", "share", "words", *(() if with_terms else ("direct", "mixed", "indirect")), "texts"]
    for column in columns:
        table.add_column(column, justify="right")
    if with_terms:
        table.add_column("key terms", overflow="fold")
    for row in rows:
        terms = [line(", ".join(row.terms))] if with_terms else []
        cells = {**asdict(row), "quoted": row.attributions, "share": f"{row.share:.0%}"}
        table.add_row(line(row.label), row.type, *(str(cells[column]) for column in columns), *terms)
    console_for(out).print(table if rows else "nobody is quoted")


def dump_csv(rows: Sequence[Quoted], out: IO[str]) -> None:
    """Write the rows as CSV."""
    from quotekit.export.csv import guarded

    table = csv.DictWriter(out, list(asdict(Quoted(None))))
    table.writeheader()
    table.writerows(
        {key: guarded("; ".join(cell) if isinstance(cell, tuple) else cell) for key, cell in asdict(row).items()}
        for row in rows
    )


def dump_json(rows: Sequence[Quoted], out: IO[str]) -> None:
    """Write the rows as one JSON array."""
    json.dump([asdict(row) for row in rows], out, indent=1)
    out.write("\n")
