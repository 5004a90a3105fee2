"""Rules that go by what came before: continuation, turns, announcement.

In: nothing. Out: RULES. Never runs a rule.
"""

from quotekit.languages.rule import Rule

RULES = (
    Rule(
        name="paragraph-continuation",
        family="turns",
        sentence="The speaker of the passage before goes on in the same paragraph.",
        frames=("continued",),
        needs=0.75,
        examples=("“We sail,” {source:Berg} said. {content:“At noon.”}",),
        counter_examples=("“We sail,” Berg said.",),
    ),
    Rule(
        name="next-paragraph-continuation",
        family="turns",
        sentence="The speaker of the passage before goes on in another paragraph.",
        frames=("next-paragraph",),
        needs=0.75,
        examples=("“We sail,” {source:Berg} said.¶{content:“The tide will not wait.”}",),
        counter_examples=("“We sail,” Berg said.",),
    ),
    Rule(
        name="beat-of-another",
        family="turns",
        sentence="Between two passages another person does something: that person speaks the second.",
        frames=("beat",),
        examples=("“It is cold,” Meg said. {source:Tom} smiled. {content:“Not yet.”}",),
        counter_examples=("“It is cold,” Meg said. She smiled. “Not yet.”",),
    ),
    Rule(
        name="lone-speech",
        family="turns",
        sentence="A paragraph that is one closed passage goes to the one who spoke at the end of the paragraph before.",
        frames=("lone-speech",),
        examples=("{source:Berg} said the tide was late.¶{content:“It never waits for us.”}",),
        counter_examples=(
            "Berg said the tide was late.¶“It never waits,” said Jo.",
            "Berg said the tide had taken Jo.¶“It never waits for us.”",
        ),
    ),
    Rule(
        name="alternating-turn",
        family="turns",
        sentence="Two speakers take turns, a paragraph each: the one before the last speaks again.",
        frames=("alternation",),
        examples=("“Ready?” asked {source:Meg}.¶“Nearly,” said Jo.¶{content:“It is late.”}",),
        counter_examples=("“Ready?” asked Meg.¶“It is late.”",),
    ),
    Rule(
        name="announced-with-colon",
        family="turns",
        sentence="The paragraph before ends with a frame and a colon.",
        frames=("announced-colon",),
        needs=0.6,
        examples=("{source:The minister} {cue:added}:¶{content:“We failed.”}",),
        counter_examples=("The minister left.¶“We failed.”",),
    ),
    Rule(
        name="announced-before",
        family="turns",
        sentence="The paragraph before has a cue that nothing follows.",
        frames=("announced",),
        needs=0.8,
        examples=("{source:The minister} {cue:spoke} again.¶{content:“We failed.”}",),
        counter_examples=("It rained.¶“We failed.”",),
    ),
    Rule(
        name="subject-of-paragraph-before",
        family="turns",
        sentence="The paragraph before has no cue; the subject of its last sentence speaks.",
        frames=("subject-before",),
        needs=0.7,
        examples=("{source:Anna Berg} yawned.¶{content:“We failed.”}",),
        counter_examples=("“We failed.”",),
    ),
)
