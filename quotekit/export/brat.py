"""brat standoff: the .ann file that stands next to the text.

In: an Extraction. Out: text-bound Content, Cue and Source, relations and attributes.
Never lets a span run over a line end: brat wants a fragment a line, parted by ";".
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import IO, Any, Final

from quotekit.errors import InputError
from quotekit.export import Results, named
from quotekit.export.files import writing
from quotekit.records import Attribution, Extraction, Failure, Mention, Span

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def dump(results: Results, out: IO[str]) -> None:
    """Write the annotations of one text.

    Raises:
        InputError: at a second text, as offsets count from the start of one text.
    """
    for number, result in enumerate(named(results)):
        if number:
            raise InputError("brat has one file a text: give one text, or use quotekit.export.brat.write")
        if not isinstance(result, Failure):
            out.write(to_ann(result))


def write(extraction: Extraction, path: str | Path) -> None:
    """Write `path`.ann and, next to it, the text as given as `path`.txt.

    Half a surrogate, which UTF-8 cannot say, becomes U+FFFD, so that the offsets still fit.
    """
    for ending, words in ((".txt", extraction.text), (".ann", to_ann(extraction))):
        with writing(f"{path}{ending}") as out:
            out.write(_SURROGATE.sub("\ufffd", words))


def to_ann(extraction: Extraction) -> str:
    """The lines of the .ann file.

    An attribution whose content is nothing but line ends is left out: brat cannot say it.
    """
    lines = _Lines()
    bound: dict[int, str] = {}
    for number, each in enumerate(extraction.attributions):
        content = lines.bind("Content", each.contents)
        if content:
            bound[number] = content
            lines.describe(content, each)
    numbers = {id(each): number for number, each in enumerate(extraction.attributions)}
    for number, content in bound.items():
        parent = numbers.get(id(extraction.attributions[number].parent))
        if parent in bound:
            lines.relate("Inside", content, bound[parent])
    return "".join(f"{line}\n" for line in lines.lines)


class _Lines:
    """Lines with running numbers of each kind."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.counts: dict[str, int] = {}

    def add(self, kind: str, words: str) -> str:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        key = f"{kind}{self.counts[kind]}"
        self.lines.append(f"{key}\t{words}")
        return key

    def bind(self, type: str, spans: tuple[Span, ...]) -> str | None:
        parts = [
            (span.start + line.start(), span.start + line.end(), line[0].replace("\t", " "))
            for span in spans
            for line in LINE.finditer(span.text)
        ]
        if not parts:
            return None
        offsets = ";".join(f"{start} {end}" for start, end, _ in parts)
        return self.add("T", f"{type} {offsets}\t{' '.join(words for *_, words in parts)}")

    def relate(self, type: str, one: str, other: str) -> None:
        self.add("R", f"{type} Arg1:{one} Arg2:{other}")

    def describe(self, content: str, each: Attribution) -> None:
        cue = self.bind("Cue", (each.cue.span,)) if each.cue else None
        if cue:
            self.relate("HasCue", content, cue)
        source = self.bind("Source", (each.source.span,)) if each.source else None
        if source:
            self.relate("HasSource", content, source)
        self.add("A", f"Form {content} {each.form}")
        self.add("A", f"Medium {content} {each.medium}")
        if each.negated:
            self.add("A", f"Negated {content}")
        self.add("#", f"AnnotatorNotes {content}\t{json.dumps(_note(each, bool(cue), bool(source)))}")


def _note(each: Attribution, has_cue: bool, has_source: bool) -> dict[str, Any]:
    """What brat has no annotation for; `quotekit.export.brat_reader` reads it."""
    note: dict[str, Any] = {"rule": each.rule, "confidence": each.confidence, "reference": each.reference}
    if each.speaker:
        note |= {"speaker": each.speaker.name, "type": each.speaker.type}
    if each.resolved_by is not None:
        note["resolved_by"] = each.resolved_by
    if each.could_be:
        note["could_be"] = each.could_be
    if each.addressee is not None:
        note["addressee"] = {"name": str(each.addressee), "known_by": each.addressee.known_by}
    if each.speaker_confidence is not None:
        note["speaker_confidence"] = each.speaker_confidence
    if has_cue and each.cue:
        note["cue"] = {"lemma": each.cue.lemma, "kind": each.cue.kind}
    if has_source and each.source:
        note["source"] = {"kind": each.source.kind, "head": _head(each.source)}
    note["quoted"] = [(span.start, span.end) for span in each.quoted]
    return note


def _head(source: Mention) -> tuple[int, int]:
    """The head word, as far as it lies in what brat marks: line ends at the edges are not."""
    lines = list(LINE.finditer(source.span.text))
    first, last = source.span.start + lines[0].start(), source.span.start + lines[-1].end()
    start, end = max(first, source.head.start), min(last, source.head.end)
    return (start, end) if start < end else (first, last)
