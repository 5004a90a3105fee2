"""What the page tells about one attribution, or one passage that is nobody's words.

In: an extraction and its voices. Out: plain data for the script of the page, all of it text.
Never decides anything; the record and the rule say it all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from quotekit.attribution.genres.transcript import RULE as TURN
from quotekit.export.dicts import positions
from quotekit.export.explanation import rule_sentence, way_sentence
from quotekit.export.pages.voices import Voice
from quotekit.export.table import percent
from quotekit.languages import DEFAULT_RULES, load_language
from quotekit.records import Alternative, Attribution, Extraction, Form, Medium, Quotation, Reference

UNSURE: Final = 0.7  # an attribution below this is one to look at
_UNKNOWN_REASON: Final = "nothing beside it reports speech"
_UNKNOWN_SPEAKER: Final = "not known: who is meant is not clear from the text"
_FORMS: Final[dict[Form, str]] = {
    "direct": "word for word",
    "indirect": "in other words",
    "mixed": "partly word for word",
}
_MEDIA: Final[dict[Medium, str]] = {"speech": "", "writing": "written", "thought": "thought"}
_REFERENCES: Final[dict[Reference, str]] = {
    "explicit": "speaker named",
    "anaphoric": "speaker as he, she or it",
    "implicit": "speaker not named there",
}
_UNMEASURED: Final = {
    rule.name: rule.sentence for rule in DEFAULT_RULES if load_language().measured.get(rule.name) is None
}


def make_notes(
    extraction: Extraction,
    voices: Sequence[Voice],
    of: Sequence[int],
    id: str,
    records: Sequence[Mapping[str, Any]] | None = None,
) -> list[dict[str, Any]]:
    """For each attribution: title, number of its voice, neighbours, rows of label and text, those for
    the curious, and what is written beside a verdict of it."""
    parents = positions([each.parent for each in extraction], extraction.attributions)
    holds: dict[int, list[int]] = {}
    for number, parent in enumerate(parents):
        if parent is not None:
            holds.setdefault(parent, []).append(number)
    return [
        {
            "who": voice,
            "title": voices[voice].name,
            "tag": tag(each, voices[voice]),
            "kind": _kind(each),
            "rows": _rows(each),
            "more": _more(each),
            "inside": parents[number],
            "holds": holds.get(number, []),
            "record": records[number]
            if records
            else {
                "id": id,
                "number": number + 1,
                "start": each.start,
                "end": each.end,
                "speaker": each.speaker.name if each.speaker else None,
                "rule": each.rule,
                "form": each.form,
            },
        }
        for number, (each, voice) in enumerate(zip(extraction, of, strict=True))
    ]


def is_unsure(each: Attribution) -> bool:
    """Is it one of those that a person had better look at?"""
    return each.confidence is not None and each.confidence < UNSURE


def find_unsure(extraction: Extraction) -> list[int]:
    """Numbers of those attributions, least sure first."""
    return sorted(
        (number for number, each in enumerate(extraction) if is_unsure(each)),
        key=lambda number: extraction[number].confidence or 0,
    )


def tag(each: Attribution, voice: Voice) -> str:
    """The label before the words: who, that it was not said, that it is unsure."""
    return f"{'not ' if each.negated else ''}{voice.label}{' ?' if is_unsure(each) else ''}"


def label(number: int, each: Attribution, voice: Voice) -> str:
    """What a screen reader says at the first word."""
    return f"{number + 1}: {voice.name}, {_kind(each)}"


def reason(quotation: Quotation) -> str:
    """Why a passage is nobody's words."""
    return _UNKNOWN_REASON if quotation.reason in (None, "no frame") else quotation.reason


def _kind(each: Attribution) -> str:
    parts = (
        "not said" if each.negated else "",
        _FORMS[each.form],
        "" if each.medium == "speech" else _MEDIA[each.medium],
        _REFERENCES[each.reference],
        "unsure" if is_unsure(each) else "",
    )
    return ", ".join(part for part in parts if part)


def _rows(each: Attribution) -> list[tuple[str, str]]:
    found = [
        ("Source", f"{each.source.text} ({each.source.kind})" if each.source else ""),
        ("Cue", f"{each.cue.text} ({each.cue.kind} {each.cue.lemma})" if each.cue else ""),
        ("Not said", "the text says that this was not said" if each.negated else ""),
        ("Speaker", _speaker(each)),
        ("Found by", way_sentence(each.resolved_by) if each.speaker and each.resolved_by else ""),
        ("Said to", str(each.addressee) if each.addressee else ""),
        ("Words", f"in {len(each.contents)} pieces" if len(each.contents) > 1 else ""),
        ("Confidence", _confidence(each)),
    ]
    return [(name, value) for name, value in found if value]


def _more(each: Attribution) -> list[tuple[str, str]]:
    """The rule and what else was considered: for those who want to know."""
    return [
        ("Rule", each.rule),
        ("", _rule(each.rule)),
        *(("Not taken", _alternative(other)) for other in each.alternatives),
    ]


def _speaker(each: Attribution) -> str:
    if each.speaker is None:
        return f"not known: {' or '.join(each.could_be)} fit equally well" if each.could_be else _UNKNOWN_SPEAKER
    also = f"; also {', '.join(each.speaker.aliases)}" if each.speaker.aliases else ""
    return f"{each.speaker.name} ({each.speaker.type}){also}"


def _confidence(each: Attribution) -> str:
    """Of what: the probability is that of words and source, and says nothing of the speaker."""
    fixed = ", the same for every turn of a transcript: set by hand, not measured" if each.rule == TURN else ""
    return f"words and source: {percent(each.confidence)}{fixed}"


def _rule(name: str) -> str:
    if name == TURN:
        return _UNMEASURED[name]
    if name in _UNMEASURED:
        return f"{_UNMEASURED[name]} How often this rule is right has not been measured."
    return rule_sentence(name)


def _alternative(other: Alternative) -> str:
    words = f"source {other.source or 'nobody'}, cue {other.cue or 'none'}"
    return f"{other.rule} ({words}), {percent(other.confidence)}"
