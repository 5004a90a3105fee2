"""What every command over texts does: inputs, one run, messages, the exit status.

In: options. Out: results as they come, with an open output.
Never knows what is written.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from enum import Enum
from typing import IO, TYPE_CHECKING, Literal, NoReturn

import typer

from quotekit.cli.options import InputFormat, Medium, Scope

if TYPE_CHECKING:
    from quotekit.batch.lines import Input
    from quotekit.export import Items
    from quotekit.records import Medium as Kept


def inputs_of(
    files: list[str] | None,
    input_format: InputFormat | None,
    sample: bool,
    output: str | None = None,
    text_column: str = "text",
    id_column: str | None = None,
) -> tuple[Iterator[Input], int | None]:
    """What to read, and how many texts that is if somebody watches and it can be told.

    Ends the program where nothing was named and nothing is piped in, and where the `output` is an
    input; None is for a command that writes no single file.
    """
    from quotekit.cli.inputs import ENDINGS, STDIN, Columns, count_inputs, read_inputs, read_sample
    from quotekit.cli.overwriting import check_output
    from quotekit.errors import InputError

    if sample:
        if files:
            stop("give --sample or files, not both")
        return iter([read_sample()]), 1
    if not files and sys.stdin.isatty():
        stop("name the files to read, or - to type a text and end it with Ctrl-D; or try --sample")
    names = files or [STDIN]
    chosen: Literal["text", "jsonl"] | None = input_format.value if input_format else None
    try:
        left_out = None if output is None else check_output(names, output, ENDINGS[chosen])
    except InputError as error:
        stop(str(error))
    total = count_inputs(names, chosen, left_out) if sys.stderr.isatty() else None
    return read_inputs(names, chosen, Columns(text_column, id_column), left_out), total


def format_for(output: str, chosen: Enum | None, endings: Mapping[str, str]) -> str:
    """What to write; ends the program where neither option nor ending says."""
    from quotekit.cli.outputs import format_of
    from quotekit.errors import InputError

    try:
        return format_of(output, chosen.value if chosen else None, endings)
    except InputError as error:
        stop(str(error))


@contextmanager
def run(
    inputs: Iterator[Input],
    output: str | None,
    model: str | None,
    jobs: int,
    min_confidence: float,
    scope: Scope,
    quiet: bool,
    total: int | None = None,
    cues: list[str] | None = None,
    media: list[Medium] | None = None,
) -> Iterator[tuple[Items, IO[str]]]:
    """Results and an open output; afterwards the messages and the exit status.

    An `output` of None is for a command that opens files itself; it gets nothing to write to.
    `total` is the number of texts, for the time left; `cues` and `media` are as the options give them.
    """
    from quotekit import extract_many
    from quotekit.cli.outputs import open_output
    from quotekit.cli.progress import Watch
    from quotekit.errors import QuotekitError
    from quotekit.pipeline.workers import count_processes
    from quotekit.reading.models import find_model

    watch = Watch(sys.stderr, quiet=quiet, total=total)
    opened = nullcontext(io.StringIO()) if output is None else open_output(output)
    try:
        found = find_model(model)
        results = extract_many(
            inputs,
            nlp=found,
            n_process=count_processes(jobs),
            on_error="record",
            min_confidence=min_confidence,
            scope=scope.value,
            media=media_of(media),
            cues=cues_of(cues),
        )
        with opened as out, watch.watching(results, out) as items:
            yield items, out
    except BrokenPipeError:
        raise  # `| head` has enough; typer ends quietly
    except OSError as error:
        stop(f"{error.filename or output or 'output'}: {error.strerror or error}" if error.errno else str(error))
    except (QuotekitError, ValueError) as error:
        stop(str(error))
    if watch.failures:
        raise typer.Exit(1)


def cues_of(options: list[str] | None) -> dict[str, str]:
    """Verbs of the user's, each with the verb it is like: from "skeet" or "skeet=write"."""
    pairs = (option.partition("=") for option in options or ())
    return {verb: like or "say" for verb, _, like in pairs}


def media_of(options: list[Medium] | None) -> tuple[Kept, ...] | None:
    """The media to keep; None for all."""
    return tuple(each.value for each in options) if options else None


def stop(message: str) -> NoReturn:
    """Say what is wrong with the call and end with status 2."""
    print(f"quotekit: {message}", file=sys.stderr)
    raise typer.Exit(2)
