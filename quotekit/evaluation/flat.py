"""Flat spans: contents, cues and sources each for itself, as taggers of sequences are measured.

In: two documents over one text. Out: scores by role: to the token, by where spans begin, by overlap.
Never asks which source belongs to which content. The measures are those of CofeNet (Wang et al. 2022).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from quotekit.evaluation.ranges import Range
from quotekit.evaluation.records import Annotation

_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
Span = tuple[int, int]  # first token, one past the last
Count = tuple[float, int, int]  # right, predicted, gold


class Tokens:
    """The tokens of a text: words, and single marks."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in _TOKEN.finditer(text)]
        self._starts, self._ends = [start for start, _ in found], [end for _, end in found]

    def span(self, place: Range) -> Span | None:
        """The tokens that a range of code points touches; None if it touches none."""
        start, end = place
        first, after = bisect_left(self._ends, start + 1), bisect_left(self._starts, end)
        return (first, after) if first < after else None


def flat_counts(
    gold: Sequence[Annotation], found: Sequence[Annotation], tokens: Tokens, roles: Sequence[str]
) -> Iterator[tuple[str, Count]]:
    """What was found of each role: names such as "cue.exact", and how many are right, predicted and in the gold.

    Args:
        gold: What the corpus marks.
        found: What was predicted.
        tokens: The tokens of the text.
        roles: Names of fields of an Annotation that hold ranges.
    """
    for role in roles:
        want, got = _spans(gold, tokens, role), _spans(found, tokens, role)
        yield f"{role}.exact", (len(want & got), len(got), len(want))
        begun, begin = {first for first, _ in want}, {first for first, _ in got}
        yield f"{role}.begin", (len(begun & begin), len(begin), len(begun))
        stray = sum(not any(_likeness(one, other) for other in want) for one in got)
        likeness = sum(max((_likeness(one, other) for other in got), default=0.0) for one in want)
        yield f"{role}.jaccard", (likeness, len(want) + stray, len(want) + stray)


def _spans(annotations: Sequence[Annotation], tokens: Tokens, role: str) -> set[Span]:
    """Every stretch of a role once: a source of two contents is one span, a content in two pieces two."""
    found = (tokens.span(place) for each in annotations for place in getattr(each, role))
    return {span for span in found if span is not None}


def _likeness(one: Span, other: Span) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0
