"""Rules of everyday speech: what "I was like" brings in, and what "I think", "I know", "I am sure" mark as thoughts.

In: nothing. Out: OPINIONS, in order of precedence, before the clauses of other verbs. Never runs a rule.
"""

from typing import Final

from quotekit.languages.rule import Rule

_AROUND: Final = ("ccomp:*", "fr:ccomp*", "split:ccomp*", "par:*")  # a clause behind, before or around the verb

OPINIONS: Final = (
    Rule(
        name="quotative-words",
        family="clauses",
        sentence="A quotative of everyday speech, 'be like' or 'go', brings in what somebody says or thinks.",
        frames=("quotative:rest",),
        trust=0.7,
        examples=(
            "{source:I} {cue:was like}, {content:we can fix the pier ourselves}.",
            "And {source:she} {cue:goes}, {content:no, take the ferry}.",
        ),
        counter_examples=(
            "She was like her mother.",
            "They were like brothers, and they fought.",
            "Wherever she goes, the harbour comes to mind.",
            "Here we go, the boat is late.",
            "He went, and she stayed.",
        ),
    ),
    Rule(
        name="opinion-of-first-person",
        family="clauses",
        sentence="'I think' and its like mark a clause as an opinion, before it, behind it or inside of it.",
        kinds=("verb",),
        lemmas=(
            *("think", "guess", "suppose", "suspect", "bet", "reckon", "figure", "imagine", "assume", "take"),
            *("believe", "hope", "wonder", "doubt"),
        ),
        source_forms=("i", "we"),
        frames=_AROUND,
        trust=0.55,
        examples=(
            "The tide is high, but {source:I} {cue:think} {content:the ferry will run}.",
            "{content:The ferry is}, {source:I} {cue:think}, {content:the better choice}.",
        ),
        counter_examples=("I think of the harbour.", "Anna Berg thinks the ferry will run."),
    ),
    Rule(
        name="knowledge-of-first-person",
        family="clauses",
        sentence="'I know' and its like tell what somebody knows, has learned or remembers.",
        kinds=("verb",),
        lemmas=("know", "learn", "realize", "realise", "remember"),
        source_forms=("i", "we"),
        frames=_AROUND,
        trust=0.45,
        examples=(
            "{source:We} {cue:learned} from Ana {content:that the pier was closed}.",
            "{content:The tide comes in fast here}, {source:I} {cue:know}.",
        ),
        counter_examples=("I know the harbour well.", "Anna Berg learned to sail."),
    ),
    Rule(
        name="certainty-of-first-person",
        family="clauses",
        sentence="'I am sure' and its like mark the clause before them as what somebody thinks.",
        kinds=("adjective",),
        lemmas=("sure", "certain", "convinced", "afraid", "confident"),
        source_forms=("i", "we"),
        frames=("fr:ccomp*",),
        trust=0.6,
        examples=("{content:The pier will fall}, {source:I} am {cue:sure}.",),
        counter_examples=("I am sure of the ferry.",),
    ),
    Rule(
        name="certainty-and-clause",
        family="clauses",
        sentence="A clause behind 'sure', 'certain' or 'convinced' is what somebody thinks.",
        kinds=("adjective",),
        lemmas=("sure", "certain", "convinced", "unsure", "confident"),
        frames=("ccomp:*", "up:ccomp*"),
        trust=0.6,
        examples=(
            "{source:Berg} is {cue:certain} {content:that the ferry will run}.",
            "{source:She} was not {cue:sure} {content:that the ferry would run}.",
        ),
        counter_examples=("Berg is sure of the ferry.", "A certain man said that the ferry will run."),
    ),
)
