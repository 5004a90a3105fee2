"""Rules for a frame that touches the passage: “…,” she said; She said, “…”.

In: nothing. Out: RULES. Never runs a rule.
"""

from quotekit.languages.rule import Rule

RULES = (
    Rule(
        name="postposed-subject-verb",
        family="beside",
        sentence="Source, then cue, stand right behind the passage.",
        frames=("postposed-SV",),
        examples=("{content:“We sail at noon,”} {source:Anna Berg} {cue:said}.",),
        counter_examples=("Anna Berg said: “We sail at noon.”",),
    ),
    Rule(
        name="postposed-verb-subject",
        family="beside",
        sentence="Cue, then source, stand right behind the passage.",
        frames=("postposed-VS",),
        examples=("{content:“We sail at noon,”} {cue:said} {source:Anna Berg}.",),
        counter_examples=("Anna Berg said: “We sail at noon.”",),
    ),
    Rule(
        name="colon-frame",
        family="beside",
        sentence="Source and cue stand before the passage, with a colon.",
        frames=("preposed-colon",),
        examples=("{source:Anna Berg} {cue:said}: {content:“We sail at noon.”}",),
        counter_examples=("“We sail at noon,” said Anna Berg.",),
    ),
    Rule(
        name="preposed-subject-verb",
        family="beside",
        sentence="Source and cue stand right before the passage, with a comma, with 'that' or bare.",
        frames=("preposed-comma", "preposed-bare", "preposed-that"),
        examples=(
            "{source:Anna Berg} {cue:said}, {content:“We sail at noon.”}",
            "{source:Anna Berg} {cue:said} that {content:“noon is early enough.”}",
        ),
        counter_examples=("“We sail at noon,” said Anna Berg.",),
    ),
    Rule(
        name="verb-as",
        family="beside",
        sentence="The cue takes the passage with 'as'.",
        frames=("preposed-as", "governed-as"),
        examples=("{source:Oduya} {cue:dismissed} the plan as {content:“a bad joke.”}",),
        counter_examples=("Oduya said, “It is a bad joke.”",),
    ),
)
