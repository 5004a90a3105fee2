"""`quotekit render`: pages to check texts by.

In: files. Out: one HTML page; for several texts a folder of them, with an index.
Never holds logic.
"""

from __future__ import annotations

import os
import sys
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotekit.cli.corrections import corrected, read_corrections, tell_unused
from quotekit.cli.options import (
    Files,
    From,
    IdColumn,
    Jobs,
    Quiet,
    Sample,
    Terms,
    TextColumn,
)
from quotekit.cli.reading import reads_texts
from quotekit.cli.running import inputs_of, run
from quotekit.cli.stopping import stop

if TYPE_CHECKING:
    from quotekit.pipeline.options import Options
    from quotekit.speakers.across import Link

Pages = Annotated[
    str,
    typer.Option(
        "--output", "-o", metavar="PLACE", help="NAME.html for one text, a folder for several; - is standard output."
    ),
]
Title = Annotated[
    str | None,
    typer.Option(metavar="WORDS", help="Heading of the one page. Default: the headline of the text, else its name."),
]


@reads_texts
def render(
    files: Files = None,
    input_format: From = None,
    text_column: TextColumn = "text",
    id_column: IdColumn = None,
    output: Pages = "-",
    title: Title = None,
    overrides: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Table of names, as Save names on a page or --forms writes it.")
    ] = None,
    terms: Terms = 0,
    jobs: Jobs = 1,
    *,
    options: Options,
    sample: Sample = False,
    quiet: Quiet = False,
) -> None:
    """Make a page to check a text by: who said what, coloured, and how it was found.

    Examples:

    - `quotekit render article.txt -o article.html`
    - `quotekit render article.txt --title "Low water" -o article.html`
    - `quotekit render articles/ -o pages`
    - `quotekit render article.txt --overrides article-speakers.csv -o article.html`
    - `quotekit render --sample > sample.html`

    A page is one file that loads nothing. A place that does not end in .html is a folder, with a
    page for each text and an index.html. Pages of an earlier run are replaced where names are the
    same. Exit status: 0; 1 when some input could not be read; 2 for a wrong call.
    """
    from quotekit.cli.outputs import dump_pages

    page = None if _is_folder(output) else output
    inputs, total = inputs_of(files, input_format, sample, page, text_column, id_column)
    first = list(islice(inputs, 2))
    if output == "-" and sys.stdout.isatty():
        stop("a page is for a browser: name a file, such as -o page.html, or a folder, such as -o pages")
    if len(first) > 1 and page:
        stop(f"several texts make several pages: name a folder after -o, such as pages, not {output}")
    if title is not None and page is None:
        stop("--title is for one page; in a folder each page is headed by its own text")
    names = read_corrections(overrides)
    links: list[Link] = []
    with run(chain(first, inputs), None, options, jobs, quiet, total) as (results, _):
        results = corrected(results, names, links) if names else results
        dump_pages(results, output, as_folder=page is None, title=title, terms=terms)
        tell_unused(names, links)


def _is_folder(output: str) -> bool:
    """Is it a place for several pages? What is there already stays what it is."""
    if output == "-" or os.path.exists(output):
        return os.path.isdir(output)
    return not output.lower().endswith((".html", ".htm"))
