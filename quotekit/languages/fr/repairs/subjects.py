"""Who speaks at a French verb: the subject behind it, or right before it.

In: a Tree in the labels of the house. Out: the arcs and tags to change.
Never looks at what is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quotekit.languages.fr.repairs.words import (
    AUXILIARIES,
    BEHIND,
    MARKS,
    NOMINAL,
    OF,
    PRONOUNS,
    SMALL,
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
LOOSE: Final = frozenset({"advmod", "advcl", "npadvmod", "xcomp", "dep", "relcl"})
REACH: Final = 4  # tokens from a verb to its inverted subject


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
            main = next((k for k in range(i + 1, min(n, i + 4)) if tree.words[k].lower() in forms), None)
            if main is None:
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
        yield from _set_off(tree, verb)
        yield i, verb, "nsubj"
        for kid in tree.kids[i]:
            if kid != verb and not is_above(tree, kid, verb):
                yield kid, verb, tree.deps[kid]


def _set_off(tree: Tree, verb: int) -> Iterator[Move]:
    """A frame is no conjunct of the clause that it stands in, and has no subject before its mark."""
    if tree.deps[verb] not in ("parataxis", "ccomp", "ROOT") and tree.heads[verb] != verb:
        yield verb, tree.heads[verb], "parataxis"
    for kid in tree.kids[verb]:
        if kid < verb and tree.deps[kid] in SUBJECTS and opens_frame(tree, verb):
            yield kid, _told(tree, verb, verb), "dep" if _told(tree, verb, verb) == verb else "nsubj"


def opens_frame(tree: Tree, verb: int) -> bool:
    """Does a verb stand behind a mark, so that its subject follows?"""
    first = before(tree, verb)
    return tree.words[first] in MARKS if first >= 0 else False


def inverted_subjects(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "…, dit Anne Berg": the noun behind a verb that opens a frame is its subject."""
    n = len(tree)
    for verb in cues(tree, language):
        if not is_finite(tree, verb) or not opens_frame(tree, verb):
            continue
        start = verb + 1
        while start < min(n, verb + REACH) and (tree.pos[start] == "ADV" or tree.words[start].lower().endswith("ment")):
            start += 1
        if start >= n or not starts_noun(tree, start) or tree.words[start] in BEHIND:
            continue
        noun = noun_from(tree, start)
        if noun is None or _is_plain(tree, verb):
            continue
        yield from rehang(tree, verb, noun)
        yield from _set_off(tree, verb)
        yield noun, verb, "nsubj"
        for kid in range(start, noun):
            if tree.heads[kid] not in range(start, noun + 1) and not is_above(tree, kid, noun):
                yield kid, noun, "det" if tree.words[kid].lower() in SMALL else "compound"
        if tree.pos[noun] == "X":
            yield Retag(noun, "PROPN", "NNP")


def _is_plain(tree: Tree, verb: int) -> bool:
    """Is it the verb of its own clause, its subject before a comma: « La maire, elle, a qualifié le plan … »?"""
    first = before(tree, verb)
    if tree.words[first] != "," or (first and tree.words[first - 1] in ('"', "”", "»", "?", "!")):
        return False
    has_own = any(tree.deps[kid] in SUBJECTS and kid < verb for kid in tree.kids[verb])
    return has_own and _told(tree, verb, verb) == verb


def _told(tree: Tree, verb: int, noun: int) -> int:
    """The verb of the clause that a frame interrupts; the verb of the frame where there is none."""
    for kid in tree.kids[verb]:
        is_clause = tree.deps[kid] in ("ccomp", "conj", "advcl", "xcomp", "dep", "parataxis")
        if kid > noun and is_clause and tree.pos[kid] in ("VERB", "AUX", "ADJ", "NOUN"):
            return kid
    return verb


def noun_from(tree: Tree, start: int) -> int | None:
    """The head of the noun phrase that begins at a token."""
    n, i = len(tree), start
    while i < n and i - start < 5 and (tree.pos[i] not in NOMINAL or tree.words[i].lower() in SMALL):
        if tree.words[i] in MARKS:
            return None
        i += 1
    if i >= n or tree.pos[i] not in NOMINAL:
        return None
    while i + 1 < n and tree.words[i + 1][:1].isupper() and tree.pos[i + 1] in NOMINAL:
        i += 1
    top = i
    while tree.heads[top] != top and i < tree.heads[top] <= start + 5 and tree.pos[tree.heads[top]] in NOMINAL:
        top = tree.heads[top]
        if any(tree.words[k] in MARKS or tree.words[k].lower() in TO for k in range(i, top)):
            return i
    return top


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
    """ "Jean continua d'une voix sourde": the name right before a verb that has no other is its subject."""
    for verb in cues(tree, language):
        if not is_finite(tree, verb) or tree.tags[verb] in ("VB", "VBG"):
            continue
        noun = before(tree, verb)
        if noun < 0 or has_subject(tree, verb) or not names_somebody(tree, noun):
            continue
        first = noun
        while first > 0 and tree.pos[first - 1] in ("PROPN", "DET", "ADJ"):
            first -= 1
        relative = next((k for k in range(first, max(0, first - 8), -1) if tree.words[k].lower() == "qui"), None)
        if relative is not None and relative > 0 and tree.sents[relative] == tree.sents[verb]:
            noun = first = relative - 1  # "Le vétérinaire qui a lu la puce raconte"
        if first and tree.words[first - 1].lower() in OF | TO | {",", "par"}:
            continue
        top = noun
        while tree.heads[top] != top and first <= tree.heads[top] < verb and tree.pos[tree.heads[top]] in NOMINAL:
            top = tree.heads[top]
        yield from rehang(tree, verb, top)
        yield top, verb, "nsubj"
        for kid in tree.kids[top]:
            if kid > verb:
                yield kid, verb, tree.deps[kid]


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


def asides(tree: Tree, language: Language) -> Iterator[Move]:
    """ "La fille, exaspérée, lui cria": what a comma sets off from a subject says how it was, and is no part of it."""
    forms = cue_forms(language)
    for noun, dep in enumerate(tree.deps):
        verb = tree.heads[noun]
        if dep not in SUBJECTS or noun > verb or tree.words[verb].lower() not in forms:
            continue
        for kid in tree.kids[noun]:
            edge = tree.left[kid]
            is_aside = tree.deps[kid] in ("acl", "amod", "relcl", "advcl") and noun < edge
            if is_aside and tree.words[edge - 1] == "," and not is_above(tree, kid, verb):
                yield kid, verb, "advcl"
