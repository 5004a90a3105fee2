"""The one way to a draft: what was decided, with the words, the phrase of the source and what lost.

In: contents, a proposal that was taken, its rivals. Out: Drafts; pieces of one quotation joined.
Never weighs and never chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from quotekit.attribution.cues import negated
from quotekit.attribution.proposal import NOBODY, Proposal
from quotekit.attribution.views import ParagraphView
from quotekit.languages import stand_ins
from quotekit.reading.reading import CueHit, Draft, Phrase, Reading, merge
from quotekit.records import Alternative

_MOST_ALTERNATIVES = 4


def make_draft(
    contents: tuple[tuple[int, int], ...],
    *,
    cue: CueHit | None,
    cue_view: ParagraphView | None,
    source: Phrase | None,
    rule: str,
    confidence: float,
    is_implicit: bool,
    alternatives: tuple[Alternative, ...],
) -> Draft:
    """A draft, with what the cue says of medium and denial.

    Args:
        contents: Start and end code points of each piece of the words, sorted, disjoint.
        cue: The cue, or None.
        cue_view: The paragraph of the cue; None where that is not known.
        source: The mention.
        rule: Name of the rule; "" where no rule named a source.
        confidence: Probability, 0 to 1.
        is_implicit: Has it no frame of its own?
        alternatives: What lost.
    """
    return Draft(
        contents=contents,
        cue=cue,
        source=source if source is None or cue is None else _beside(source, cue),
        rule=rule or stand_ins.NO_SOURCE,
        confidence=min(1.0, confidence),
        medium=cue.medium if cue is not None else "speech",
        negated=cue is not None and cue_view is not None and negated(cue_view, cue),
        implicit=is_implicit,
        alternatives=alternatives,
    )


def _beside(source: Phrase, cue: CueHit) -> Phrase:
    """The source without its cue, where the parser took "quipped striker Leo" for one phrase."""
    if source.paragraph != cue.paragraph:
        return source
    if source.first <= cue.last < source.head:
        return evolve(source, first=cue.last + 1)
    if source.head < cue.first <= source.last:
        return evolve(source, last=cue.first - 1)
    return source


def alternatives_of(rivals: Iterable[Proposal]) -> tuple[Alternative, ...]:
    """The first few of the proposals that lost, as records."""
    rows: list[Alternative] = []
    for rival in rivals:
        rows.append(
            Alternative(
                rule=rival.rule or (stand_ins.NOBODY if rival.frame == NOBODY else stand_ins.PASSAGE),
                source=None if rival.mention is None else rival.mention.word,
                cue=None if rival.cue is None else rival.cue.lemma,
                confidence=rival.share,
            )
        )
        if len(rows) == _MOST_ALTERNATIVES:
            break
    return tuple(rows)


def join_pieces(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """The pieces of one quotation over several paragraphs are one attribution."""
    starts = {
        span.start: n
        for n, quotation in enumerate(reading.quotations)
        if len(quotation.spans) > 1
        for span in quotation.spans
    }
    joined: list[Draft] = []
    more: dict[int, list[tuple[int, int]]] = {}
    place: dict[int, int] = {}
    for draft in drafts:
        numbers = {starts[start] for start, _ in draft.contents if start in starts}
        first = next((place[n] for n in sorted(numbers) if n in place), None)
        if first is not None and (
            draft.implicit or _have_one_head(draft.source, joined[first].source) or _goes_on(reading, draft)
        ):
            more.setdefault(first, []).extend(draft.contents)
            continue
        for n in numbers:
            place[n] = len(joined)
        joined.append(draft)
    for first, contents in more.items():
        joined[first] = evolve(joined[first], contents=tuple(merge((*joined[first].contents, *contents))))
    return joined


def _goes_on(reading: Reading, draft: Draft) -> bool:
    """Does a frame say that the same person goes on: "she went on"?"""
    cue, source = draft.cue, draft.source
    tree = None if source is None else reading.trees[source.paragraph]
    if cue is None or source is None or tree is None:
        return False
    pronoun = reading.language.people.pronouns.get(tree.lower[source.head])
    return cue.lemma in reading.language.groups["resuming"] and pronoun is not None and pronoun.use == "subject"


def _have_one_head(one: Phrase | None, other: Phrase | None) -> bool:
    return one is not None and other is not None and (one.paragraph, one.head) == (other.paragraph, other.head)
