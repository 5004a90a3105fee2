"""Rules for a passage that hangs below its cue in the parse tree.

In: nothing. Out: RULES. Never runs a rule.
"""

from quotekit.languages.rule import Shown, with_examples
from quotekit.languages.rule_families import GOVERNING

RULES = with_examples(
    GOVERNING,
    {
        "governed-clause": Shown(
            examples=("{source:Anna Berg} {cue:said} the harbour was {content:“a dangerous place”} in winter.",),
            counter_examples=("Anna Berg left. The harbour was “a dangerous place” in winter.",),
        ),
        "governed-infinitive": Shown(
            examples=("{source:Anna Berg} {cue:vowed} to take {content:“every legal step”} in court.",),
            counter_examples=("Anna Berg left. The plan is to “fight on” in court.",),
        ),
        "governed-object": Shown(
            examples=("{source:Anna Berg} {cue:called} the vote {content:“a farce.”}",),
            counter_examples=("Anna Berg left. The vote was “a farce.”",),
        ),
        "governed-phrase": Shown(
            examples=("{source:Anna Berg} {cue:spoke} of {content:“a farce.”}",),
            counter_examples=("Anna Berg left. It was a story of “a farce.”",),
        ),
        "governed-otherwise": Shown(
            examples=("{source:Anna Berg} {cue:spoke} while the band played {content:“softly, softly.”}",),
            counter_examples=("Anna Berg left. It “all fell apart.”",),
        ),
    },
)
