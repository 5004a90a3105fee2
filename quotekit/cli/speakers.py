"""`quotekit speakers`: who is quoted, how often.

In: files. Out: a list of speakers in a format.
Never holds logic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from quotekit.cli.options import (
    Files,
    From,
    IdColumn,
    Jobs,
    Out,
    Quiet,
    Sample,
    TextColumn,
    format_option,
)
from quotekit.cli.reading import reads_texts
from quotekit.cli.running import format_for, inputs_of, run
from quotekit.export.formats import TALLY_FORMATS, endings_of

if TYPE_CHECKING:
    from quotekit.pipeline.options import Options


@reads_texts
def speakers(
    files: Files = None,
    input_format: From = None,
    text_column: TextColumn = "text",
    id_column: IdColumn = None,
    format: Annotated[str | None, format_option(TALLY_FORMATS)] = None,
    output: Out = "-",
    jobs: Jobs = 1,
    *,
    options: Options,
    sample: Sample = False,
    quiet: Quiet = False,
) -> None:
    """Count who is quoted in texts: how often, how many words, in which forms.

    Examples:

    - `quotekit speakers articles/`
    - `quotekit speakers articles.jsonl -o speakers.csv`

    Speakers of two texts are the same where their names are. The last row is what has no name.
    Exit status: 0; 1 when some input could not be read; 2 for a wrong call.
    """
    from quotekit.export.tally import count_speakers

    chosen = format_for(output, format, endings_of(TALLY_FORMATS))
    inputs, total = inputs_of(files, input_format, sample, output, text_column, id_column)
    with run(inputs, output, options, jobs, quiet, total) as (items, out):
        TALLY_FORMATS[chosen].write(count_speakers(result for result, _ in items), out)
