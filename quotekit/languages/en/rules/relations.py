"""Rules that the way to the source names: participles, passives, shared subjects, nouns.

In: nothing. Out: RULES. Never runs a rule.
"""

from typing import Final

from quotekit.languages.rule import Rule, Shown, with_examples
from quotekit.languages.rule_families import RELATIONS

_SHARED: Final = with_examples(
    RELATIONS,
    {
        "passive-agent": Shown(
            examples=("The vote was {cue:called} {content:“a farce”} by {source:Anna Berg}.",),
            counter_examples=("The vote was called “a farce.”",),
        ),
        "quoted-as-saying": Shown(
            examples=(
                "{source:Anna Berg} was quoted as {cue:saying} {content:“the vote was a farce.”}",
                "The paper quoted {source:Anna Berg} as {cue:saying} {content:“the vote was a farce.”}",
            ),
            counter_examples=("Anna Berg was quoted. “The vote was a farce.”",),
        ),
        "participle-of-subject": Shown(
            examples=("{source:Anna Berg} left the hall, {cue:saying} {content:“the vote was a farce.”}",),
            counter_examples=("Anna Berg said: “The vote was a farce.”",),
        ),
        "shared-subject": Shown(
            examples=("{source:Anna Berg} stood up and {cue:said}, {content:“We sail at noon.”}",),
            counter_examples=("Anna Berg said, “We sail at noon.”",),
        ),
        "controlled-verb": Shown(
            examples=("{source:Anna Berg} went on to {cue:say}, {content:“We sail at noon.”}",),
            counter_examples=("Anna Berg said, “We sail at noon.”",),
        ),
        "noun-that-says": Shown(
            examples=("{source:A sign} {cue:reading} {content:“No entry”} hung on the door.",),
            counter_examples=("Anna Berg said, “No entry.”",),
        ),
        "issuer-of-document": Shown(
            examples=("{source:The bank} issued a statement {cue:saying} {content:“all funds are safe.”}",),
            counter_examples=("The bank said, “All funds are safe.”",),
        ),
        "noun-cue-possessor": Shown(
            examples=("{source:Berg}'s {cue:claim} that {content:“nobody was hurt”} was false.",),
            counter_examples=("Berg said that “nobody was hurt.”",),
        ),
        "noun-cue-subject": Shown(
            examples=("{source:Berg} made the {cue:claim} that {content:“nobody was hurt.”}",),
            counter_examples=("Berg said that “nobody was hurt.”",),
        ),
        "adjective-cue-subject": Shown(
            examples=("{source:Berg} is {cue:confident} that {content:“nobody was hurt.”}",),
            counter_examples=("Berg said that “nobody was hurt.”",),
        ),
    },
)
RULES = (
    *_SHARED,
    Rule(
        name="noun-before-mark",
        family="relations",
        sentence="A noun such as 'verdict' or 'message' and a colon or a question mark lead to what its owner says.",
        kinds=("noun",),
        frames=("noun-ahead",),
        trust=0.85,
        examples=(
            "The {cue:verdict} from {source:Anna Berg}? {content:“Too little, too late.”}",
            "The {cue:message} from {source:Anna Berg} was clear: {content:“Nobody will be left behind.”}",
        ),
        counter_examples=(
            "The message was clear: “Nobody will be left behind.”",
            "Her advice to the young came late. “Walk more.”",
        ),
    ),
)
