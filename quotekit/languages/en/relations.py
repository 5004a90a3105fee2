"""From a cue to who is said to speak: named relations, most trusted first.

In: nothing. Out: SOURCES, each a path over the tree from the cue to the head of a mention.
Never walks a tree itself (that is `quotekit.trees`).
"""

from __future__ import annotations

from attrs import frozen

# What a verb without a subject of its own may hang on before a subject is reached:
# "She rose and, glancing at her notes, went on to say …"
CLIMB = "conj|xcomp|advcl|pcomp|prep|ccomp|dep|acl|relcl|parataxis"
PREDICATE = "conj|xcomp|advcl|pcomp|prep|dep"


@frozen
class SourceRelation:
    """How a cue and the mention of its source hang together.

    Attributes:
        name: Permanent name.
        kinds: Kinds of cue it is for.
        path: Path from the cue's main word to the mention's head.
        is_own: Does it belong to a rule of the user's?
        lemmas: Cues it is for; none means all.
    """

    name: str
    kinds: frozenset[str]
    path: str
    is_own: bool = False
    lemmas: frozenset[str] = frozenset()


def _relation(name: str, kinds: str, path: str) -> SourceRelation:
    return SourceRelation(name, frozenset(kinds.split()), path)


SOURCES: tuple[SourceRelation, ...] = (
    _relation("agent", "verb", ">agent >pobj"),
    _relation("subject", "verb", ">nsubj"),
    _relation("passive-subject", "verb", ">nsubjpass"),
    _relation("clausal-subject", "verb", ">csubj"),
    _relation("modified-noun", "verb", "<acl [NOUN|PROPN]"),
    _relation("shared-subject", "verb", "<+conj >nsubj|nsubjpass"),
    _relation("controller", "verb", "<xcomp <*conj|xcomp|pcomp|prep|advcl >nsubj|nsubjpass"),
    _relation("subject-of-clause", "verb", f"<advcl <*{PREDICATE} >nsubj|nsubjpass"),
    _relation("object-quoted", "verb", "<pcomp <prep >dobj [PROPN|PRON]"),
    _relation("quoted-as-saying", "verb", f"<pcomp <prep <*{PREDICATE} >nsubj|nsubjpass"),
    _relation("agent-above", "verb", f"<*{PREDICATE} >agent >pobj"),
    _relation("subject-above", "verb", f"<+{CLIMB} >nsubj|nsubjpass"),
    _relation("owner-of-modified", "verb", "<acl [NOUN] >poss"),
    _relation("issuer-of-modified", "verb", f"<acl [NOUN] <dobj <*{PREDICATE} >nsubj"),
    _relation("issuer-in-passive", "verb", "<acl [NOUN] <pobj <agent|prep <*conj >nsubj|nsubjpass"),
    _relation("possessor", "noun", ">poss"),
    _relation("possessor-of", "noun", ">prep >pobj"),
    _relation("light-verb-subject", "noun", f"<dobj <*{PREDICATE} >nsubj"),
    _relation("noun-in-phrase-subject", "noun", f"<pobj <prep <*{PREDICATE} >nsubj"),
    _relation("noun-subject", "noun", "<attr >nsubj"),
    _relation("modifier", "noun", ">compound|amod [PROPN|NOUN]"),
    _relation("adjective-subject", "adjective", f"<acomp <*{PREDICATE} >nsubj"),
    _relation("adjective-subject-participle", "adjective", f"<advcl <*{PREDICATE} >nsubj"),
)
# What is read from the words beside a cue (`quotekit.attribution.sources`), and not from a path.
BESIDE = ("beside-before", "beside-after", "over-apposition", "according-to")
RELATIONS = frozenset({*(relation.name for relation in SOURCES), *BESIDE})
