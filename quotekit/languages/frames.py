"""How words and cue can lie to each other: the names of frames that rules are for.

In: a name, or the beginning of one with "*". Out: can it be the frame of a proposal?
Never finds a frame (that is `quotekit.attribution.passages.propose` and `quotekit.attribution.clauses`).
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import Final

# Of passages between marks.
PASSAGES: Final = frozenset(
    "postposed-SV postposed-VS preposed-comma preposed-colon preposed-that preposed-as preposed-bare governed-as "
    "same-sentence-A same-sentence-B same-sentence-A-near same-sentence-B-near across-passage-A across-passage-B "
    "next-sentence-A next-sentence-B far-A far-B label inner-label colon-clause byline bracketed signature transcript "
    "phrase-for phrase-to phrase-in phrase-words phrase-per phrase-under continued next-paragraph beat lone-speech "
    "alternation noun-ahead announced announced-colon subject-before sentence-before".split()
)
# Of what is said without marks: whole names, what begins others, and clauses with what opens them.
CLAUSES: Final = frozenset(
    "label:rest quotative:rest accto:sentence colon:sentence colon:paragraph colon:rest subj subj+inf "
    "subj+as dobj attr oprd acomp pobj dative".split()
)
OPEN: Final = ("governed-", "accto:", "fr:", "split:", "par:", "up:", "p:")
WITH_OPENERS: Final = ("ccomp:", "xcomp:", "advcl:", "acl:", "relcl:", "pcomp:", "parataxis:", "dep:")
OPENERS: Final = ("that", "whether", "if", "as", "for", "adv", "to", "wh", "ing", "vbn", "0")
KNOWN: Final = frozenset(
    {*PASSAGES, *CLAUSES, *OPEN, *(clause + opener for clause in WITH_OPENERS for opener in OPENERS)}
)
# Whole names, and beginnings of names, that code asks for.
ALL_PASSAGES, LONE_PASSAGE, LABEL_REST, QUOTATIVE_REST = "q:all", "lone", "label:rest", "quotative:rest"
COLON_REST: Final = "colon:rest"  # up to the end of the paragraph, as an I or a we says
COMPLEMENT, COLON, PHRASE, INFINITIVE = "ccomp", "colon:", "p:", "xcomp:to"
# An object, and what is counted with it: the subject of a passive.
OBJECT, OBJECT_AND_PHRASE, RAISED = "dobj", "dobj+p:", "subj"
# Clauses, which passages in other sentences may go on with; an object is done with its sentence.
GO_ON: Final = ("ccomp", "fr:", "split:", "par:", "colon:", "accto:", "xcomp", "advcl", "up:")
# What holds a whole clause, or the passages themselves: where no weights decide, it goes before an argument.
WHOLE: Final = ("ccomp", "fr:ccomp", "split:ccomp", "accto", "q:")
# What follows the cue as one of these is next to never what is said, but may stand before it.
ADJUNCTS: Final = frozenset("advmod npadvmod dative pobj advcl:adv advcl:as relcl:wh relcl:that".split())
PARTICIPLES: Final = frozenset({"advcl:vbn", "advcl:ing"})
# Kinds of shapes as letters, by how their frames begin; an object alone is "o".
_LETTERS: Final = {"ccomp": "c", "fr:c": "f", "split": "f", "xcomp": "x", "q:": "q", "p:": "p", "par": "r"}
_FURTHER: Final = re.compile(r"[+>].*")  # what else belongs to it: "dobj+p:as"


def is_possible(name: str) -> bool:
    """Can a proposal have a frame of this name, or for "beginning*", one that begins so?"""
    if "*" not in name[:-1] and name.endswith("*"):
        beginning = name[:-1]
        return any(known.startswith(beginning) for known in KNOWN) or _is_frame(beginning, is_whole=False)
    return _is_frame(name, is_whole=True)


def _is_frame(name: str, *, is_whole: bool) -> bool:
    if any(name.startswith(family) and len(name) > len(family) for family in OPEN):
        return "*" not in name
    first = _FURTHER.sub("", name)
    return first in KNOWN - PASSAGES if first != name else is_whole and name in KNOWN.difference(OPEN)


@cache
def letter_of(frame: str) -> str:
    """The kind of shape that a frame of a clause is, as a letter; "" for one that is not told apart."""
    if frame == OBJECT:
        return "o"
    return next((letter for beginning, letter in _LETTERS.items() if frame.startswith(beginning)), "")


def close_to(name: str) -> list[str]:
    """Names of frames that are spelled alike."""
    known = {f"{each}*" if each in OPEN else each: None for each in sorted(KNOWN)}
    return get_close_matches(name, known, 3, 0.6)
