"""What every command over texts does: inputs, one run, messages, the exit status.

In: options. Out: results as they come, with an open output.
Never knows what is written.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import IO, TYPE_CHECKING, Literal, NoReturn

import typer

from quotekit.cli.options import InputFormat, Scope

if TYPE_CHECKING:
    from quotekit.export import Items
    from quotekit.inputs import Input


def inputs_of(
    files: list[str] | None, input_format: InputFormat | None, sample: bool
) -> tuple[Iterator[Input], int | None]:
    """What to read, and how many texts that is if somebody watches and it can be told.

    Ends the program where nothing was named and nothing is piped in.
    """
    from quotekit.inputs import STDIN, count_inputs, read_inputs, read_sample

    if sample:
        if files:
            stop("give --sample or files, not both")
        return iter([read_sample()]), 1
    if not files and sys.stdin.isatty():
        stop("name the files to read, or - to type a text and end it with Ctrl-D; or try --sample")
    names = files or [STDIN]
    chosen: Literal["text", "jsonl"] | None = input_format.value if input_format else None
    return read_inputs(names, chosen), count_inputs(names, chosen) if sys.stderr.isatty() else None


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
) -> Iterator[tuple[Items, IO[str]]]:
    """Results and an open output; afterwards the messages and the exit status.

    An `output` of None is for a command that opens files itself; it gets nothing to write to.
    `total` is the number of texts, for the time left; `cues` are as the option gives them.
    """
    from quotekit import extract_many
    from quotekit.errors import QuotekitError
    from quotekit.models import find_model
    from quotekit.output import Watch, open_output
    from quotekit.workers import count_processes

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


def stop(message: str) -> NoReturn:
    """Say what is wrong with the call and end with status 2."""
    print(f"quotekit: {message}", file=sys.stderr)
    raise typer.Exit(2)
