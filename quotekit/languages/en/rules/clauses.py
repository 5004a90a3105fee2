"""Rules for what is said without marks, or half without: how the words hang on their cue.

In: nothing. Out: RULES, in order of precedence. Never runs a rule.
"""

# Frames are dependency labels as `quotekit.attribution.clauses` writes them: "ccomp:that" is a clause that
# "that" opens, "p:for" what follows the preposition "for", "dobj+p:as" an object up to an
# "as"-phrase, "fr:" stands before the cue, "split:" around it, "par:" above it, "up:" beside it.

from quotekit.languages.en.rules.opinions import OPINIONS
from quotekit.languages.rule import Rule

NOUN, ADJECTIVE, VERB = ("noun",), ("adjective",), ("verb",)
CLAUSES = ("ccomp:*", "xcomp:*", "acl:*", "relcl:*", "advcl:*", "dep:*", "pcomp:*", "parataxis:*")
PHRASES = ("p:*", "dobj*", "attr*", "oprd*", "acomp*", "pobj*", "dative*")

RULES = (
    Rule(
        name="viewpoint-clause",
        family="clauses",
        sentence="A phrase such as 'in her view' or 'per the contract' says whose view its sentence is.",
        lemmas=("in the view of",),
        frames=("accto:*",),
        examples=(
            "{cue:In} {source:Anna Berg}'s view, {content:the bridge will close in May}.",
            "{cue:Per} {source:the contract}, {content:the bridge will close in May}.",
        ),
        counter_examples=(
            "In view of the storm, the bridge will close.",
            "In her assessment of the storm, the engineer was late.",
        ),
    ),
    Rule(
        name="according-to-clause",
        family="clauses",
        sentence="'According to' names the source of its sentence, or of a clause of it.",
        frames=("accto:*",),
        examples=("{content:The bridge will close in May}, {cue:according} to {source:the harbour master}.",),
        counter_examples=("The bridge was built according to plan.",),
    ),
    Rule(
        name="label-and-words",
        family="clauses",
        sentence="A name and a colon open the paragraph; the rest of it is what they say.",
        frames=("label:rest",),
        examples=("{source:Mayor Ruiz}{cue::} {content:We open the new pier in June}",),
        counter_examples=("The mayor opened three things: a pier, a park and a pool.",),
    ),
    *OPINIONS,
    Rule(
        name="that-clause",
        family="clauses",
        sentence="A clause that opens with 'that' follows its cue.",
        kinds=VERB,
        frames=("ccomp:that*",),
        examples=("{source:Anna Berg} {cue:said} {content:that the ferry was late again}.",),
        counter_examples=("Anna Berg said the ferry was late again.",),
    ),
    Rule(
        name="whether-clause",
        family="clauses",
        sentence="A clause that opens with 'whether' or 'if' follows its cue.",
        kinds=VERB,
        frames=("ccomp:whether*", "ccomp:if*"),
        examples=("{source:Berg} {cue:asked} {content:whether the ferry would run}.",),
        counter_examples=("Berg asked why the ferry was late.",),
    ),
    Rule(
        name="wh-clause",
        family="clauses",
        sentence="A clause that opens with 'why', 'what', 'how' and so on follows its cue.",
        kinds=VERB,
        frames=("ccomp:wh*", "advcl:wh*"),
        examples=("{source:Berg} {cue:explained} {content:why the ferry was late}.",),
        counter_examples=("Berg explained that the ferry was late.",),
    ),
    Rule(
        name="zero-clause",
        family="clauses",
        sentence="A clause follows its cue with nothing in between.",
        kinds=VERB,
        frames=("ccomp:*",),
        examples=("{source:Anna Berg} {cue:said} {content:the ferry was late again}.",),
        counter_examples=("Anna Berg said that the ferry was late again.",),
    ),
    Rule(
        name="fronted-clause",
        family="clauses",
        sentence="The clause stands before its cue.",
        frames=("fr:*",),
        examples=("{content:The ferry was late again}, {source:Anna Berg} {cue:said}.",),
        counter_examples=("Anna Berg said that the ferry was late again.",),
    ),
    Rule(
        name="colon-and-words",
        family="clauses",
        sentence="A colon behind the cue introduces unquoted words.",
        frames=("colon:*",),
        examples=("{source:Berg} {cue:tweeted} on Monday: {content:A new ferry by May}.",),
        counter_examples=("Berg tweeted on Monday that a new ferry would come by May.",),
    ),
    Rule(
        name="parenthetical-frame",
        family="clauses",
        sentence="The frame is set into the clause, or beside it with 'as'.",
        frames=("par:*", "split:*"),
        examples=(
            "{content:The ferry}, {source:Berg} {cue:said}, {content:was late again}.",
            "As {source:Berg} {cue:noted}, {content:the ferry was late again}.",
        ),
        counter_examples=("Berg noted that the ferry was late again.",),
    ),
    Rule(
        name="subject-and-infinitive",
        family="clauses",
        sentence="The cue stands between the subject of what is told and its infinitive or 'as'-phrase.",
        frames=("subj+*",),
        examples=("{content:The ferry} is {cue:expected} {content:to run until midnight}.",),
        counter_examples=("Berg expects the ferry to run until midnight.",),
    ),
    Rule(
        name="infinitive-of-cue",
        family="clauses",
        sentence="An infinitive follows a cue of promise, demand, wish or refusal.",
        kinds=VERB,
        frames=("xcomp:to*", "advcl:to*"),
        examples=("{source:Anna Berg} {cue:promised} {content:to repair the pier}.",),
        counter_examples=("Anna Berg promised a new pier.",),
    ),
    Rule(
        name="gerund-of-cue",
        family="clauses",
        sentence="A form in -ing follows its cue.",
        kinds=VERB,
        frames=("xcomp:ing*", "advcl:ing*", "p:about-ing*", "p:of-ing*", "p:against-ing*", "p:on-ing*"),
        examples=("{source:Oduya} {cue:denied} {content:taking the money}.",),
        counter_examples=("Oduya denied the charge.",),
    ),
    Rule(
        name="object-and-more",
        family="clauses",
        sentence="An object and what belongs to it follow the cue: 'describe X as Y', 'accuse X of Y'.",
        kinds=VERB,
        frames=("dobj+*", "dobj>*", "dative+*", "oprd+*", "attr+*"),
        examples=("{source:Berg} {cue:described} {content:the timetable as a bad joke}.",),
        counter_examples=("Berg described the timetable.",),
    ),
    Rule(
        name="preposition-of-cue",
        family="clauses",
        sentence="What is said follows a preposition of the cue: 'call for', 'talk about'.",
        kinds=VERB,
        frames=("p:*",),
        examples=("{source:The pilots} {cue:called for} {content:a new timetable}.",),
        counter_examples=("The pilots called the timetable a joke.",),
    ),
    Rule(
        name="object-of-cue",
        family="clauses",
        sentence="An object follows a cue that reports by itself: 'announced', 'condemned'.",
        kinds=VERB,
        frames=("dobj", "dative", "attr", "oprd", "pobj"),
        examples=("{source:The harbour master} {cue:announced} {content:a ban on fishing}.",),
        counter_examples=("The harbour master announced that fishing was banned.",),
    ),
    Rule(
        name="noun-cue-clause",
        family="clauses",
        sentence="A noun such as 'claim' or 'promise' takes a clause or an infinitive.",
        kinds=NOUN,
        frames=CLAUSES,
        examples=("{source:Berg}'s {cue:promise} {content:to repair the pier} angered the pilots.",),
        counter_examples=("Berg promised to repair the pier.",),
    ),
    Rule(
        name="noun-cue-predicate",
        family="clauses",
        sentence="What is said stands behind a form of 'be': 'the claim is that …'.",
        kinds=NOUN,
        frames=("up:*",),
        examples=("{source:Berg}'s {cue:claim} is {content:that nobody was hurt}.",),
        counter_examples=("Berg claims that nobody was hurt.",),
    ),
    Rule(
        name="noun-cue-phrase",
        family="clauses",
        sentence="A noun such as 'criticism' or 'praise' takes a phrase with a preposition.",
        kinds=NOUN,
        frames=PHRASES,
        examples=("{source:Berg}'s {cue:criticism of} {content:the new timetable} was sharp.",),
        counter_examples=("Berg criticised the new timetable.",),
    ),
    Rule(
        name="adjective-cue-complement",
        family="clauses",
        sentence="An adjective such as 'confident' or 'angry' takes a clause or a phrase.",
        kinds=ADJECTIVE,
        frames=("up:*", *CLAUSES, *PHRASES),
        examples=("{source:Berg} is {cue:confident} {content:that the ferry will run}.",),
        counter_examples=("Berg believes that the ferry will run.",),
    ),
    Rule(
        name="subject-of-passive-cue",
        family="clauses",
        sentence="The subject of a passive cue is what is told.",
        frames=("subj",),
        examples=("{content:The new timetable} was {cue:criticized} by {source:the pilots}.",),
        counter_examples=("The pilots criticized the new timetable.",),
    ),
    Rule(
        name="argument-of-cue",
        family="clauses",
        sentence="Another argument of the cue, alone or with what follows it.",
        kinds=VERB,
        frames=(*CLAUSES, *PHRASES),
        examples=("{source:The pilots} {cue:sounded} {content:angry that nobody had asked them}.",),
        counter_examples=("The pilots said that nobody had asked them.",),
    ),
)
