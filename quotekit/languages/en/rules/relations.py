"""Rules that the way to the source names: participles, passives, shared subjects, nouns.

In: nothing. Out: RULES. Never runs a rule.
"""

from quotekit.languages.rule import Rule

RULES = (
    Rule(
        name="passive-agent",
        family="relations",
        sentence="The cue is passive and its agent speaks.",
        relations=("agent", "agent-above"),
        examples=("The vote was {cue:called} {content:“a farce”} by {source:Anna Berg}.",),
        counter_examples=("The vote was called “a farce.”",),
    ),
    Rule(
        name="quoted-as-saying",
        family="relations",
        sentence="Somebody is quoted as saying, cited as calling, accused of saying.",
        relations=("quoted-as-saying", "object-quoted"),
        examples=(
            "{source:Anna Berg} was quoted as {cue:saying} {content:“the vote was a farce.”}",
            "The paper quoted {source:Anna Berg} as {cue:saying} {content:“the vote was a farce.”}",
        ),
        counter_examples=("Anna Berg was quoted. “The vote was a farce.”",),
    ),
    Rule(
        name="participle-of-subject",
        family="relations",
        sentence="A participle reports for the subject of its clause.",
        relations=("subject-of-clause",),
        examples=("{source:Anna Berg} left the hall, {cue:saying} {content:“the vote was a farce.”}",),
        counter_examples=("Anna Berg said: “The vote was a farce.”",),
    ),
    Rule(
        name="shared-subject",
        family="relations",
        sentence="The cue is the second of two verbs with one subject.",
        relations=("shared-subject",),
        examples=("{source:Anna Berg} stood up and {cue:said}, {content:“We sail at noon.”}",),
        counter_examples=("Anna Berg said, “We sail at noon.”",),
    ),
    Rule(
        name="controlled-verb",
        family="relations",
        sentence="The cue hangs on another verb, whose subject speaks: 'went on to say'.",
        relations=("controller", "subject-above"),
        examples=("{source:Anna Berg} went on to {cue:say}, {content:“We sail at noon.”}",),
        counter_examples=("Anna Berg said, “We sail at noon.”",),
    ),
    Rule(
        name="noun-that-says",
        family="relations",
        sentence="A participle behind a noun reports what the noun (a letter, a sign) says.",
        relations=("modified-noun",),
        needs=0.7,
        examples=("{source:A sign} {cue:reading} {content:“No entry”} hung on the door.",),
        counter_examples=("Anna Berg said, “No entry.”",),
    ),
    Rule(
        name="issuer-of-document",
        family="relations",
        sentence="Somebody issues a statement that says: the issuer speaks.",
        relations=("issuer-of-modified", "issuer-in-passive", "owner-of-modified"),
        examples=("{source:The bank} issued a statement {cue:saying} {content:“all funds are safe.”}",),
        counter_examples=("The bank said, “All funds are safe.”",),
    ),
    Rule(
        name="noun-cue-possessor",
        family="relations",
        sentence="A noun such as 'claim' reports, and its possessor speaks.",
        kinds=("noun",),
        relations=("possessor", "possessor-of", "modifier"),
        needs=0.6,
        examples=("{source:Berg}'s {cue:claim} that {content:“nobody was hurt”} was false.",),
        counter_examples=("Berg said that “nobody was hurt.”",),
    ),
    Rule(
        name="noun-cue-subject",
        family="relations",
        sentence="A noun such as 'claim' reports, and the subject of its verb speaks.",
        kinds=("noun",),
        relations=("light-verb-subject", "noun-in-phrase-subject", "noun-subject"),
        examples=("{source:Berg} made the {cue:claim} that {content:“nobody was hurt.”}",),
        counter_examples=("Berg said that “nobody was hurt.”",),
    ),
    Rule(
        name="adjective-cue-subject",
        family="relations",
        sentence="An adjective such as 'confident' reports what its subject thinks.",
        kinds=("adjective",),
        examples=("{source:Berg} is {cue:confident} that {content:“nobody was hurt.”}",),
        counter_examples=("Berg said that “nobody was hurt.”",),
    ),
)
