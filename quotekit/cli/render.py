"""`quotekit render`: pages to check texts by.

In: files. Out: one HTML page; for several texts a folder of them, with an index.
Never holds logic.
"""

from __future__ import annotations

import os
from itertools import chain, islice
from typing import Annotated

import typer

from quotekit.cli.options import Files, From, Jobs, Least, Model, Quiet, Sample, Scope, Which
from quotekit.cli.running import inputs_of, run, stop

Pages = Annotated[
    str, typer.Option("--output", "-o", help="A file for one text, a folder for several; - is standard output.")
]


def render(
    files: Files = None,
    input_format: From = None,
    output: Pages = "-",
    model: Model = None,
    jobs: Jobs = 1,
    min_confidence: Least = 0.0,
    scope: Which = Scope.all,
    sample: Sample = False,
    quiet: Quiet = False,
) -> None:
    """Make a page to check a text by: who said what, coloured, and how it was found.

    Examples:

    - `quotekit render article.txt -o article.html`
    - `quotekit render articles/*.txt -o pages`
    - `quotekit render --sample > sample.html`

    A page is one file that loads nothing. Several texts, or the name of a folder, give a page for
    each and an index.html. Pages of an earlier run are replaced where names are the same.
    """
    from quotekit.output import dump_pages

    inputs = inputs_of(files, input_format, sample)
    first = list(islice(inputs, 2))
    is_folder = os.path.isdir(output) or output.endswith(("/", os.sep))
    if len(first) > 1 and not is_folder and (output == "-" or output.lower().endswith((".html", ".htm"))):
        stop(f"several texts make several pages: name a folder after -o, such as pages, not {output}")
    with run(chain(first, inputs), None, model, jobs, min_confidence, scope, quiet) as (items, _):
        dump_pages(items, output, as_folder=is_folder or len(first) > 1)
