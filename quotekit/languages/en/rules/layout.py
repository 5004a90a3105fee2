"""Rules that read layout: labels, colons, by-lines, signatures.

In: nothing. Out: RULES. Never runs a rule.
"""

from quotekit.languages.rule import Shown, with_examples
from quotekit.languages.rule_families import LAYOUT

RULES = with_examples(
    LAYOUT,
    {
        "speaker-label": Shown(
            examples=("{source:MAYOR RUIZ}: {content:“We open at nine.”}",),
            counter_examples=("The mayor smiled. “We open at nine.”",),
        ),
        "dash-byline": Shown(
            examples=("{content:“I miss the old pier.”} — {source:Tove Lindqvist}",),
            counter_examples=("“I miss the old pier” — and the new one — too.",),
        ),
        "bracketed-byline": Shown(
            examples=("{content:“I miss the old pier.”} ({source:Tove Lindqvist}, Bergen)",),
            counter_examples=("“I miss the old pier.” (He laughed.)", "The song “Old Pier” (Lindqvist) is out."),
        ),
        "signature-paragraph": Shown(
            examples=("{content:“I miss the old pier.”}¶{source:Tove Lindqvist}",),
            counter_examples=("“I miss the old pier.”¶Tove Lindqvist left early.",),
        ),
        "inner-label": Shown(
            examples=("The news was out. {source:Jo Day}: {content:“We are glad.”}",),
            counter_examples=("The news was out. Jo Day was glad: “We won.”",),
        ),
        "colon-of-clause": Shown(
            examples=("{source:The minister} was blunt: {content:“We failed.”}",),
            counter_examples=("The minister was blunt. “We failed.”",),
        ),
        "transcript-turn": Shown(
            examples=(
                "{source:LEE}: {content:Are we ready?}¶RUIZ: We are.",
                "{source:Jo Lee}: {content:Are you ready?}¶Ana Ruiz: I am.¶Jo Lee: Good.",
            ),
            counter_examples=("NOTE: The hall opens at nine.", "Where: Town hall.¶When: Today.¶Price: You decide."),
        ),
    },
)
