"""How a cue and the mention of its source hang together: the type, and the permanent names.

In: nothing. Out: SourceRelation, Preposition; RELATIONS, the names that a rule may ask for, in every language.
Never walks a tree (that is `quotekit.trees`); the paths of a language stand in its folder.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Takes = Literal["anything", "view", "document", "somebody"]


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


def relation(name: str, kinds: str, path: str) -> SourceRelation:
    """A relation for these kinds of cue, given as words.

    Args:
        name: Permanent name, one of `RELATIONS`.
        kinds: Kinds of cue, with spaces between.
        path: Path from the cue's main word to the mention's head.
    """
    return SourceRelation(name, frozenset(kinds.split()), path)


@frozen(kw_only=True)
class Preposition:
    """A preposition that names a source: "according to Berg", "in her view", "For Berg, …".

    Attributes:
        form: The word, or the first of its words, lower case.
        rest: The words that must follow, each with its variants, "|" between them: ("yeux", "de|des").
        size: How many words it has: 2 for "according to".
        cue: Lemma that it has as the cue of a clause; "" if it is none ("for").
        like: Lemma of the cue whose weights speak for it; "" for its own.
        takes: What must follow for it to be a cue: anything, somebody's "view", a "document" (a name, or
            a noun with a determiner), or "somebody" to whom something is so: "To her, the plan was a mistake".
        predicates: For "somebody", labels of what must be said of the subject.
        paths: From it to the head of the source; the first that leads anywhere counts.
        frame: The frame of its proposals for passages, such as "phrase-in"; "" where there are none.
    """

    form: str
    rest: tuple[str, ...] = ()
    size: int = 1
    cue: str = ""
    like: str = ""
    takes: Takes = "anything"
    predicates: frozenset[str] = frozenset()
    paths: tuple[str, ...] = ()
    frame: str = ""


# What is read from the words beside a cue (`quotekit.attribution.sources`), and not from a path.
BESIDE = ("beside-before", "beside-after", "over-apposition", "according-to")
RELATIONS = frozenset(
    {
        *BESIDE,
        "agent",
        "subject",
        "passive-subject",
        "clausal-subject",
        "modified-noun",
        "shared-subject",
        "controller",
        "subject-of-clause",
        "object-quoted",
        "quoted-as-saying",
        "agent-above",
        "subject-above",
        "owner-of-modified",
        "issuer-of-modified",
        "issuer-in-passive",
        "possessor",
        "possessor-of",
        "light-verb-subject",
        "noun-in-phrase-subject",
        "noun-subject",
        "modifier",
        "adjective-subject",
        "adjective-subject-participle",
    }
)
