"""The rules of French, in order of precedence; without weights the first that applies decides.

In: the families. Out: RULES.
Never runs a rule.
"""

from __future__ import annotations

from quotekit.languages.fr.rules import clauses, passages
from quotekit.languages.rule import Rule

RULES: tuple[Rule, ...] = (*passages.RULES, *clauses.RULES)
