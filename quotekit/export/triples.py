"""Attributions as textacy's triples of speaker, cue and content, for code written for `direct_quotations`.

In: a spaCy Doc and what quotekit found in it. Out: `textacy.extract.triples.DQTriple`, one a quotation.
Never gives what textacy has no place for: indirect speech, unless asked for; the resolved name; why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotekit.records import Extraction, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan
    from textacy.extract.triples import DQTriple


def to_triples(doc: Doc, extraction: Extraction | None = None, *, direct_only: bool = True) -> Iterator[DQTriple]:
    """Triples as `textacy.extract.triples.direct_quotations` gives them, in the order of the text.

    Args:
        doc: The Doc.
        extraction: What `quotekit.extract(doc)` gave; None for what the component left in ``doc._.extraction``.
        direct_only: Leave out what is not word for word?

    Yields:
        The tokens of the source, those of the cue, and the content with its marks as a span: one for each piece of
        an interrupted quotation. What has no source or no cue is left out, as textacy leaves it out.

    Raises:
        ValueError: the extraction is of another text.
    """
    from textacy.extract.triples import DQTriple

    found: Extraction = doc._.extraction if extraction is None else extraction
    for each in found:
        if each.source is None or each.cue is None or (direct_only and each.form != "direct"):
            continue
        for content in each.contents:
            yield DQTriple(_tokens(doc, each.source.span), _tokens(doc, each.cue.span), _span(doc, content))


def _span(doc: Doc, span: Span) -> DocSpan:
    """The tokens that a span touches."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None:
        raise ValueError(f"the extraction is not of this Doc: {span.start}:{span.end} lies outside of it")
    return found


def _tokens(doc: Doc, span: Span) -> list[Token]:
    return list(_span(doc, span))
