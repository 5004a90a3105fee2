"""The labels of dependencies inside the house, and the sets of them that code asks for, each named once.

In: nothing. Out: names for the labels of ClearNLP, as spaCy's English models give them.
Never converts another scheme: that happens where a Doc becomes a Tree.
"""

from __future__ import annotations

from typing import Final

# One label each.
SUBJECT: Final = "nsubj"
PASSIVE_SUBJECT: Final = "nsubjpass"
CLAUSAL_SUBJECT: Final = "csubj"
AGENT: Final = "agent"  # "by" in "was called a farce by Berg"
OBJECT: Final = "dobj"
PREPOSITION_OBJECT: Final = "pobj"
RECIPIENT: Final = "dative"
ATTRIBUTE: Final = "attr"  # "a farce" in "The vote was a farce"
OBJECT_PREDICATE: Final = "oprd"  # "a farce" in "called the vote a farce"
ADJECTIVE_COMPLEMENT: Final = "acomp"
COMPLEMENT_CLAUSE: Final = "ccomp"
OPEN_CLAUSE: Final = "xcomp"  # a clause whose subject stands outside of it
ADVERBIAL_CLAUSE: Final = "advcl"
PREPOSITION_CLAUSE: Final = "pcomp"
NOUN_CLAUSE: Final = "acl"
RELATIVE_CLAUSE: Final = "relcl"
PARATAXIS: Final = "parataxis"
UNKNOWN: Final = "dep"
PREPOSITION: Final = "prep"
PARTICLE: Final = "prt"
ADVERB: Final = "advmod"
NOUN_ADVERBIAL: Final = "npadvmod"  # "Monday" in "said Monday"
AUXILIARY: Final = "aux"
PASSIVE_AUXILIARY: Final = "auxpass"
NEGATION: Final = "neg"
MARKER: Final = "mark"  # the word that opens a clause
CONJUNCT: Final = "conj"
COORDINATOR: Final = "cc"
OWNER: Final = "poss"
DETERMINER: Final = "det"
ADJECTIVE: Final = "amod"
COMPOUND: Final = "compound"
NOUN_MODIFIER: Final = "nmod"
NUMBER: Final = "nummod"
CASE: Final = "case"
FLAT: Final = "flat"
APPOSITION: Final = "appos"
PUNCTUATION: Final = "punct"
QUANTIFIER: Final = "quantmod"
EXPLETIVE: Final = "expl"
ROOT: Final = "ROOT"
ASIDE: Final = "meta"  # hangs on a verb without being part of its frame: given by repairs

# Of verbs.
SUBJECTS: Final = frozenset({SUBJECT, PASSIVE_SUBJECT})
# What makes a participle part of a verb form with a subject of its own.
FINITE_PARTS: Final = frozenset({AUXILIARY, SUBJECT})
# What shows that the subject of a verb is not who acts.
PASSIVE_PARTS: Final = frozenset({PASSIVE_AUXILIARY, AGENT})
# What a cue may take beside a quoted passage: "said he was tired".
MOODS: Final = frozenset({ADJECTIVE_COMPLEMENT, ATTRIBUTE, OBJECT})  # "was furious", "has no doubts"
COMPLEMENTS: Final = frozenset({COMPLEMENT_CLAUSE, OPEN_CLAUSE, OBJECT, OBJECT_PREDICATE, ADJECTIVE_COMPLEMENT})
# Clauses, and the arcs that stand for one where the parser was unsure.
CLAUSES: Final = frozenset(
    {COMPLEMENT_CLAUSE, OPEN_CLAUSE, ADVERBIAL_CLAUSE, PREPOSITION_CLAUSE, NOUN_CLAUSE, RELATIVE_CLAUSE}
    | {PARATAXIS, UNKNOWN}
)
ADVERBIALS: Final = frozenset({NOUN_ADVERBIAL, ADVERB})
# Children of a cue that may be, or begin, what is said; and adverbials that may stand between two of them.
ARGUMENTS: Final = (
    CLAUSES
    | ADVERBIALS
    | {OBJECT, PREPOSITION, ATTRIBUTE, OBJECT_PREDICATE, ADJECTIVE_COMPLEMENT, RECIPIENT, PREPOSITION_OBJECT}
)
# What may stand before its cue: "It will rain, she said".
FRONTED: Final = frozenset(
    {COMPLEMENT_CLAUSE, PARATAXIS, ADVERBIAL_CLAUSE, UNKNOWN, OBJECT, OPEN_CLAUSE, ATTRIBUTE, OBJECT_PREDICATE}
    | {PREPOSITION_OBJECT}
)
# How a frame hangs on the clause that it interrupts: "Prices fell, he said, by half".
INTERRUPTING: Final = frozenset({PARATAXIS, ADVERBIAL_CLAUSE, COMPLEMENT_CLAUSE, UNKNOWN})
# How a noun or an adjective hangs on the verb that takes what it reports: "The claim is that …", and
# how that hangs there.
BESIDE_PREDICATE: Final = frozenset({SUBJECT, ATTRIBUTE, ADJECTIVE_COMPLEMENT, PREPOSITION_OBJECT, OBJECT})
PREDICATES: Final = frozenset({COMPLEMENT_CLAUSE, ATTRIBUTE, OPEN_CLAUSE, ADVERBIAL_CLAUSE, PREPOSITION})
# … where the verb need not be a copula: "was confident that …", "made the claim that …".
PREDICATE_OF_ANY_VERB: Final = frozenset({ADJECTIVE_COMPLEMENT, OBJECT})
# Clauses that a verb of refusal governs: "declined to say", "refrained from saying".
REFUSED: Final = frozenset({OPEN_CLAUSE, PREPOSITION_CLAUSE})
# How a participle hangs on the noun that it is said of: "a man accused of fraud".
CHARGES: Final = frozenset({NOUN_CLAUSE, ADVERBIAL_CLAUSE})
# What belongs to a verb itself: "called for".
VERB_TAILS: Final = frozenset({PARTICLE, PREPOSITION})

# Of nouns.
PREMODIFIERS: Final = frozenset({COMPOUND, DETERMINER, ADJECTIVE, OWNER, NOUN_MODIFIER, NUMBER, CASE})
# What belongs to a mention behind its head; a clause or a second name behind it does not.
POSTMODIFIERS: Final = frozenset(
    {COORDINATOR, CONJUNCT, PREPOSITION, COMPOUND, FLAT, NOUN_MODIFIER, CASE, NUMBER, NOUN_ADVERBIAL, ADJECTIVE, OWNER}
)
DETERMINERS: Final = frozenset({DETERMINER, OWNER})
OWNED_BARELY: Final = frozenset({OWNER, ADJECTIVE, PUNCTUATION})  # all that "her (own) view" has about it
# What leads up to the head of a phrase, in the label of a nameless speaker.
LABEL_PARTS: Final = PREMODIFIERS - {CASE} | {ADVERB, QUANTIFIER, PUNCTUATION}
LABEL_TAILS: Final = frozenset({PREPOSITION, CASE, COMPOUND, NOUN_MODIFIER})
LABEL_ENDS: Final = frozenset({PUNCTUATION, RELATIVE_CLAUSE, APPOSITION, NOUN_CLAUSE, COORDINATOR})
OWN_PARTS: Final = frozenset({DETERMINER, OWNER, NUMBER})  # a conjunct with one of them is somebody else
APPOSED: Final = frozenset({APPOSITION, FLAT})
PART_OF_NAME: Final = frozenset({COMPOUND, NOUN_MODIFIER})

# Of mentions of people.
MENTIONED_SUBJECTS: Final = SUBJECTS | {CLAUSAL_SUBJECT}
MENTIONED_OBJECTS: Final = frozenset({OBJECT, RECIPIENT, PREPOSITION_OBJECT})
MAIN_CLAUSES: Final = frozenset({ROOT, PARATAXIS})

# Paths (see `quotekit.trees`) that code walks, beside those of a language's relations.
OF_PHRASE: Final = f">{PREPOSITION} >{PREPOSITION_OBJECT}"  # from "words" to X in "words of X"
# From a cue without a subject of its own, however deep it stands, to the subject above: "a bill that
# calls for …" is the bill's, "by citing her record" is the clause's.
SUBJECT_ANYWHERE: Final = (
    "<+conj|xcomp|advcl|pcomp|prep|ccomp|dep|acl|relcl|parataxis|pobj|dobj|attr|acomp|amod|nsubj|appos"
    "|compound|oprd|agent >nsubj|nsubjpass"
)

# Parts of speech of the house, and tags of English models.
NOUNS: Final = frozenset({"PROPN", "NOUN", "PRON"})
COMMON_AND_PROPER: Final = frozenset({"NOUN", "PROPN"})
VERBS: Final = frozenset({"VERB", "AUX"})
BEFORE_NAME: Final = frozenset({"NOUN", "ADJ", "PROPN"})
PROPER: Final = "PROPN"
PLURAL_TAGS: Final = frozenset({"NNS", "NNPS"})
PLURAL_NOUN: Final = "NNS"
SINGULAR_NOUN: Final = "NN"
ONE_OF_A_PEOPLE: Final = frozenset({"NN", "NNP", "JJ"})
PAST: Final = "VBD"
PAST_PARTICIPLE: Final = "VBN"
GERUND: Final = "VBG"
PARTICIPLES: Final = frozenset({PAST_PARTICIPLE, GERUND})
VERB_FORMS: Final = frozenset({"VB", "VBZ", "VBP", PAST}) | PARTICIPLES
GENITIVE: Final = "POS"  # "’s"
INFINITIVE_TO: Final = "TO"
WHICH: Final = "WDT"  # which, that
RELATIVES: Final = frozenset({WHICH, "WP"})
QUESTION_WORDS: Final = RELATIVES | {"WRB"}
WH_TAGS: Final = QUESTION_WORDS | {"WP$"}
# Words of closed classes: never a name, however they are written.
CLOSED_TAGS: Final = WH_TAGS | {"DT", "PDT", "IN", "CC", "PRP", "PRP$", INFINITIVE_TO, "MD", "EX"}
# Words of open classes: features know them by their tag, others by their form.
OPEN_TAGS: Final = VERB_FORMS | frozenset("NN NNS NNP NNPS CD JJ JJR JJS RB FW UH LS ADD AFX XX GW".split())
# What may stand right before "of": "the oldest of the growers".
PARTITIVE_TAGS: Final = frozenset({"JJ", "JJS", "CD", "DT"})
# What opens the part of a sentence that may have been said by nobody: ", which …", ", adding …".
CUT_TAGS: Final = QUESTION_WORDS | PARTICIPLES | {"IN", "CC", "RB", "DT", "PRP", INFINITIVE_TO}
# What goes on with the sentence behind a comma, where a verb with it is no frame: "I went, and …".
GOES_ON: Final = frozenset({"CC", GERUND, "IN"})
# Types of entities.
PEOPLE: Final = frozenset({"PERSON", "PER"})
BODIES: Final = {"ORG": "organization", "NORP": "group", "GPE": "place", "LOC": "place", "FAC": "place"}
