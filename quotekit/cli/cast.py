"""`quotekit cast`: who is in a story, how often each speaks, and to whom.

In: files. Out: a list of characters in a format, and a picture.
Never holds logic.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotekit.cli.options import CastList, Files, From, IdColumn, Jobs, Out, Quiet, TextColumn, format_option
from quotekit.cli.reading import reads_texts
from quotekit.cli.running import format_for, inputs_of, run, stop
from quotekit.cli.telling import tell
from quotekit.export.formats import CAST_FORMATS, endings_of

if TYPE_CHECKING:
    from quotekit.pipeline.options import Options


@reads_texts
def cast(
    files: Files = None,
    input_format: From = None,
    text_column: TextColumn = "text",
    id_column: IdColumn = None,
    format: Annotated[str | None, format_option(CAST_FORMATS)] = None,
    output: Out = "-",
    cast_list: CastList = None,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw who talks to whom (.svg, .png, .pdf); needs matplotlib."),
    ] = None,
    jobs: Jobs = 1,
    *,
    options: Options,
    quiet: Quiet = False,
) -> None:
    """List the characters of a story: names, he or she, how often each speaks and to whom.

    Examples:

    - `quotekit cast novel.txt`
    - `quotekit cast novel.txt -o cast.csv`
    - `quotekit cast novel.txt --cast cast.csv --picture cast.svg`

    The CSV file can be edited and given back with --cast, here and to `quotekit segments`: change a
    name, or put names that mean the same person into "aliases", separated by ";". Exit status: 0; 1
    when some input could not be read; 2 for a wrong call.
    """
    from quotekit.cli.book import whole_books
    from quotekit.cli.cast_list import corrected
    from quotekit.errors import InputError
    from quotekit.export.cast import casts, draw

    chosen = format_for(output, format, endings_of(CAST_FORMATS))
    inputs, total = inputs_of(files, input_format, False, output, text_column, id_column)
    with run(whole_books(inputs, options.markup), output, options, jobs, quiet, total) as (items, out):
        members = list(casts(corrected(items, cast_list), options.language))
        CAST_FORMATS[chosen].write(members, out)
    if not members and not quiet:
        tell("no characters: nobody speaks in what was read" + (f"; {picture} is not drawn" if picture else ""))
    if picture is not None and members:
        try:
            draw(members, picture)
        except (InputError, OSError) as error:
            stop(str(error))
