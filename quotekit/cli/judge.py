"""What `quotekit evaluate` does with verdicts that people saved from the review page.

In: one or two files of verdicts. Out: shares with confidence intervals, agreement; gold; an override table.
Never holds logic.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from attrs import asdict

from quotekit.cli.stopping import stop

if TYPE_CHECKING:
    from quotekit.evaluation.sampling import Share, Verdict

BY: Final = ("all", "form", "rule")


def is_verdicts(path: str) -> bool:
    """Is it a file of verdicts?"""
    from quotekit.evaluation.sampling.verdicts import looks_so

    return Path(path).is_file() and looks_so(Path(path))


def judge(
    paths: list[str],
    results: Path | None,
    to_gold: Path | None,
    to_overrides: Path | None,
    output: str,
    format: str,
) -> None:
    """Write what verdicts say; ends the program where they cannot be read."""
    from quotekit.cli.outputs import open_output
    from quotekit.errors import QuotekitError
    from quotekit.evaluation.sampling import read_verdicts

    if to_gold and not results:
        stop("gold needs the texts: --results FILE, what quotekit extract --text -o FILE wrote")
    try:
        people = [read_verdicts(path) for path in paths]
        with open_output(output) as out:
            _write(people, out, format)
        if to_gold and results:
            _write_gold(people[0], results, to_gold)
        if to_overrides:
            _write_overrides(people, to_overrides)
    except OSError as error:
        stop(f"{error.filename or output}: {error.strerror or error}")
    except QuotekitError as error:
        stop(str(error))


def _write(people: list[list[Verdict]], out: IO[str], format: str) -> None:
    from quotekit.evaluation.sampling import agree, precision_by
    from quotekit.evaluation.sampling.table import print_agreement, print_shares

    judged = [{by: precision_by(verdicts, by) for by in BY} for verdicts in people]
    agreed = {by: agree(people[0], people[1], by) for by in BY} if len(people) > 1 else {}
    if format == "json":
        plain = {
            "people": [
                {
                    "missed": sum(each.verdict == "missed" for each in verdicts),
                    **{
                        by: [{**asdict(share), "precision": share.precision} for share in rows]
                        for by, rows in found.items()
                    },
                }
                for verdicts, found in zip(people, judged, strict=True)
            ],
            "agreement": {by: [asdict(row) for row in rows] for by, rows in agreed.items()},
        }
        out.write(json.dumps(plain, indent=2) + "\n")
        return
    for verdicts, found in zip(people, judged, strict=True):
        print_shares(verdicts, found, out)
    if agreed:
        print_agreement(agreed, out)


def _plain(share: Share) -> dict[str, Any]:
    return {**asdict(share), "precision": round(share.precision, 4)}


def _write_gold(verdicts: list[Verdict], results: Path, target: Path) -> None:
    from quotekit.evaluation.sampling import gold_of
    from quotekit.export.files import writing
    from quotekit.export.json_lines import read, to_line

    with writing(target) as out:
        out.writelines(to_line(document) + "\n" for document in gold_of(verdicts, read(results)))


def _write_overrides(people: list[list[Verdict]], target: Path) -> None:
    from quotekit.evaluation.sampling import overrides_of
    from quotekit.export.csv import guarded
    from quotekit.export.files import writing

    rows = overrides_of(verdict for verdicts in people for verdict in verdicts)
    with writing(target) as out:
        table = csv.writer(out)
        table.writerow(("form", "id", "text", "wikidata", "note"))
        table.writerows([guarded(cell) for cell in row.values()] for row in rows)
