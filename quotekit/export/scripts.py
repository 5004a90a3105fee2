"""Segments as programs that make audiobooks read them: a tagged script, JSON lines of speakers, SSML.

In: results. Out: a line, an object or a <voice> for each piece of narrator and speakers, in order.
Never changes a word; white space at the edges of a piece and the marks around speech are left out.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from typing import IO, Final
from xml.sax.saxutils import escape, quoteattr

from quotekit.export import Results, named
from quotekit.export.segments import segments
from quotekit.records import Extraction

NARRATOR: Final = "NARRATOR"
UNKNOWN: Final = "UNKNOWN"
_MARKS: Final = '"“”„«»‘’‹› \n\t\r'
_SPACE: Final = re.compile(r"\s+")
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def pieces(extraction: Extraction) -> Iterator[tuple[str, str]]:
    """Who is heard, and the words, piece by piece; pieces without a letter or digit are passed over."""
    for each in segments(extraction):
        words = each.span.text if each.kind == "narrator" else each.span.text.strip(_MARKS)
        words = _SPACE.sub(" ", words).strip()
        if any(map(str.isalnum, words)):
            speaker = each.speaker.name if each.speaker else UNKNOWN
            yield (NARRATOR if each.kind == "narrator" else speaker), words


def dump_script(results: Results, out: IO[str]) -> None:
    """Write ``[NAME] words``, a line each: what tagged-script readers take."""
    for result in _found(results):
        out.writelines(f"[{who}] {words}\n" for who, words in pieces(result))


def dump_json(results: Results, out: IO[str]) -> None:
    """Write one JSON array of ``{"speaker": …, "text": …}``."""
    rows = [{"speaker": who, "text": words} for result in _found(results) for who, words in pieces(result)]
    out.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def dump_csv(results: Results, out: IO[str]) -> None:
    """Write a row a piece: id, speaker, text."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("id", "speaker", "text"))
    for result in _found(results):
        writer.writerows((result.id, who, words) for who, words in pieces(result))


def dump_ssml(results: Results, out: IO[str]) -> None:
    """Write one SSML 1.1 document: a <voice> a piece, with the name of who is heard."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write('<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en">\n')
    for result in _found(results):
        for who, words in pieces(result):
            name, text = (_FORBIDDEN.sub("\ufffd", each) for each in (who, words))
            out.write(f"<voice name={quoteattr(name)}><p>{escape(text)}</p></voice>\n")
    out.write("</speak>\n")


def _found(results: Results) -> Iterator[Extraction]:
    """The results with their identifiers; a failed text is left out."""
    return (result for result in named(results) if isinstance(result, Extraction))
