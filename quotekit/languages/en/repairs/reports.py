"""Repairs of English parses: which verb reports, who its subject is, and what belongs to it.

In: a Tree. Out: the arcs to move.
Never guesses: each asks for a pattern of words that has one reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quotekit.languages.en.repairs.shared import SUBJECTS, comma_behind, has_subject, reporting_verbs
from quotekit.languages.language import Language
from quotekit.languages.repair import Move, reporting_forms
from quotekit.trees import Tree

_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_CHARGED: Final = frozenset({"accused", "convicted", "suspected"})
_ASKING: Final = frozenset({"ask", "tell"})
_IF: Final = frozenset({"if", "whether"})
_PEOPLE: Final = frozenset("he she they who we i you everyone somebody someone nobody".split())


def outer_subjects(tree: Tree, language: Language) -> Iterator[Move]:
    """Of two subjects of a verb that interrupts, the first belongs to what is said."""
    for verb in reporting_verbs(tree, reporting_forms(language)):
        subjects = [kid for kid in tree.kids[verb] if tree.deps[kid] in SUBJECTS]
        if len(subjects) != 2 or subjects[0] > verb or comma_behind(tree, subjects[0]) is None:
            continue
        told = _told_around(tree, verb)
        if told is not None and not has_subject(tree, told):
            yield subjects[0], told, "nsubj"


def _told_around(tree: Tree, verb: int) -> int | None:
    """The verb of the clause that a frame interrupts."""
    above = tree.heads[verb]
    if tree.deps[verb] in ("parataxis", "ccomp", "dep", "advcl") and above > verb:
        return above
    for kid in tree.kids[verb]:
        if kid > verb and tree.deps[kid] in ("ccomp", "advcl", "dep") and tree.words[tree.left[kid] - 1] == ",":
            return kid
    return None


def inverted_frames(tree: Tree, language: Language) -> Iterator[Move]:
    """A verb between commas has its subject behind it."""
    words = tree.words
    for verb in reporting_verbs(tree, reporting_forms(language)):
        outer = [kid for kid in tree.kids[verb] if tree.deps[kid] in SUBJECTS and kid < verb]
        told = next((kid for kid in tree.kids[verb] if kid > verb and tree.deps[kid] == "ccomp"), None)
        if len(outer) != 1 or told is None or words[verb - 1] != ",":
            continue
        inner = [kid for kid in tree.kids[told] if tree.deps[kid] in SUBJECTS and verb < kid < told]
        if len(inner) != 1 or tree.left[inner[0]] != verb + 1:
            continue
        end = comma_behind(tree, inner[0])
        if end is not None and all(tree.pos[i] in ("AUX", "ADV", "PART") for i in range(end + 1, told)):
            yield inner[0], verb, "nsubj"
            yield outer[0], told, "nsubj"


def second_reports(tree: Tree, language: Language) -> Iterator[Move]:
    """Of two verbs that report, the second does not belong to what the first one tells."""
    reporting = set(reporting_verbs(tree, reporting_forms(language)))
    for second in reporting:
        above = tree.heads[second]
        if above in reporting and tree.deps[second] == "ccomp":
            first, told = above, None
        else:
            first, told = tree.heads[above], above
        joint = _conjunction_before(tree, second)
        if first not in reporting or not first < second or joint is None or has_subject(tree, second):
            continue
        if tree.tags[second] not in _FINITE or tree.tags[first] != tree.tags[second]:
            continue
        if told is None or (
            tree.deps[second] in ("conj", "ccomp")
            and tree.deps[told] == "ccomp"
            and _cannot_report(tree, told, second, language)
        ):
            yield second, first, "conj"
            yield joint, first, "cc"
            if tree.words[joint - 1] == ",":
                yield joint - 1, first, "punct"


def _conjunction_before(tree: Tree, verb: int) -> int | None:
    """The "and" or "but" right before a verb and its adverbs."""
    i = verb - 1
    while i > 0 and tree.pos[i] == "ADV":
        i -= 1
    return i if i > 0 and tree.words[i].lower() in ("and", "but") else None


def _cannot_report(tree: Tree, told: int, second: int, language: Language) -> bool:
    """Is the subject of what is told none that speaks, or does its verb not go with a second one?"""
    helped = any(tree.deps[kid] in ("aux", "auxpass") and kid < told for kid in tree.kids[told])
    return helped or tree.tags[told] != tree.tags[second] or not _is_somebody(tree, told, language)


def _is_somebody(tree: Tree, verb: int, language: Language) -> bool:
    """Could the subject of this verb say something?"""
    subject = next((kid for kid in tree.kids[verb] if tree.deps[kid] in SUBJECTS), None)
    if subject is None or tree.pos[subject] == "PROPN":
        return True
    return tree.words[subject].lower() in _PEOPLE or tree.lemmas[subject] in language.people.roles


def added_reports(tree: Tree, language: Language) -> Iterator[Move]:
    """What somebody adds is no part of what they said before."""
    reporting = set(reporting_verbs(tree, reporting_forms(language)))
    for verb in reporting:
        if tree.tags[verb] != "VBG" or not any(
            tree.deps[kid] in ("ccomp", "xcomp", "punct") for kid in tree.kids[verb]
        ):
            continue
        top = tree.heads[verb] if tree.deps[verb] == "pcomp" else verb
        told = tree.heads[top]
        if tree.deps[top] not in ("advcl", "prep") or tree.deps[told] != "ccomp" or top < told:
            continue
        first, edge = tree.heads[told], tree.left[top] - 1
        if first in reporting and first < told and edge > 0 and tree.words[edge] == ",":
            yield top, first, tree.deps[top]
            yield edge, first, "punct"


def charges(tree: Tree, language: Language) -> Iterator[Move]:
    """What somebody is accused of belongs to the verb."""
    if "agent" not in tree.deps:
        return
    for i, dep in enumerate(tree.deps):
        if dep == "agent" and tree.lower[tree.heads[i]] in _CHARGED:
            for noun in tree.kids[i]:
                for kid in tree.kids[noun]:
                    if tree.words[kid] == "of" and any(tree.deps[below] == "pcomp" for below in tree.kids[kid]):
                        yield kid, tree.heads[i], "prep"


def told_that(tree: Tree, language: Language) -> Iterator[Move]:
    """A clause behind whoever is told is what they are told."""
    hearers = language.groups["hearer"]
    if hearers.isdisjoint(tree.lemmas):
        return
    for noun, dep in enumerate(tree.deps):
        verb = tree.heads[noun]
        if dep not in ("dobj", "dative") or tree.lemmas[verb] not in hearers:
            continue
        for kid in tree.kids[noun]:
            opener = tree.left[kid]
            is_clause = tree.deps[kid] in ("relcl", "acl", "ccomp") and opener == noun + 1 < kid
            if (
                is_clause
                and tree.words[opener] == "that"
                and any(tree.deps[below] in SUBJECTS and below != opener for below in tree.kids[kid])
            ):
                yield kid, verb, "ccomp"
                yield opener, kid, "mark"


def asked_if(tree: Tree, language: Language) -> Iterator[Move]:
    """A clause with "if" right behind whoever is asked is what they are asked."""
    if _IF.isdisjoint(tree.lower) or _ASKING.isdisjoint(tree.lemmas):
        return
    for clause, dep in enumerate(tree.deps):
        verb = tree.heads[clause]
        if dep != "advcl" or clause < verb or tree.lemmas[verb] not in _ASKING:
            continue
        opener = tree.left[clause]
        heard = any(tree.deps[kid] in ("dobj", "dative") and tree.right[kid] + 1 == opener for kid in tree.kids[verb])
        if heard and tree.lower[opener] in _IF:
            yield clause, verb, "ccomp"


def told_that_to(tree: Tree, language: Language) -> Iterator[Move]:
    """An infinitive between "that" and its clause does not end what somebody is told."""
    hearers = language.groups["hearer"]
    for verb, dep in enumerate(tree.deps):
        told = tree.heads[verb]
        if dep not in ("advcl", "ccomp", "parataxis") or told <= verb or tree.lemmas[verb] not in hearers:
            continue
        opener = next((i for i in range(verb + 1, told) if tree.lower[i] == "that"), None)
        subject = next((kid for kid in tree.kids[told] if tree.deps[kid] in SUBJECTS and kid > verb), None)
        purpose = None if opener is None else next((k for k in tree.kids[verb] if k > opener and k < told), None)
        is_plain = has_subject(tree, verb) and all(tree.deps[kid] != "mark" for kid in tree.kids[verb])
        if opener is None or subject is None or purpose is None or not is_plain:
            continue
        if tree.lower[opener + 1] == "to" and tree.words[tree.left[subject] - 1] == ",":
            yield verb, tree.heads[told] if tree.heads[told] != told else verb, tree.deps[told]
            yield told, verb, "ccomp"
            yield opener, told, "mark"
            yield purpose, told, "advcl"


def participles(tree: Tree, language: Language) -> Iterator[Move]:
    """A participle between a subject and its verb belongs to the subject."""
    if "csubj" not in tree.deps:
        return
    for i, dep in enumerate(tree.deps):
        if dep != "csubj" or tree.tags[i] != "VBN":
            continue
        verb = tree.heads[i]
        for kid in sorted({*tree.kids[i], *tree.kids[verb]}):
            if tree.deps[kid] in SUBJECTS and kid < i and tree.right[kid] + 1 >= tree.left[i]:
                yield kid, verb, tree.deps[kid]
                yield i, kid, "acl"
                break
