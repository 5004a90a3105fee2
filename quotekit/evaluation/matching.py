"""Which prediction answers which annotation, and whether it names the same speaker.

In: two documents over one text. Out: pairs, coverings, verdicts. Never counts.
The one-to-one matching by overlap is that of Pareti (2015) and of PolNeAR (Newell et al. 2018).
"""

from __future__ import annotations

import re
from typing import Final

from quotekit.evaluation.passages import WORD
from quotekit.evaluation.ranges import Index, Letters, Range, Ranges, jaccard, joined, length, shared
from quotekit.evaluation.records import Annotation

ENOUGH: Final = 0.5  # Jaccard: less is not the same content, not the same mention
_POSSESSIVE: Final = re.compile(r"[’']s?(?!\w)")


class Side:
    """The annotations of one document, gold or predicted, ready to be looked up.

    Attributes:
        annotations: As they were given.
        contents: The characters of each content.
        letters: How many letters and digits each content holds.
        index: Finds contents by place.
    """

    def __init__(self, annotations: tuple[Annotation, ...], count: Letters) -> None:
        self.annotations = annotations
        self.contents = [joined(each.content) for each in annotations]
        self.letters = [count(content) for content in self.contents]
        self.index = Index(self.contents)

    def covering(self, passage: Range) -> Annotation | None:
        """The annotation with the tightest content over at least half of a passage, or None."""
        within, size = (passage,), passage[1] - passage[0]
        enough = [
            (length(self.contents[number]), number)
            for number in self.index.touching(within)
            if 2 * length(shared(self.contents[number], within)) >= size
        ]
        return self.annotations[min(enough)[1]] if enough else None


def match(gold: Side, found: Side, count: Letters) -> dict[int, int]:
    """Gold annotations with their predictions, one to one: the closest pairs first.

    A pair shares at least half of its letters and digits (Jaccard of the contents).
    """
    pairs = sorted(
        (-closeness, i, j)
        for i in range(len(gold.contents))
        for j in found.index.touching(gold.contents[i])
        if (closeness := likeness(gold, i, found, j, count)) >= ENOUGH
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in pairs:
        if i not in matched and j not in taken:
            matched[i] = j
            taken.add(j)
    return matched


def likeness(gold: Side, i: int, found: Side, j: int, count: Letters) -> float:
    """The share of letters and digits, 0 to 1, that two contents have in common."""
    common = count(shared(gold.contents[i], found.contents[j]))
    return jaccard(common, gold.letters[i], found.letters[j])


def answering(gold: Side, i: int, found: Side, count: Letters) -> Annotation | None:
    """The prediction over most of a gold content, a third of it at least; or None."""
    hits = []
    for j in found.index.touching(gold.contents[i]):
        common = shared(gold.contents[i], found.contents[j])
        if inside := count(common):
            hits.append((inside, -length(found.contents[j]), -common[0][0], -j))
    if not hits or 3 * max(hits)[0] < gold.letters[i]:
        return None
    return found.annotations[-max(hits)[3]]


def same_mention(gold: Annotation, found: Annotation) -> bool:
    """Are the speakers the same words: the gold head is among them, or half of them is shared?"""
    ours = joined(found.speaker)
    if shared(ours, joined(gold.head)):
        return True
    theirs = joined(gold.speaker)
    return jaccard(length(shared(ours, theirs)), length(ours), length(theirs)) >= ENOUGH


def same_entity(gold: Annotation, found: Annotation) -> bool:
    """Is the name found the gold name or one of its aliases?"""
    name = fold(found.entity or "")
    return bool(name) and any(name == fold(each) for each in (gold.entity or "", *gold.aliases))


def fold(name: str) -> str:
    """A name without case, punctuation, middle initials, a leading "the" and a possessive ending; titles stay."""
    words = WORD.findall(_POSSESSIVE.sub("", name.casefold()))
    words = words[1:] if words[:1] == ["the"] else words
    return " ".join(word for n, word in enumerate(words) if len(word) > 1 or n in (0, len(words) - 1))


def union(parts: list[Ranges]) -> Ranges:
    """The characters of all parts."""
    return joined(each for ranges in parts for each in ranges)
