"""How a command ends that cannot go on.

In: what is wrong with the call. Out: a message on standard error, exit status 2.
Never returns.
"""

from __future__ import annotations

from typing import NoReturn

import typer

from quotekit.cli.telling import tell


def stop(message: str) -> NoReturn:
    """Say what is wrong with the call and end with status 2."""
    tell(message)
    raise typer.Exit(2)
