"""What every command over texts does: inputs, one run, messages, the exit status.

In: options. Out: results as they come, with an open output.
Never knows what is written.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import IO, TYPE_CHECKING, Literal

import typer

from quotekit.cli.options import InputFormat
from quotekit.cli.stopping import stop as stop

if TYPE_CHECKING:
    from quotekit.batch.lines import Input
    from quotekit.export import Result
    from quotekit.pipeline.options import Options


def inputs_of(
    files: list[str] | None,
    input_format: InputFormat | None,
    sample: bool,
    output: str | None = None,
    text_column: str = "text",
    id_column: str | None = None,
    keep: tuple[str, ...] = (),
) -> tuple[Iterator[Input], int | None]:
    """What to read, and how many texts that is if somebody watches and it is known.

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
    chosen: Literal["text", "html", "epub", "jsonl"] | None = input_format.value if input_format else None
    try:
        left_out = None if output is None else check_output(names, output, ENDINGS[chosen])
    except InputError as error:
        stop(str(error))
    total = count_inputs(names, chosen, left_out) if sys.stderr.isatty() else None
    return read_inputs(names, chosen, Columns(text_column, id_column, keep), left_out), total


def format_for(output: str, chosen: str | None, endings: Mapping[str, str]) -> str:
    """What to write; ends the program where neither option nor ending says."""
    from quotekit.cli.outputs import format_of
    from quotekit.errors import InputError

    try:
        return format_of(output, chosen, endings)
    except InputError as error:
        stop(str(error))


@contextmanager
def run(
    inputs: Iterator[Input],
    output: str | None,
    options: Options,
    jobs: int,
    quiet: bool,
    total: int | None = None,
) -> Iterator[tuple[Iterator[Result], IO[str]]]:
    """Results and an open output; afterwards the messages and the exit status.

    An `output` of None is for a command that opens files itself; it gets nothing to write to.
    `total` is the number of texts, for the time left.
    """
    from attrs import evolve

    from quotekit.cli.outputs import open_output
    from quotekit.cli.progress import Watch
    from quotekit.errors import QuotekitError
    from quotekit.pipeline.many import extract_with
    from quotekit.reading.models import find_model

    watch = Watch(sys.stderr, quiet=quiet, total=total)
    opened = nullcontext(io.StringIO()) if output is None else open_output(output)
    try:
        name = options.nlp if isinstance(options.nlp, str) else None
        options = evolve(options, nlp=find_model(name, options.known))
        results = (result for result, _ in extract_with(inputs, options, n_process=jobs, on_error="record"))
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
