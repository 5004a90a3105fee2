"""Every quotation of a document against a set of sources.

In: a document and sources. Out: a verification for each of its quotations, in text order.
Never checks what has no quotation marks: indirect speech is not said to be verbatim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve

from quotekit.evaluation.verification.records import Verification
from quotekit.evaluation.verification.shown import Shown
from quotekit.evaluation.verification.sources import Sources
from quotekit.evaluation.verification.words import find_words
from quotekit.pipeline.one import extract
from quotekit.reading.quotations import find_quotations
from quotekit.records import Extraction, Span

LEAST: Final = 3  # words; fewer are a term or a title more often than a quotation


def verify_document(
    document: str | Extraction,
    sources: Sources | Mapping[str, str] | Iterable[tuple[str, str]],
    *,
    speakers: bool = False,
    least_words: int = LEAST,
    language: str = "en",
) -> Iterator[Verification]:
    """Check all quotations of a document against sources.

    Args:
        document: The draft: plain text, HTML or Markdown; or what `extract` found in it.
        sources: `Sources`, or texts by identifier: a mapping or pairs. An index is made of them first.
        speakers: Compare the speakers, too? Then the document, if it is a text, and each source that has a
            quotation are read with a language model; without it no model is loaded.
        least_words: Passages between marks with fewer words are left out.
        language: Code of the language of the document, and of sources that are no `Sources` yet.

    Yields:
        A verification for each passage between outer quotation marks, with its `place` in the document.
    """
    known = sources if isinstance(sources, Sources) else Sources(sources, language=language)
    found = extract(document, language=language) if speakers and isinstance(document, str) else document
    for quote, place in _passages(found):
        if sum(1 for _ in find_words(quote, language=language)) < least_words:
            continue
        claimed = _speaker_of(found, place) if isinstance(found, Extraction) else None
        checked = known.verify(quote, speaker=claimed, speakers=speakers)
        yield evolve(checked, place=place)


def _passages(document: str | Extraction) -> Iterator[tuple[str, Span]]:
    """The passages between outer marks: the words as shown, and the place in the document as given."""
    if isinstance(document, Extraction):
        for each in document.quotations:
            if not each.depth:
                yield each.text, Span.of(document.text, each.start, each.end)
        return
    shown = Shown.of(document)
    for each in find_quotations(shown.text):
        if not each.depth:
            yield each.text, shown.span(each.start, each.end)


def _speaker_of(found: Extraction, place: Span) -> str | None:
    for each in found:
        for span in (*each.quoted, *each.contents):
            if each.speaker and span.start < place.end and place.start < span.end and len(span) * 2 >= len(place):
                return each.speaker.name
    return None
