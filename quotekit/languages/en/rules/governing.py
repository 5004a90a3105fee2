"""Rules for a passage that hangs below its cue in the parse tree.

In: nothing. Out: RULES. Never runs a rule.
"""

from quotekit.languages.rule import Rule

RULES = (
    Rule(
        name="governed-clause",
        family="governing",
        sentence="The passage stands in a clause that the cue governs.",
        frames=("governed-ccomp", "governed-csubj", "governed-parataxis"),
        examples=("{source:Anna Berg} {cue:said} the harbour was {content:“a dangerous place”} in winter.",),
        counter_examples=("Anna Berg left. The harbour was “a dangerous place” in winter.",),
    ),
    Rule(
        name="governed-infinitive",
        family="governing",
        sentence="The passage stands in an infinitive that the cue governs.",
        frames=("governed-xcomp",),
        needs=0.6,
        examples=("{source:Anna Berg} {cue:vowed} to take {content:“every legal step”} in court.",),
        counter_examples=("Anna Berg left. The plan is to “fight on” in court.",),
    ),
    Rule(
        name="governed-object",
        family="governing",
        sentence="The passage stands in the object of the cue, or in what the object is called.",
        frames=("governed-dobj", "governed-oprd", "governed-attr", "governed-obj"),
        examples=("{source:Anna Berg} {cue:called} the vote {content:“a farce.”}",),
        counter_examples=("Anna Berg left. The vote was “a farce.”",),
    ),
    Rule(
        name="governed-phrase",
        family="governing",
        sentence="The passage stands in a prepositional phrase of the cue.",
        frames=("governed-prep", "governed-pobj", "governed-pcomp", "governed-agent"),
        needs=0.6,
        examples=("{source:Anna Berg} {cue:spoke} of {content:“a farce.”}",),
        counter_examples=("Anna Berg left. It was a story of “a farce.”",),
    ),
    Rule(
        name="governed-otherwise",
        family="governing",
        sentence="The passage hangs below the cue by any other arc.",
        frames=("governed-*",),
        examples=("{source:Anna Berg} {cue:spoke} while the band played {content:“softly, softly.”}",),
        counter_examples=("Anna Berg left. It “all fell apart.”",),
    ),
)
