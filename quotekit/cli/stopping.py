"""How a command ends that cannot go on.

In: what is wrong with the call. Out: a message on standard error, exit status 2.
Never returns.
"""

from __future__ import annotations

import sys
from typing import NoReturn

import typer


def stop(message: str) -> NoReturn:
    """Say what is wrong with the call and end with status 2."""
    print(f"quotekit: {message}", file=sys.stderr)
    raise typer.Exit(2)
