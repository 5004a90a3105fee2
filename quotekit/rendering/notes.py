"""What the page tells about one attribution, or one passage that is attributed to nobody.

In: an extraction and its voices. Out: plain data for the script of the page, all of it text.
Never decides anything; the record and the rule say it all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quotekit.explanation import rule_sentence
from quotekit.export.dicts import positions
from quotekit.export.table import percent
from quotekit.records import Attribution, Extraction, Quotation
from quotekit.rendering.people import Voice

UNKNOWN_REASON = "no frame was found"


def make_notes(extraction: Extraction, voices: Sequence[Voice], of: Sequence[int]) -> list[dict[str, Any]]:
    """For each attribution: title, number of its voice, neighbours, and rows of label and text."""
    parents = positions([each.parent for each in extraction], extraction.attributions)
    holds: dict[int, list[int]] = {}
    for number, parent in enumerate(parents):
        if parent is not None:
            holds.setdefault(parent, []).append(number)
    return [
        {
            "who": voice,
            "title": voices[voice].name,
            "kind": _kind(each),
            "rows": _rows(each),
            "inside": parents[number],
            "holds": holds.get(number, []),
        }
        for number, (each, voice) in enumerate(zip(extraction, of, strict=True))
    ]


def label(number: int, each: Attribution, voice: Voice) -> str:
    """What a screen reader says at the first word."""
    return f"{number + 1}: {voice.name}, {_kind(each)}"


def reason(quotation: Quotation) -> str:
    """Why a passage is attributed to nobody."""
    return quotation.reason or UNKNOWN_REASON


def _kind(each: Attribution) -> str:
    parts = f"{each.form} {each.medium}", f"{each.reference} source", "not said" if each.negated else ""
    return ", ".join(part for part in parts if part)


def _rows(each: Attribution) -> list[tuple[str, str]]:
    found = [
        ("Source", f"{each.source.text} ({each.source.kind})" if each.source else ""),
        ("Cue", f"{each.cue.text} ({each.cue.kind} {each.cue.lemma})" if each.cue else ""),
        ("Speaker", _speaker(each)),
        ("Words", f"in {len(each.contents)} pieces" if len(each.contents) > 1 else ""),
        ("Confidence", percent(each.confidence)),
        ("Rule", each.rule),
        ("", rule_sentence(each.rule)),
        *(("Not taken", _alternative(other)) for other in each.alternatives),
    ]
    return [(name, value) for name, value in found if value]


def _speaker(each: Attribution) -> str:
    if each.speaker is None:
        return "not known: no sieve found exactly one"
    also = f"; also {', '.join(each.speaker.aliases)}" if each.speaker.aliases else ""
    return f"{each.speaker.name} ({each.speaker.type}), by {each.resolution or 'no sieve'}{also}"


def _alternative(other: Any) -> str:
    words = f"source {other.source or 'nobody'}, cue {other.cue or 'none'}"
    return f"{other.rule} ({words}), {percent(other.confidence)}"
