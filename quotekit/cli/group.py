"""The commands as a group that helps people who forgot to say which one.

In: arguments. Out: the command they name, or a hint. Never guesses which command was meant.
"""

from __future__ import annotations

import os
import shlex
from typing import Any

from typer.core import TyperGroup

from quotekit.cli.telling import one_line


class Commands(TyperGroup):
    """A group whose message for a file in the place of a command says how to read the file."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first argument names."""
        named = args[0]
        if self.get_command(ctx, named) is None and (named == "-" or os.path.exists(named)):
            shown = one_line(named)
            ctx.fail(f"{shown} is no command but something to read: quotekit extract {shlex.quote(shown)}")
        return super().resolve_command(ctx, args)
