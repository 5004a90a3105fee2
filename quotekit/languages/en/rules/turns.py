"""Rules that go by what came before: continuation, turns, announcement.

In: nothing. Out: RULES. Never runs a rule.
"""

from quotekit.languages.rule import Shown, with_examples
from quotekit.languages.rule_families import TURNS

RULES = with_examples(
    TURNS,
    {
        "paragraph-continuation": Shown(
            examples=("“We sail,” {source:Berg} said. {content:“At noon.”}",),
            counter_examples=("“We sail,” Berg said.",),
        ),
        "next-paragraph-continuation": Shown(
            examples=("“We sail,” {source:Berg} said.¶{content:“The tide will not wait.”}",),
            counter_examples=("“We sail,” Berg said.",),
        ),
        "beat-of-another": Shown(
            examples=("“It is cold,” Meg said. {source:Tom} smiled. {content:“Not yet.”}",),
            counter_examples=("“It is cold,” Meg said. She smiled. “Not yet.”",),
        ),
        "lone-speech": Shown(
            examples=("{source:Berg} said the tide was late.¶{content:“It never waits for us.”}",),
            counter_examples=(
                "Berg said the tide was late.¶“It never waits,” said Jo.",
                "Berg said the tide had taken Jo.¶“It never waits for us.”",
            ),
        ),
        "alternating-turn": Shown(
            examples=("“Ready?” asked {source:Meg}.¶“Nearly,” said Jo.¶{content:“It is late.”}",),
            counter_examples=("“Ready?” asked Meg.¶“It is late.”",),
        ),
        "announced-with-colon": Shown(
            examples=("{source:The minister} {cue:added}:¶{content:“We failed.”}",),
            counter_examples=("The minister left.¶“We failed.”",),
        ),
        "announced-before": Shown(
            examples=("{source:The minister} {cue:spoke} again.¶{content:“We failed.”}",),
            counter_examples=("It rained.¶“We failed.”",),
        ),
        "subject-of-paragraph-before": Shown(
            examples=("{source:Anna Berg} yawned.¶{content:“We failed.”}",),
            counter_examples=("“We failed.”",),
        ),
    },
)
