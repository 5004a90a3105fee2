"""Repairs of English parses for frames in which somebody else than the subject of the verb speaks.

In: a Tree. Out: the arcs to move.
Never guesses: each asks for a pattern of words that has one reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from quotekit.languages import labels
from quotekit.languages.en.repairs.shared import SUBJECTS
from quotekit.languages.language import Language
from quotekit.languages.repair import Move, Retag, reporting_forms
from quotekit.trees import Tree

_LONGEST_LABEL: Final = 7  # tokens
_QUOTING: Final = frozenset({"quote", "cite"})  # lemmas
_VOICE_OF: Final = frozenset({"from", "of", "by"})
_ANSWERS: Final = frozenset({"yes", "no"})
_ANSWERING: Final = frozenset("answer answers answered reply replies replied".split())
_PUTTING: Final = frozenset("put puts described describes phrased".split())


def quoted_as_saying(tree: Tree, language: Language) -> Iterator[Move]:
    """Whoever is quoted as saying something says it."""
    if _QUOTING.isdisjoint(tree.lemmas):
        return
    saying = reporting_forms(language)
    for quoted, lemma in enumerate(tree.lemmas):
        if lemma not in _QUOTING or tree.pos[quoted] not in ("VERB", "AUX"):
            continue
        preposition = _kid(tree, quoted, lambda kid: tree.lower[kid] == "as")
        said = None if preposition is None else _kid(tree, preposition, lambda kid: tree.deps[kid] == "pcomp")
        who = _kid(tree, quoted, lambda kid: tree.deps[kid] in ("nsubjpass", "dobj"))
        if preposition is None or said is None or who is None or tree.lower[said] not in saying:
            continue
        above = tree.heads[quoted]
        yield said, said if above == quoted else above, tree.deps[quoted]
        yield quoted, said, labels.ASIDE
        yield preposition, said, labels.ASIDE
        yield who, said, "nsubj"
        for kid in tree.kids[quoted]:
            if tree.deps[kid] in ("ccomp", "punct") and (kid < tree.left[who] or kid > said):
                yield kid, said, tree.deps[kid]


def _kid(tree: Tree, token: int, is_meant: Callable[[int], bool]) -> int | None:
    """The first child of a token that is meant."""
    return next((kid for kid in tree.kids[token] if is_meant(kid)), None)


def bare_answers(tree: Tree, language: Language) -> Iterator[Move]:
    """Yes and no behind a verb of saying are what is said."""
    if _ANSWERS.isdisjoint(tree.lower):
        return
    forms = reporting_forms(language)
    for i, word in enumerate(tree.lower):
        verb = tree.heads[i]
        before = tree.lower[verb]
        is_answer = word in _ANSWERS and verb == i - 1 and (before in forms or before in _ANSWERING)
        if is_answer and tree.deps[i] in ("intj", "dobj", "advmod", "attr", "acomp", "oprd", "dep"):
            yield i, verb, "ccomp"


def came_the_reply(tree: Tree, language: Language) -> Iterator[Move]:
    """A reply comes from somebody, who speaks."""
    nouns = language.groups["speech-noun"]
    if nouns.isdisjoint(tree.lemmas):
        return
    for i, dep in enumerate(tree.deps):
        verb = tree.heads[i]
        if dep not in SUBJECTS or verb > i or tree.lemmas[i] not in nouns:
            continue
        if not any(tree.deps[kid] in ("ccomp", "dep", "parataxis") and kid < verb for kid in tree.kids[verb]):
            continue
        prepositions = [kid for kid in tree.kids[i] if tree.words[kid].lower() in _VOICE_OF]
        for noun in (noun for preposition in prepositions[:1] for noun in tree.kids[preposition]):
            if tree.pos[noun] in ("PROPN", "PRON") or tree.lemmas[noun] in language.people.roles:
                yield i, verb, "attr"
                yield tree.heads[noun], verb, "prep"
                yield noun, verb, "nsubj"


def name_before_verb(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "May said": before the past tense stands a name."""
    saying = reporting_forms(language)
    for i, tag in enumerate(tree.tags[:-1]):
        verb = i + 1
        is_finite = tree.tags[verb] == "VBD" and tree.words[verb].lower() in saying
        if tag == "MD" and tree.words[i][:1].isupper() and is_finite and tree.heads[i] == verb:
            yield Retag(i, "PROPN", "NNP", tree.words[i])
            yield i, verb, "nsubj"


def section_label(tree: Tree, language: Language) -> Iterator[Move]:
    """A label before a mark is no part of the words."""
    for first, word in enumerate(tree.words):
        opens = first == 0 or tree.sents[first] != tree.sents[first - 1]
        if not opens or tree.pos[first] != "ADP" or not word[:1].isupper():
            continue
        colon = next(
            (i for i in range(first, min(first + _LONGEST_LABEL, len(tree) - 1)) if tree.words[i] == ":"), None
        )
        if (
            colon is None
            or tree.tags[colon + 1] != "``"
            or any(tree.pos[i] in labels.VERBS for i in range(first, colon))
        ):
            continue
        top = next((i for i in (tree.heads[first], *tree.ancestors(first)) if tree.heads[i] == i), first)
        closing = next((i for i in range(colon + 2, len(tree)) if tree.tags[i] == "''"), len(tree))
        if top > closing and tree.heads[first] > colon:
            yield first, top, labels.ASIDE
            yield colon, top, "punct"


def how_somebody_put_it(tree: Tree, language: Language) -> Iterator[Move]:
    """Words that are how somebody put it are theirs."""
    if "how" not in tree.lower:
        return
    for i, word in enumerate(tree.lower):
        put, copula = tree.heads[i], tree.heads[tree.heads[i]]
        if word != "how" or tree.lower[put] not in _PUTTING or copula == put:
            continue
        who = next((kid for kid in tree.kids[put] if tree.deps[kid] == "nsubj"), None)
        what = next((kid for kid in tree.kids[copula] if tree.deps[kid] == "nsubj"), None)
        if tree.lemmas[copula] != "be" or who is None or what is None or what > copula:
            continue
        above = tree.heads[copula]
        yield put, put if above == copula else above, tree.deps[copula]
        yield copula, put, labels.ASIDE
        yield what, put, "ccomp"
        for kid in tree.kids[copula]:
            if tree.deps[kid] == "punct":
                yield kid, put, "punct"
        for kid in tree.kids[put]:
            if tree.deps[kid] == "dobj":
                yield kid, i, "pobj"


def clause_around_frame(tree: Tree, language: Language) -> Iterator[Move]:
    """The first clause of a sentence that a frame interrupts is no part of the frame."""
    saying = reporting_forms(language)
    for verb, dep in enumerate(tree.deps):
        above = tree.heads[verb]
        if dep not in ("parataxis", "ccomp") or above <= verb or tree.lower[verb] not in saying:
            continue
        subject = next((kid for kid in tree.kids[verb] if kid < verb and tree.deps[kid] == "nsubj"), None)
        if subject is None or tree.words[verb + 1] != "," or tree.right[verb] > verb + 1:
            continue
        for kid in tree.kids[verb]:
            # "When asked, Berg said, …" is about the saying: a clause of its own has a subject.
            is_clause = tree.deps[kid] == "advcl" and any(tree.deps[below] in SUBJECTS for below in tree.kids[kid])
            if is_clause and tree.right[kid] + 2 == tree.left[subject] and tree.words[tree.right[kid] + 1] == ",":
                yield kid, above, "advcl"
