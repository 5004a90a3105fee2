"""Rules for a cue that is near but does not govern: same sentence, next sentence, farther.

In: nothing. Out: RULES. Never runs a rule.
"""

from quotekit.languages.rule import Shown, with_examples
from quotekit.languages.rule_families import NEIGHBOURS

RULES = with_examples(
    NEIGHBOURS,
    {
        "same-sentence": Shown(
            examples=("{source:Berg} {cue:spoke} for an hour; {content:“never again,”} was the gist.",),
            counter_examples=("Berg left. Oduya came. “Never again.”",),
        ),
        "across-passage": Shown(
            examples=("The first line is {content:“Go home,”} and “Go now,” {source:Berg} {cue:wrote}, was the last.",),
            counter_examples=("Berg called it “a farce.”",),
        ),
        "neighbour-sentence": Shown(
            examples=("{source:Berg} {cue:said} she was tired. {content:“I slept badly.”}",),
            counter_examples=("Berg said: “I slept badly.”",),
        ),
        "distant-sentence": Shown(
            examples=("{source:Berg} {cue:said} she was tired. It was late. {content:“I slept badly.”}",),
            counter_examples=("Berg said: “I slept badly.”",),
        ),
    },
)
