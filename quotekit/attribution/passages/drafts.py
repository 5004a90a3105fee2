"""Drafts made of quoted passages alone: one a frame, with the pieces it holds.

In: decisions on passages. Out: Drafts whose contents are the passages with their marks.
Never weighs anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.attribution.cues import negated
from quotekit.attribution.passages.decide import Decision, alternatives
from quotekit.attribution.sources import phrase_range
from quotekit.attribution.views import View
from quotekit.languages.stand_ins import NO_SOURCE
from quotekit.reading.reading import Draft, Phrase, Reading


def draft_passages(reading: Reading, decisions: Sequence[Decision]) -> list[Draft]:
    """One draft a frame: pieces of one quotation, and passages that one cue introduces."""
    groups: list[list[Decision]] = []
    for decision in decisions:
        if not decision.is_speech:
            continue
        if groups and _belongs(reading, groups[-1], decision):
            groups[-1].append(decision)
        else:
            groups.append([decision])
    return [_draft(reading, group) for group in groups]


def _belongs(reading: Reading, group: list[Decision], decision: Decision) -> bool:
    last = group[-1]
    one, two = last.taken, decision.taken
    if (one is None) != (two is None) or (one and two and one.source != two.source):
        return False
    if last.passage.quotation == decision.passage.quotation:
        return True
    if one is None or last.view is not decision.view:
        return False
    cues = {d.taken.cue.head for d in (*group, decision) if d.taken and d.taken.cue and not d.taken.implicit}
    if len(cues) > 1:
        return False
    # “A,” he said. “B.”: what stands between is the frame and nothing else
    between = range(last.passage.last + 1, decision.passage.first)
    tree = decision.view.tree
    frame = cues | {one.head}
    words = [i for i in between if tree.words[i][:1].isalnum()]
    return len(words) <= 3 or (bool(frame & set(between)) and len(words) <= 12)


def _draft(reading: Reading, group: list[Decision]) -> Draft:
    leader = max(group, key=lambda d: (d.taken is not None and not d.taken.implicit, d.confidence))
    contents = []
    for decision in group:
        span = reading.quotations[decision.passage.quotation].spans[decision.passage.piece]
        contents.append((span.start, span.end))
    taken = leader.taken
    cue = taken.cue if taken is not None and not taken.implicit else None
    return Draft(
        contents=tuple(sorted(contents)),
        cue=cue,
        source=phrase(taken.view, taken.head) if taken is not None else None,
        rule=taken.rule if taken is not None else NO_SOURCE,
        confidence=leader.confidence,
        medium=cue.medium if cue is not None else "speech",
        negated=cue is not None and taken is not None and negated(taken.view, cue),
        implicit=taken is not None and taken.implicit,
        alternatives=alternatives(leader),
    )


def phrase(view: View, head: int) -> Phrase:
    """The noun phrase with this head, as a place in the reading."""
    first, last = phrase_range(view, head)
    return Phrase(view.number, head, first, last)
