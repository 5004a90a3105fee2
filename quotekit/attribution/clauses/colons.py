"""What a colon behind a cue introduces without marks: a sentence, or the rest of the paragraph.

In: a ParagraphView and a cue. Out: (frame, runs of tokens) pairs.
Never looks into another paragraph, and never weighs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quotekit.attribution.clauses.arguments import sentence_of
from quotekit.attribution.proposal import Run
from quotekit.attribution.views import ParagraphView
from quotekit.languages import labels
from quotekit.languages.frames import COLON_REST
from quotekit.reading.reading import CueHit

_REACH: Final = 12  # tokens between a verb and its colon
_REPORTS: Final = 0.4  # a verb that reports this often may open a frame of somebody else


def behind_colon(view: ParagraphView, cue: CueHit) -> Iterator[tuple[str, list[Run]]]:
    """The sentence behind the colon of a cue, and what stands behind it up to the end of the paragraph."""
    tree, n = view.tree, len(view.tree)
    if ":" not in tree.words[cue.head + 1 : cue.head + _REACH]:
        return
    for i in range(cue.head + 1, min(n - 1, cue.head + _REACH)):
        if view.inside[i] >= 0:
            return
        if tree.words[i] == ":":
            last = sentence_of(tree, i + 1)[1]
            yield "colon:sentence", [(i + 1, last)]
            if last < n - 1:
                is_report = cue.rate >= _REPORTS and not _own_words(view, 0, i)  # else the writer is the "I"
                is_theirs = is_report and _is_unmarked(view, i + 1, n - 1) and _is_first_person(view, last + 1, n - 1)
                frame = COLON_REST if is_theirs else "colon:paragraph"
                yield frame, [(i + 1, n - 1)]
            return


def _is_unmarked(view: ParagraphView, first: int, last: int) -> bool:
    return all(view.inside[i] < 0 for i in range(first, last + 1))


def _own_words(view: ParagraphView, first: int, last: int) -> set[int]:
    """The pronouns of the first person outside of marks."""
    tree, pronouns = view.tree, view.language.people.pronouns
    own = (i for i in range(first, last + 1) if view.inside[i] < 0)
    return {i for i in own if (each := pronouns.get(tree.lower[i])) is not None and each.person == "1"}


def _is_first_person(view: ParagraphView, first: int, last: int) -> bool:
    """Does an "I" or a "we" speak here, and nobody else: a reporter writes neither?"""
    tree, speaks = view.tree, _own_words(view, first, last)
    others = (
        kid
        for cue in view.cues
        if first <= cue.head <= last and cue.kind == "verb" and cue.rate >= _REPORTS
        for kid in tree.kids[cue.head]
        if tree.deps[kid] in labels.SUBJECTS
    )
    return bool(speaks) and speaks.issuperset(others)
