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
_ANSWERS: Final = frozenset({"yes", "no", "so", "nothing"})
_ANSWERING: Final = frozenset("answer answers answered reply replies replied".split())
_PUTTING: Final = {  # by the word before it
    "how": frozenset("put puts described describes phrased".split()),
    "what": frozenset("called calls termed terms dubbed labelled labeled".split()),
}


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


def voice_on_record(tree: Tree, language: Language) -> Iterator[Move]:
    """In "footage of X saying …" X says it."""
    recordings = language.groups["recording"]
    if recordings.isdisjoint(tree.lemmas):
        return
    saying = reporting_forms(language)
    for said, tag in enumerate(tree.tags):
        if tag != labels.GERUND or tree.lower[said] not in saying or tree.deps[said] != labels.NOUN_CLAUSE:
            continue
        noun = tree.heads[said]
        of = _kid(tree, noun, lambda kid: tree.lower[kid] == "of")
        who = None if of is None else _kid(tree, of, lambda kid: tree.deps[kid] == labels.PREPOSITION_OBJECT)
        if tree.lemmas[noun] in recordings and who is not None and tree.right[who] + 1 == tree.left[said]:
            yield said, who, labels.NOUN_CLAUSE


def words_told(tree: Tree, language: Language) -> Iterator[Move]:
    """Words in marks behind a verb of saying and whoever hears them are what is said, be they an order or not."""
    saying = reporting_forms(language)
    for opening, tag in enumerate(tree.tags[:-1]):
        if tag != "``" or not opening or tree.words[opening - 1] not in (",", ":"):
            continue
        words = opening + 1
        verb = tree.heads[words]
        is_order = tree.tags[words] == "VB" and tree.deps[words] in ("xcomp", "advcl", "dep", "acl", "conj", "oprd")
        if is_order and verb < opening and tree.lower[verb] in saying:
            yield words, verb, labels.COMPLEMENT_CLAUSE


def _kid(tree: Tree, token: int, is_meant: Callable[[int], bool]) -> int | None:
    """The first child of a token that is meant."""
    return next((kid for kid in tree.kids[token] if is_meant(kid)), None)


def bare_answers(tree: Tree, language: Language) -> Iterator[Move]:
    """Yes, no, so and nothing beside a verb of saying are what is said."""
    if _ANSWERS.isdisjoint(tree.lower):
        return
    forms = reporting_forms(language)
    for i, word in enumerate(tree.lower):
        verb = tree.heads[i]
        before = tree.lower[verb]
        is_behind = verb == i - 1 and (word != "so" or tree.tags[verb] == "VBD")  # but not "until she says so"
        is_before = verb == i + 2 and tree.words[i + 1] == "," and word != "so"
        is_answer = word in _ANSWERS and (is_behind or is_before) and (before in forms or before in _ANSWERING)
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
        told = any(tree.deps[kid] in ("ccomp", "dep", "parataxis") and kid < verb for kid in tree.kids[verb])
        if not told and not (verb and tree.tags[verb - 1] == "''"):
            continue
        for kid, voice in _voices(tree, i, language):
            yield i, verb, "attr"
            if kid != voice:
                yield kid, verb, "prep"
            yield voice, verb, "nsubj"


def voice_of_reply(tree: Tree, language: Language) -> Iterator[Move]:
    """The reply from Max is Max's reply, where marks stand beside it."""
    nouns = language.groups["speech-noun"]
    if nouns.isdisjoint(tree.lemmas) or ("``" not in tree.tags and "''" not in tree.tags):
        return
    for i, lemma in enumerate(tree.lemmas):
        if lemma not in nouns or tree.pos[i] != "NOUN":
            continue
        above, behind = tree.heads[i], tree.right[i] + 1
        leads = behind + 1 < len(tree) and tree.words[behind] == ":" and tree.tags[behind + 1] == "``"
        is_predicate = tree.deps[i] == labels.ATTRIBUTE and above and tree.tags[above - 1] == "''"
        for kid, voice in _voices(tree, i, language) if leads or is_predicate else ():
            if kid != voice:
                yield kid, i, labels.ASIDE
                yield voice, i, labels.OWNER


def _voices(tree: Tree, noun: int, language: Language) -> Iterator[tuple[int, int]]:
    """Whose words a reply is, "from Max" or "Max's": what hangs on the noun, and whoever is named."""
    for kid in tree.kids[noun]:
        if tree.deps[kid] == labels.OWNER:
            yield kid, kid
            return
        if tree.lower[kid] in _VOICE_OF:
            for who in tree.kids[kid]:
                if tree.pos[who] in ("PROPN", "PRON") or tree.lemmas[who] in language.people.roles:
                    yield kid, who
            return


def name_before_verb(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "May said": before the past tense stands a name."""
    if "MD" not in tree.tags:
        return
    saying = reporting_forms(language)
    for i, tag in enumerate(tree.tags[:-1]):
        verb = i + 1
        is_finite = tree.tags[verb] == "VBD" and tree.words[verb].lower() in saying
        if tag == "MD" and tree.words[i][:1].isupper() and is_finite and tree.heads[i] == verb:
            yield Retag(i, "PROPN", "NNP", tree.words[i])
            yield i, verb, "nsubj"


def section_label(tree: Tree, language: Language) -> Iterator[Move]:
    """A label before a mark is no part of the words."""
    if ":" not in tree.words:
        return
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
    """Words that are how somebody put it, or what they called it, are theirs."""
    if _PUTTING.keys().isdisjoint(tree.lower):
        return
    for i, word in enumerate(tree.lower):
        put, copula = tree.heads[i], tree.heads[tree.heads[i]]
        if tree.lower[put] not in _PUTTING.get(word, ()) or copula == put:
            continue
        who = _kid(tree, put, lambda kid: tree.deps[kid] == "nsubj")
        what = _kid(tree, copula, lambda kid: tree.deps[kid] == "nsubj")
        if tree.lemmas[copula] != "be" or who is None or what is None or what > copula:
            continue
        above = tree.heads[copula]
        yield put, put if above == copula else above, tree.deps[copula]
        yield copula, put, labels.ASIDE
        yield what, put, "ccomp"
        for kid in tree.kids[copula]:
            if tree.deps[kid] == "punct":
                yield kid, put, "punct"
        if tree.deps[i] == "dobj":
            yield i, put, labels.ASIDE
        for kid in tree.kids[put]:
            if tree.deps[kid] in ("dobj", "oprd") and kid != i:
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
