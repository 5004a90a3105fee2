"""What verdicts say, as tables for people.

In: shares, agreements. Out: tables on a terminal, a pipe or a file.
Never a control character of a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO

from quotekit.evaluation.sampling.agreement import Agreement, Share
from quotekit.evaluation.sampling.verdicts import Verdict
from quotekit.export.table import console_for, line


def print_shares(verdicts: Sequence[Verdict], shares: Mapping[str, Sequence[Share]], out: IO[str]) -> None:
    """Print how much is right, of all, by form and by rule, with 95% confidence intervals."""
    from rich import box
    from rich.table import Table

    console = console_for(out)
    missed = sum(each.verdict == "missed" for each in verdicts)
    person = verdicts[0].person if verdicts else "nobody"
    console.print(line(f"{person}: {len(verdicts) - missed} judged, {missed} missed by quotekit", "bold"))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    for name in ("right", "of", "precision", "95% interval"):
        table.add_column(name, justify="right", no_wrap=True)
    for rows in shares.values():
        for each in rows:
            interval = f"{each.low:.0%} to {each.high:.0%}"
            table.add_row(line(each.name), str(each.right), str(each.count), f"{each.precision:.0%}", interval)
        table.add_section()
    console.print(table)
    for each in shares.get("all", ()):
        if each.weighted is not None:
            console.print(line(f"weighted by how often each kind was found: {each.weighted:.0%}"))
            console.print()


def print_agreement(agreements: Mapping[str, Sequence[Agreement]], out: IO[str]) -> None:
    """Print how well two people agree: the share of the same verdicts, and Cohen's kappa."""
    from rich import box
    from rich.table import Table

    console = console_for(out)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title="agreement", title_justify="left")
    table.add_column("", no_wrap=True)
    for name in ("both", "same", "share", "kappa"):
        table.add_column(name, justify="right", no_wrap=True)
    for rows in agreements.values():
        for each in rows:
            kappa = "" if each.kappa is None else f"{each.kappa:.2f}"
            table.add_row(line(each.name), str(each.count), str(each.same), f"{each.same / each.count:.0%}", kappa)
        table.add_section()
    console.print(table if any(agreements.values()) else line("the two have judged nothing in common"))
