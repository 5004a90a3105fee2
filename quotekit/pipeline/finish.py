"""From drafts and resolved speakers to the records that a user gets.

In: a Reading, its drafts, one resolution a draft. Out: an Extraction, in text order.
Never weighs proposals and never looks for a speaker.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from quotekit.pipeline.doubtful import are_doubtful
from quotekit.pipeline.narrow import count_letters, covered, is_covered, rank, with_parents, with_reason
from quotekit.pipeline.options import Options
from quotekit.pipeline.verbatim import Interval, Verbatim
from quotekit.reading.reading import CueHit, Draft, Reading
from quotekit.records import (
    FILTERED,
    Alternative,
    Attribution,
    Cue,
    Extraction,
    Form,
    Mention,
    Quotation,
    Reference,
    Span,
    disjoint,
)
from quotekit.speakers import Resolution

_DIRECT_SHARE: Final = 0.95  # of the letters and digits; a word outside the marks is often a slip
_DIGITS: Final = 4  # of a confidence; more would claim more than was measured


def finish(
    reading: Reading,
    drafts: Sequence[Draft],
    resolutions: Sequence[Resolution],
    options: Options | None = None,
    reason_of: Callable[[Reading, Quotation], str | None] | None = None,
    kind: str = "plain",
) -> Extraction:
    """The records of one text.

    Args:
        reading: The text as read.
        drafts: What was found in it.
        resolutions: Mention and speaker of each draft, in the same order.
        options: Which attributions to give back; None for all.
        reason_of: Says why a quotation is not attributed; where it is None or answers None, the
            reason is "no frame".
        kind: "story" for a text whose people take turns, else "plain": how sure names are differs.
    """
    verbatim = Verbatim.of(reading.text, reading.quotations)
    made = [_attribution(reading, verbatim, *pair, kind) for pair in zip(drafts, resolutions, strict=True)]
    if options is not None:
        made = [options.named(each) for each in made]
    kept = [each for each in made if options is None or options.keeps(each)]
    if options is not None and not options.doubtful:
        hidden = {id(each) for each, is_doubtful in zip(made, are_doubtful(made, reading), strict=True) if is_doubtful}
        kept = [each for each in kept if id(each) not in hidden]
    attributions = with_parents(kept)
    found, given = covered(made), covered(kept)

    def reason(quotation: Quotation) -> str | None:
        if is_covered(reading.text, quotation, given):
            return None
        if is_covered(reading.text, quotation, found):
            return FILTERED
        return (reason_of(reading, quotation) if reason_of else None) or "no frame"

    quotations = tuple(map(with_reason, reading.quotations, map(reason, reading.quotations)))
    return Extraction(reading.text, attributions, quotations, rank(attributions), reading.language.code)


def _attribution(reading: Reading, verbatim: Verbatim, draft: Draft, found: Resolution, kind: str) -> Attribution:
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
        confidence=_rounded(draft.confidence, reading),
        quoted=tuple(Span.of(text, start, end) for start, end in quoted),
        medium=draft.medium,
        negated=draft.negated,
        resolved_by=found.sieve,
        could_be=found.candidates,
        addressee=found.addressee,
        speaker_confidence=_name_confidence(reading, draft, found, kind),
        alternatives=tuple(
            Alternative(each.rule, each.source, each.cue, _rounded(each.confidence, reading))
            for each in draft.alternatives
        ),
    )


def _name_confidence(reading: Reading, draft: Draft, found: Resolution, kind: str) -> float | None:
    if found.speaker is None:
        return None
    return _rounded(reading.language.name_precision.of(kind, found.sieve, draft.confidence), reading)


def _rounded(confidence: float | None, reading: Reading) -> float | None:
    """A probability as it is told; None where the language has no weights, so that nothing was measured."""
    is_measured = reading.language.passage_weights is not None
    return round(confidence, _DIGITS) if confidence is not None and is_measured else None


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
    if not any(any(map(str.isalnum, text[start:end])) for start, end in quoted):
        return "indirect"
    is_direct = quoted == contents or count_letters(text, quoted) >= _DIRECT_SHARE * count_letters(text, contents)
    return "direct" if is_direct else "mixed"
