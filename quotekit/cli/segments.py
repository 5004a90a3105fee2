"""`quotekit segments`: a text in pieces of the narrator and of speakers, for audiobooks.

In: files. Out: every piece with who speaks, in a format.
Never holds logic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from quotekit.cli.options import CastList, Files, From, IdColumn, Jobs, Out, Quiet, TextColumn, format_option
from quotekit.cli.reading import reads_texts
from quotekit.cli.running import format_for, inputs_of, run
from quotekit.export.formats import SEGMENT_FORMATS, endings_of

if TYPE_CHECKING:
    from quotekit.pipeline.options import Options


@reads_texts
def segments(
    files: Files = None,
    input_format: From = None,
    text_column: TextColumn = "text",
    id_column: IdColumn = None,
    format: Annotated[str | None, format_option(SEGMENT_FORMATS)] = None,
    output: Out = "-",
    cast_list: CastList = None,
    jobs: Jobs = 1,
    *,
    options: Options,
    quiet: Quiet = False,
) -> None:
    """Cut a text into pieces of the narrator and of speakers, for audiobooks.

    Examples:

    - `quotekit segments novel.txt -o script.txt`
    - `quotekit segments novel.txt --cast cast.csv -o script.json`
    - `quotekit segments novel.txt -o novel.ssml`

    Every word is in one piece. jsonl keeps white space, marks and offsets; the other formats leave out
    white space and the marks around speech. Who narrates is NARRATOR, who is not known UNKNOWN. Exit
    status: 0; 1 when some input could not be read; 2 for a wrong call.
    """
    from quotekit.cli.book import whole_books
    from quotekit.cli.cast_list import corrected

    chosen = format or ("script" if output == "-" else format_for(output, None, endings_of(SEGMENT_FORMATS)))
    inputs, total = inputs_of(files, input_format, False, output, text_column, id_column)
    with run(whole_books(inputs, options.markup), output, options, jobs, quiet, total) as (items, out):
        SEGMENT_FORMATS[chosen].write(corrected(items, cast_list), out)
