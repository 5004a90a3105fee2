"""The program and its commands, whose messages say what is allowed and what was probably meant.

In: arguments. Out: the command they name, or a hint. Never guesses what was meant: it asks.
"""

from __future__ import annotations

import os
import re
import shlex
from difflib import get_close_matches
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from quotekit.cli.telling import one_line

_CHOICE: Final = re.compile(r"(?:Value error, )?'(?P<given>.*)' is not one of (?P<known>'.+')\.?", re.S)
_LIKE: Final = 0.4  # of two values, for one to be taken for the other, misspelt
_MEANT: Final = {"yes": "on", "true": "on", "1": "on", "no": "off", "false": "off", "0": "off"}
# What libraries say of numbers, and what is said in its place.
_NUMBERS: Final = (
    (re.compile(r"Input should be less than or equal to (\S+)"), r"at most \1"),
    (re.compile(r"Input should be greater than or equal to (\S+)"), r"at least \1"),
    (re.compile(r"Input should be a valid integer.*", re.S), "it is no whole number"),
    (re.compile(r"Input should be a valid number.*", re.S), "it is no number"),
    (re.compile(r"Value error, "), ""),
)


class Commands(TyperGroup):
    """A group whose message for a file instead of a command says how to read the file."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first argument names."""
        named = args[0]
        if self.get_command(ctx, named) is None and (named == "-" or os.path.exists(named)):
            shown = one_line(named)
            ctx.fail(f"{shown} is no command but something to read: quotekit extract {shlex.quote(shown)}")
        return super().resolve_command(ctx, args)


class Command(TyperCommand):
    """A command whose messages for a wrong value say what is allowed, and which of it is nearest."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """The arguments, as the command wants them."""
        try:
            return super().parse_args(ctx, args)
        except typer.BadParameter as error:
            error.message = plainer(error.message)
            raise


def plainer(message: str) -> str:
    """What is wrong with a value, in plain words: "'yes' is not one of auto, on, off; did you mean on?"."""
    found = _CHOICE.fullmatch(message)
    if not found:
        for pattern, shown in _NUMBERS:
            message = pattern.sub(shown, message)
        return message
    given, known = found["given"], re.findall(r"'([^']+)'", found["known"])
    meant = _MEANT.get(given.lower())
    near = [meant] if meant in known else get_close_matches(given.lower(), known, 1, _LIKE)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"'{one_line(given)}' is not one of {', '.join(known)}{hint}"
