"""From a cue to who is said to speak: named relations, most trusted first.

In: nothing. Out: SOURCES, each a path over the tree from the cue to the head of a mention; PREPOSITIONS.
Never walks a tree itself (that is `quotekit.trees`).
"""

from __future__ import annotations

from quotekit.languages.relation import Preposition, SourceRelation, relation

# What a verb without a subject of its own may hang on before a subject is reached:
# "She rose and, glancing at her notes, went on to say …"
CLIMB = "conj|xcomp|advcl|pcomp|prep|ccomp|dep|acl|relcl|parataxis"
PREDICATE = "conj|xcomp|advcl|pcomp|prep|dep"


SOURCES: tuple[SourceRelation, ...] = (
    relation("agent", "verb", ">agent >pobj"),
    relation("subject", "verb", ">nsubj"),
    relation("passive-subject", "verb", ">nsubjpass"),
    relation("clausal-subject", "verb", ">csubj"),
    relation("modified-noun", "verb", "<acl [NOUN|PROPN]"),
    relation("shared-subject", "verb", "<+conj >nsubj|nsubjpass"),
    relation("controller", "verb", "<xcomp <*conj|xcomp|pcomp|prep|advcl >nsubj|nsubjpass"),
    relation("subject-of-clause", "verb", f"<advcl <*{PREDICATE} >nsubj|nsubjpass"),
    relation("object-quoted", "verb", "<pcomp <prep >dobj [PROPN|PRON]"),
    relation("quoted-as-saying", "verb", f"<pcomp <prep <*{PREDICATE} >nsubj|nsubjpass"),
    relation("agent-above", "verb", f"<*{PREDICATE} >agent >pobj"),
    relation("subject-above", "verb", f"<+{CLIMB} >nsubj|nsubjpass"),
    relation("owner-of-modified", "verb", "<acl [NOUN] >poss"),
    relation("issuer-of-modified", "verb", f"<acl [NOUN] <dobj <*{PREDICATE} >nsubj"),
    relation("issuer-in-passive", "verb", "<acl [NOUN] <pobj <agent|prep <*conj >nsubj|nsubjpass"),
    relation("possessor", "noun", ">poss"),
    relation("possessor-of", "noun", ">prep >pobj"),
    relation("light-verb-subject", "noun", f"<dobj <*{PREDICATE} >nsubj"),
    relation("noun-in-phrase-subject", "noun", f"<pobj <prep <*{PREDICATE} >nsubj"),
    relation("noun-subject", "noun", "<attr >nsubj"),
    relation("modifier", "noun", ">compound|amod [PROPN|NOUN]"),
    relation("adjective-subject", "adjective", f"<acomp <*{PREDICATE} >nsubj"),
    relation("adjective-subject-participle", "adjective", f"<advcl <*{PREDICATE} >nsubj"),
)

PREPOSITIONS: tuple[Preposition, ...] = (
    Preposition(form="according", size=2, cue="according to", paths=(">prep >pobj",)),
    Preposition(
        form="in",
        cue="in the view of",
        like="according to",
        takes="view",
        paths=(">pobj >poss", ">pobj >prep >pobj"),
        frame="phrase-in",
    ),
    Preposition(form="per", cue="per", like="according to", takes="document", paths=(">pobj",), frame="phrase-per"),
    Preposition(form="under", frame="phrase-under"),
    Preposition(
        form="for",
        cue="in the mind of",
        like="according to",
        takes="somebody",
        predicates=frozenset({"attr"}),
        paths=(">pobj",),
        frame="phrase-for",
    ),
    Preposition(
        form="to",
        cue="in the mind of",
        like="according to",
        takes="somebody",
        predicates=frozenset({"attr", "acomp"}),
        paths=(">pobj",),
        frame="phrase-to",
    ),
)
