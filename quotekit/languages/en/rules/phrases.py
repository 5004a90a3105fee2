"""Rules for sources that hang on a preposition.

In: nothing. Out: RULES. Never runs a rule.
"""

from quotekit.languages.rule import Rule

RULES = (
    Rule(
        name="according-to",
        family="phrases",
        sentence="The sentence says according to whom.",
        relations=("according-to",),
        examples=("{cue:According to} {source:Anna Berg}, the vote was {content:“a farce.”}",),
        counter_examples=("The vote was “a farce,” Anna Berg said.",),
    ),
    Rule(
        name="in-own-words",
        family="phrases",
        sentence="Something is so in somebody's words.",
        frames=("phrase-words",),
        trust=0.75,
        examples=(
            "The vote was, {cue:in} {source:Berg}'s words, {content:“a farce.”}",
            "{cue:In} the words of {source:Berg}, {content:“the vote was a farce.”}",
        ),
        counter_examples=("The vote was, in short, “a farce.”", "In other words, the vote was “a farce.”"),
    ),
    Rule(
        name="in-words-of",
        family="phrases",
        sentence="Something is so in somebody's view or letter.",
        frames=("phrase-in",),
        examples=("The vote was, {cue:in} {source:Berg}'s view, {content:“a farce.”}",),
        counter_examples=("The vote was, in short, “a farce.”",),
    ),
    Rule(
        name="for-whom",
        family="phrases",
        sentence="A phrase with 'for' or 'to' opens the clause: so it is to them.",
        frames=("phrase-for", "phrase-to"),
        examples=("{cue:For} {source:Anna Berg}, the vote was {content:“a farce.”}",),
        counter_examples=("The vote was “a farce” for years.",),
    ),
    Rule(
        name="per-document",
        family="phrases",
        sentence="Something is so per a document, or under it.",
        frames=("phrase-per", "phrase-under"),
        examples=("Members may vote {content:“in person only,”} {cue:per} {source:the bylaws}.",),
        counter_examples=("Members may vote “in person only,” she said.",),
    ),
)
