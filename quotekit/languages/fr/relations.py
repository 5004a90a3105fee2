"""French: from a cue to who is said to speak: named relations, most trusted first, and prepositions.

In: nothing. Out: SOURCES, PREPOSITIONS: paths over the tree in the labels of the house.
Never walks a tree itself (that is `quotekit.trees`).
"""

from __future__ import annotations

from quotekit.languages.relation import Preposition, SourceRelation, relation

CLIMB = "conj|xcomp|advcl|pcomp|prep|ccomp|dep|acl|parataxis"
PREDICATE = "conj|xcomp|advcl|pcomp|prep|dep"

SOURCES: tuple[SourceRelation, ...] = (
    relation("agent", "verb", ">agent >pobj"),
    relation("subject", "verb", ">nsubj"),
    relation("clausal-subject", "verb", ">csubj"),
    relation("modified-noun", "verb", "<acl [NOUN|PROPN]"),
    relation("shared-subject", "verb", "<+conj >nsubj|nsubjpass"),
    relation("controller", "verb", "<xcomp <*conj|xcomp|pcomp|prep|advcl >nsubj|nsubjpass"),
    relation("subject-of-clause", "verb", f"<advcl <*{PREDICATE} >nsubj|nsubjpass"),
    relation("subject-above", "verb", f"<+{CLIMB} >nsubj|nsubjpass"),
    relation("light-verb-subject", "noun", f"<dobj <*{PREDICATE} >nsubj"),
    relation("possessor", "noun", ">poss"),
    relation("possessor-of", "noun", ">prep >pobj"),
    relation("noun-subject", "noun", ">nsubj"),
    relation("adjective-subject", "adjective", ">nsubj"),
    relation("adjective-subject-participle", "adjective", f"<acl|advcl <*{PREDICATE} >nsubj"),
)

PREPOSITIONS: tuple[Preposition, ...] = (
    Preposition(form="selon", cue="selon", paths=(">pobj",)),
    Preposition(form="d'", rest=("après",), size=2, cue="d'après", like="selon", paths=(">pobj",)),
    Preposition(form="à", rest=("en", "croire"), size=3, cue="à en croire", like="selon"),
    Preposition(form="aux", rest=("yeux|dires", "de|des|du|d'"), size=3, cue="aux yeux de", like="selon"),
    Preposition(form="au", rest=("dire", "de|des|du|d'"), size=3, cue="au dire de", like="selon"),
    Preposition(form="de", rest=("l'", "avis|aveu", "de|des|du|d'"), size=4, cue="de l'avis de", like="selon"),
    Preposition(form="pour", frame="phrase-for"),
)
