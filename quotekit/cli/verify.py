"""`quotekit verify`: are quotations word for word in their sources?

In: a draft, or quotations; sources. Out: a verdict on each quotation.
Never holds logic.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import IO, TYPE_CHECKING, Annotated

import typer

from quotekit.cli.options import LanguageCode, Out, Quiet
from quotekit.cli.running import format_for
from quotekit.cli.stopping import stop
from quotekit.cli.telling import tell

if TYPE_CHECKING:
    from quotekit.batch.lines import Input
    from quotekit.evaluation.verification import Sources, Verification


class VerdictsFormat(str, Enum):
    """What verdicts are written as."""

    table = "table"
    jsonl = "jsonl"


def verify(
    draft: Annotated[
        list[str] | None,
        typer.Argument(metavar="DRAFT", help="Text whose quotations are checked; - is standard input."),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", "-a", metavar="SOURCE", help="File, folder or pattern of sources; repeat for more."),
    ] = None,
    quote: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS", help="A quotation to check, instead of a draft; repeat for more."),
    ] = None,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="With --quote: who is said to have said it.")
    ] = None,
    speakers: Annotated[
        bool, typer.Option("--speakers", help="Compare the speakers, too; reads the texts with a language model.")
    ] = False,
    format: Annotated[
        VerdictsFormat | None,
        typer.Option("--format", "-f", help="What to write. Default: by the ending of the output, else table."),
    ] = None,
    language: LanguageCode = "en",
    output: Out = "-",
    quiet: Quiet = False,
) -> None:
    """Check that quotations are word for word in their sources.

    Examples:

    - `quotekit verify draft.txt --against sources/`
    - `quotekit verify answer.txt --against report.txt --speakers`
    - `quotekit verify --quote "We stay." --speaker Berg --against article.txt`

    Each is verbatim, verbatim but for spelling ("color" for "colour"), altered (with the words that differ) or
    absent. Marks, case, white space, an ellipsis and words in brackets are forgiven. Exit status: 0; 1 when a
    quotation is altered, absent or somebody else's, or a file could not be read; 2 for a wrong call.
    """
    from quotekit.cli.outputs import open_output
    from quotekit.cli.overwriting import check_output
    from quotekit.errors import InputError

    if not against:
        stop("say what to check against: --against FILE, or a folder of files")
    if bool(quote) == bool(draft):
        stop("give a draft, or --quote, and not both")
    if speaker and not quote:
        stop("--speaker goes with --quote; for a draft, --speakers compares those that it names")
    chosen = format_for(output, format, {".txt": "table", ".jsonl": "jsonl"})
    try:
        check_output([*(draft or ()), *against], output, ("",))
        failed: list[str] = []
        sources = _sources(against, draft or [], failed, quiet, language)
        checked: Iterable[tuple[str, Verification]]
        if quote:
            checked = (("", sources.verify(each, speaker=speaker, speakers=speakers)) for each in quote)
        else:
            checked = _drafts(draft or [], sources, speakers, failed, quiet)
        with open_output(output) as out:
            fine = _write(checked, out, chosen)
    except OSError as error:
        stop(f"{error.filename or output}: {error.strerror or error}")
    except (InputError, ValueError) as error:
        stop(str(error))
    if failed or not fine:
        raise typer.Exit(1)


def _texts(names: list[str], failed: list[str], quiet: bool, without: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """The texts, but for those files that are checked themselves."""
    from quotekit.cli.inputs import STDIN, read_inputs
    from quotekit.records import Failure

    inputs: Iterator[Input] = read_inputs(names)
    for text, id in inputs:
        if isinstance(text, str):
            if not any(name != STDIN and os.path.realpath(str(id)) == os.path.realpath(name) for name in without):
                yield str(id), text
            continue
        assert isinstance(text, Failure)
        failed.append(text.error)
        if not quiet:
            tell(str(text.error))


def _sources(names: list[str], drafts: list[str], failed: list[str], quiet: bool, language: str) -> Sources:
    from quotekit.evaluation.verification import Sources

    found = Sources(_texts(names, failed, quiet, drafts), language=language)
    if not len(found):
        told = bool(failed) and not quiet  # one line each, by _texts
        stop("there is no source to check against" + ("" if told else f": {failed[0] if failed else ', '.join(names)}"))
    return found


def _drafts(
    names: list[str], sources: Sources, speakers: bool, failed: list[str], quiet: bool
) -> Iterator[tuple[str, Verification]]:
    from quotekit.evaluation.verification import verify_document

    for id, text in _texts(names, failed, quiet):
        for each in verify_document(text, sources, speakers=speakers, language=sources.language):
            yield id, each


def _write(checked: Iterable[tuple[str, Verification]], out: IO[str], format: str) -> bool:
    """Write verdicts as they come; is all fine?"""
    from quotekit.evaluation.verification.table import print_verdicts
    from quotekit.export.json_lines import to_line

    if format == "table":
        return print_verdicts((each for _, each in checked), out)
    fine = True
    for id, each in checked:
        out.write(to_line({"id": id or None, **each.to_dict()}) + "\n")
        fine = fine and each.is_fine
    return fine
