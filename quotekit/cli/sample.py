"""`quotekit sample`: a random sample of attributions, on a page to check by hand.

In: results. Out: a page; or the sample as JSON Lines.
Never holds logic.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from attrs import asdict

from quotekit.cli.running import stop


def sample(
    results: Annotated[
        Path, typer.Argument(metavar="RESULTS", help="JSON Lines with texts, from quotekit extract --text.")
    ],
    number: Annotated[int, typer.Option("--number", "-n", min=1, metavar="N", help="How many attributions.")] = 100,
    by: Annotated[
        str,
        typer.Option(metavar="NAMES", help="As many of each: rule, confidence, form, medium, resolution, type."),
    ] = "",
    seed: Annotated[int, typer.Option(metavar="N", help="Another number gives another sample.")] = 1,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="NAME.html for the page, NAME.jsonl for a list.")
    ] = "-",
    title: Annotated[str | None, typer.Option(metavar="WORDS", help="Heading of the page.")] = None,
) -> None:
    """Draw attributions at random and make a page to check them by hand.

    Examples:

    - `quotekit sample quotes.jsonl -n 100 -o check.html`
    - `quotekit sample quotes.jsonl -n 100 --by rule,confidence -o check.html`

    On the page, give verdicts, say who it is or which words are right, and save them; then quotekit evaluate
    VERDICTS says how much is right. Exit status: 0; 2 for a wrong call.
    """
    from quotekit.cli.outputs import open_output
    from quotekit.errors import QuotekitError
    from quotekit.evaluation import sampling
    from quotekit.export.json_lines import to_line
    from quotekit.export.pages.sampled import make_sample_page
    from quotekit.export.read import read

    if results.is_dir():
        stop(
            f"{results}: a folder has no texts to draw from; make a file: quotekit extract FILES --text -o quotes.jsonl"
        )
    kinds = [name for name in by.split(",") if name]
    try:
        drawn = sampling.sample(read(results, on_error="record"), number, kinds, seed)
        if not drawn:
            stop(f"{results}: there is no attribution to draw from")
        chosen: dict[str, list[sampling.Sampled]] = {}
        for each in drawn:
            chosen.setdefault(each.id, []).append(each)
        with open_output(output) as out:
            if output.endswith((".jsonl", ".ndjson")):
                out.writelines(to_line(asdict(each)) + "\n" for each in drawn)
            else:
                out.write(make_sample_page(read(results, on_error="record"), chosen, title=title))
    except OSError as error:
        stop(f"{error.filename or output}: {error.strerror or error}")
    except QuotekitError as error:
        stop(str(error))
