"""Repairs of English parses where the words leave no doubt that the parser went wrong.

In: a Tree. Out: the arcs to move; `REPAIRS` says which and why.
Never guesses: each repair asks for a pattern of words that has one reading.
"""

from __future__ import annotations

from typing import Final

from quotekit.languages.en.repairs import appositions, frames, reports, times
from quotekit.languages.repair import Repair

REPAIRS: Final = (
    Repair(
        name="apposition-of-according",
        sentence="A name beside a role, or the other way round, belongs to the source and not to what is said.",
        example="According to its spokeswoman, Ana Ruiz, planners had ignored the maps.",
        moved=("Ruiz appos spokeswoman",),
        counter_example="According to Berg, the mayor, a doctor, lied.",
        find=appositions.appositions,
    ),
    Repair(
        name="outer-subject",
        sentence="Of two subjects of a verb that interrupts, the first belongs to what is said.",
        example="The reservoir, engineer Ana Brook said, would be full by June.",
        moved=("reservoir nsubj be",),
        counter_example="Ana Brook, the engineer, said the reservoir would be full.",
        find=reports.outer_subjects,
    ),
    Repair(
        name="inverted-frame",
        sentence="A verb between commas has its subject behind it; what stands before is the subject of what is said.",
        example="The library, said the council’s leader, Dora Finch, will close in May.",
        moved=("library nsubj close", "leader nsubj said"),
        counter_example="In May, the mayor said the library, a brick house, will close.",
        find=reports.inverted_frames,
    ),
    Repair(
        name="second-report",
        sentence="Of two verbs that report, the second does not belong to what the first one tells.",
        example="He denied that any report had been withheld and said officers “give the same advice to all.”",
        moved=("said conj denied", "and cc denied"),
        counter_example="Reid said that Lund stood up and said no.",
        find=reports.second_reports,
    ),
    Repair(
        name="added-report",
        sentence="What somebody adds is no part of what they said before.",
        example="The pilot said he was fine, before adding that the plane was not.",
        moved=("before prep said",),
        counter_example="The pilot said he was fine before adding the salt.",
        find=reports.added_reports,
    ),
    Repair(
        name="charge-of-passive",
        sentence="What somebody is accused of belongs to the verb, not to whoever accuses.",
        example="The envoy was accused by rivals of taking bribes.",
        moved=("of prep accused",),
        counter_example="The envoy was praised by a friend of the court.",
        find=reports.charges,
    ),
    Repair(
        name="told-that",
        sentence="A clause behind whoever is told is what they are told.",
        example="He warned rebels that the vote would be close.",
        moved=("be ccomp warned",),
        counter_example="He warned rebels that had left the party.",
        find=reports.told_that,
    ),
    Repair(
        name="participle-of-subject",
        sentence="A participle between a subject and its verb belongs to the subject.",
        example="Several of the nurses interviewed for this report said they were exhausted.",
        moved=("interviewed acl Several",),
        counter_example="Several of the nurses said they were exhausted.",
        find=reports.participles,
    ),
    Repair(
        name="quoted-as-saying",
        sentence="Whoever is quoted as saying something says it, and not the paper that quotes.",
        example="The Herald quoted Berg as saying that the pier was safe.",
        moved=("Berg nsubj saying",),
        counter_example="The Herald quoted Berg and Lund in its first report.",
        find=frames.quoted_as_saying,
    ),
    Repair(
        name="bare-answer",
        sentence="Yes and no behind a verb of saying are what is said.",
        example="Asked whether he would sail, Berg said no.",
        moved=("no ccomp said",),
        counter_example="Berg said no ship would sail.",
        find=frames.bare_answers,
    ),
    Repair(
        name="came-the-reply",
        sentence="A reply comes from somebody: who that is speaks, and not the reply.",
        example="“We sail,” came the reply from Berg.",
        moved=("Berg nsubj came",),
        counter_example="The reply from Berg came too late.",
        find=frames.came_the_reply,
    ),
    Repair(
        name="voice-of-reply",
        sentence="A reply from somebody beside marks is their reply.",
        example="“Never!” was the reply from Max.",
        moved=("Max poss reply",),
        counter_example="The reply from Max came too late.",
        find=frames.voice_of_reply,
    ),
    Repair(
        name="section-label",
        sentence="“On taxes:” before a mark says what the words are about, and is no part of them.",
        example="On taxes: “I will not raise them,” Ruiz said.",
        moved=("On meta said", ": punct said"),
        counter_example="On Monday Ruiz said: “I will not raise them.”",
        find=frames.section_label,
    ),
    Repair(
        name="name-before-verb",
        sentence="“May said”, “Will told”: no auxiliary stands before the past tense, but a name does.",
        example="May said the school was full.",
        moved=("May nsubj said",),
        counter_example="May they say it again.",
        find=frames.name_before_verb,
    ),
    Repair(
        name="how-somebody-put-it",
        sentence="Words that are how somebody put it, or what they called it, are theirs.",
        example="“A bad joke” is how Anna Berg put it.",
        moved=("joke ccomp put",),
        counter_example="This is how the ship was built.",
        find=frames.how_somebody_put_it,
    ),
    Repair(
        name="clause-around-frame",
        sentence="A frame between commas stands inside of a sentence whose first clause is no part of the frame.",
        example="While the port was closed, Berg said, the ferry kept sailing.",
        moved=("closed advcl kept",),
        counter_example="When asked about the port, Berg said the ferry kept sailing.",
        find=frames.clause_around_frame,
    ),
    Repair(
        name="time-before-name",
        sentence="A feast, a month or a season before a name says when, and is no part of the name.",
        example="Last Christmas Anna Berg said the pier was safe.",
        moved=("Christmas npadvmod said", "Last amod Christmas"),
        counter_example="April Jones said the pier was safe.",
        find=times.time_before_name,
    ),
    Repair(
        name="day-before-speaker",
        sentence="Behind “said Monday” stands whoever speaks.",
        example="“It is ours,” said Monday the mayor.",
        moved=("mayor nsubj said",),
        counter_example="She said Monday, the first of May, was a holiday.",
        find=times.day_before_speaker,
    ),
    Repair(
        name="time-of-frame",
        sentence="A day between the verb and what is said belongs to the verb.",
        example="Eva Lund said on Monday she would resign.",
        moved=("on prep said",),
        counter_example="Eva Lund said that on Monday she would resign.",
        find=times.time_of_frame,
    ),
)
