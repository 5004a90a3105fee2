"""`quotekit speakers`: who is quoted, how often.

In: files. Out: a list of speakers in a format.
Never holds logic.
"""

from __future__ import annotations

from typing import Annotated

import typer

from quotekit.cli.options import Cues, Files, From, Jobs, Least, Model, Out, Quiet, Sample, Scope, SpeakersFormat, Which
from quotekit.cli.running import inputs_of, run


def speakers(
    files: Files = None,
    input_format: From = None,
    format: Annotated[SpeakersFormat, typer.Option("--format", "-f", help="What to write.")] = SpeakersFormat.table,
    output: Out = "-",
    model: Model = None,
    jobs: Jobs = 1,
    min_confidence: Least = 0.0,
    scope: Which = Scope.all,
    cue: Cues = None,
    sample: Sample = False,
    quiet: Quiet = False,
) -> None:
    """Count who is quoted in texts: how often, how many words, in which forms.

    Examples:

    - `quotekit speakers articles/`
    - `quotekit speakers --format csv -o speakers.csv articles.jsonl`

    Speakers of two texts are the same where their names are. The last row is what has no name.
    Exit status: 0; 1 when some input could not be read; 2 for a wrong call.
    """
    from quotekit.export.speakers import count_speakers
    from quotekit.output import dump_speakers

    inputs, total = inputs_of(files, input_format, sample)
    with run(inputs, output, model, jobs, min_confidence, scope, quiet, total, cue) as (items, out):
        dump_speakers(count_speakers(result for result, _ in items), out, format.value)
