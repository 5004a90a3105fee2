"""The rules of Spanish, in order of precedence: the commonest frames.

In: the families that all languages share. Out: RULES.
Never runs a rule.
"""

from __future__ import annotations

from quotekit.languages.rule import Rule, Shown, with_examples
from quotekit.languages.rule_families import BESIDE

SHOWN = {
    "postposed-verb-subject": Shown(
        examples=("{content:«Saldremos a mediodía»}, {cue:dijo} {source:Ana Berg}.",),
        counter_examples=("Ana Berg dijo: «Saldremos a mediodía».",),
    ),
    "colon-frame": Shown(
        examples=("{source:Ana Berg} {cue:dijo}: {content:«Saldremos a mediodía»}.",),
        counter_examples=("«Saldremos a mediodía», dijo Ana Berg.",),
    ),
    "preposed-subject-verb": Shown(
        examples=("{source:El sindicato} {cue:denunció} {content:«un cálculo cínico»}.",),
        counter_examples=("«Saldremos a mediodía», dijo Ana Berg.",),
    ),
}
RULES: tuple[Rule, ...] = (
    *with_examples(BESIDE, SHOWN),
    Rule(
        name="according-to-clause",
        family="clauses",
        sentence="«Según» names the source of its sentence.",
        frames=("accto:*",),
        examples=("{cue:Según} {source:la alcaldesa}, {content:el puente se cerrará en mayo}.",),
        counter_examples=("El puente se cerrará en mayo.",),
    ),
    Rule(
        name="that-clause",
        family="clauses",
        sentence="A clause that opens with «que» follows its cue.",
        frames=("ccomp:that*",),
        examples=("{source:La alcaldesa} {cue:afirmó} {content:que el puente se cerraría}.",),
        counter_examples=("Según la alcaldesa, el puente se cerrará.",),
    ),
)
