"""`quotekit extract`: who said what in texts.

In: files. Out: attributions in a format.
Never holds logic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from quotekit.cli.options import (
    Files,
    From,
    IdColumn,
    Jobs,
    Keep,
    Out,
    Quiet,
    Sample,
    TextColumn,
    format_option,
    keep_of,
)
from quotekit.cli.reading import reads_texts
from quotekit.cli.running import format_for, inputs_of, run, stop
from quotekit.export.formats import FORMATS, endings_of

if TYPE_CHECKING:
    from quotekit.pipeline.options import Options

ROWS = ("csv", "excel", "parquet")


@reads_texts
def extract(
    files: Files = None,
    input_format: From = None,
    text_column: TextColumn = "text",
    id_column: IdColumn = None,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    output: Out = "-",
    jobs: Jobs = 1,
    *,
    options: Options,
    keep: Keep = None,
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
    - `quotekit extract articles.jsonl --keep date,outlet -o quotes.csv`
    - `cat article.txt | quotekit extract -`

    A file is a text, called by its path; plain text, HTML and subtitles (.vtt, .srt) are read. An e-book (.epub) has
    a text for every chapter. A file of JSON Lines (.jsonl, .ndjson) has an object with
    "text" and, if you like, "id" on each line; --text-column and --id-column name other keys. Exit
    status: 0; 1 when some input could not be read (the rest is written); 2 for a wrong call.
    """
    chosen = format_for(output, format, endings_of(FORMATS))
    columns = keep_of(keep)
    if columns and chosen not in ROWS:
        stop(f"--keep is for formats with a row an attribution: {', '.join(ROWS)}; join others by their id")
    inputs, total = inputs_of(files, input_format, sample, output, text_column, id_column, columns)
    with run(inputs, output, options, jobs, quiet, total) as (results, out):
        FORMATS[chosen].write(results, out, text=text)
