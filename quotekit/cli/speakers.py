"""`quotekit speakers`: who is quoted, how often.

In: files. Out: a list of speakers in a format.
Never holds logic.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quotekit.cli.batch import Engine
from quotekit.cli.corrections import read_corrections, tell_unused
from quotekit.cli.options import (
    Files,
    From,
    IdColumn,
    Jobs,
    Out,
    Quiet,
    Sample,
    Terms,
    TextColumn,
    format_option,
)
from quotekit.cli.reading import reads_texts
from quotekit.cli.running import format_for, inputs_of, run, stop
from quotekit.export.formats import TALLY_FORMATS, endings_of

if TYPE_CHECKING:
    from quotekit.export import Result
    from quotekit.export.tally import Quoted, Tallies
    from quotekit.pipeline.options import Options
    from quotekit.pipeline.terms import Sayings
    from quotekit.speakers.across import Form, LinkedSpeakers


@reads_texts
def speakers(
    files: Files = None,
    input_format: From = None,
    text_column: TextColumn = "text",
    id_column: IdColumn = None,
    format: Annotated[str | None, format_option(TALLY_FORMATS)] = None,
    output: Out = "-",
    by_name: Annotated[
        bool, typer.Option("--by-name", help="Take names as they stand; do not link speakers across texts.")
    ] = False,
    overrides: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Table that corrects links: columns form, id, note.")
    ] = None,
    forms: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Write the table of all forms here, to correct it.")
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Column that says who published a text; tells namesakes apart.")
    ] = None,
    date: Annotated[str | None, typer.Option(metavar="NAME", help="Column that says when.")] = None,
    rows: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="For a folder of batch: write its rows again, with speaker_id."),
    ] = None,
    engine: Annotated[Engine, typer.Option(help="For a folder of batch: who reads and joins it.")] = Engine.local,
    terms: Terms = 0,
    jobs: Jobs = 1,
    *,
    options: Options,
    sample: Sample = False,
    quiet: Quiet = False,
) -> None:
    """Count who is quoted in texts: how often, how many words, in which forms.

    Examples:

    - `quotekit speakers articles/`
    - `quotekit speakers articles.jsonl --outlet outlet --date date -o speakers.csv`
    - `quotekit speakers articles.jsonl --forms forms.csv`
    - `quotekit speakers articles.jsonl --overrides forms.csv`
    - `quotekit speakers articles/ --terms 5`
    - `quotekit speakers quotes/ --rows linked/`

    Speakers of several texts are linked: "Berg" and "Anna Berg" are one person where the texts leave no doubt.
    A folder that quotekit batch wrote is read without a model. The last row is what has no name. Exit status: 0;
    1 when some input could not be read; 2 for a wrong call.
    """
    from quotekit.batch.link import is_corpus
    from quotekit.speakers.across import link_forms

    chosen = format_for(output, format, endings_of(TALLY_FORMATS))
    corrections = read_corrections(overrides)
    if files and len(files) == 1 and is_corpus(files[0]):
        about = {"outlet": outlet, "date": date, "overrides": corrections, "engine": engine.value,
                 "language": options.language}  # fmt: skip
        _count_corpus(files[0], rows, forms, about, by_name, output, chosen)
        return
    if rows:
        stop("--rows is for a folder that quotekit batch wrote: name that folder")
    columns = {"outlet": outlet, "date": date}
    keep = tuple(dict.fromkeys(filter(None, columns.values())))
    inputs, total = inputs_of(files, input_format, sample, output, text_column, id_column, keep)
    with run(inputs, output, options, jobs, quiet, total) as (results, out):
        counts, sayings, found = _collect(results, columns, with_terms=terms > 0)
        links = None if by_name else link_forms(found, corrections, options.language)
        tell_unused(corrections, links.links if links else None)
        if links and forms:
            _write_forms(links, forms)
        counted = counts.rows(links)
        _add_terms(counted, sayings, terms, links, options)
        TALLY_FORMATS[chosen].write(counted, out)


def _collect(
    results: Iterable[Result], columns: dict[str, str | None], *, with_terms: bool
) -> tuple[Tallies, Sayings, list[Form]]:
    """Counts, words and names of results that come one by one."""
    from quotekit.export import kept_of
    from quotekit.export.tally import Tallies
    from quotekit.pipeline.terms import Sayings
    from quotekit.speakers.across import Form, forms_of

    counts, sayings, found = Tallies(), Sayings(), list[Form]()
    for result in results:
        id = result.id or ""
        kept = kept_of(id)
        outlets, dates = ({id: value} if (value := kept.get(name or "")) else {} for name in columns.values())
        counts.add(result, id)
        found += forms_of([(result, id)], outlets, dates)
        if with_terms:
            sayings.add(result)
    return counts, sayings, found


def _add_terms(
    rows: list[Quoted], sayings: Sayings, number: int, links: LinkedSpeakers | None, options: Options
) -> None:
    if not number:
        return
    nlp = options.nlp if isinstance(options.nlp, str) else None
    terms = sayings.terms(number, links=links, nlp=nlp)
    for row in rows:
        if each := terms.get(row.speaker_id or row.label):
            row.terms, row.mtld = each.terms, each.mtld


def _write_forms(links: LinkedSpeakers, path: Path) -> None:
    from quotekit.batch.link import write_table
    from quotekit.export.files import writing

    with writing(path) as out:
        write_table(links, out)


def _count_corpus(
    folder: str, rows: Path | None, forms: Path | None, about: dict[str, Any], by_name: bool, output: str, chosen: str
) -> None:
    from quotekit.batch.link import count_corpus, link_corpus
    from quotekit.cli.outputs import open_output
    from quotekit.errors import QuotekitError

    try:
        links = None if by_name and not rows else link_corpus(folder, rows, **about)
        tell_unused(about["overrides"], links.links if links else None)
        if links and forms:
            _write_forms(links, forms)
        with open_output(output) as out:
            TALLY_FORMATS[chosen].write(count_corpus(folder, None if by_name else links), out)
    except OSError as error:
        stop(f"{error.filename or output}: {error.strerror or error}" if error.errno else str(error))
    except (QuotekitError, ValueError) as error:
        stop(str(error))
