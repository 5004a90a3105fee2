"""Repairs of English parses: who is meant behind "according to".

In: a Tree. Out: the arcs to move.
Never guesses: each asks for a pattern of words that has one reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from quotekit.languages.en.repairs.shared import SUBJECTS
from quotekit.languages.language import Language
from quotekit.languages.repair import Move
from quotekit.trees import Tree

_AGENT: Final = re.compile(r"(?:er|or|ist|ian|man|woman|ant|ent|eer)$")
_LONGEST: Final = 14  # tokens of an apposition
_FURTHER: Final = 3  # appositions in a row


def appositions(tree: Tree, language: Language) -> Iterator[Move]:
    """An apposition of the source behind "according to" belongs to it."""
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
        for _ in range(_FURTHER):
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
    for i in range(start, min(len(tree), start + _LONGEST)):
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
    return _AGENT.search(noun) is not None and noun not in language.people.bodies


def _attach(tree: Tree, run: range, noun: int) -> Iterator[Move]:
    outside = [i for i in run if tree.heads[i] not in run or tree.heads[i] == i]
    tops = [i for i in outside if tree.pos[i] in ("NOUN", "PROPN")] or outside
    top = tops[0] if tree.pos[noun] == "PROPN" else tops[-1]
    for i in outside:
        yield (i, noun, "appos") if i == top else (i, top, "dep")
    for edge in (run[0] - 1, run[-1] + 1):
        yield edge, noun, "punct"
