"""`quotekit batch`: who said what in a corpus, as Parquet parts.

In: one Parquet or JSON Lines file. Out: a folder of parts; progress on standard error.
Never holds logic.
"""

from __future__ import annotations

from enum import Enum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotekit.cli.options import IdColumn, Jobs, Keep, Quiet, TextColumn, keep_of
from quotekit.cli.reading import reads_texts
from quotekit.cli.stopping import stop
from quotekit.cli.telling import tell

if TYPE_CHECKING:
    from quotekit.pipeline.options import Options


class Engine(str, Enum):
    """Who does the work."""

    local = "local"
    daft = "daft"


@reads_texts
def batch(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="IN", help="A .parquet, .jsonl or .ndjson file.")],
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="Folder for the parts; empty, or not there yet.")],
    engine: Annotated[
        Engine, typer.Option(help="local: processes of this machine. daft: Daft, with DAFT_RUNNER=ray on a cluster.")
    ] = Engine.local,
    jobs: Jobs = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with what a stopped run left in OUT.")] = False,
    text_column: TextColumn = "text",
    id_column: IdColumn = None,
    keep: Keep = None,
    part_rows: Annotated[int, typer.Option(min=1, metavar="N", help="Texts a part.")] = 1000,
    *,
    options: Options,
    quiet: Quiet = False,
) -> None:
    """Find who said what in a corpus: one file in, a folder of Parquet parts out.

    Examples:

    - `quotekit batch articles.parquet quotes/ --jobs -1`
    - `quotekit batch articles.jsonl quotes/ --resume`
    - `quotekit batch articles.parquet quotes/ --keep date,outlet`
    - `DAFT_RUNNER=ray quotekit batch articles.parquet /shared/quotes/ --engine daft --jobs 64`

    A row is an attribution; a text without one, or one that failed, has a row, too. A part appears
    when it is finished, so that a run that was killed goes on with --resume. Exit status: 0; 1 when
    some texts failed (their rows say why); 2 for a wrong call.
    """
    from quotekit.batch import extract_corpus
    from quotekit.batch.folder import find_errors
    from quotekit.batch.progress import reporting
    from quotekit.cli.progress import SHOWN, placed
    from quotekit.errors import QuotekitError
    from quotekit.records import Failure

    if str(source) == "-":
        stop("a corpus is read more than once, so it has to be a file; for standard input: quotekit extract -")
    if context.args:
        stop("a corpus is one file, and one folder for the parts; put several into one: cat *.jsonl > all.jsonl")
    try:
        with reporting(quiet=quiet) as on_progress:
            done = extract_corpus(
                source,
                folder,
                engine=engine.value,
                n_process=jobs,
                resume=resume,
                part_rows=part_rows,
                text=text_column,
                id=id_column,
                keep=keep_of(keep),
                on_progress=on_progress,
                **options.given(),
            )
    except OSError as error:
        stop(f"{error.filename or folder}: {error.strerror or error}" if error.errno else str(error))
    except (QuotekitError, ValueError) as error:
        stop(str(error))
    except KeyboardInterrupt:
        tell("stopped; the same command with --resume goes on")
        raise typer.Exit(130) from None
    if done.failed and not quiet:
        for id, reason in islice(find_errors(folder), SHOWN):
            tell(placed(Failure(reason, id=id)))
        if done.failed > SHOWN:
            tell(f"… and {done.failed - SHOWN:,} more: column error in {folder}")
    if done.failed:
        raise typer.Exit(1)
