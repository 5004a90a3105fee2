"""Finds the words that can report speech, outside quotation marks.

In: a View and the lexicon. Out: CueHits in text order, with how often such a word is a cue.
Never decides whether it reports anything here.
"""

from __future__ import annotations

from quotekit.lexicon import Entry, Lexicon
from quotekit.reading import CueHit
from quotekit.view import View

UNKNOWN_RATE, UNKNOWN_QUOTED_RATE = 0.05, 0.02
ACCORDING_RATE, ACCORDING_QUOTED_RATE = 0.9, 0.85
# A word that is tagged as a noun counts as a verb beside a passage if its verb is this sure.
SURE = 0.3
EDGE = 5  # tokens beside a passage in which unknown and mistagged verbs are looked at
KINDS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
MISTAGGED = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "ADP"})


def rate(entry: Entry | None) -> float:
    """How often a word is a cue of anything, smoothed."""
    return entry.rate if entry else UNKNOWN_RATE


def quoted_rate(entry: Entry | None) -> float:
    """How often a word is a cue of a passage in its sentence, smoothed."""
    return entry.quoted_rate if entry else UNKNOWN_QUOTED_RATE


def find_cues(view: View, lexicon: Lexicon) -> list[CueHit]:
    """Every word outside the marks that can be a cue, and every verb beside a passage."""
    tree = view.tree
    hits: list[CueHit] = []
    edge: set[int] = set()
    for passage in view.passages:
        edge.update(range(passage.last + 1, passage.last + 1 + EDGE))
        edge.update(range(passage.first - EDGE, passage.first))
    for i, word in enumerate(tree.words):
        if view.inside[i] >= 0:
            continue
        form = word.lower()
        if not form.replace("-", "").isalpha():
            continue
        if form == "according":
            hits.append(
                CueHit(view.number, i, i, i, "according to", "preposition", ACCORDING_RATE, ACCORDING_QUOTED_RATE)
            )
            continue
        hit = _word(view, i, form, i in edge, lexicon)
        if hit is not None:
            hits.append(hit)
    return hits


def _word(view: View, i: int, form: str, beside: bool, lexicon: Lexicon) -> CueHit | None:
    tree = view.tree
    pos = tree.pos[i]
    kind = KINDS.get(pos)
    entry = lexicon.find(kind, form) if kind else None
    if entry is None and beside and pos in MISTAGGED:
        verb = lexicon.find("verb", form)
        # … or if it is capitalised as the first word behind a mark: “Why?” Asked Beth.
        starts = i > 0 and view.inside[i - 1] >= 0 and verb is not None and bool(verb.meaning)
        if verb is not None and (quoted_rate(verb) >= SURE or starts):
            entry, kind = verb, "verb"
    if entry is None and not (kind == "verb" and beside):
        return None
    return CueHit(
        paragraph=view.number,
        head=i,
        first=i,
        last=i,
        lemma=entry.lemma if entry else tree.lemmas[i],
        kind=kind,  # type: ignore[arg-type]
        rate=rate(entry),
        quoted_rate=quoted_rate(entry),
        medium=entry.medium if entry else "speech",
        like=entry.like if entry else "",
    )


def negated(view: View, cue: CueHit) -> bool:
    """Does the text say that the cue did not happen? ("did not say", "never said")"""
    tree = view.tree
    return any(tree.deps[kid] == "neg" for kid in tree.kids[cue.head]) or any(
        tree.words[kid].lower() == "never" for kid in tree.kids[cue.head]
    )
