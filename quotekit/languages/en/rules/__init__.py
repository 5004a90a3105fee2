"""The rules of English: one file a family, one tuple for all, in order of precedence.

In: the families. Out: RULES.
Never runs a rule.
"""

from __future__ import annotations

from quotekit.languages.en.rules import beside, clauses, governing, layout, neighbours, phrases, relations, turns
from quotekit.languages.rule import Rule

# Without the table of weights the first rule that applies decides, so that order is precedence:
# layout is unmistakable; a frame that touches the passage is right 98 times in 100; then what
# the parse says, the more specific way to the source first; then neighbours; then what came before.
RULES: tuple[Rule, ...] = (
    *layout.RULES,
    *beside.RULES,
    *phrases.RULES,
    *relations.RULES,
    *governing.RULES,
    *turns.RULES[:1],
    *neighbours.RULES,
    *turns.RULES[1:],
    *clauses.RULES,
)
