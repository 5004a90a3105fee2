"""From drafts and resolved speakers to the records that a user gets.

In: a Reading, its drafts, one resolution a draft. Out: an Extraction, in text order.
Never weighs proposals and never looks for a speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from attrs import evolve, field, frozen

from quotekit.pipeline.options import Options
from quotekit.reading.reading import CueHit, Draft, Reading, merge
from quotekit.records import Attribution, Cue, Extraction, Form, Mention, Quotation, Reference, Span, Speaker, disjoint
from quotekit.speakers import Resolution

Interval = tuple[int, int]
DIRECT_SHARE: Final = 0.95  # of the letters and digits; a word outside the marks is often a slip
COVERED_SHARE: Final = 0.5
DIGITS: Final = 4  # of a confidence; more would claim more than was measured
_WORD: Final = re.compile(r"\w")


@frozen
class Verbatim:
    """The passages between marks of one text, ready to be asked what they hold.

    Attributes:
        text: The text as given.
        pieces: Start, end and depth of every inner span, with the end points of its quotation's
            piece; sorted by start, outer before inner.
        starts: The starts of the outermost pieces.
        firsts: Their positions in `pieces`.
    """

    text: str
    pieces: list[tuple[int, int, int, int, int]]
    starts: list[int] = field(factory=list)
    firsts: list[int] = field(factory=list)

    @classmethod
    def of(cls, text: str, quotations: Sequence[Quotation]) -> Verbatim:
        """The passages of `quotations`."""
        pieces = sorted(
            (inner.start, inner.end, quotation.depth, span.start, span.end)
            for quotation in quotations
            for span, inner in zip(quotation.spans, quotation.inners, strict=True)
        )
        firsts = [i for i, piece in enumerate(pieces) if piece[2] == 0]
        return cls(text, pieces, [pieces[i][0] for i in firsts], firsts)

    def within(self, start: int, end: int, frame: Interval | None) -> list[Interval]:
        """The verbatim parts of `text[start:end]`, sorted and disjoint, white space trimmed.

        Marks that stand around the frame as well do not count: in “He says he is ill,” the
        speaker is quoted, but what *he* said is told in the speaker's words.
        """
        at = max(0, bisect_right(self.starts, start) - 1)
        parts: list[Interval] = []
        for i in range(self.firsts[at] if self.firsts else 0, len(self.pieces)):
            first, last, _, outer_start, outer_end = self.pieces[i]
            if first >= end:
                break
            if frame and outer_start <= frame[0] and frame[1] <= outer_end:
                continue
            first, last = max(first, start, parts[-1][1] if parts else 0), min(last, end)
            words = self.text[first:last]
            if _WORD.search(words):
                first += len(words) - len(words.lstrip())
                parts.append((first, first + len(words.strip())))
        return parts


def finish(
    reading: Reading,
    drafts: Sequence[Draft],
    resolutions: Sequence[Resolution],
    options: Options | None = None,
    reason_of: Callable[[Reading, Quotation], str | None] | None = None,
) -> Extraction:
    """The records of one text.

    Args:
        reading: The text as read.
        drafts: What was found in it.
        resolutions: Mention and speaker of each draft, in the same order.
        options: Which attributions to give back; None for all.
        reason_of: Says why a quotation is not attributed; where it is None or answers None, the
            reason is "no frame".
    """
    verbatim = Verbatim.of(reading.text, reading.quotations)
    made = [_attribution(reading, verbatim, *pair) for pair in zip(drafts, resolutions, strict=True)]
    kept = [each for each in made if options is None or options.keeps(each)]
    attributions = _with_parents(kept)
    found, given = _covered(made), _covered(kept)

    def reason(quotation: Quotation) -> str | None:
        if _is_covered(reading.text, quotation, given):
            return None
        if _is_covered(reading.text, quotation, found):
            return "filtered"
        return (reason_of(reading, quotation) if reason_of else None) or "no frame"

    quotations = tuple(evolve(each, reason=reason(each)) for each in reading.quotations)
    return Extraction(reading.text, attributions, quotations, _rank(attributions), reading.language.code)


def _attribution(reading: Reading, verbatim: Verbatim, draft: Draft, found: Resolution) -> Attribution:
    text = reading.text
    cue = _cue(reading, draft.cue) if draft.cue else None
    # A source without a cue (a by-line) is its own frame; that of a continuation stands elsewhere.
    near = cue.span if cue else found.mention.span if found.mention and not draft.implicit else None
    frame = (near.start, near.end) if near else None
    contents = disjoint(draft.contents)
    quoted = [part for start, end in contents for part in verbatim.within(start, end, frame)]
    if draft.verbatim:
        quoted = contents
    return Attribution(
        contents=tuple(Span.of(text, start, end) for start, end in contents),
        form=_form(text, contents, quoted),
        cue=cue,
        source=found.mention,
        speaker=found.speaker,
        reference=_reference(draft, found.mention),
        rule=draft.rule,
        confidence=_rounded(draft.confidence),
        quoted=tuple(Span.of(text, start, end) for start, end in quoted),
        medium=draft.medium,
        negated=draft.negated,
        resolved_by=found.sieve,
        could_be=found.candidates,
        alternatives=tuple(evolve(each, confidence=_rounded(each.confidence)) for each in draft.alternatives),
    )


def _rounded(confidence: float | None) -> float | None:
    return None if confidence is None else round(confidence, DIGITS)


def _cue(reading: Reading, hit: CueHit) -> Cue:
    tree = reading.trees[hit.paragraph]
    if tree is None:
        raise ValueError(f"a cue stands in paragraph {hit.paragraph}, which was not parsed")
    return Cue(Span.of(reading.text, tree.starts[hit.first], tree.ends[hit.last]), hit.lemma, hit.kind)


def _reference(draft: Draft, mention: Mention | None) -> Reference:
    if draft.implicit or mention is None:
        return "implicit"
    return "anaphoric" if mention.kind == "pronoun" else "explicit"


def _form(text: str, contents: Sequence[Interval], quoted: Sequence[Interval]) -> Form:
    """Verbatim, told, or both: by letters and digits, since marks and dots are nobody's words."""
    inside = _count_words(text, quoted)
    if not inside:
        return "indirect"
    return "direct" if inside >= DIRECT_SHARE * _count_words(text, contents) else "mixed"


def _count_words(text: str, parts: Sequence[Interval]) -> int:
    return sum(sum(map(str.isalnum, text[start:end])) for start, end in parts)


def _with_parents(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """In text order, outer before inner, each with the smallest attribution that holds it."""
    placed: list[Attribution] = []
    open_ones: list[tuple[int, Attribution]] = []  # with their sizes
    for each in sorted(attributions, key=lambda found: (found.start, -found.end)):
        size = sum(map(len, each.contents))
        open_ones = [other for other in open_ones if other[1].end > each.start]
        holders = [other for other in open_ones if other[0] > size and _holds(other[1], each)]
        _, parent = min(holders, key=lambda other: other[0], default=(0, None))
        placed.append(evolve(each, parent=parent))
        open_ones.append((size, placed[-1]))
    return tuple(placed)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Does the content of `outer` hold the content of `inner` and the cue that reports it?"""
    pieces = outer.contents

    def is_held(span: Span) -> bool:
        before = bisect_right(pieces, span.start, key=lambda piece: piece.start) - 1
        return before >= 0 and span.end <= pieces[before].end

    return all(map(is_held, inner.contents)) and (inner.cue is None or is_held(inner.cue.span))


def _covered(attributions: Sequence[Attribution]) -> list[Interval]:
    """What the contents cover."""
    return merge((span.start, span.end) for each in attributions for span in each.contents)


def _is_covered(text: str, quotation: Quotation, covered: Sequence[Interval]) -> bool:
    """Do contents hold at least half of the words of a quotation?"""
    inners = [(inner.start, inner.end) for inner in quotation.inners]
    shared: list[Interval] = []
    for start, end in inners:
        for i in range(max(0, bisect_right(covered, (start, len(text))) - 1), len(covered)):
            if covered[i][0] >= end:
                break
            shared.append((max(start, covered[i][0]), min(end, covered[i][1])))
    return _count_words(text, shared) >= COVERED_SHARE * max(1, _count_words(text, inners))


def _rank(attributions: Sequence[Attribution]) -> tuple[Speaker, ...]:
    """Every speaker once, most quoted first, those quoted alike in order of appearance."""
    # Hashing a speaker with thousands of mentions is slow, so do it once an object.
    objects = {id(each.speaker): each.speaker for each in attributions if each.speaker}
    counts: Counter[Speaker] = Counter()
    for key, count in Counter(id(each.speaker) for each in attributions if each.speaker).items():
        counts[objects[key]] += count
    return tuple(speaker for speaker, _ in counts.most_common())
