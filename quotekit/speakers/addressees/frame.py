"""The hearer that a frame names: "told reporters", "said to Ada", "said Ada, turning to Piet".

In: the tree of a cue, and where its source stands. Out: the token that heads the hearer.
Never says who that is, and never whether it is a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.languages import Language, labels
from quotekit.reading.reading import Draft
from quotekit.trees import Tree


def hearers_of(tree: Tree, draft: Draft, language: Language) -> Iterator[int]:
    """Heads of the phrases that may name who hears the words of a draft, the plainest first."""
    cue, source = draft.cue, draft.source
    if cue is None or cue.kind not in ("verb", "noun") or cue.lemma in language.groups["about-to"]:
        return
    yield from _of_verb(tree, cue.head, of_hearing=cue.lemma in language.groups["hearer"])
    yield from _behind_to(tree, cue.head, language)
    yield from _in_phrase(tree, cue.head, language)
    if source is not None and source.paragraph == cue.paragraph and source.head > cue.head:
        yield from _behind_to(tree, source.head, language)  # "said the captain to the man"
    yield from _of_facing(tree, cue.head, language)


def _of_verb(tree: Tree, verb: int, *, of_hearing: bool) -> Iterator[int]:
    """Who is told: "gave him", "told reporters", "Ada was told"; the last two only of verbs that have hearers."""
    for kid in tree.kids[verb]:
        dep = tree.deps[kid]
        if dep == labels.RECIPIENT or (dep == labels.OBJECT and of_hearing):
            yield from (_behind(tree, kid) if tree.pos[kid] == "ADP" else (kid,))
        elif dep == labels.PASSIVE_SUBJECT and of_hearing:
            yield kid


def _in_phrase(tree: Tree, verb: int, language: Language) -> Iterator[int]:
    """ "Said in a statement to Reuters"."""
    for preposition in tree.kids[verb]:
        for noun in _behind(tree, preposition) if tree.deps[preposition] == labels.PREPOSITION else ():
            if tree.lemmas[noun] in language.groups["phrase-noun"]:
                yield from _behind_to(tree, noun, language)


def _of_facing(tree: Tree, verb: int, language: Language) -> Iterator[int]:
    """ "Said Ada, turning to Piet"; "said Ada, facing Piet"."""
    for kid in tree.kids[verb]:
        is_beside = tree.deps[kid] in (labels.ADVERBIAL_CLAUSE, labels.CONJUNCT)
        if is_beside and tree.lemmas[kid] in language.groups["facing"]:
            yield from _behind_to(tree, kid, language)
            yield from (each for each in tree.kids[kid] if tree.deps[each] == labels.OBJECT)


def _behind_to(tree: Tree, head: int, language: Language) -> Iterator[int]:
    """What "to" or "at" govern behind a word."""
    for kid in tree.kids[head]:
        if kid > head and tree.words[kid].casefold() in language.groups["hearer-preposition"]:
            yield from _behind(tree, kid)


def _behind(tree: Tree, preposition: int) -> Iterator[int]:
    yield from (each for each in tree.kids[preposition] if tree.deps[each] == labels.PREPOSITION_OBJECT)
