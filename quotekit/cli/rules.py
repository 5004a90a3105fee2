"""`quotekit rules`: the shipped rules, as a list or one in full.

In: the name of a rule, or nothing. Out: a table, or its explanation.
Never holds logic.
"""

from __future__ import annotations

from typing import Annotated

import typer

from quotekit.cli.running import stop


def _beginning(incomplete: str) -> list[str]:
    """What a shell may complete the name of a rule to."""
    from quotekit.languages import DEFAULT_RULES

    return [rule.name for rule in DEFAULT_RULES if rule.name.startswith(incomplete)]


def rules(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="One rule, in full.", autocompletion=_beginning)
    ] = None,
) -> None:
    """List the rules, or explain one.

    Examples:

    - `quotekit rules`
    - `quotekit rules according-to`

    Exit status: 0; 2 when there is no such rule.
    """
    from quotekit.cli.outputs import dump_rules, standard_output
    from quotekit.errors import RuleError
    from quotekit.export.explanation import explain

    try:
        with standard_output() as out:
            if name is None:
                dump_rules(out)
            else:
                out.write(explain(name) + "\n")
    except RuleError as error:
        stop(str(error))
