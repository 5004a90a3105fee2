"""Rules whose patterns read no word, so that every language may have them: all but their examples.

In: nothing. Out: families of rules, in order of precedence, their names the same in every language.
Never runs a rule; a language gives them its examples (`quotekit.languages.rule.with_examples`).
"""

from __future__ import annotations

from typing import Final

from quotekit.languages.rule import Rule


def _rule(
    family: str,
    name: str,
    sentence: str,
    *frames: str,
    relations: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    needs: float = 0.5,
) -> Rule:
    return Rule(
        name=name,
        family=family,
        sentence=sentence,
        frames=frames or ("*",),
        relations=relations,
        kinds=kinds,
        needs=needs,
        examples=(),
        counter_examples=(),
    )


# Speaker labels, colons, by-lines, signatures.
LAYOUT: Final = (
    _rule("layout", "speaker-label", "A name and a colon open the paragraph: what follows is theirs.", "label"),
    _rule("layout", "dash-byline", "A dash and a name stand behind the passage.", "byline"),
    _rule(
        "layout",
        "bracketed-byline",
        "A name in brackets stands behind the passage and ends the paragraph.",
        "bracketed",
    ),
    _rule("layout", "signature-paragraph", "The paragraph behind the passage is nothing but a name.", "signature"),
    _rule(
        "layout",
        "inner-label",
        "In mid-paragraph a bare name and a colon stand before the passage.",
        "inner-label",
        needs=0.7,
    ),
    _rule(
        "layout",
        "colon-of-clause",
        "A clause and a colon stand before the passage; its subject speaks.",
        "colon-clause",
    ),
    _rule(
        "layout",
        "transcript-turn",
        "In a transcript a name, or Q and A, and a colon open each turn; in a play a full stop does.",
        "transcript",
    ),
)
# A frame that touches the passage.
BESIDE: Final = (
    _rule("beside", "postposed-subject-verb", "Source, then cue, stand right behind the passage.", "postposed-SV"),
    _rule("beside", "postposed-verb-subject", "Cue, then source, stand right behind the passage.", "postposed-VS"),
    _rule("beside", "colon-frame", "Source and cue stand before the passage, with a colon.", "preposed-colon"),
    _rule(
        "beside",
        "preposed-subject-verb",
        "Source and cue stand right before the passage, with a comma, with 'that' or bare.",
        "preposed-comma",
        "preposed-bare",
        "preposed-that",
    ),
    _rule("beside", "verb-as", "The cue takes the passage with 'as'.", "preposed-as", "governed-as"),
)
# What leads from the cue to the source.
RELATIONS: Final = (
    _rule("relations", "passive-agent", "The cue is passive and its agent speaks.", relations=("agent", "agent-above")),
    _rule(
        "relations",
        "quoted-as-saying",
        "Somebody is quoted as saying, cited as calling, accused of saying.",
        relations=("quoted-as-saying", "object-quoted"),
    ),
    _rule(
        "relations",
        "participle-of-subject",
        "A participle reports for the subject of its clause.",
        relations=("subject-of-clause",),
    ),
    _rule(
        "relations",
        "shared-subject",
        "The cue is the second of two verbs with one subject.",
        relations=("shared-subject",),
    ),
    _rule(
        "relations",
        "controlled-verb",
        "The cue hangs on another verb, whose subject speaks: 'went on to say'.",
        relations=("controller", "subject-above"),
    ),
    _rule(
        "relations",
        "noun-that-says",
        "A participle behind a noun reports what the noun (a letter, a sign) says.",
        relations=("modified-noun",),
        needs=0.7,
    ),
    _rule(
        "relations",
        "issuer-of-document",
        "Somebody issues a statement that says: the issuer speaks.",
        relations=("issuer-of-modified", "issuer-in-passive", "owner-of-modified"),
    ),
    _rule(
        "relations",
        "noun-cue-possessor",
        "A noun such as 'claim' reports, and its possessor speaks.",
        relations=("possessor", "possessor-of", "modifier"),
        kinds=("noun",),
        needs=0.6,
    ),
    _rule(
        "relations",
        "noun-cue-subject",
        "A noun such as 'claim' reports, and the subject of its verb speaks.",
        relations=("light-verb-subject", "noun-in-phrase-subject", "noun-subject"),
        kinds=("noun",),
    ),
    _rule(
        "relations",
        "adjective-cue-subject",
        "An adjective such as 'confident' reports what its subject thinks.",
        kinds=("adjective",),
    ),
)
# A passage below its cue in the parse tree.
GOVERNING: Final = (
    _rule(
        "governing",
        "governed-clause",
        "The passage stands in a clause that the cue governs.",
        "governed-ccomp",
        "governed-csubj",
        "governed-parataxis",
    ),
    _rule(
        "governing",
        "governed-infinitive",
        "The passage stands in an infinitive that the cue governs.",
        "governed-xcomp",
        needs=0.6,
    ),
    _rule(
        "governing",
        "governed-object",
        "The passage stands in the object of the cue, or in what the object is called.",
        "governed-dobj",
        "governed-oprd",
        "governed-attr",
        "governed-obj",
    ),
    _rule(
        "governing",
        "governed-phrase",
        "The passage stands in a prepositional phrase of the cue.",
        "governed-prep",
        "governed-pobj",
        "governed-pcomp",
        "governed-agent",
        needs=0.6,
    ),
    _rule("governing", "governed-otherwise", "The passage hangs below the cue by any other arc.", "governed-*"),
)
# A cue that is near but does not govern.
NEIGHBOURS: Final = (
    _rule(
        "neighbours",
        "same-sentence",
        "The cue stands in the same sentence without governing the passage.",
        "same-sentence-*",
    ),
    _rule(
        "neighbours",
        "across-passage",
        "Another passage stands between the cue and this one.",
        "across-passage-*",
        needs=0.6,
    ),
    _rule("neighbours", "neighbour-sentence", "The cue stands in the sentence before or behind.", "next-sentence-*"),
    _rule("neighbours", "distant-sentence", "The cue stands two or three sentences away in the paragraph.", "far-*"),
)
# What came before: continuation, turns, announcement.
TURNS: Final = (
    _rule(
        "turns",
        "paragraph-continuation",
        "The speaker of the passage before goes on in the same paragraph.",
        "continued",
        needs=0.75,
    ),
    _rule(
        "turns",
        "next-paragraph-continuation",
        "The speaker of the passage before goes on in another paragraph.",
        "next-paragraph",
        needs=0.75,
    ),
    _rule(
        "turns",
        "beat-of-another",
        "Between two passages another person does something: that person speaks the second.",
        "beat",
    ),
    _rule(
        "turns",
        "lone-speech",
        "A paragraph that is one closed passage goes to the one who spoke at the end of the paragraph before.",
        "lone-speech",
    ),
    _rule(
        "turns",
        "alternating-turn",
        "Two speakers take turns, a paragraph each: the one before the last speaks again.",
        "alternation",
    ),
    _rule(
        "turns",
        "announced-with-colon",
        "The paragraph before ends with a frame and a colon.",
        "announced-colon",
        needs=0.6,
    ),
    _rule("turns", "announced-before", "The paragraph before has a cue that nothing follows.", "announced", needs=0.8),
    _rule(
        "turns",
        "subject-of-paragraph-before",
        "The paragraph before has no cue; the subject of its last sentence speaks.",
        "subject-before",
        needs=0.7,
    ),
)
