"""The options that several commands share.

In: nothing. Out: annotated types for Typer, and the choices they offer.
Never does anything with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from quotekit.export.formats import Format


class InputFormat(str, Enum):
    """What a file holds."""

    text = "text"
    html = "html"
    epub = "epub"
    jsonl = "jsonl"


class Markup(str, Enum):
    """How plain texts are read that may be HTML."""

    auto = "auto"
    html = "html"
    none = "none"


class Decider(str, Enum):
    """What decides between the proposals of the rules."""

    table = "table"
    encoder = "encoder"


class Dialogue(str, Enum):
    """Whether texts are read as stories."""

    auto = "auto"
    on = "on"
    off = "off"


class Scope(str, Enum):
    """Which attributions are written."""

    auto = "auto"
    all = "all"
    quoted = "quoted"


class Medium(str, Enum):
    """How something is said."""

    speech = "speech"
    writing = "writing"
    thought = "thought"


def keep_of(options: list[str] | None) -> tuple[str, ...]:
    """Names of columns, from one option with commas or from several."""
    return tuple(name for option in options or () for name in option.split(",") if name)


def _check_jobs(number: int) -> int:
    if number < 1 and number != -1:
        raise typer.BadParameter(f"1 or more processes, or -1 for one a core; not {number}")
    return number


def format_option(formats: Mapping[str, Format]) -> Any:
    """``--format`` for one of these; named in the help, as there is no room for them in a column."""

    def check(name: str | None) -> str | None:
        if name is None or name in formats:
            return name
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(map(repr, formats))}.")

    return typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        callback=check,
        autocompletion=lambda incomplete: [name for name in formats if name.startswith(incomplete)],
        help=f"What to write: {', '.join(formats)}. Default: by the ending of the output, else table.",
    )


Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILES|-", help="Files, folders (their .txt and .jsonl files) or patterns; - is standard input."
    ),
]
From = Annotated[
    InputFormat | None,
    typer.Option(
        "--input-format",
        "-i",
        help="What the files hold. Default: by ending, else text; of standard input, by its first line.",
    ),
]
Out = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Replaced when all is done; - is standard output.")
]
Model = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="spaCy pipeline, by name or folder. Default: the one all was measured with."),
]
LanguageCode = Annotated[str, typer.Option("--language", metavar="CODE", help="Language of the texts, such as en.")]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", metavar="N", callback=_check_jobs, help="Processes; -1 for one a core.")
]
TextColumn = Annotated[
    str, typer.Option("--text-column", metavar="NAME", help="Column, or key of JSON Lines, that holds the texts.")
]
IdColumn = Annotated[
    str | None,
    typer.Option(
        "--id-column", metavar="NAME", help="The one that holds the identifiers. Default: id, if there is one."
    ),
]
Keep = Annotated[
    list[str] | None,
    typer.Option(
        "--keep", metavar="NAMES", help="Columns, or keys of JSON Lines, to write beside the answers: date,outlet."
    ),
]
CastList = Annotated[
    Path | None,
    typer.Option("--cast", metavar="FILE", help="Cast list, CSV or JSON: names to give out, and who is the same."),
]
Terms = Annotated[int, typer.Option("--terms", min=0, metavar="N", help="Key terms of what each speaker says: N each.")]
Sample = Annotated[bool, typer.Option("--sample", help="Read the sample article that comes with quotekit.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no messages.")]
