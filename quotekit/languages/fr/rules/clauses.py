"""Rules for what is said without marks, or half without: how the words hang on their cue.

In: nothing. Out: RULES, in order of precedence. Never runs a rule.
"""

# Frames are named as in `quotekit.languages.en.rules.clauses`: "ccomp:that" is a clause that « que »
# opens, "p:de" what follows « de », "fr:" stands before the cue, "split:" around it, "par:" above it.

from quotekit.languages.rule import Rule

NOUN, VERB = ("noun",), ("verb",)


def _rule(
    name: str,
    sentence: str,
    frames: tuple[str, ...],
    example: str | tuple[str, ...],
    counter: str,
    kinds: tuple[str, ...] = (),
    lemmas: tuple[str, ...] = (),
) -> Rule:
    return Rule(
        name=name,
        family="clauses",
        sentence=sentence,
        frames=frames,
        kinds=kinds,
        lemmas=lemmas,
        examples=(example,) if isinstance(example, str) else example,
        counter_examples=(counter,),
    )


# Verbs that take what is said as an infinitive.
WITH_INFINITIVE = tuple(
    "nier promettre reconnaître affirmer refuser assurer jurer admettre proposer exiger demander estimer espérer "
    "avouer menacer prétendre dire penser croire craindre souhaiter regretter accuser déclarer démentir "
    "recommander conseiller suggérer confesser ordonner réclamer déplorer expliquer raconter indiquer préciser "
    "confier révéler inviter redouter prévoir exhorter supplier prier reprocher ajouter maintenir garantir jurer "
    "vanter plaindre excuser féliciter soupçonner remercier répéter répondre soutenir juger imaginer".split()
)
# Verbs whose bare object is what they report.
WITH_OBJECT = tuple("dénoncer déplorer regretter critiquer fustiger évoquer réclamer exiger".split())

RULES = (
    _rule(
        "according-to-clause",
        "« Selon », « d'après », « à en croire » and « aux yeux de » name the source of their sentence.",
        ("accto:*",),
        ("{content:Le pont fermera en mai}, {cue:selon} {source:la capitainerie}.",),
        "Le prix varie selon la saison.",
    ),
    _rule(
        "that-clause",
        "A clause that opens with « que » follows its cue.",
        ("ccomp:that*",),
        "{source:Anne Berg} a {cue:déclaré} {content:que le pont serait fermé}.",
        "Selon Anne Berg, le pont sera fermé.",
        VERB,
    ),
    _rule(
        "whether-clause",
        "A clause that opens with « si » follows its cue.",
        ("ccomp:if*",),
        "{source:Les élus} ont {cue:demandé} {content:si le budget serait voté}.",
        "Les élus ont demandé que le budget soit voté.",
        VERB,
    ),
    _rule(
        "wh-clause",
        "A clause that opens with « pourquoi », « comment », « où » and so on follows its cue.",
        ("ccomp:wh*", "advcl:wh*"),
        "{source:Anne Berg} a {cue:expliqué} {content:pourquoi le bac était en retard}.",
        "Anne Berg a expliqué que le bac était en retard.",
        VERB,
    ),
    _rule(
        "parenthetical-frame",
        "The frame is set into the clause, or stands behind it.",
        ("par:*", "split:*", "fr:*"),
        (
            "{content:Le stock}, {cue:précise} {source:le ministère}, {content:suffira}.",
            "{content:La perte sera lourde}, {cue:estime} {source:le préfet}.",
        ),
        "Le préfet estime que la perte sera lourde.",
        VERB,
    ),
    _rule(
        "infinitive-of-cue",
        "An infinitive follows a cue of promise, claim, demand or refusal.",
        ("xcomp:to*", "xcomp:0", "xcomp:vbn", "ccomp:to*", "ccomp:0"),
        (
            "{source:L'armateur} a {cue:promis} {content:de rembourser les familles}.",
            "{source:Le suspect} {cue:nie} {content:avoir ouvert la vanne}.",
        ),
        "L'armateur a promis un remboursement.",
        VERB,
        WITH_INFINITIVE,
    ),
    _rule(
        "colon-and-words",
        "A colon behind the cue introduces unquoted words.",
        ("colon:*",),
        "{source:Anne Berg} a {cue:écrit} hier : {content:le pont fermera en mai}.",
        "Anne Berg a écrit hier que le pont fermera en mai.",
        VERB,
    ),
    _rule(
        "adjective-cue-clause",
        "An adjective such as « convaincu » takes a clause.",
        ("ccomp:that*",),
        "{source:La directrice} est {cue:convaincue} {content:que la cour sera prête}.",
        "La directrice est convaincue.",
        ("adjective",),
    ),
    _rule(
        "noun-cue-clause",
        "A noun such as « idée » or « promesse » takes a clause.",
        ("ccomp:that*", "acl:that*", "relcl:that*"),
        "{source:Le maire} a rejeté {cue:l'idée} {content:que la ville doive payer}.",
        "Le maire a rejeté le plan.",
        NOUN,
    ),
)
