"""Rules that read layout: labels, colons, by-lines, signatures.

In: nothing. Out: RULES. Never runs a rule.
"""

from quotekit.languages.rule import Rule

RULES = (
    Rule(
        name="speaker-label",
        family="layout",
        sentence="A name and a colon open the paragraph: what follows is theirs.",
        frames=("label",),
        examples=("{source:MAYOR RUIZ}: {content:“We open at nine.”}",),
        counter_examples=("The mayor smiled. “We open at nine.”",),
    ),
    Rule(
        name="dash-byline",
        family="layout",
        sentence="A dash and a name stand behind the passage.",
        frames=("byline",),
        examples=("{content:“I miss the old pier.”} — {source:Tove Lindqvist}",),
        counter_examples=("“I miss the old pier” — and the new one — too.",),
    ),
    Rule(
        name="bracketed-byline",
        family="layout",
        sentence="A name in brackets stands behind the passage and ends the paragraph.",
        frames=("bracketed",),
        examples=("{content:“I miss the old pier.”} ({source:Tove Lindqvist}, Bergen)",),
        counter_examples=("“I miss the old pier.” (He laughed.)", "The song “Old Pier” (Lindqvist) is out."),
    ),
    Rule(
        name="signature-paragraph",
        family="layout",
        sentence="The paragraph behind the passage is nothing but a name.",
        frames=("signature",),
        examples=("{content:“I miss the old pier.”}¶{source:Tove Lindqvist}",),
        counter_examples=("“I miss the old pier.”¶Tove Lindqvist left early.",),
    ),
    Rule(
        name="inner-label",
        family="layout",
        sentence="In mid-paragraph a bare name and a colon stand before the passage.",
        frames=("inner-label",),
        needs=0.7,
        examples=("The news was out. {source:Jo Day}: {content:“We are glad.”}",),
        counter_examples=("The news was out. Jo Day was glad: “We won.”",),
    ),
    Rule(
        name="colon-of-clause",
        family="layout",
        sentence="A clause and a colon stand before the passage; its subject speaks.",
        frames=("colon-clause",),
        examples=("{source:The minister} was blunt: {content:“We failed.”}",),
        counter_examples=("The minister was blunt. “We failed.”",),
    ),
    Rule(
        name="transcript-turn",
        family="layout",
        sentence="In a transcript a name, or Q and A, and a colon open each turn; in a play a full stop does.",
        frames=("transcript",),
        examples=(
            "{source:LEE}: {content:Are we ready?}¶RUIZ: We are.",
            "{source:Jo Lee}: {content:Are you ready?}¶Ana Ruiz: I am.¶Jo Lee: Good.",
        ),
        counter_examples=("NOTE: The hall opens at nine.", "Where: Town hall.¶When: Today.¶Price: You decide."),
    ),
)
