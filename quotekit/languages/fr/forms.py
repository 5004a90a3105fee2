"""French morphology: how words change their form, by rule.

In: a word. Out: its forms, or the form that stands in the tables.
Never looks at a text; verbs that no rule gives have their forms in `cues.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Endings by tense: present, imperfect, simple past, future and conditional, subjunctive, participles.
_PRESENT_ER = "e es e ons ez ent".split()
_IMPERFECT = "ais ais ait ions iez aient".split()
_PAST_ER = "ai as a âmes âtes èrent".split()
_PAST_IR = "is is it îmes îtes irent".split()
_FUTURE = "ai as a ons ez ont ais ais ait ions iez aient".split()
_AGREEMENT = ("", "e", "s", "es")
_SOFT = {"c": "ç", "g": "ge"}  # before a, â, o: prononça, jugea
_OPEN = re.compile(r"(é|e)([bcdfglmnprstv]{1,2}|qu|gu)$")
_DOUBLED = ("appel", "jet", "épel")  # appelle, jette; all others take è: achève


def regular_forms(lemma: str) -> tuple[str, ...]:
    """The forms of a regular French verb in -er, -ir (as finir) or -re (as rendre); itself for another word."""
    stem, ending = lemma[:-2], lemma[-2:]
    if ending == "er":
        made = _first(stem)
    elif ending == "ir":
        made = _second(stem)
    elif ending == "re":
        made = _third(stem)
    else:
        return (lemma,)
    return tuple(dict.fromkeys((lemma, *made)))


def _first(stem: str) -> Iterator[str]:
    soft = stem[:-1] + _SOFT[stem[-1]] if stem[-1] in _SOFT and not stem.endswith("gu") else stem
    mute = _before_mute(stem)
    for ending in _PRESENT_ER:
        yield (soft if ending == "ons" else stem if ending == "ez" else mute) + ending
    for ending in _IMPERFECT:
        yield (stem if ending in ("ions", "iez") else soft) + ending
    for ending in _PAST_ER:
        yield (stem if ending == "èrent" else soft) + ending
    for ending in _FUTURE:
        yield (stem if "é" in stem[-4:] else mute) + "er" + ending  # répétera, but achèvera
    yield soft + "ant"
    for ending in _AGREEMENT:
        yield stem + "é" + ending


def _before_mute(stem: str) -> str:
    """The stem before a silent e: répèt-, achèv-, appell-, essai-."""
    if stem.endswith(("oy", "uy")):
        return stem[:-1] + "i"
    if stem.endswith(_DOUBLED):
        return stem + stem[-1]
    return (
        _OPEN.sub(r"è\2", stem)
        if len(stem) > 2 and not re.search(r"e(?:ll|tt|rr|ss|nn|[lrnst][^aeiou])$", stem)
        else stem
    )


def _second(stem: str) -> Iterator[str]:
    for ending in ("is is it issons issez issent".split(), [f"iss{each}" for each in _IMPERFECT], _PAST_IR):
        for each in ending:
            yield stem + each
    for each in _FUTURE:
        yield f"{stem}ir{each}"
    yield from (f"{stem}issant", f"{stem}isse", *(f"{stem}i{each}" for each in _AGREEMENT))


def _third(stem: str) -> Iterator[str]:
    for each in ("s", "s", "", "ons", "ez", "ent", *_IMPERFECT, *_PAST_IR, "ant", "e"):
        yield stem + each
    for each in _FUTURE:
        yield f"{stem}r{each}"
    for each in _AGREEMENT:
        yield f"{stem}u{each}"


def singular(noun: str) -> str:
    """A rough singular: "journaux" → "journal", "maires" → "maire"."""
    if noun.endswith("aux") and len(noun) > 4 and not noun.endswith("eaux"):
        return noun[:-3] + "al"
    if noun.endswith(("eaux", "eux")) and noun.endswith("eaux"):
        return noun[:-1]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is", "ois", "ès", "as")) else noun


def is_event(noun: str) -> bool:
    """Does the noun look like one for something that happens ("fermeture", "annulation")?"""
    return noun.endswith(("tion", "sion", "ment", "ance", "ence", "age", "ure", "ade"))
