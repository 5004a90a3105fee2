"""Turns of a transcript without quotation marks: a name, a colon, the words.

In: a Reading and its views. Out: a Draft for every turn, where a text has turns at all.
Never touches a paragraph with a quoted passage (that is `quotekit.decisions`).
"""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.candidates.labels import Label, label_of
from quotekit.mentions import phrase_range
from quotekit.reading import Draft, Phrase, Reading
from quotekit.view import View

LEAST_TURNS = 2  # a single "NOTE: …" is no transcript
LONGEST_NAME = 5  # words
RULE, CONFIDENCE = "transcript-turn", 0.9


def find_turns(reading: Reading, views: Sequence[View | None]) -> list[Draft]:
    """The turns of a transcript, a draft each; a paragraph without a label goes on with the last."""
    labels = {view.number: label for view in views if view and (label := _name_label(view))}
    if len(labels) < LEAST_TURNS:
        return []
    drafts: list[Draft] = []
    for view in views:
        if view is None or view.passages:
            continue
        label = labels.get(view.number)
        if label is not None and label.colon + 1 < len(view.tree):
            drafts.append(_turn(reading, view, label))
    return drafts


def _turn(reading: Reading, view: View, label: Label) -> Draft:
    first, last = phrase_range(view, label.head)
    start = view.tree.starts[label.colon + 1]
    return Draft(
        contents=((start, reading.paragraphs[view.number][1]),),
        cue=None,
        source=Phrase(view.number, label.head, first, min(last, label.colon - 1)),
        rule=RULE,
        confidence=CONFIDENCE,
        verbatim=True,
    )


def _name_label(view: View) -> Label | None:
    """The label of a paragraph if it is shouted, a single letter, or a capitalised name."""
    label = label_of(view)
    if label is None:
        return None
    words = [word for word in view.tree.words[: label.colon] if word[:1].isalnum()]
    if not words or len(words) > LONGEST_NAME:
        return None
    is_shouted = any(word.isupper() and (len(word) > 1 or word in "QA") for word in words)
    return label if is_shouted else None
