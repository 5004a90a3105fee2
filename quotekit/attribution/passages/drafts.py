"""Drafts made of quoted passages alone: one a frame, with the pieces it holds.

In: decisions on passages. Out: Drafts whose contents are the passages with their marks.
Never weighs anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotekit.attribution.drafts import alternatives_of, make_draft
from quotekit.attribution.passages.decision import Decision
from quotekit.attribution.phrases import phrase_range
from quotekit.attribution.proposal import Mention, Proposal
from quotekit.reading.reading import Draft, Phrase, Reading

_VISIBLE_FOR_PASSAGE = 0.001  # alternatives less likely are not told
_FEW_WORDS, _SOME_WORDS = 3, 12  # words between two passages with one cue: any, or those of its frame


def draft_passages(reading: Reading, decisions: Sequence[Decision]) -> list[Draft]:
    """One draft a frame: pieces of one quotation, and passages that one cue introduces."""
    groups: list[list[Decision]] = []
    for decision in decisions:
        if not decision.is_speech:
            continue
        if groups and _belongs(groups[-1], decision):
            groups[-1].append(decision)
        else:
            groups.append([decision])
    return [_draft_frame(reading, group) for group in groups]


def _belongs(group: list[Decision], decision: Decision) -> bool:
    last = group[-1]
    one, two = last.taken, decision.taken
    if (one is None) != (two is None) or (one and two and one.mention != two.mention):
        return False
    if last.passage.quotation == decision.passage.quotation:
        return True
    if one is None or one.mention is None or last.view is not decision.view:
        return False
    if not last.view.language.is_weighed and decision.view.tree.words[decision.passage.first - 1] == ":":
        return False  # each colon leads to words of their own
    cues = {d.taken.cue.head for d in (*group, decision) if d.taken and d.taken.cue and not d.taken.is_implicit}
    if len(cues) > 1:
        return False
    # “A,” he said. “B.”: what stands between is the frame and nothing else
    between = range(last.passage.last + 1, decision.passage.first)
    tree = decision.view.tree
    frame = cues | {one.mention.head}
    words = [i for i in between if tree.words[i][:1].isalnum()]
    return len(words) <= _FEW_WORDS or (bool(frame & set(between)) and len(words) <= _SOME_WORDS)


def _draft_frame(reading: Reading, group: list[Decision]) -> Draft:
    leader = max(group, key=lambda d: (d.taken is not None and not d.taken.is_implicit, d.confidence))
    spans = [reading.quotations[d.passage.quotation].spans[d.passage.piece] for d in group]
    taken = leader.taken
    mention = None if taken is None else taken.mention
    return make_draft(
        tuple(sorted((span.start, span.end) for span in spans)),
        cue=None if taken is None or taken.is_implicit else taken.cue,
        cue_view=None if mention is None else mention.view,
        source=None if mention is None else phrase(mention),
        rule="" if taken is None else taken.rule,
        confidence=leader.confidence,
        is_implicit=taken is not None and taken.is_implicit,
        alternatives=alternatives_of(lost(leader)),
    )


def lost(decision: Decision) -> Iterator[Proposal]:
    """The proposals for a passage that lost, likeliest first."""
    return (each for each in decision.proposals if each is not decision.taken and each.share >= _VISIBLE_FOR_PASSAGE)


def phrase(mention: Mention) -> Phrase:
    """The noun phrase of a mention, as a place in the reading."""
    return Phrase(mention.paragraph, mention.head, *phrase_range(mention.view, mention.head))
