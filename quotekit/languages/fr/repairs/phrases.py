"""How far the noun phrase of an inverted subject reaches: read word by word, since parsers rarely know.

In: a Tree in the labels of the house, its inverted subjects found. Out: the arcs and tags to change.
Never looks for a subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from quotekit.languages.fr.repairs.adverbials import LOOSE, PREPOSITIONS, TIMES, subject_start
from quotekit.languages.fr.repairs.words import MARKS, NOMINAL, OF, SMALL, cue_forms, cues
from quotekit.languages.labels import DETERMINERS, SUBJECTS
from quotekit.languages.language import Language
from quotekit.languages.repair import Move, Retag, is_above
from quotekit.trees import Tree

# Small words inside of a name: « Yves Le Goff », « Madame de Lanty », « d'Eyrik ».
PARTICLES: Final = frozenset("de du des d' la le les van von der den ben el al".split())
_KEPT: Final = frozenset({"appos", "conj", "cc"})
_NO_PART: Final = LOOSE | PREPOSITIONS | frozenset("qui que qu' dont où et ou mais lorsque quand comme tandis".split())
LONGEST: Final = 12  # tokens of a phrase
MOST_ADJECTIVES: Final = 2


@frozen
class Phrase:
    """A noun phrase: its first, last and head token; the head of one with a name is the last word of the name."""

    first: int
    last: int
    head: int


def noun_phrase(tree: Tree, first: int, forms: frozenset[str]) -> Phrase | None:
    """The noun phrase that begins at a token, « de » and what hangs on it included; None where no noun comes."""
    i, n = first, min(len(tree), first + LONGEST)
    i = noun = _over_articles(tree, i, n)
    if i > first + 1 and [word.lower() for word in tree.words[first : first + 2]] in (["l'", "un"], ["l'", "une"]):
        return Phrase(first, first + 1, first + 1)  # "disait l'un"
    while i < n and _is_common(tree, i, forms) and i - noun <= MOST_ADJECTIVES:
        i += 1
        if i < n and tree.pos[i] != "ADJ" and tree.pos[i - 1] != "ADJ":
            break
    head = _head_of_common(tree, noun, i) if i > noun else None
    if i < n and _is_name(tree, i):
        i = _over_name(tree, i, n)
        head = i - 1
    if head is None:
        return None
    while i + 1 < n and tree.words[i].lower() in OF and tree.words[i + 1].lower() not in ("un", "une"):
        inner = noun_phrase(tree, i + 1, forms)
        if inner is None or inner.last >= n:
            break
        i = inner.last + 1
    return Phrase(first, i - 1, head)


def _over_articles(tree: Tree, i: int, n: int) -> int:
    """Behind the articles and numbers that open a phrase, and « de » of "disaient de jeunes gens"."""
    i += tree.words[i].lower() in ("de", "d'")
    while i < n and (tree.words[i].lower() in SMALL or tree.pos[i] == "NUM"):
        i += 1
    return i


def _is_common(tree: Tree, i: int, forms: frozenset[str]) -> bool:
    """Can a word in lower case be a part of a noun phrase?"""
    word = tree.words[i]
    if not word[:1].isalpha() or word[:1].isupper() or word.lower() in _NO_PART | TIMES:
        return False
    return not (word.endswith(("ment", "ant")) and tree.pos[i] in ("ADV", "VERB", "ADJ")) and (
        tree.pos[i] in ("NOUN", "ADJ", "PROPN", "X", "PRON") or word.lower() not in forms
    )


def _head_of_common(tree: Tree, first: int, end: int) -> int:
    """The noun among adjectives: the first that is tagged so, else the first word."""
    return next((i for i in range(first, end) if tree.pos[i] == "NOUN"), first)


def _is_name(tree: Tree, i: int) -> bool:
    return tree.words[i][:1].isupper()


def _over_name(tree: Tree, i: int, n: int) -> int:
    """Behind a run of capitals with small words between them."""
    while i < n:
        if _is_name(tree, i):
            i += 1
            continue
        after = i
        while after < n and after - i < 2 and tree.words[after].lower() in PARTICLES:
            after += 1
        if after == i or after >= n or not _is_name(tree, after):
            break
        i = after
    return i


def phrases(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "demanda Laurence bas à Pauline": the subject is « Laurence », and the rest says how it was said."""
    forms = cue_forms(language)
    for verb in cues(tree, language):
        subject = next((kid for kid in tree.kids[verb] if kid > verb and tree.deps[kid] in SUBJECTS), None)
        start = subject_start(tree, verb) if subject is not None and tree.pos[subject] != "PRON" else None
        phrase = noun_phrase(tree, start, forms) if start is not None else None
        if subject is None or phrase is None or not phrase.first <= subject <= phrase.last + LONGEST:
            continue
        yield from _rebuild(tree, verb, subject, phrase)


def _rebuild(tree: Tree, verb: int, subject: int, phrase: Phrase) -> Iterator[Move | Retag]:
    head, tail = phrase.head, range(phrase.first, phrase.last + 1)
    if is_above(tree, head, verb) and any(i in tail for i in tree.ancestors(verb)):
        return
    if head != subject:
        yield subject, (head if subject in tail else verb), ("compound" if subject in tail else "dep")
    yield head, verb, "nsubj"
    if tree.pos[head] not in NOMINAL:
        yield Retag(head, "PROPN", "NNP") if _is_name(tree, head) else Retag(head, "NOUN", "NN")
    done = (head, subject, verb)
    yield from ((i, verb, "advmod") for i in range(verb + 1, phrase.first) if tree.heads[i] in tail and i not in done)
    yield from _inner(tree, [i for i in tail if i not in done], phrase)
    behind = range(phrase.last + 1, len(tree))
    for i in behind:
        if i not in done and (tree.heads[i] in tail or tree.heads[i] == subject):
            kept = tree.deps[i] in _KEPT and tree.words[i] not in MARKS
            yield i, (head if kept else verb), (tree.deps[i] if kept else "dep")


def _inner(tree: Tree, inner: list[int], phrase: Phrase) -> Iterator[Move]:
    """Words of the phrase that hang on nothing in it hang on its head."""
    for i in inner:
        is_article = tree.words[i].lower() in SMALL and i < phrase.head
        is_loose = not phrase.first <= tree.heads[i] <= phrase.last or tree.heads[i] == i
        if is_loose or (is_article and tree.heads[i] == phrase.head and tree.deps[i] not in DETERMINERS):
            yield i, phrase.head, "det" if is_article else "compound"
