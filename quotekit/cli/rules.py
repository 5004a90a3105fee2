"""`quotekit rules`: the shipped rules, as a list or one in full.

In: the name of a rule, or nothing. Out: a table, or its explanation.
Never holds logic.
"""

from __future__ import annotations

from typing import Annotated

import typer

from quotekit.cli.options import LanguageCode
from quotekit.cli.stopping import stop


def _beginning(context: typer.Context, incomplete: str) -> list[str]:
    """What a shell may complete the name of a rule to."""
    from quotekit.languages import LANGUAGES, load_language

    code = context.params.get("language") or "en"
    rules = load_language(code).rules if code in LANGUAGES else ()
    return [rule.name for rule in rules if rule.name.startswith(incomplete)]


def rules(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="One rule, in full.", autocompletion=_beginning)
    ] = None,
    language: LanguageCode = "en",
) -> None:
    """List the rules, or explain one.

    Examples:

    - `quotekit rules`
    - `quotekit rules according-to`

    Exit status: 0; 2 when there is no such rule or language.
    """
    from quotekit.cli.outputs import dump_rules, standard_output
    from quotekit.errors import LanguageError, RuleError
    from quotekit.export.explanation import explain

    try:
        with standard_output() as out:
            if name is None:
                dump_rules(out, language)
            else:
                out.write(explain(name, language=language) + "\n")
    except (LanguageError, RuleError) as error:
        stop(str(error))
