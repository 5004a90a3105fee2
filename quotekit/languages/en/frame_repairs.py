"""Repairs of English parses for frames in which somebody else than the subject of the verb speaks.

In: a Tree. Out: the arcs to move; `FRAME_REPAIRS` says which and why.
Never guesses: each asks for a pattern of words that has one reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quotekit.languages import labels
from quotekit.languages.language import Language
from quotekit.languages.repair import Move, Repair, Retag, reporting_forms
from quotekit.trees import Tree

SUBJECTS: Final = ("nsubj", "nsubjpass")
VERBS: Final = ("VERB", "AUX")
LONGEST_LABEL: Final = 7  # tokens
QUOTING: Final = frozenset({"quote", "cite"})  # lemmas
VOICE_OF: Final = frozenset({"from", "of", "by"})
ANSWERS: Final = frozenset({"yes", "no"})
ANSWERING: Final = frozenset("answer answers answered reply replies replied".split())
PUTTING: Final = frozenset("put puts described describes phrased".split())


def _quoted_as_saying(tree: Tree, language: Language) -> Iterator[Move]:
    if QUOTING.isdisjoint(tree.lemmas):
        return
    saying = reporting_forms(language)
    for quoted, lemma in enumerate(tree.lemmas):
        if lemma not in QUOTING or tree.pos[quoted] not in ("VERB", "AUX"):
            continue
        preposition = next((kid for kid in tree.kids[quoted] if tree.words[kid].lower() == "as"), None)
        if preposition is None:
            continue
        said = next((kid for kid in tree.kids[preposition] if tree.deps[kid] == "pcomp"), None)
        if said is None or tree.words[said].lower() not in saying:
            continue
        quoted_ones = [kid for kid in tree.kids[quoted] if tree.deps[kid] in ("nsubjpass", "dobj")]
        if not quoted_ones:
            continue
        who = quoted_ones[0]
        above = tree.heads[quoted]
        yield said, said if above == quoted else above, tree.deps[quoted]
        yield quoted, said, labels.ASIDE
        yield preposition, said, labels.ASIDE
        yield who, said, "nsubj"
        for kid in tree.kids[quoted]:
            if tree.deps[kid] in ("ccomp", "punct") and (kid < tree.left[who] or kid > said):
                yield kid, said, tree.deps[kid]


def _bare_answers(tree: Tree, language: Language) -> Iterator[Move]:
    if ANSWERS.isdisjoint(tree.lower):
        return
    forms = reporting_forms(language)
    for i, word in enumerate(tree.lower):
        verb = tree.heads[i]
        before = tree.lower[verb]
        is_answer = word in ANSWERS and verb == i - 1 and (before in forms or before in ANSWERING)
        if is_answer and tree.deps[i] in ("intj", "dobj", "advmod", "attr", "acomp", "oprd", "dep"):
            yield i, verb, "ccomp"


def _came_the_reply(tree: Tree, language: Language) -> Iterator[Move]:
    nouns = language.groups["speech-noun"]
    if nouns.isdisjoint(tree.lemmas):
        return
    for i, dep in enumerate(tree.deps):
        verb = tree.heads[i]
        if dep not in SUBJECTS or verb > i or tree.lemmas[i] not in nouns:
            continue
        if not any(tree.deps[kid] in ("ccomp", "dep", "parataxis") and kid < verb for kid in tree.kids[verb]):
            continue
        prepositions = [kid for kid in tree.kids[i] if tree.words[kid].lower() in VOICE_OF]
        for noun in (noun for preposition in prepositions[:1] for noun in tree.kids[preposition]):
            if tree.pos[noun] in ("PROPN", "PRON") or tree.lemmas[noun] in language.people.roles:
                yield i, verb, "attr"
                yield tree.heads[noun], verb, "prep"
                yield noun, verb, "nsubj"


def _name_before_verb(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    saying = reporting_forms(language)
    for i, tag in enumerate(tree.tags[:-1]):
        verb = i + 1
        is_finite = tree.tags[verb] == "VBD" and tree.words[verb].lower() in saying
        if tag == "MD" and tree.words[i][:1].isupper() and is_finite and tree.heads[i] == verb:
            yield Retag(i, "PROPN", "NNP", tree.words[i])
            yield i, verb, "nsubj"


def _section_label(tree: Tree, language: Language) -> Iterator[Move]:
    for first, word in enumerate(tree.words):
        opens = first == 0 or tree.sents[first] != tree.sents[first - 1]
        if not opens or tree.pos[first] != "ADP" or not word[:1].isupper():
            continue
        colon = next((i for i in range(first, min(first + LONGEST_LABEL, len(tree) - 1)) if tree.words[i] == ":"), None)
        if colon is None or tree.tags[colon + 1] != "``" or any(tree.pos[i] in VERBS for i in range(first, colon)):
            continue
        top = next((i for i in (tree.heads[first], *tree.ancestors(first)) if tree.heads[i] == i), first)
        closing = next((i for i in range(colon + 2, len(tree)) if tree.tags[i] == "''"), len(tree))
        if top > closing and tree.heads[first] > colon:
            yield first, top, labels.ASIDE
            yield colon, top, "punct"


def _how_somebody_put_it(tree: Tree, language: Language) -> Iterator[Move]:
    if "how" not in tree.lower:
        return
    for i, word in enumerate(tree.lower):
        put, copula = tree.heads[i], tree.heads[tree.heads[i]]
        if word != "how" or tree.lower[put] not in PUTTING or copula == put:
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


def _clause_around_frame(tree: Tree, language: Language) -> Iterator[Move]:
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


FRAME_REPAIRS: Final = (
    Repair(
        name="quoted-as-saying",
        sentence="Whoever is quoted as saying something says it, and not the paper that quotes.",
        example="The Herald quoted Berg as saying that the pier was safe.",
        moved=("Berg nsubj saying",),
        counter_example="The Herald quoted Berg and Lund in its first report.",
        find=_quoted_as_saying,
    ),
    Repair(
        name="bare-answer",
        sentence="Yes and no behind a verb of saying are what is said.",
        example="Asked whether he would sail, Berg said no.",
        moved=("no ccomp said",),
        counter_example="Berg said no ship would sail.",
        find=_bare_answers,
    ),
    Repair(
        name="came-the-reply",
        sentence="A reply comes from somebody: who that is speaks, and not the reply.",
        example="“We sail,” came the reply from Berg.",
        moved=("Berg nsubj came",),
        counter_example="The reply from Berg came too late.",
        find=_came_the_reply,
    ),
    Repair(
        name="section-label",
        sentence="“On taxes:” before a mark says what the words are about, and is no part of them.",
        example="On taxes: “I will not raise them,” Ruiz said.",
        moved=("On meta said", ": punct said"),
        counter_example="On Monday Ruiz said: “I will not raise them.”",
        find=_section_label,
    ),
    Repair(
        name="name-before-verb",
        sentence="“May said”, “Will told”: no auxiliary stands before the past tense, but a name does.",
        example="May said the school was full.",
        moved=("May nsubj said",),
        counter_example="May they say it again.",
        find=_name_before_verb,
    ),
    Repair(
        name="how-somebody-put-it",
        sentence="Words that are how somebody put it are theirs.",
        example="“A bad joke” is how Anna Berg put it.",
        moved=("joke ccomp put",),
        counter_example="This is how the ship was built.",
        find=_how_somebody_put_it,
    ),
    Repair(
        name="clause-around-frame",
        sentence="A frame between commas stands inside of a sentence whose first clause is no part of the frame.",
        example="While the port was closed, Berg said, the ferry kept sailing.",
        moved=("closed advcl kept",),
        counter_example="When asked about the port, Berg said the ferry kept sailing.",
        find=_clause_around_frame,
    ),
)
