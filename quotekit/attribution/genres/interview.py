"""Who answers in an interview that names nobody before the answers: the one person whom its introduction names.

In: a Reading and its views. Out: the words that name that person, or None.
Never guesses between two people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotekit.attribution.passages.context import is_person
from quotekit.attribution.views import ParagraphView
from quotekit.languages import labels
from quotekit.reading.reading import Phrase, Reading


def interviewee(reading: Reading, views: Sequence[ParagraphView | None]) -> Phrase | None:
    """The first words that name the only person before the first question; None where there are more, or nobody."""
    turns = reading.labels.turns
    if not any(label.is_unnamed for label in turns.values()):
        return None
    before = filter(None, views[: min(turns)])
    found: dict[str, Phrase] = {}
    for view in before:
        for phrase in _people(view):
            found.setdefault(view.tree.lower[phrase.head], phrase)
    return next(iter(found.values())) if len(found) == 1 else None


def _people(view: ParagraphView) -> Iterator[Phrase]:
    """Given and family names, but for those of whoever wrote it: "By Tom Vale"."""
    tree, people = view.tree, view.language.people
    i = 0
    while i < len(tree):
        last = i
        while last + 1 < len(tree) and tree.pos[last + 1] == labels.PROPER:
            last += 1
        is_name = tree.pos[i] == labels.PROPER and last > i and is_person(tree, last, view.language)
        acts = tree.lower[i] in people.given or tree.deps[last] in labels.SUBJECTS
        if is_name and acts and not (i and tree.lower[i - 1] in people.groups["by"]):
            yield Phrase(view.number, last, i, last)
        i = last + 1
