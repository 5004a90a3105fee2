"""Spanish: from a cue to who is said to speak, and prepositions that name a source.

In: nothing. Out: SOURCES, PREPOSITIONS: paths over the tree in the labels of the house.
Never walks a tree itself (that is `quotekit.trees`).
"""

from __future__ import annotations

from quotekit.languages.relation import Preposition, SourceRelation, relation

SOURCES: tuple[SourceRelation, ...] = (
    relation("agent", "verb", ">agent >pobj"),
    relation("subject", "verb", ">nsubj"),
    relation("shared-subject", "verb", "<+conj >nsubj|nsubjpass"),
)
PREPOSITIONS: tuple[Preposition, ...] = (Preposition(form="según", cue="según", paths=(">pobj",)),)
