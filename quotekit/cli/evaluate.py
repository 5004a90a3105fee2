"""`quotekit evaluate`: how right predictions are, measured against an annotated corpus.

In: gold, and predictions or nothing. Out: figures, or what is wrong.
Never holds logic.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from quotekit.cli.judge import is_verdicts, judge
from quotekit.cli.options import Jobs, LanguageCode, Model, Out, Quiet
from quotekit.cli.reading import make_options
from quotekit.cli.running import run
from quotekit.cli.stopping import stop
from quotekit.cli.telling import tell

if TYPE_CHECKING:
    from quotekit.evaluation import Document
    from quotekit.pipeline.options import Options


class GoldFormat(str, Enum):
    """How the gold is laid out."""

    jsonl = "jsonl"
    polnear = "polnear"
    pdnc = "pdnc"
    litbank = "litbank"
    cofenet = "cofenet"
    gum = "gum"


class ScoresFormat(str, Enum):
    """What figures are written as."""

    table = "table"
    json = "json"


def evaluate(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="JSON Lines file, or the folder of a corpus.")],
    pred: Annotated[
        str | None,
        typer.Argument(
            metavar="PRED", help="JSON Lines with predictions; - is standard input. Default: run quotekit on GOLD."
        ),
    ] = None,
    results: Annotated[
        Path | None, typer.Option(metavar="FILE", help="For verdicts: the results that were judged, with their texts.")
    ] = None,
    to_gold: Annotated[
        Path | None, typer.Option(metavar="FILE", help="For verdicts: write gold here, to evaluate with.")
    ] = None,
    to_overrides: Annotated[
        Path | None, typer.Option(metavar="CSV", help="For verdicts: write an override table for quotekit speakers.")
    ] = None,
    gold_format: Annotated[
        GoldFormat | None, typer.Option("--gold-format", help="How GOLD is laid out. Default: by what lies in it.")
    ] = None,
    format: Annotated[ScoresFormat, typer.Option("--format", "-f", help="What to write.")] = ScoresFormat.table,
    errors: Annotated[bool, typer.Option("--errors", help="Show what is wrong instead of the figures.")] = False,
    limit: Annotated[
        int, typer.Option(min=0, metavar="N", help="With --errors: the most to show of each kind; 0 for all.")
    ] = 20,
    output: Out = "-",
    language: LanguageCode = "en",
    model: Model = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Measure predictions against an annotated corpus, or look at what is wrong.

    Examples:

    - `quotekit evaluate gold.jsonl predicted.jsonl`
    - `quotekit evaluate PolNeAR/data/dev --format json`
    - `quotekit evaluate litbank --errors --limit 5`
    - `quotekit evaluate CofeNet/res/polnear/valid.txt --gold-format cofenet`
    - `quotekit evaluate anna-verdicts.jsonl tom-verdicts.jsonl`
    - `quotekit evaluate verdicts.jsonl --results quotes.jsonl --to-gold gold.jsonl`

    A folder is known by its layout: a part of PolNeAR, PDNC, LitBank, GUM. Verdicts that were saved from the
    review page give the share that is right, and for two people their agreement. Exit status: 0; 1 when a
    document has no prediction, or the attempt failed; 2 for a wrong call.
    """
    from quotekit.cli.outputs import open_output
    from quotekit.cli.overwriting import check_output

    if gold.lower().endswith((".html", ".htm")):
        stop(f"{gold}: a page; name the file that its button Save writes")
    if is_verdicts(gold):
        judge([each for each in (gold, pred) if each], results, to_gold, to_overrides, output, format.value)
        return
    if results or to_gold or to_overrides:
        stop(f"--results, --to-gold and --to-overrides are for verdicts of the review page; {gold} holds none")
    options = make_options({"language": language, "nlp": model})
    with _stopping(output):
        check_output([each for each in (gold, pred) if each], output, ("",))
        wanted = _read_gold(gold, gold_format, quiet)

        def write(found: list[Document]) -> None:
            with open_output(output) as out:
                _write(wanted, found, out, format, errors, limit)

        if pred is None:
            _run_on(gold, wanted, options, jobs, quiet, write)
            return
        found = _read_predictions(pred)
        write(found)
    if _tell_lost(wanted, found, quiet):
        raise typer.Exit(1)


@contextmanager
def _stopping(output: str) -> Iterator[None]:
    """What goes wrong inside with a file or its contents ends the command, in one line."""
    from quotekit.errors import QuotekitError

    try:
        yield
    except BrokenPipeError:
        raise  # `| head` has enough; typer ends quietly
    except OSError as error:
        stop(f"{error.filename or output}: {error.strerror or error}")
    except (QuotekitError, ValueError) as error:
        stop(str(error))


def _run_on(
    name: str,
    gold: list[Document],
    options: Options,
    jobs: int,
    quiet: bool,
    write: Callable[[list[Document]], None],
) -> None:
    """Run quotekit on the texts of the gold of this name, and write what comes of it."""
    from quotekit.evaluation.predictions import to_document

    inputs = ((each.text or "", each.id) for each in gold)
    with run(inputs, None, options, jobs, quiet, len(gold)) as (read, _):
        found = [to_document(result) for result in read]
        write(found)
    if not quiet and found and [each.annotations for each in found] == [each.annotations for each in gold]:
        tell(f"all the same: is {name} what quotekit wrote, uncorrected? Then the figures say nothing")


def _read_gold(path: str, gold_format: GoldFormat | None, quiet: bool) -> list[Document]:
    from quotekit.evaluation.readers import read_gold

    def say(message: str) -> None:
        if not quiet:
            tell(message)

    return list(read_gold(path, gold_format.value if gold_format else None, say))


def _read_predictions(path: str) -> list[Document]:
    from quotekit.evaluation.readers.files import numbered_lines
    from quotekit.evaluation.readers.json_lines import read_predictions

    if path == "-":
        return list(read_predictions(enumerate(sys.stdin, 1), "<stdin>"))
    return list(read_predictions(numbered_lines(Path(path)), path))


def _write(
    gold: list[Document], found: list[Document], out: IO[str], format: ScoresFormat, errors: bool, limit: int
) -> None:
    from quotekit.evaluation import find_mistakes, score
    from quotekit.evaluation.report import print_mistakes, print_scores
    from quotekit.export.json_lines import to_line

    if errors and format is ScoresFormat.json:
        out.writelines(to_line(each.to_dict()) + "\n" for each in find_mistakes(gold, found))
    elif errors:
        print_mistakes(find_mistakes(gold, found), out, limit=limit or None)
    elif format is ScoresFormat.json:
        out.write(json.dumps(score(gold, found).to_dict(), indent=2) + "\n")
    else:
        print_scores(score(gold, found), out)


def _tell_lost(gold: list[Document], found: list[Document], quiet: bool) -> int:
    """Say how many gold documents have no prediction; they count as if nothing was found."""
    answered = {each.id for each in found if each.error is None}
    lost = [each.id for each in gold if each.id not in answered]
    if lost and not quiet:
        tell(f"no prediction for {len(lost)} of {len(gold)} documents, such as {lost[0]}")
    return len(lost)
