"""Repairs of English parses where the words leave no doubt that the parser went wrong.

In: a Tree. Out: the arcs to move; `REPAIRS` says which and why.
Never guesses: each repair asks for a pattern of words that has one reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from quotekit.languages.en.frame_repairs import FRAME_REPAIRS
from quotekit.languages.language import Language
from quotekit.languages.repair import Move, Repair, reporting_forms
from quotekit.trees import Tree

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
CHARGED: Final = frozenset({"accused", "convicted", "suspected"})
PEOPLE: Final = frozenset("he she they who we i you everyone somebody someone nobody".split())
AGENT: Final = re.compile(r"(?:er|or|ist|ian|man|woman|ant|ent|eer)$")
LONGEST: Final = 14  # tokens of an apposition
FURTHER: Final = 3  # appositions in a row


def _appositions(tree: Tree, language: Language) -> Iterator[Move]:
    words = tree.words
    if "according" not in tree.lower:
        return
    for i, word in enumerate(tree.lower):
        if word != "according" or i + 2 >= len(tree) or words[i + 1] != "to":
            continue
        noun = next((kid for kid in tree.kids[i + 1] if tree.deps[kid] == "pobj"), None)
        if noun is None:
            continue
        comma = _next_comma(tree, noun)
        for _ in range(FURTHER):
            if comma is None or (end := _next_comma(tree, comma + 1)) is None or not _is_left_over(tree, i, end):
                break
            if not any(tree.heads[k] == noun and tree.deps[k] == "appos" for k in range(comma + 1, end)):
                run = range(comma + 1, end)
                if not _describes(tree, noun, run, language):
                    break
                yield from _attach(tree, run, noun)
            comma = end


def _next_comma(tree: Tree, start: int) -> int | None:
    """The first comma behind a token, within the same sentence."""
    for i in range(start, min(len(tree), start + LONGEST)):
        if tree.sents[i] != tree.sents[start]:
            return None
        if tree.words[i] == ",":
            return i
    return None


def _is_left_over(tree: Tree, according: int, comma: int) -> bool:
    """Has the sentence a subject beside the phrase, so that what stands before this comma is none?"""
    sentence = tree.sents[according]
    for i, dep in enumerate(tree.deps):
        if dep in SUBJECTS and tree.sents[i] == sentence and tree.tags[i] not in ("WP", "WDT"):
            if i > comma and tree.heads[i] > i:
                return True
            if i < according and tree.heads[i] > comma:
                return True
    return False


def _describes(tree: Tree, noun: int, run: range, language: Language) -> bool:
    """Is one of the two a name, the other a noun for somebody, with nothing that acts in it?"""
    nominal = [i for i in run if tree.pos[i] in ("NOUN", "PROPN")]
    if not nominal or tree.tags[run[0]] in ("IN", "TO", "RB", "VBG", "VBN", "CC"):
        return False
    people = language.people
    roles = people.roles
    names = [i for i in run if tree.pos[i] == "PROPN"]
    is_name = len(names) >= len(run) - 1 and tree.words[run[0]][:1].isupper()
    if tree.pos[noun] == "NOUN":
        return is_name and (tree.lemmas[noun] in roles or _is_agent(tree.lemmas[noun], language))
    first = next((i for i in nominal if tree.lemmas[i] in roles), None)
    verbs = [i for i in run if tree.pos[i] in ("VERB", "AUX") and (first is None or i < first)]
    return tree.pos[noun] == "PROPN" and first is not None and not verbs


def _is_agent(noun: str, language: Language) -> bool:
    """Does the noun look like one for somebody who does something?"""
    return AGENT.search(noun) is not None and noun not in language.people.bodies


def _attach(tree: Tree, run: range, noun: int) -> Iterator[Move]:
    outside = [i for i in run if tree.heads[i] not in run or tree.heads[i] == i]
    tops = [i for i in outside if tree.pos[i] in ("NOUN", "PROPN")] or outside
    top = tops[0] if tree.pos[noun] == "PROPN" else tops[-1]
    for i in outside:
        yield (i, noun, "appos") if i == top else (i, top, "dep")
    for edge in (run[0] - 1, run[-1] + 1):
        yield edge, noun, "punct"


def _outer_subjects(tree: Tree, language: Language) -> Iterator[Move]:
    for verb in _reporting_verbs(tree, reporting_forms(language)):
        subjects = [kid for kid in tree.kids[verb] if tree.deps[kid] in SUBJECTS]
        if len(subjects) != 2 or subjects[0] > verb or _comma_behind(tree, subjects[0]) is None:
            continue
        told = _told_around(tree, verb)
        if told is not None and not _has_subject(tree, told):
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


def _comma_behind(tree: Tree, token: int) -> int | None:
    """The comma at the end of what a token governs, or right behind it."""
    end = tree.right[token]
    return next((i for i in (end, end + 1) if i < len(tree) and tree.words[i] == ","), None)


def _has_subject(tree: Tree, verb: int) -> bool:
    return any(tree.deps[kid] in SUBJECTS for kid in tree.kids[verb])


def _inverted_frames(tree: Tree, language: Language) -> Iterator[Move]:
    words = tree.words
    for verb in _reporting_verbs(tree, reporting_forms(language)):
        outer = [kid for kid in tree.kids[verb] if tree.deps[kid] in SUBJECTS and kid < verb]
        told = next((kid for kid in tree.kids[verb] if kid > verb and tree.deps[kid] == "ccomp"), None)
        if len(outer) != 1 or told is None or words[verb - 1] != ",":
            continue
        inner = [kid for kid in tree.kids[told] if tree.deps[kid] in SUBJECTS and verb < kid < told]
        if len(inner) != 1 or tree.left[inner[0]] != verb + 1:
            continue
        end = _comma_behind(tree, inner[0])
        if end is not None and all(tree.pos[i] in ("AUX", "ADV", "PART") for i in range(end + 1, told)):
            yield inner[0], verb, "nsubj"
            yield outer[0], told, "nsubj"


def _second_reports(tree: Tree, language: Language) -> Iterator[Move]:
    reporting = set(_reporting_verbs(tree, reporting_forms(language)))
    for second in reporting:
        above = tree.heads[second]
        if above in reporting and tree.deps[second] == "ccomp":
            first, told = above, None
        else:
            first, told = tree.heads[above], above
        joint = _conjunction_before(tree, second)
        if first not in reporting or not first < second or joint is None or _has_subject(tree, second):
            continue
        if tree.tags[second] not in FINITE or tree.tags[first] != tree.tags[second]:
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


def _added_reports(tree: Tree, language: Language) -> Iterator[Move]:
    reporting = set(_reporting_verbs(tree, reporting_forms(language)))
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


def _charges(tree: Tree, language: Language) -> Iterator[Move]:
    if "agent" not in tree.deps:
        return
    for i, dep in enumerate(tree.deps):
        if dep == "agent" and tree.lower[tree.heads[i]] in CHARGED:
            for noun in tree.kids[i]:
                for kid in tree.kids[noun]:
                    if tree.words[kid] == "of" and any(tree.deps[below] == "pcomp" for below in tree.kids[kid]):
                        yield kid, tree.heads[i], "prep"


def _told_that(tree: Tree, language: Language) -> Iterator[Move]:
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


def _interviewed(tree: Tree, language: Language) -> Iterator[Move]:
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


def _is_somebody(tree: Tree, verb: int, language: Language) -> bool:
    """Could the subject of this verb say something?"""
    subject = next((kid for kid in tree.kids[verb] if tree.deps[kid] in SUBJECTS), None)
    if subject is None or tree.pos[subject] == "PROPN":
        return True
    return tree.words[subject].lower() in PEOPLE or tree.lemmas[subject] in language.people.roles


def _reporting_verbs(tree: Tree, forms: frozenset[str]) -> Iterator[int]:
    if forms.isdisjoint(tree.lower):
        return
    for i, word in enumerate(tree.lower):
        if word in forms and tree.pos[i] == "VERB":
            yield i


REPAIRS: Final = (
    Repair(
        name="apposition-of-according",
        sentence="A name beside a role, or the other way round, belongs to the source and not to what is said.",
        example="According to its spokeswoman, Ana Ruiz, planners had ignored the maps.",
        moved=("Ruiz appos spokeswoman",),
        counter_example="According to Berg, the mayor, a doctor, lied.",
        find=_appositions,
    ),
    Repair(
        name="outer-subject",
        sentence="Of two subjects of a verb that interrupts, the first belongs to what is said.",
        example="The reservoir, engineer Ana Brook said, would be full by June.",
        moved=("reservoir nsubj be",),
        counter_example="Ana Brook, the engineer, said the reservoir would be full.",
        find=_outer_subjects,
    ),
    Repair(
        name="inverted-frame",
        sentence="A verb between commas has its subject behind it; what stands before is the subject of what is said.",
        example="The library, said the council’s leader, Dora Finch, will close in May.",
        moved=("library nsubj close", "leader nsubj said"),
        counter_example="In May, the mayor said the library, a brick house, will close.",
        find=_inverted_frames,
    ),
    Repair(
        name="second-report",
        sentence="Of two verbs that report, the second does not belong to what the first one tells.",
        example="He denied that any report had been withheld and said officers “give the same advice to all.”",
        moved=("said conj denied", "and cc denied"),
        counter_example="Reid said that Lund stood up and said no.",
        find=_second_reports,
    ),
    Repair(
        name="added-report",
        sentence="What somebody adds is no part of what they said before.",
        example="The pilot said he was fine, before adding that the plane was not.",
        moved=("before prep said",),
        counter_example="The pilot said he was fine before adding the salt.",
        find=_added_reports,
    ),
    Repair(
        name="charge-of-passive",
        sentence="What somebody is accused of belongs to the verb, not to whoever accuses.",
        example="The envoy was accused by rivals of taking bribes.",
        moved=("of prep accused",),
        counter_example="The envoy was praised by a friend of the court.",
        find=_charges,
    ),
    Repair(
        name="told-that",
        sentence="A clause behind whoever is told is what they are told.",
        example="He warned rebels that the vote would be close.",
        moved=("be ccomp warned",),
        counter_example="He warned rebels that had left the party.",
        find=_told_that,
    ),
    Repair(
        name="participle-of-subject",
        sentence="A participle between a subject and its verb belongs to the subject.",
        example="Several of the nurses interviewed for this report said they were exhausted.",
        moved=("interviewed acl Several",),
        counter_example="Several of the nurses said they were exhausted.",
        find=_interviewed,
    ),
    *FRAME_REPAIRS,
)
