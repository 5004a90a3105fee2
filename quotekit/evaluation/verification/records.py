"""What comes out of verifying a quotation.

In: plain values. Out: frozen records.
Never holds the whole source.
"""

from __future__ import annotations

from typing import Any, Literal

from attrs import asdict, frozen

from quotekit.records import Span

Verdict = Literal["verbatim", "respelled", "altered", "absent"]
ChangeKind = Literal["replaced", "added", "left out", "respelled"]


@frozen
class Change:
    """One place where a quotation departs from its source.

    Attributes:
        kind: "replaced", "added" (only the quotation has the words), "left out" (only the source has) or
            "respelled" (the same word in another spelling: "color" for "colour", "20" for "twenty").
        quote: The words in the quotation, "" where they were left out.
        source: The words in the source, "" where they were added.
    """

    kind: ChangeKind
    quote: str
    source: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.quote and f"+{self.quote}+", self.source and f"-{self.source}-") if part)


@frozen
class Verification:
    """What became of one quotation.

    Attributes:
        quote: The quotation as given.
        verdict: "verbatim", "respelled" (verbatim but for spelling), "altered" or "absent".
        source: Identifier of the source where it was found, or None (one source without a name; absent).
        spans: Where it stands in the source, in text order; several where the quotation leaves words out
            with an ellipsis, or where the source interrupts it. Empty if absent.
        changes: The differences in words, in order; empty if verbatim or absent.
        share: Part of the words of the quotation that the source has in the same order, 0 to 1.
        forgiven: What editors may change and was changed here: "ellipsis", "brackets", "case", "punctuation",
            "interruption" (the source has the reporting clause in the middle).
        claimed: The speaker that the quotation was given with, or None.
        speaker: The speaker that the source gives, or None where it gives none or nobody asked.
        same_speaker: Are the two the same person? None where one of them is not known.
        place: Where the quotation stands in the document that was checked, or None.
    """

    quote: str
    verdict: Verdict
    source: str | None = None
    spans: tuple[Span, ...] = ()
    changes: tuple[Change, ...] = ()
    share: float = 0.0
    forgiven: tuple[str, ...] = ()
    claimed: str | None = None
    speaker: str | None = None
    same_speaker: bool | None = None
    place: Span | None = None

    @property
    def text(self) -> str:
        """The words of the source, pieces joined by " … "; "" if absent."""
        return " … ".join(span.text for span in self.spans)

    @property
    def is_fine(self) -> bool:
        """Is it verbatim, if in another spelling, and not known to be somebody else's?"""
        return self.verdict in ("verbatim", "respelled") and self.same_speaker is not False

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts and lists, ready for JSON."""
        return asdict(self)
