"""W3C Web Annotations: JSON-LD after the Web Annotation Data Model, one page for all texts.

In: results with identifiers. Out: one AnnotationPage, an Annotation for each attribution.
Never uses a property that the model does not know.
"""

from __future__ import annotations

from typing import IO, Any, Final
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from quotekit.export import Results, named
from quotekit.export.json_lines import to_line
from quotekit.records import Attribution, Failure, Span

Json = dict[str, Any]
_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
BESIDE: Final = 32  # characters of prefix and suffix


def dump(results: Results, out: IO[str]) -> None:
    """Write one AnnotationPage; a failed text has no annotation."""
    out.write(f'{{"@context": "{_CONTEXT}", "id": "urn:quotekit:page", "type": "AnnotationPage", "items": [')
    before = "\n"
    for result in named(results):
        if isinstance(result, Failure):
            continue
        for number, each in enumerate(result.attributions, 1):
            out.write(before + to_line(to_annotation(each, result.text, result.id or "", number)))
            before = ",\n"
    out.write("\n]}\n")


def to_annotation(attribution: Attribution, text: str, id: str, number: int) -> Json:
    """One annotation: a target for each piece of the content, the speaker and the form as bodies.

    Positions are code points, as the model says. The identifier of the text, escaped where an
    IRI wants it, is the source of each target.
    """
    source = quote(id, safe="/:?#[]@!$&'()*+,;=%~", errors="backslashreplace")
    bodies = [{"type": "TextualBody", "purpose": "classifying", "value": attribution.form}]
    if attribution.speaker:
        bodies.append({"type": "TextualBody", "purpose": "identifying", "value": attribution.speaker.name})
    return {
        "id": uuid5(NAMESPACE_URL, f"quotekit:{source}#{number}").urn,
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": [{"source": source, "selector": _selectors(span, text)} for span in attribution.contents],
    }


def _selectors(span: Span, text: str) -> list[Json]:
    """Two ways to the same words: by position, and by the words and what stands beside them."""
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(span.start - BESIDE, 0) : span.start],
            "suffix": text[span.end : span.end + BESIDE],
        },
    ]
