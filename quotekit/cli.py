"""The command line: options in, files or standard output out.

In: arguments. Out: data on standard output, messages on standard error, an exit status.
Never holds logic; every command calls what Python users call.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import IO, TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from quotekit.export import Items
    from quotekit.inputs import Input

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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


class SpeakersFormat(str, Enum):
    """What the list of speakers is written as."""

    table = "table"
    json = "json"
    csv = "csv"


class Scope(str, Enum):
    """Which attributions are written."""

    all = "all"
    quoted = "quoted"


Files = Annotated[list[str] | None, typer.Argument(metavar="FILES|-", help="Files to read; - is standard input.")]
From = Annotated[
    InputFormat | None,
    typer.Option("--input-format", "-i", help="What the files hold. Default: by ending, else text."),
]
Out = Annotated[str, typer.Option("--output", "-o", help="File, replaced when all is done; - is standard output.")]
Model = Annotated[str | None, typer.Option(help="spaCy pipeline, by name or folder. Default: the best one installed.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", help="Processes; -1 for one a core.")]
Least = Annotated[float, typer.Option(min=0, max=1, help="Leave out attributions below this probability, 0 to 1.")]
Which = Annotated[Scope, typer.Option(help="quoted leaves out indirect speech.")]
Sample = Annotated[bool, typer.Option("--sample", help="Read the sample article that comes with quotekit.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no messages.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        from quotekit import __version__

        typer.echo(f"quotekit {__version__}")
        raise typer.Exit()


@app.callback()
def quotekit(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Who said what, in which words, where, and why.

    Try: `quotekit extract --sample`
    """


@app.command()
def extract(
    files: Files = None,
    input_format: From = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="What to write. Default: by the ending of OUTPUT, else table."),
    ] = None,
    output: Out = "-",
    model: Model = None,
    jobs: Jobs = 1,
    min_confidence: Least = 0.0,
    scope: Which = Scope.all,
    text: Annotated[bool, typer.Option("--text", help="Put the texts into jsonl and json, too.")] = False,
    sample: Sample = False,
    quiet: Quiet = False,
) -> None:
    """Find who said what in texts.

    Examples:

    - `quotekit extract --sample`
    - `quotekit extract article.txt`
    - `quotekit extract articles/*.txt -o quotes.csv`
    - `quotekit extract --format jsonl articles.jsonl > quotes.jsonl`
    - `cat article.txt | quotekit extract -`

    A JSON Lines input has an object with "text" and, if you like, "id" on each line. Exit status:
    0; 1 when some input could not be read (the rest is written); 2 for a wrong call.
    """
    from quotekit.output import dump, guess_format

    chosen = format.value if format else guess_format(output)
    inputs = _inputs(files, input_format, sample)
    with _run(inputs, output, model, jobs, min_confidence, scope, quiet) as (items, out):
        dump(items, out, chosen, text=text)


@app.command()
def speakers(
    files: Files = None,
    input_format: From = None,
    format: Annotated[SpeakersFormat, typer.Option("--format", "-f", help="What to write.")] = SpeakersFormat.table,
    output: Out = "-",
    model: Model = None,
    jobs: Jobs = 1,
    min_confidence: Least = 0.0,
    scope: Which = Scope.all,
    sample: Sample = False,
    quiet: Quiet = False,
) -> None:
    """Count who is quoted in texts: how often, how many words, in which forms.

    Examples:

    - `quotekit speakers articles/*.txt`
    - `quotekit speakers --format csv -o speakers.csv articles.jsonl`

    Speakers of two texts are the same where their names are. The last row is what has no name.
    """
    from quotekit.export.speakers import count_speakers
    from quotekit.output import dump_speakers

    inputs = _inputs(files, input_format, sample)
    with _run(inputs, output, model, jobs, min_confidence, scope, quiet) as (items, out):
        dump_speakers(count_speakers(result for result, _ in items), out, format.value)


@app.command()
def rules(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="One rule, in full.")] = None,
) -> None:
    """List the rules, or explain one.

    Examples:

    - `quotekit rules`
    - `quotekit rules according-to`
    """
    from quotekit.errors import RuleError
    from quotekit.explanation import explain
    from quotekit.output import dump_rules, standard_output

    try:
        with standard_output() as out:
            if name is None:
                dump_rules(out)
            else:
                out.write(explain(name) + "\n")
    except RuleError as error:
        _stop(str(error))


def _inputs(files: list[str] | None, input_format: InputFormat | None, sample: bool) -> Iterator[Input]:
    """What to read; ends the program where nothing was named and nothing is piped in."""
    from quotekit.inputs import STDIN, read_inputs, read_sample

    if sample:
        if files:
            _stop("give --sample or files, not both")
        return iter([read_sample()])
    if not files and sys.stdin.isatty():
        _stop("name the files to read, or - to type a text and end it with Ctrl-D; or try --sample")
    return read_inputs(files or [STDIN], input_format.value if input_format else None)


@contextmanager
def _run(
    inputs: Iterator[Input],
    output: str,
    model: str | None,
    jobs: int,
    min_confidence: float,
    scope: Scope,
    quiet: bool,
) -> Iterator[tuple[Items, IO[str]]]:
    """Results and an open output; afterwards the messages and the exit status."""
    from quotekit import extract_many
    from quotekit.errors import QuotekitError
    from quotekit.models import find_model
    from quotekit.output import Watch, open_output
    from quotekit.workers import count_processes

    watch = Watch(sys.stderr, quiet=quiet)
    try:
        found = find_model(model)
        results = extract_many(
            inputs,
            nlp=found,
            n_process=count_processes(jobs),
            on_error="record",
            min_confidence=min_confidence,
            scope=scope.value,
        )
        with open_output(output) as out, watch.watching(results, out) as items:
            yield items, out
    except BrokenPipeError:
        raise  # `| head` has enough; typer ends quietly
    except OSError as error:
        _stop(f"{error.filename or output}: {error.strerror or error}" if error.errno else str(error))
    except (QuotekitError, ValueError) as error:
        _stop(str(error))
    if watch.failures:
        raise typer.Exit(1)


def _stop(message: str) -> NoReturn:
    """Say what is wrong with the call and end with status 2."""
    print(f"quotekit: {message}", file=sys.stderr)
    raise typer.Exit(2)


def main() -> None:
    """The program."""
    app()
