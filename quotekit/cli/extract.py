"""`quotekit extract`: who said what in texts.

In: files. Out: attributions in a format.
Never holds logic.
"""

from __future__ import annotations

from typing import Annotated

import typer

from quotekit.cli.options import Cues, Files, Format, From, Jobs, Least, Model, Out, Quiet, Sample, Scope, Which, one_of
from quotekit.cli.running import inputs_of, run


def extract(
    files: Files = None,
    input_format: From = None,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"What to write: {one_of(Format)}. Default: by the ending of the output, else table.",
        ),
    ] = None,
    output: Out = "-",
    model: Model = None,
    jobs: Jobs = 1,
    min_confidence: Least = 0.0,
    scope: Which = Scope.all,
    cue: Cues = None,
    text: Annotated[bool, typer.Option("--text", help="Put the texts into jsonl and json, too.")] = False,
    sample: Sample = False,
    quiet: Quiet = False,
) -> None:
    """Find who said what in texts.

    Examples:

    - `quotekit extract --sample`
    - `quotekit extract article.txt`
    - `quotekit extract articles/ -o quotes.csv`
    - `quotekit extract 'articles/2026-*.txt' --jobs 2 -o quotes.jsonl`
    - `quotekit extract --format jsonl articles.jsonl > quotes.jsonl`
    - `cat article.txt | quotekit extract -`

    A file is a text, called by its path. A file of JSON Lines has an object with "text" and, if you
    like, "id" on each line. Exit status: 0; 1 when some input could not be read (the rest is
    written); 2 for a wrong call.
    """
    from quotekit.output import dump, guess_format

    chosen = format.value if format else guess_format(output)
    inputs, total = inputs_of(files, input_format, sample)
    with run(inputs, output, model, jobs, min_confidence, scope, quiet, total, cue) as (items, out):
        dump(items, out, chosen, text=text)
