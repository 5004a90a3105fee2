"""The JSON of Citron, the quote extractor of BBC R&D: one document a line.

In: results with identifiers. Out: "text", "quotes" and "coreference_groups" as its data_format.md says.
Never makes up a cue: Citron's quotes have one, so an attribution without one is left out.
"""

from __future__ import annotations

from typing import IO, Any

from attrs import asdict

from quotekit.export import Results, named
from quotekit.export.json_lines import to_line
from quotekit.records import Attribution, Cue, Extraction, Failure

Json = dict[str, Any]


def dump(results: Results, out: IO[str]) -> None:
    """Write one document a line; a failed text has no line."""
    for result in named(results):
        if not isinstance(result, Failure):
            out.write(to_line(to_document(result)) + "\n")


def to_document(extraction: Extraction) -> Json:
    """One document: the confidence is a string with four digits, as Citron writes it; it is
    left out where it was not measured."""
    return {
        "text": extraction.text,
        "quotes": [
            _quote(each, each.cue, f"{extraction.id or ''}-{number}")
            for number, each in enumerate(extraction.attributions, 1)
            if each.cue is not None
        ],
        "coreference_groups": [
            [asdict(mention.span) for mention in speaker.mentions]
            for speaker in extraction.speakers
            if speaker.mentions
        ],
    }


def _quote(each: Attribution, cue: Cue, id: str) -> Json:
    mentions = each.speaker.mentions if each.speaker else ()
    named = next((mention for mention in mentions if mention.kind == "name"), None)
    return {
        "cue": asdict(cue.span),
        "sources": [asdict(each.source.span)] if each.source else [],
        "contents": [asdict(span) for span in each.contents],
        "coreferences": [asdict(named.span)] if named and named != each.source else [],
        **({} if each.confidence is None else {"confidence": f"{each.confidence:.4f}"}),
        "id": id,
    }
