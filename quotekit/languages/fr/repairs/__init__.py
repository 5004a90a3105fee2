"""Repairs of French parses: the frames of speech are found by the form of their words.

In: a Tree in the labels of the house. Out: the arcs and tags to change; `REPAIRS` says which and why.
Never guesses: each repair asks for a pattern of words that has one reading.
"""

from __future__ import annotations

from typing import Final

from quotekit.languages.fr.repairs import clauses, phrases, shared, subjects, tags
from quotekit.languages.repair import Repair

REPAIRS: Final = (
    Repair(
        name="noun-behind-article",
        sentence="What an article stands before is a noun; a title before a name is a part of it.",
        example="L'exploitant répond que tout va bien.",
        moved=(),
        counter_example="Il répond que tout va bien.",
        find=tags.nouns,
    ),
    Repair(
        name="simple-past",
        sentence="A form that only the simple past has is a verb; so is one behind a clitic.",
        example="Les autres saisirent leurs verres.",
        moved=(),
        counter_example="Les autres prennent leurs verres.",
        find=tags.past_forms,
    ),
    Repair(
        name="mistagged-cue",
        sentence="A form of a verb that reports is a verb where only a verb can stand.",
        example="Julie Sabran soutient que la porte était verrouillée.",
        moved=(),
        counter_example="La note est longue.",
        find=tags.mistagged,
    ),
    Repair(
        name="participle-alone",
        sentence="A participle without an auxiliary is no verb that reports.",
        example="Le maire, arrivé en retard, a parlé.",
        moved=(),
        counter_example="Le maire est arrivé en retard.",
        find=tags.participles,
    ),
    Repair(
        name="object-clitic",
        sentence="A clitic before a verb is part of the verb, and nobody who speaks.",
        example="« Jamais ! » s'écria Rose.",
        moved=(),
        counter_example="Il dit non.",
        find=tags.clitic_words,
    ),
    Repair(
        name="light-verb",
        sentence="Of « laisser entendre » and « faire savoir » the infinitive reports.",
        example="La direction a laissé entendre que tout irait bien.",
        moved=("laissé aux entendre",),
        counter_example="La direction a laissé partir le train.",
        find=clauses.light_verbs,
    ),
    Repair(
        name="clitic-subject",
        sentence="A pronoun behind its verb, or behind its auxiliary, is the subject.",
        example="« Il faudra du courage », a-t-elle ajouté.",
        moved=("-elle nsubj ajouté",),
        counter_example="Elle a ajouté du sel.",
        find=subjects.clitic_subjects,
    ),
    Repair(
        name="inverted-subject",
        sentence="The noun behind a verb that opens a frame is its subject, not its object.",
        example="« La route restera fermée », a déclaré le préfet.",
        moved=("préfet nsubj déclaré",),
        counter_example="Le préfet a déclaré la guerre.",
        find=subjects.inverted_subjects,
    ),
    Repair(
        name="phrase-of-subject",
        sentence="The phrase of an inverted subject ends where its words do, not where an arc leads.",
        example="« Me voit-elle ? » demanda Laurence bas à Pauline.",
        moved=("bas dep demanda",),
        counter_example="Laurence demanda bas à Pauline.",
        find=phrases.phrases,
    ),
    Repair(
        name="pronoun-before-verb",
        sentence="A subject pronoun right before a verb is its subject, whatever else stands between them.",
        example="Il lui répondit que tout allait bien.",
        moved=(),
        counter_example="Le maire répondit que tout allait bien.",
        find=subjects.pronoun_subjects,
    ),
    Repair(
        name="antecedent",
        sentence="The noun right before « qui » is the one who speaks.",
        example="Il vit Rose qui disait non.",
        moved=(),
        counter_example="Qui disait non ?",
        find=shared.antecedents,
    ),
    Repair(
        name="noun-before-verb",
        sentence="A name right before a verb that has no other subject is its subject.",
        example="Rose murmura une prière :",
        moved=(),
        counter_example="Le fils de Rose murmura une prière.",
        find=subjects.noun_subjects,
    ),
    Repair(
        name="adverbial-as-subject",
        sentence="A time, or a manner behind « de », is no subject.",
        example="Un soir, il dit non.",
        moved=(),
        counter_example="Le maire dit non.",
        find=subjects.adverbials,
    ),
    Repair(
        name="reflexive",
        sentence="A reflexive verb is no passive.",
        example="Le délégué s'est exclamé hier.",
        moved=(),
        counter_example="Le délégué est élu.",
        find=shared.reflexives,
    ),
    Repair(
        name="second-verb",
        sentence="A verb without a subject behind « et » shares that of the verb before.",
        example="La banque a confirmé que le prêt était suspendu et a ajouté que les agences resteraient ouvertes.",
        moved=(),
        counter_example="La banque a confirmé le prêt et le préfet a ajouté que tout allait bien.",
        find=shared.second_verbs,
    ),
    Repair(
        name="gerund",
        sentence="The subject of the sentence is the one who speaks in its gerund.",
        example="Elle quitta la salle en affirmant que le vote était truqué.",
        moved=(),
        counter_example="Elle affirma que le vote était truqué.",
        find=shared.gerunds,
    ),
    Repair(
        name="clause-of-cue",
        sentence="A clause right behind a verb that reports is what it reports.",
        example="La commission demande pourquoi l'alarme n'a pas sonné.",
        moved=(),
        counter_example="La commission demande une enquête.",
        find=clauses.reported_clauses,
    ),
    Repair(
        name="infinitive-of-cue",
        sentence="An infinitive behind « de » is what the verb before it promises, fears or asks for.",
        example="Il demande aux habitants de ne plus arroser leurs pelouses.",
        moved=(),
        counter_example="Il demande de l'eau.",
        find=clauses.infinitives,
    ),
    Repair(
        name="aside-of-subject",
        sentence="What a comma sets off from a subject says how somebody was, and is no part of who speaks.",
        example="Rose, exaspérée, cria non.",
        moved=(),
        counter_example="Rose cria, exaspérée.",
        find=subjects.asides,
    ),
    Repair(
        name="tail-of-subject",
        sentence="A phrase behind an inverted subject says how or where it was said.",
        example="« Non », cria Rose dans l'escalier.",
        moved=(),
        counter_example="Rose cria dans l'escalier.",
        find=subjects.tails,
    ),
)
