"""The command line: options in, files or standard output out.

In: arguments. Out: data on standard output, messages on standard error, an exit status.
Never holds logic; every command calls what Python users call. A command is a module of its name.
"""

from __future__ import annotations

import signal
import warnings
from typing import Annotated, Any

import typer

from quotekit.cli.batch import batch
from quotekit.cli.cast import cast
from quotekit.cli.evaluate import evaluate
from quotekit.cli.extract import extract
from quotekit.cli.group import Command, Commands
from quotekit.cli.render import render
from quotekit.cli.rules import rules
from quotekit.cli.sample import sample
from quotekit.cli.segments import segments
from quotekit.cli.serve import serve
from quotekit.cli.speakers import speakers
from quotekit.cli.telling import tell
from quotekit.cli.verify import verify

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# In the order of --help.
for command in (extract, render, speakers, cast, segments, verify, batch, sample, evaluate, serve, rules):
    # batch says itself what to do with several files.
    app.command(cls=Command, context_settings={"allow_extra_args": command is batch})(command)


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

    Examples:

    - `quotekit extract --sample`
    - `quotekit extract article.txt`
    - `quotekit COMMAND --help`

    Exit status: 0; 1 when some input failed (the rest is written); 2 for a wrong call or a file that cannot be written.
    """


def main() -> None:
    """The program."""
    warnings.showwarning = _warn
    signal.signal(signal.SIGTERM, _end)
    app()


def _end(number: int, _: Any) -> None:
    """End as after an error, so that no half file stays and no worker."""
    raise SystemExit(128 + number)


def _warn(message: Warning | str, *_: Any, **__: Any) -> None:
    """A warning as any other message: one line, without the place in the code."""
    tell(" ".join(["warning:", *str(message).split()]))
