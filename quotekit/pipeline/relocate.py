"""Records of the text as read become records of the text as given.

In: an Extraction, and the map of offsets that its Reading kept. Out: the same with spans as given.
Never changes who says what; names stay as they were read, without markup.
"""

from __future__ import annotations

from attrs import evolve, field, frozen

from quotekit.reading.layout.markdown import with_both_signs
from quotekit.reading.layout.offsets import OffsetMap, as_shown
from quotekit.reading.marks import FAMILIES
from quotekit.records import Addressee, Attribution, Cue, Extraction, Mention, Quotation, Span, Speaker


def relocate(extraction: Extraction, given: str, offsets: OffsetMap) -> Extraction:
    """The extraction, every span of it in the text as given."""
    mover = _Mover(extraction.text, given, offsets)
    return evolve(
        extraction,
        text=given,
        attributions=tuple(map(mover.attribution, extraction.attributions)),
        quotations=tuple(map(mover.quotation, extraction.quotations)),
        speakers=tuple(map(mover.speaker, extraction.speakers)),
    )


@frozen
class _Mover:
    """Moves records; one that several share is moved once."""

    read: str
    given: str
    offsets: OffsetMap
    speakers: dict[int, Speaker] = field(factory=dict)
    attributions: dict[int, Attribution] = field(factory=dict)

    def span(self, span: Span) -> Span:
        return self._given(*self.offsets.hull(span.start, span.end))

    def _given(self, start: int, end: int) -> Span:
        return as_shown(self.read, self.given, self.offsets, start, end)

    def spans(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Without the furniture between their words: one span may become several."""
        pieces = [piece for span in spans for piece in self.offsets.pieces(*self._without_entities(span))]
        trimmed = [piece for each in pieces if (piece := _trim(self.given, *each))[0] < piece[1]]
        return tuple(self._given(*with_both_signs(self.given, *piece)) for piece in trimmed)

    def _without_entities(self, span: Span) -> tuple[int, int]:
        """The span without a mark at its ends that is more than one character as given ("&ldquo;")."""
        start, end, starts, ends = span.start, span.end, self.offsets.starts, self.offsets.ends
        while start < end and ends[start] - starts[start] > 1 and self.read[start] in FAMILIES:
            start += 1
        while end > start and ends[end - 1] - starts[end - 1] > 1 and self.read[end - 1] in FAMILIES:
            end -= 1
        return start, end

    def mention(self, mention: Mention) -> Mention:
        return evolve(mention, span=self.span(mention.span), head=self.span(mention.head))

    def addressee(self, addressee: Addressee) -> Addressee:
        return evolve(addressee, mention=self.mention(addressee.mention) if addressee.mention else None)

    def cue(self, cue: Cue) -> Cue:
        return evolve(cue, span=self.span(cue.span))

    def speaker(self, speaker: Speaker) -> Speaker:
        if id(speaker) not in self.speakers:
            self.speakers[id(speaker)] = evolve(
                speaker,
                mentions=tuple(map(self.mention, speaker.mentions)),
                members=tuple(map(self.speaker, speaker.members)),
            )
        return self.speakers[id(speaker)]

    def quotation(self, quotation: Quotation) -> Quotation:
        return evolve(
            quotation,
            spans=tuple(map(self.span, quotation.spans)),
            inners=tuple(map(self.span, quotation.inners)),
        )

    def attribution(self, attribution: Attribution) -> Attribution:
        if id(attribution) not in self.attributions:
            self.attributions[id(attribution)] = evolve(
                attribution,
                contents=self.spans(attribution.contents),
                quoted=self.spans(attribution.quoted),
                cue=self.cue(attribution.cue) if attribution.cue else None,
                source=self.mention(attribution.source) if attribution.source else None,
                addressee=self.addressee(attribution.addressee) if attribution.addressee else None,
                speaker=self.speaker(attribution.speaker) if attribution.speaker else None,
                parent=self.attribution(attribution.parent) if attribution.parent else None,
            )
        return self.attributions[id(attribution)]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
