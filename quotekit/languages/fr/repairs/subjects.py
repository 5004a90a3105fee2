"""Who speaks at a French verb: the subject behind it, or right before it.

In: a Tree in the labels of the house. Out: the arcs and tags to change.
Never looks at what is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quotekit.languages.fr.repairs.adverbials import (
    MANNERS,
    TIME_NOUNS,
    TIMES,
    is_behind_adverbial,
    subject_start,
)
from quotekit.languages.fr.repairs.phrases import noun_phrase
from quotekit.languages.fr.repairs.words import (
    AUXILIARIES,
    BEHIND,
    CLITICS,
    COURTESY,
    MARKS,
    NOMINAL,
    OF,
    PRONOUNS,
    TO,
    before,
    cue_forms,
    cues,
    is_finite,
    is_subject,
    names_somebody,
    starts_noun,
)
from quotekit.languages.labels import SUBJECTS
from quotekit.languages.language import Language
from quotekit.languages.repair import Move, Retag, is_above
from quotekit.trees import Tree

# What says how or where something was said, behind its inverted subject.
TAILS: Final = frozenset("dans en avec sans à au aux par pour devant depuis sur vers comme après tout".split())
DASHES: Final = frozenset({"—", "–", "-"})
LOOSE: Final = frozenset({"advmod", "advcl", "npadvmod", "xcomp", "dep", "relcl"})


def rehang(tree: Tree, verb: int, token: int) -> Iterator[Move]:
    """Free a verb from a token that is to hang on it; nothing where it does not hang there."""
    if token != verb and is_above(tree, token, verb):
        above = tree.heads[token]
        free = above in (token, verb) or is_above(tree, verb, above)
        yield verb, verb if free else above, "ROOT" if free else "parataxis"
        yield token, verb, "dep"


def has_subject(tree: Tree, verb: int) -> bool:
    """Does a verb have a subject by the parse?"""
    return any(tree.deps[kid] in SUBJECTS for kid in tree.kids[verb])


def clitic_subjects(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "dit-elle", "a-t-elle ajouté": the pronoun behind the verb is its subject."""
    forms, n = cue_forms(language), len(tree)
    for i, word in enumerate(tree.words):
        is_split = word.lower() in PRONOUNS and i > 1 and tree.words[i - 1] == "-"  # "disaient", "-", "elles"
        if not i or (word.lower() not in BEHIND and not is_split):
            continue
        verb = i - 2 if tree.words[i - 1].lower() in ("-t", "-") and i > 1 else i - 1
        if tree.words[verb].lower() in AUXILIARIES:
            near = range(i + 1, min(n, i + 4))
            main = next((k for k in near if tree.words[k].lower() in forms), None)
            if main is None or any(tree.words[k] in MARKS for k in range(i + 1, main)):
                continue
            yield from rehang(tree, main, verb)
            yield from rehang(tree, main, i)
            if not is_above(tree, verb, main):
                yield verb, main, "aux"
            verb = main
        elif tree.words[verb].lower() not in forms:
            continue
        else:
            yield from rehang(tree, verb, i)
        yield Retag(i, "PRON", "PRP")
        if not is_above(tree, i, verb):
            yield from _set_off(tree, verb)
        yield i, verb, "nsubj"
        if tree.words[i - 1].lower() == "-t":
            yield i - 1, verb, "dep"
        for kid in tree.kids[i]:
            if kid != verb and tree.words[kid].lower() != "-t" and not is_above(tree, kid, verb):
                yield kid, verb, tree.deps[kid]


def _set_off(tree: Tree, verb: int) -> Iterator[Move]:
    """A frame is no conjunct of the clause that it stands in, and has no subject before its mark."""
    if tree.deps[verb] not in ("parataxis", "ccomp", "ROOT") and tree.heads[verb] != verb:
        yield verb, tree.heads[verb], "parataxis"
    for kid in tree.kids[verb]:
        if kid >= verb or tree.deps[kid] not in SUBJECTS or not opens_frame(tree, verb):
            continue
        if not _can_act(tree, kid):
            yield kid, verb, "ccomp"  # "La gare fermera, a fait savoir la région"
        else:
            yield kid, _told(tree, verb, verb), "dep" if _told(tree, verb, verb) == verb else "nsubj"


def opens_frame(tree: Tree, verb: int) -> bool:
    """Does a verb stand behind a mark, so that its subject follows?"""
    first = before(tree, verb)
    return tree.words[first] in MARKS if first >= 0 else False


def inverted_subjects(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "…, dit Anne Berg": the noun behind a verb that opens a frame is its subject."""
    forms = cue_forms(language)
    for verb in cues(tree, language):
        if not is_finite(tree, verb) or not opens_frame(tree, verb):
            continue
        start = subject_start(tree, verb)
        if start is None or not starts_noun(tree, start):
            continue
        phrase = noun_phrase(tree, start, forms)
        if phrase is None or _is_plain(tree, verb):
            continue
        yield from rehang(tree, verb, phrase.head)
        if not is_above(tree, phrase.head, verb):
            yield from _set_off(tree, verb)
        yield phrase.head, verb, "nsubj"
        if tree.pos[phrase.head] not in ("NOUN", "PROPN", "PRON"):
            yield Retag(phrase.head, "PROPN", "NNP")


def _is_plain(tree: Tree, verb: int) -> bool:
    """Is it the verb of its own clause, its subject before a comma: « La maire, elle, a qualifié le plan … »?"""
    first = before(tree, verb)
    if tree.words[0] in DASHES:  # a turn: what stands behind its comma is the narrator's
        return False
    if tree.words[first] != "," or (first and tree.words[first - 1] in ('"', "”", "»", "?", "!")):
        return False
    has_own = any(tree.deps[kid] in SUBJECTS and kid < verb and _can_act(tree, kid) for kid in tree.kids[verb])
    return has_own and _told(tree, verb, verb) == verb and not _is_resumed(tree, verb)


def _can_act(tree: Tree, i: int) -> bool:
    """Can a word be a subject, whatever the parse says: no adverb, and no finite verb?"""
    return tree.pos[i] != "ADV" and not (tree.pos[i] in ("VERB", "AUX") and is_finite(tree, i))


def _is_resumed(tree: Tree, verb: int) -> bool:
    """Does the clause go on behind a second comma: « Le pont, a dit mardi le maire, sera fermé »?"""
    comma = next((i for i in range(verb + 1, len(tree)) if tree.words[i] in MARKS), None)
    if comma is None or tree.words[comma] != "," or comma + 1 >= len(tree):
        return False
    return tree.pos[comma + 1] in ("VERB", "AUX") or tree.words[comma + 1].lower() in AUXILIARIES | CLITICS


def _told(tree: Tree, verb: int, noun: int) -> int:
    """The verb of the clause that a frame interrupts; the verb of the frame where there is none."""
    for kid in tree.kids[verb]:
        is_clause = tree.deps[kid] in ("ccomp", "conj", "advcl", "xcomp", "dep", "parataxis")
        if (
            kid > noun
            and is_clause
            and tree.words[kid] not in COURTESY
            and tree.pos[kid] in ("VERB", "AUX", "ADJ", "NOUN")
        ):
            return kid
    above = tree.heads[verb]
    return above if above > noun and tree.pos[above] in ("VERB", "AUX", "ADJ", "NOUN") else verb


def pronoun_subjects(tree: Tree, language: Language) -> Iterator[Move]:
    """ "il lui répondit": a subject pronoun right before a verb is its subject."""
    for verb in cues(tree, language):
        if tree.tags[verb] == "VB":
            continue
        i = before(tree, verb)
        if i >= 0 and is_subject(tree, i, verb):
            yield from rehang(tree, verb, i)
            yield i, verb, "nsubj"
            for kid in tree.kids[verb]:
                if tree.deps[kid] in SUBJECTS and kid > verb:
                    yield kid, verb, "dobj"


def noun_subjects(tree: Tree, language: Language) -> Iterator[Move]:
    """ "La présidente du club juge la peine trop lourde": the noun before a verb that has no other is its subject."""
    for verb in cues(tree, language):
        if not is_finite(tree, verb) or tree.tags[verb] in ("VB", "VBG"):
            continue
        noun = before(tree, verb)
        if noun < 0 or has_subject(tree, verb) or not names_somebody(tree, noun):
            continue
        first, noun = phrase_before(tree, noun)
        relative = next((k for k in range(first, max(0, first - 8), -1) if tree.words[k].lower() == "qui"), None)
        if relative is not None and relative > 0 and tree.sents[relative] == tree.sents[verb]:
            noun = first = relative - 1  # "Le vétérinaire qui a lu la puce raconte"
        if first and tree.words[first - 1].lower() in OF | TO | {"par"}:
            continue
        if first and tree.words[first - 1] == "," and not is_behind_adverbial(tree, first - 1):
            continue
        top = noun
        while tree.heads[top] != top and first <= tree.heads[top] < verb and tree.pos[tree.heads[top]] in NOMINAL:
            top = tree.heads[top]
        yield from rehang(tree, verb, top)
        yield top, verb, "nsubj"
        is_free = True
        for kid in range(verb + 1, len(tree)):
            if tree.heads[kid] != kid and first <= tree.heads[kid] < verb:
                is_object = is_free and tree.pos[kid] == "NOUN" and tree.deps[kid] in ("nmod", "appos", "dep")
                yield kid, verb, "dobj" if is_object else tree.deps[kid]
                is_free = is_free and not is_object


def adverbials(tree: Tree, language: Language) -> Iterator[Move]:
    """ "Un soir, il dit", "d'un ton sec": a time or a manner is no subject."""
    for i, dep in enumerate(tree.deps):
        word = tree.words[i].lower()
        is_time = word in TIME_NOUNS or word in TIMES
        if dep in SUBJECTS and (is_time or (word in MANNERS and i > 1 and tree.words[i - 2].lower() in OF)):
            yield i, tree.heads[i], "npadvmod"


def phrase_before(tree: Tree, noun: int) -> tuple[int, int]:
    """Where a noun phrase begins that ends with a noun, and its head: « La présidente du club » has « présidente »."""
    while True:
        first = noun
        while first > 0 and (tree.pos[first - 1] in ("PROPN", "DET", "ADJ", "NUM") or tree.words[first] == "-"):
            first -= 1
        # Of « du » the tagger makes now a preposition, now an article.
        of = next((k for k in (first - 1, first) if k > 0 and tree.words[k].lower() in OF), None)
        if of is None or tree.pos[of - 1] not in NOMINAL | {"ADJ"} or tree.sents[of - 1] != tree.sents[noun]:
            return first, noun
        noun = of - 1
        if tree.pos[noun] == "ADJ" and noun and tree.pos[noun - 1] == "NOUN":
            noun -= 1


def tails(tree: Tree, language: Language) -> Iterator[Move]:
    """ "cria Bouvard dans l'escalier": what stands behind an inverted subject belongs to the verb, but for "de"."""
    forms = cue_forms(language)
    for noun, dep in enumerate(tree.deps):
        verb = tree.heads[noun]
        if dep != "nsubj" or verb >= noun or tree.words[verb].lower() not in forms:
            continue
        for kid in tree.kids[noun]:
            if kid < noun:
                continue
            edge = tree.left[kid]
            word = tree.words[edge].lower()
            is_manner = word in OF and edge + 1 < len(tree) and tree.words[edge + 1].lower() in ("un", "une")
            is_clause = tree.deps[kid] in LOOSE or word in ("qui", "que", "dont", "où")
            if word in TAILS or is_manner or is_clause or word.endswith("ment"):
                yield kid, verb, "dep"
