"""Who speaks at a French verb without a subject of its own: over "qui", a gerund, "et", a reflexive.

In: a Tree in the labels of the house. Out: the arcs and tags to change.
Never looks at what is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quotekit.languages.fr.repairs.subjects import has_subject
from quotekit.languages.fr.repairs.words import NOMINAL, before, cues, has_auxiliary, is_finite, starts_noun
from quotekit.languages.labels import SUBJECTS
from quotekit.languages.language import Language
from quotekit.languages.repair import Move, Retag, is_above
from quotekit.trees import Tree

JOINING: Final = frozenset({"et", "mais", "puis", "ou", ","})
ANNOUNCING: Final = 8  # tokens from a verb to its colon
TURNED: Final = 60  # tokens back from a gerund to the verb of its sentence


def reflexives(tree: Tree, language: Language) -> Iterator[Move]:
    """ "s'est exclamé le délégué": a reflexive verb is no passive."""
    for verb in cues(tree, language):
        first = before(tree, verb)
        if any(tree.words[i].lower() in ("se", "s'") for i in range(first + 1, verb)):
            for kid in tree.kids[verb]:
                if tree.deps[kid] == "nsubjpass":
                    yield kid, verb, "nsubj"
                elif tree.deps[kid] == "auxpass":
                    yield kid, verb, "aux"


def antecedents(tree: Tree, language: Language) -> Iterator[Move | Retag]:
    """ "Pécuchet qui articula": the noun right before "qui" is the one who speaks."""
    for verb in cues(tree, language):
        i = before(tree, verb)
        if i > 0 and tree.words[i] == ",":  # "des gens qui, tout en riant, se disaient"
            i = _relative_before(tree, i)
        if i > 1 and tree.words[i].lower() == "qui":
            is_apart = tree.words[i - 1] == ","
            if is_apart and ":" not in tree.words[verb : verb + ANNOUNCING]:
                continue  # "L'avocat, qui dénonce la mesure, fera appel": the parse has it
            noun = i - 2 if is_apart else i - 1
            if not tree.words[noun][:1].isalpha():
                continue
            if tree.heads[verb] < i and tree.deps[verb] in ("relcl", "acl") and tree.pos[tree.heads[verb]] in NOMINAL:
                noun = tree.heads[verb]
            if tree.pos[noun] in NOMINAL and not is_above(tree, verb, noun):
                yield i, verb, "dep"
                yield verb, noun, "acl"
                yield Retag(i, "PART", "RP")


def _relative_before(tree: Tree, comma: int) -> int:
    """ "qui" with a comma behind it, which an aside up to another comma separates from its verb; -1 without one."""
    for k in range(comma - 1, max(0, comma - TURNED // 2), -1):
        if tree.words[k] in (";", ":", ".", "?", "!") or tree.sents[k] != tree.sents[comma]:
            break
        if tree.words[k].lower() == "qui":
            return k if tree.words[k + 1] == "," else -1
    return -1


def gerunds(tree: Tree, language: Language) -> Iterator[Move]:
    """ "Elle sortit en disant …", "…, estimant que …": the subject of the sentence speaks."""
    for verb in cues(tree, language):
        if tree.tags[verb] != "VBG":
            continue
        first = before(tree, verb)
        has_en = any(tree.words[i].lower() == "en" for i in range(first + 1, verb))
        if not has_en and first >= 0 and tree.words[first] != ",":
            continue
        main = main_before(tree, first + 1) if first >= 0 else _main_behind(tree, verb)
        if main is not None and not is_above(tree, verb, main):
            yield verb, main, "advcl"
            for i in range(first + 1, verb):
                yield i, verb, "mark" if tree.words[i].lower() == "en" else "dep"


def _main_behind(tree: Tree, verb: int) -> int | None:
    """ "Estimant que …, les taxis bloquent …": the first verb behind a comma that has its subject right before it."""
    comma = next((i for i in range(verb, len(tree)) if tree.words[i] == ","), len(tree))
    for i in range(comma + 1, len(tree)):
        if tree.sents[i] != tree.sents[verb]:
            break
        if tree.deps[i] in SUBJECTS and tree.heads[i] > i:
            return tree.heads[i]
    return None


def main_before(tree: Tree, i: int) -> int | None:
    """The last verb before a token that has a subject of its own, in the same sentence."""
    for k in range(i - 1, max(-1, i - TURNED), -1):
        if tree.sents[k] != tree.sents[min(i, len(tree) - 1)]:
            return None
        if tree.deps[k] in SUBJECTS and tree.heads[k] < i and tree.tags[k] != "WP" and tree.words[k].lower() != "qui":
            verb = tree.heads[k]
            return verb if tree.deps[verb] not in ("relcl", "acl") else None
    return None


def second_verbs(tree: Tree, language: Language) -> Iterator[Move]:
    """ "Il se leva et dit": a verb without a subject behind "et" shares that of the verb before."""
    for verb in cues(tree, language):
        if not is_finite(tree, verb) or tree.tags[verb] == "VB" or has_subject(tree, verb):
            continue
        first = before(tree, verb)
        if first <= 0 or tree.words[first].lower() not in JOINING or tree.deps[verb] in ("relcl", "acl"):
            continue
        if tree.words[first] == "," and (verb + 1 >= len(tree) or starts_noun(tree, verb + 1)):
            continue
        earlier = _report_before(tree, language, verb)
        if earlier is None:
            earlier = main_before(tree, first)
        if earlier is not None and earlier != tree.heads[verb] and not is_above(tree, verb, earlier):
            yield verb, earlier, "conj"
            yield first, earlier, "cc" if tree.words[first] != "," else "punct"


def _report_before(tree: Tree, language: Language, verb: int) -> int | None:
    """The verb before that reports in the same tense, with a subject: « a confirmé que … et a ajouté que … »."""
    if verb + 1 >= len(tree) or tree.words[verb + 1].lower() not in ("que", "qu'", ":"):
        return None
    for k in reversed([cue for cue in cues(tree, language) if cue < verb]):
        if (
            tree.sents[k] == tree.sents[verb]
            and has_subject(tree, k)
            and has_auxiliary(tree, k) == has_auxiliary(tree, verb)
        ):
            return k
    return None
