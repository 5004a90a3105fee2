"""The cast of a story: who is in it, by which names, how often each speaks and to whom.

In: an Extraction. Out: a row a speaker, as a table, CSV, JSON or a picture of who talks to whom.
Never finds a speaker, and never merges two: `quotekit.speakers.cast_list` does, as a person says.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import cos, pi, sin
from pathlib import Path
from typing import IO, Any, Final

from attrs import asdict, frozen

from quotekit.errors import InputError
from quotekit.export import Result
from quotekit.export.table import console_for, line
from quotekit.languages import load_language
from quotekit.reading.lay_out import lay_out
from quotekit.records import Attribution, Extraction, Failure, Speaker
from quotekit.speakers.cast import read_cast

NEAR: Final = 400  # characters between two quotations of one conversation
_MOST_SHOWN: Final = 3  # people that somebody talks to, in a table
_MOST_DRAWN: Final = 16  # people in a picture
COLUMNS: Final = ("name", "aliases", "gender", "speaks", "words", "named", "talks_to")
_GENDERS: Final = {"m": "he", "f": "she", "": ""}


@frozen
class Member:
    """One of the cast.

    Attributes:
        name: The name.
        aliases: The other forms in the text.
        gender: "he" or "she" as the whole text tells it, "" where it is left open.
        speaks: How many attributions with words between marks there are.
        words: How many words they hold.
        named: How often the text means them: names, and the nouns and pronouns of frames.
        talks_to: Whom they speak to, the most frequent first, with how often: the addressee where the text
            tells it, else who speaks right before them, or right after.
    """

    name: str
    aliases: tuple[str, ...]
    gender: str
    speaks: int
    words: int
    named: int
    talks_to: tuple[tuple[str, int], ...]


def cast_of(extraction: Extraction, language: str = "en") -> tuple[Member, ...]:
    """Everybody who says something in words of their own, those who speak most first.

    Args:
        extraction: What was found in a story.
        language: Code of its language, to know "he" from "she".
    """
    known = read_cast(lay_out(extraction.text, load_language(language)))
    speaks: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for each in extraction:
        if each.speaker is not None and each.form != "indirect":
            speaks[each.speaker.name] += 1
            words[each.speaker.name] += len(each.text.split())
    pairs = _pairs(extraction)

    def gender(speaker: Speaker) -> str:
        for name in (speaker.name, *speaker.aliases):
            if found := {each.gender for each in known.called(name)} - {""}:
                return _GENDERS[found.pop()] if len(found) == 1 else ""
        return ""

    speakers = {speaker.name: speaker for speaker in extraction.speakers}
    return tuple(
        Member(
            name=name,
            aliases=speakers[name].aliases,
            gender=gender(speakers[name]),
            speaks=count,
            words=words[name],
            named=len(speakers[name].mentions),
            talks_to=tuple(pairs[name].most_common()),
        )
        for name, count in speaks.most_common()
        if name in speakers
    )


def _pairs(extraction: Extraction) -> defaultdict[str, Counter[str]]:
    """Whom each speaker talks to, with how often."""
    spoken = [each for each in extraction if each.form != "indirect" and each.parent is None and each.speaker]
    pairs: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number, each in enumerate(spoken):
        name = each.speaker.name if each.speaker else ""
        told = each.addressee.name if each.addressee is not None else None
        partner = told or _beside(spoken, number)
        if partner is not None and partner != name:
            pairs[name][partner] += 1
    return pairs


def _beside(spoken: Sequence[Attribution], number: int) -> str | None:
    """Who else speaks right before somebody, or right after."""
    here = spoken[number]
    for other, gap in (
        *((each, _gap(each, here)) for each in spoken[max(0, number - 1) : number]),
        *((each, _gap(here, each)) for each in spoken[number + 1 : number + 2]),
    ):
        if other.speaker is not None and other.speaker is not here.speaker and gap <= NEAR:
            return other.speaker.name
    return None


def _gap(one: Attribution, two: Attribution) -> int:
    return two.start - one.end


def dump_table(members: Iterable[Member], out: IO[str]) -> None:
    """Print a table for people."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("name", "also", "", "speaks", "words", "talks to"):
        table.add_column(name, justify="right" if name in ("speaks", "words") else "left")
    for each in members:
        others = ", ".join(f"{name} {count}" for name, count in each.talks_to[:_MOST_SHOWN])
        cells = (each.name, ", ".join(each.aliases), each.gender, f"{each.speaks:,}", f"{each.words:,}", others)
        table.add_row(*(line(cell) for cell in cells))
    console_for(out).print(table)


def dump_csv(members: Iterable[Member], out: IO[str]) -> None:
    """Write one row a speaker; the file can be edited and given back as the list of a cast."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in members:
        others = "; ".join(f"{name} {count}" for name, count in each.talks_to)
        writer.writerow((each.name, "; ".join(each.aliases), each.gender, each.speaks, each.words, each.named, others))


def dump_json(members: Iterable[Member], out: IO[str]) -> None:
    """Write one JSON array."""
    rows: list[dict[str, Any]] = [{**asdict(each), "talks_to": dict(each.talks_to)} for each in members]
    out.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")


def casts(results: Iterable[Result], language: str = "en") -> Iterator[Member]:
    """The casts of several results, one behind the other; failures have none."""
    for result in results:
        if not isinstance(result, Failure):
            yield from cast_of(result, language)


def draw(members: Sequence[Member], path: str | Path) -> None:
    """Draw who talks to whom: people on a circle, lines as thick as they talk much.

    Args:
        members: The cast; the sixteen who speak most are drawn.
        path: The picture, by its ending (.svg, .png, .pdf).

    Raises:
        InputError: if matplotlib is not installed, or knows no such ending.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise InputError("a picture needs matplotlib: pip install 'quotekit-nlp[pictures]'") from error
    shown = members[:_MOST_DRAWN]
    places = {each.name: (cos(2 * pi * n / len(shown)), sin(2 * pi * n / len(shown))) for n, each in enumerate(shown)}
    figure = Figure(figsize=(8, 8), layout="constrained")
    axes = figure.add_subplot()
    axes.set_axis_off()
    axes.set(xlim=(-1.6, 1.6), ylim=(-1.3, 1.3))
    turns: Counter[tuple[str, str]] = Counter()  # both ways
    for each in shown:
        for name, count in each.talks_to:
            if name in places:
                turns[min(name, each.name), max(name, each.name)] += count
    for pair, count in turns.items():
        (x, y), (u, v) = (places[name] for name in pair)
        axes.plot([x, u], [y, v], color="0.6", lw=0.5 + 5 * count / max(turns.values()), zorder=1)
    loudest = max((each.speaks for each in shown), default=1)
    for each in shown:
        x, y = places[each.name]
        axes.scatter([x], [y], s=60 + 900 * each.speaks / loudest, color="#3b6ea5", zorder=2)
        side = "left" if x >= 0 else "right"
        axes.text(1.14 * x, 1.14 * y, each.name, ha=side if abs(x) > 0.1 else "center", va="center")
    try:
        figure.savefig(path)
    except ValueError as error:
        raise InputError(f"{path}: {error}") from error
