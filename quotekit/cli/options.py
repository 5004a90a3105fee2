"""The options that several commands share.

In: nothing. Out: annotated types for Typer, and the choices they offer.
Never does anything with them.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer


class InputFormat(str, Enum):
    """What a file holds."""

    text = "text"
    jsonl = "jsonl"


class Format(str, Enum):
    """What is written."""

    table = "table"
    jsonl = "jsonl"
    json = "json"
    csv = "csv"
    excel = "excel"
    parquet = "parquet"
    brat = "brat"
    tei = "tei"
    annotations = "annotations"
    citron = "citron"
    segments = "segments"


class SpeakersFormat(str, Enum):
    """What the list of speakers is written as."""

    table = "table"
    json = "json"
    csv = "csv"


class Scope(str, Enum):
    """Which attributions are written."""

    all = "all"
    quoted = "quoted"


class Medium(str, Enum):
    """How something is said."""

    speech = "speech"
    writing = "writing"
    thought = "thought"


def _check_jobs(number: int) -> int:
    if number < 1 and number != -1:
        raise typer.BadParameter(f"1 or more processes, or -1 for one a core; not {number}")
    return number


def one_of(choices: type[Enum]) -> str:
    """Choices as words, for help that has no room for them in a column."""
    return ", ".join(each.value for each in choices)


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
    typer.Option(metavar="NAME", help="spaCy pipeline, by name or folder. Default: the best one installed."),
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
Sample = Annotated[bool, typer.Option("--sample", help="Read the sample article that comes with quotekit.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no messages.")]
