"""Every number that the speaker stage weighs with, each with a sentence.

In: nothing. Out: numbers, read as `weights.NAME` when they are used.
Never decides anything. `python -m bench.fit_speakers` tries others on gold, and writes the better ones here.
"""

from __future__ import annotations

from typing import Final

# What speaks for the gender of somebody, in pronouns.
SURE = 0.9  # evidence below this says nothing
TITLED = 10.0  # "Mrs."
TOLD = 4.0  # "his wife"
HINTED = 1.0  # "chairman": many women are called so
LISTED = 1.5  # a list of given names: two pronouns of the text overrule it
SAME_SENTENCE = 1.0  # a pronoun in the sentence of the only name that fits
SAME_PARAGRAPH = 0.75  # … in the paragraph
ELSEWHERE = 0.4  # … in the paragraph behind it
OVERRULED = 2  # pronouns beside a name, with nobody else near, that turn what a list says

# What speaks for a type.
METONYM = 12.0  # a name that stands for who works there: "the Kremlin"
LISTED_PLACE = 4.0  # a list of places
OF_A_PEOPLE = 3.0  # "Danes", "Danish"
PLACE_WORD = 6.0  # "Lake", "Fort" before a name
BODY_WORD = 6.0  # "Council", "Ministry" in a name
ACRONYM = 3.0  # "FAO", "Holm & Berg"
GIVEN_FIRST = 5.0  # a given name that others follow, in what is no body
GIVEN_ALONE = 1.0  # … alone: it may be a place or a firm as well
LABELLED_WORD = 0.4  # an entity label other than "person" on a single word
TITLE_OF_PERSON = 5.0  # a title before the name
ROLE_OF_PERSON = 3.0  # a role that the text gives it
ACTS = 1.0  # "who" behind it, or "he" for it
CALLED_BODY = 4.0  # "a start-up in Tallinn" behind it
WITH_ARTICLE = 3.0  # against a person: "the" before the name
IN_CAST = 5.0  # a title or a known given name somewhere in the text

# How prominent a mention is: 1 for the subject of a main clause.
ROOT = 0.8  # a name that heads a sentence without a verb
DEEPEST = 0.4  # a subject, however deep its clause lies
IN_COMPLEMENT = 0.6  # what a complement clause leaves of it
IN_CLAUSE = 0.5  # what any other clause leaves of it
APPOSED = 0.9  # what an apposition leaves of it
PREMODIFIER = 0.3  # a name before a common noun: "the Berg plan"
BEHIND_BY = 0.45  # the agent of a passive
BEHIND_PREPOSITION = 0.35  # any other object of a preposition
OBJECT = 0.5
PREDICATE = 0.4  # "the winner was Berg"
OWNER = 0.35
ADVERBIAL = 0.2
MODIFIER = 0.25
OTHER = 0.3  # any other place in the sentence
POSSESSIVE = 0.7  # what an owner that is a name keeps of it
OF_PAPER = 0.4  # what the author of a letter or a plan keeps of its place
OPENS = 0.8  # a name that opens a sentence nobody parsed
WITHIN = 0.4  # any other name there
OWNER_UNPARSED = 0.5  # what an owner there keeps of it
SPOKE = 0.35  # added for the source of words between marks or of a clause of speech
SEEMED = 0.15  # added for any other source

# How far a pronoun looks, and whom it prefers.
REACH = 6  # sentences that "he" looks back
SHORT_REACH = 3  # sentences that "it" and "they" look back
DECAY = 0.5  # what a mention is worth one sentence later
MARGIN = 1.2  # the best must be so many times as prominent as the next
BESIDE = 1.3  # … as somebody last named in the same sentence, say as the object
BESIDE_NAMED = 1.6  # … as somebody of known gender there, where its own gender is open
AT_LEAST = 2.5  # somebody so many times less prominent is no rival at all
REPEATED = 0.3  # what further mentions add to the most prominent one
ASIDE = 0.5  # "Of Obama, he said": what a weak place in the same sentence keeps
NO_SUBJECT = 0.4  # how weak that place is
OPEN_GENDER = 0.7  # what somebody of open gender keeps
NO_PERSON_NAMED = 0.7  # what a name that may be no person keeps
NO_PERSON_NAMELESS = 0.5  # what a noun that may be no person keeps: "the line" may well be a thing
BODY_AS_THEY = 0.35  # an organisation for "they", a group being 1
LEAST_FOR_THEY = 0.3  # prominence below which nothing is "they"
MARGIN_OF_THEY = 1.5
LEAST_FOR_IT = 0.45  # prominence below which nothing is "it"
MARGIN_OF_IT = 1.3

# How well a description agrees with what the text says of somebody.
SAME_NOUN = 2.0  # "the judge" for a judge
WIDER_NOUN = 1.0  # "the lawmaker" for a senator
SAME_WORD = 0.2  # a word of the description that was said before
SAME_NATION = 0.3
NOW_FORMER = 0.3  # against: the text said "former", the mention does not
NOT_FORMER = 0.5  # against: the mention says "former", the text did not
ALIKE = 0.05  # candidates so close are equally good; the one mentioned last is taken
DECAY_OF_ROLES = 0.7  # what a mention is worth one sentence later, among those
MARGIN_OF_ROLES = 1.3
RIVAL = 0.9  # prominence from which somebody just spoken of may be meant as well
BODY_OF_WORD = 1.5  # "the ministry" for a name with a word that it can stand for
BODY_OF_NAME = 2.0  # … for a name with that very word
BODY_NEAR = 1.0  # "the company" for any business near

# Several people of one surname.
SUBJECT = 0.9  # prominence of the main subject of a sentence

# Which names of a text are one person: the cast.
TITLE_IN_CAST = 6.0  # what one title says of a gender, in pronouns
LISTED_IN_CAST = 1.0  # what a list of given names says: two pronouns overrule it
BEHIND_NAME = 1.0  # what one pronoun close behind a name says
LEAST_FOR_GENDER = 1.0  # what makes a gender of all this
LEAST_FOR_CHOICE = 2.0  # what decides between people of one surname
CLEAR = 1.5  # one gender must have so many times as much as the other
MANY = 3  # a bare name means who has it so many times as often as the next
WAITS_ALONE = 4  # a full name seen once waits, where a word of it stands alone so often
WAITS_TIMES = 25  # … and one of which a word stands alone so many times as often
BROTHERS = 4  # "Mr. Finch" so many times as often as "(Mr.) Tom Finch" is another man
FULLY = 3  # … where the text says "Mr. Tom Finch" so often
STRANGERS = 25  # "Mrs. Weston" so many times as often as "Anna Weston" is not she
BOTH = 3  # "Dr. Wells" and "Mr. Wells", each so often, are two people
SUPPORTED = 8  # somebody is called by a full form that is one in so many mentions, or that is seen twice
TITLE_SHARE = 4  # … and with a title, if the form with it is one in so many

# Who tells a story, or signed a text: "I" outside of quotations.
STORY_LENGTH = 12_000  # code points outside of quotations from which a text that says "I" so often is a story
STORY_PASSAGES = 10  # … as is one with so many passages between marks
SHARE_OF_I = 0.008  # of the words outside of marks are "I" in a story in the first person
CALLS_OF_NARRATOR = 2  # times that the others at least address the narrator by name
TOLD_OF_NARRATOR = 0.35  # times at most that the narration names the narrator, for each time that speech does
TOLD_OF_OTHER_HALF = 0.1  # … by the other half of the name: "Jo" and "Mr. Berg"
CALLS_BY_OTHER_HALF = 0.2  # times at least that the others use it, for each time that they use the first half

# Words that an outlet or a document passes on.
PASSED_ON = 0.5  # part of them that must be somebody else's, for that person to be the speaker

# The fitted ones, with the factors that the command tries.
FITTED: Final = (
    "SPOKE", "SEEMED", "DECAY", "MARGIN", "BESIDE", "AT_LEAST", "REPEATED", "ASIDE", "OPEN_GENDER", "NO_PERSON_NAMED",
    "NO_PERSON_NAMELESS", "IN_COMPLEMENT", "IN_CLAUSE", "DEEPEST", "OBJECT", "BEHIND_PREPOSITION", "OWNER",
    "POSSESSIVE", "RIVAL", "MARGIN_OF_ROLES", "REACH",
)  # fmt: skip
