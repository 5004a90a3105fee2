"""Rules for a cue that is near but does not govern: same sentence, next sentence, farther.

In: nothing. Out: RULES. Never runs a rule.
"""

from quotekit.languages.rule import Rule

RULES = (
    Rule(
        name="same-sentence",
        family="neighbours",
        sentence="The cue stands in the same sentence without governing the passage.",
        frames=("same-sentence-*",),
        examples=("{source:Berg} {cue:spoke} for an hour; {content:“never again,”} was the gist.",),
        counter_examples=("Berg left. Oduya came. “Never again.”",),
    ),
    Rule(
        name="across-passage",
        family="neighbours",
        sentence="Another passage stands between the cue and this one.",
        frames=("across-passage-*",),
        needs=0.6,
        examples=("The first line is {content:“Go home,”} and “Go now,” {source:Berg} {cue:wrote}, was the last.",),
        counter_examples=("Berg called it “a farce.”",),
    ),
    Rule(
        name="neighbour-sentence",
        family="neighbours",
        sentence="The cue stands in the sentence before or behind.",
        frames=("next-sentence-*",),
        examples=("{source:Berg} {cue:said} she was tired. {content:“I slept badly.”}",),
        counter_examples=("Berg said: “I slept badly.”",),
    ),
    Rule(
        name="distant-sentence",
        family="neighbours",
        sentence="The cue stands two or three sentences away in the paragraph.",
        frames=("far-*",),
        examples=("{source:Berg} {cue:said} she was tired. It was late. {content:“I slept badly.”}",),
        counter_examples=("Berg said: “I slept badly.”",),
    ),
)
