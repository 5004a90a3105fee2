"""Rules for a frame that touches the passage: “…,” she said; She said, “…”.

In: nothing. Out: RULES. Never runs a rule.
"""

from quotekit.languages.rule import Shown, with_examples
from quotekit.languages.rule_families import BESIDE

RULES = with_examples(
    BESIDE,
    {
        "postposed-subject-verb": Shown(
            examples=("{content:“We sail at noon,”} {source:Anna Berg} {cue:said}.",),
            counter_examples=("Anna Berg said: “We sail at noon.”",),
        ),
        "postposed-verb-subject": Shown(
            examples=(
                "{content:“We sail at noon,”} {cue:said} {source:Anna Berg}.",
                "{content:“We sail at noon,”} {cue:said} {source:the captain of the northern ferry}.",
                "{content:“We sail,”} {cue:said} {source:Anna Berg}, who runs the port.",
            ),
            counter_examples=("Anna Berg said: “We sail at noon.”",),
        ),
        "colon-frame": Shown(
            examples=("{source:Anna Berg} {cue:said}: {content:“We sail at noon.”}",),
            counter_examples=("“We sail at noon,” said Anna Berg.",),
        ),
        "preposed-subject-verb": Shown(
            examples=(
                "{source:Anna Berg} {cue:said}, {content:“We sail at noon.”}",
                "{source:Anna Berg} {cue:said} that {content:“noon is early enough.”}",
            ),
            counter_examples=("“We sail at noon,” said Anna Berg.",),
        ),
        "verb-as": Shown(
            examples=("{source:Oduya} {cue:dismissed} the plan as {content:“a bad joke.”}",),
            counter_examples=("Oduya said, “It is a bad joke.”",),
        ),
    },
)
