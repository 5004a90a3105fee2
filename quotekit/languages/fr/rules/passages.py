"""Rules for passages between marks, and for dash turns: the families of all languages, with French examples.

In: nothing. Out: RULES, in order of precedence. Never runs a rule.
"""

from quotekit.languages.rule import Rule, Shown, with_examples
from quotekit.languages.rule_families import BESIDE, GOVERNING, LAYOUT, RELATIONS, TURNS

PHRASES = (
    Rule(
        name="according-to",
        family="phrases",
        sentence="The sentence says according to whom: « selon », « d'après », « à en croire », « aux yeux de ».",
        relations=("according-to",),
        examples=("{cue:Selon} {source:Anne Berg}, le vote était {content:« une farce »}.",),
        counter_examples=("Le vote était « une farce », a dit Anne Berg.",),
    ),
    Rule(
        name="for-whom",
        family="phrases",
        sentence="A phrase with « pour » opens the clause: so it is to them.",
        frames=("phrase-for",),
        examples=("{cue:Pour} {source:Anne Berg}, {content:« il est trop tard »}.",),
        counter_examples=("Le vote restera « une farce » pour toujours.",),
    ),
)
_FRAMES = with_examples(
    BESIDE,
    {
        "postposed-subject-verb": Shown(
            examples=("{content:« Nous partons à midi »}, {source:Anne Berg} l'a {cue:promis}.",),
            counter_examples=("Anne Berg a dit : « Nous partons à midi. »",),
        ),
        "postposed-verb-subject": Shown(
            examples=(
                "{content:« Nous partons à midi »}, a {cue:déclaré} {source:Anne Berg}.",
                "{content:« Nous partons »}, {cue:répond}-{source:elle}.",
            ),
            counter_examples=("Anne Berg a dit : « Nous partons à midi. »",),
        ),
        "colon-frame": Shown(
            examples=("{source:Anne Berg} a {cue:répondu} : {content:« Nous partons à midi. »}",),
            counter_examples=("« Nous partons à midi », a dit Anne Berg.",),
        ),
        "preposed-subject-verb": Shown(
            examples=("{source:Le syndicat} a {cue:dénoncé} {content:« un calcul cynique »}.",),
            counter_examples=("« Nous partons à midi », a dit Anne Berg.",),
        ),
        "verb-as": Shown(
            examples=("{source:Anne Berg} a {cue:décrit} le plan comme {content:« une farce »}.",),
            counter_examples=("Anne Berg a dit : « C'est une farce. »",),
        ),
    },
)
_LAYOUT = with_examples(
    LAYOUT,
    {
        "speaker-label": Shown(
            examples=("{source:ANNE BERG} : {content:« Nous ouvrons à neuf heures. »}",),
            counter_examples=("La maire a souri. « Nous ouvrons à neuf heures. »",),
        ),
        "dash-byline": Shown(
            examples=("{content:« Le vieux quai me manque. »} — {source:Odile Varnac}",),
            counter_examples=("« Le vieux quai me manque », a dit Odile Varnac.",),
        ),
        "bracketed-byline": Shown(
            examples=("{content:« Le vieux quai me manque. »} ({source:Odile Varnac}, Brest)",),
            counter_examples=("« Le vieux quai me manque. » (Il rit.)",),
        ),
        "signature-paragraph": Shown(
            examples=("{content:« Le vieux quai me manque. »}¶{source:Odile Varnac}",),
            counter_examples=("« Le vieux quai me manque. »¶Odile Varnac est partie tôt.",),
        ),
        "inner-label": Shown(
            examples=("La nouvelle est tombée. {source:Odile Varnac} : {content:« Quelle joie. »}",),
            counter_examples=("Odile Varnac était contente. « Quelle joie. »",),
        ),
        "colon-of-clause": Shown(
            examples=("{source:La ministre} a été claire : {content:« Nous avons échoué. »}",),
            counter_examples=("La ministre a été claire. « Nous avons échoué. »",),
        ),
        "transcript-turn": Shown(
            examples=("{source:LEROY} : {content:Sommes-nous prêts ?}¶ROUX : Oui.",),
            counter_examples=("NOTE : La salle ouvre à neuf heures.",),
        ),
    },
)
_RELATIONS = with_examples(
    RELATIONS,
    {
        "passive-agent": Shown(
            examples=("Le vote a été {cue:qualifié} de {content:« farce »} par {source:Anne Berg}.",),
            counter_examples=("Anne Berg a dit : « Une farce. »",),
        ),
        "participle-of-subject": Shown(
            examples=("{source:Elle} quitta la salle en {cue:criant} : {content:« Jamais ! »}",),
            counter_examples=("Anne Berg a dit : « Une farce. »",),
        ),
        "shared-subject": Shown(
            examples=("{source:Anne Berg} s'est levée et a {cue:dit} : {content:« Nous partons. »}",),
            counter_examples=("Anne Berg a dit : « Nous partons. »",),
        ),
        "controlled-verb": Shown(
            examples=("{source:Anne Berg} s'est contentée de {cue:répondre} : {content:« Nous partons. »}",),
            counter_examples=("Anne Berg a dit : « Nous partons. »",),
        ),
        "noun-that-says": Shown(
            examples=("{source:Une pancarte} {cue:disant} {content:« Défense d'entrer »} pendait à la porte.",),
            counter_examples=("Anne Berg a dit : « Défense d'entrer. »",),
        ),
        "noun-cue-possessor": Shown(
            examples=("{cue:L'affirmation} de {source:Berg} que {content:« personne n'est blessé »} était fausse.",),
            counter_examples=("Berg a dit que « personne n'est blessé ».",),
        ),
        "noun-cue-subject": Shown(
            examples=("{source:Anne Berg} a rejeté {cue:l'idée} que {content:« tout est perdu »}.",),
            counter_examples=("Berg a dit que « personne n'est blessé ».",),
        ),
    },
)
_GOVERNING = with_examples(
    GOVERNING,
    {
        "governed-clause": Shown(
            examples=("{source:Anne Berg} a {cue:dit} que le port était {content:« dangereux »} en hiver.",),
            counter_examples=("Anne Berg est partie. Le port était « dangereux » en hiver.",),
        ),
        "governed-infinitive": Shown(
            examples=("{source:Anne Berg} a {cue:promis} de prendre {content:« toutes les mesures »} en justice.",),
            counter_examples=("Anne Berg est partie. Il faut « tenir bon ».",),
        ),
        "governed-object": Shown(
            examples=("{source:Anne Berg} {cue:dénonce} au conseil {content:« une farce »} de plus.",),
            counter_examples=("Anne Berg est partie. Le vote était « une farce ».",),
        ),
        "governed-phrase": Shown(
            examples=("{source:Le juge} a {cue:qualifié} l'accord de {content:« provisoire »}.",),
            counter_examples=("Anne Berg est partie. C'était l'histoire d'« une farce ».",),
        ),
    },
)
_TURNS = with_examples(
    TURNS,
    {
        "paragraph-continuation": Shown(
            examples=("« Nous partons », a dit {source:Berg}. {content:« À midi. »}",),
            counter_examples=("« Nous partons », a dit Berg.",),
        ),
        "lone-speech": Shown(
            examples=("{source:Berg} a dit que la marée tardait.¶{content:« Elle n'attend jamais. »}",),
            counter_examples=("Berg a dit que la marée tardait.¶« Elle n'attend pas », dit Rose.",),
        ),
        "alternating-turn": Shown(
            examples=("« Prêt ? » demanda {source:Rose}.¶« Presque », dit Simon.¶{content:« Il est tard. »}",),
            counter_examples=("« Prêt ? » demanda Rose.¶« Il est tard. »",),
        ),
        "announced-with-colon": Shown(
            examples=("{source:La ministre} {cue:ajouta} :¶{content:« Nous avons échoué. »}",),
            counter_examples=("La ministre partit.¶« Nous avons échoué. »",),
        ),
        "announced-before": Shown(
            examples=("{source:La ministre} {cue:parla} encore.¶{content:« Nous avons échoué. »}",),
            counter_examples=("Il pleuvait.¶« Nous avons échoué. »",),
        ),
        "subject-of-paragraph-before": Shown(
            examples=("{source:Anne Berg} regarda la mer.¶{content:« Nous avons échoué. »}",),
            counter_examples=("« Nous avons échoué. »",),
        ),
    },
)
BEFORE = (
    Rule(
        name="subject-of-sentence-before",
        family="turns",
        sentence="The passage is a sentence of its own; the subject of the sentence right before it speaks.",
        frames=("sentence-before",),
        examples=("{source:Lucie Ferrand} ne décolère pas. {content:« C'est la troisième fois cette année. »}",),
        counter_examples=("Il pleut. « C'est la troisième fois cette année. »",),
    ),
)
# A clause before a colon says less than a frame; a guess by what came before, least.
_LATE = ("colon-of-clause", "inner-label")
_SIGNED = ("signature-paragraph",)  # behind what announces the words: a heading may look like a name
_ANNOUNCED = ("announced-with-colon",)
_PASSIVE = ("passive-agent",)  # before all frames: the words beside a passive are not who speaks


def _of(family: tuple[Rule, ...], names: tuple[str, ...], *, are_in: bool = True) -> tuple[Rule, ...]:
    return tuple(rule for rule in family if (rule.name in names) == are_in)


RULES = (
    *_of(_LAYOUT, (*_LATE, *_SIGNED), are_in=False),
    *_of(_RELATIONS, _PASSIVE),
    *_FRAMES,
    *PHRASES,
    *_of(_TURNS, _ANNOUNCED),
    *_of(_LAYOUT, _SIGNED),
    *_of(_RELATIONS, _PASSIVE, are_in=False),
    *_GOVERNING,
    *_of(_LAYOUT, _LATE),
    *_TURNS[:1],
    *BEFORE,
    *_of(_TURNS[1:], _ANNOUNCED, are_in=False),
)
