"""Segments as JSON Lines: the whole text in pieces of the narrator and of speakers.

In: results with identifiers. Out: one line a piece, in text order.
Never cuts the text itself: `quotekit.export.segments` does.
"""

from __future__ import annotations

from typing import IO

from attrs import asdict

from quotekit.export import Results, named
from quotekit.export.json_lines import to_line
from quotekit.export.segments import segments
from quotekit.records import Failure


def dump(results: Results, out: IO[str], *, quoted_only: bool = True) -> None:
    """Write one line a piece; a failed text has one with its error.

    Args:
        results: Results, or pairs of one with an identifier.
        out: An open file.
        quoted_only: Only verbatim words are speech?
    """
    for result in named(results):
        if isinstance(result, Failure):
            out.write(to_line({"id": result.id, "error": result.error}) + "\n")
            continue
        for piece in segments(result, quoted_only=quoted_only):
            speaker = piece.speaker.name if piece.speaker else None
            row = {"id": result.id, "kind": piece.kind, "speaker": speaker, **asdict(piece.span)}
            out.write(to_line(row) + "\n")
