"""Records as plain dicts and lists, the documents of schema 1, without loss; `from_dict` is the way back.

In: an Extraction or a Failure. Out: such a dict. Never reads or writes a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import asdict

from quotekit.export import Result
from quotekit.export.read_dicts import SCHEMA, from_dict
from quotekit.records import Addressee, Attribution, Failure, Mention, Quotation, Speaker

__all__ = ["SCHEMA", "from_dict", "positions", "to_dict"]

Json = dict[str, Any]


def to_dict(result: Result, *, text: bool = True) -> Json:
    """One document of schema 1, ready for JSON.

    Args:
        result: An extraction, or a failure.
        text: Put the text itself in? Without it everything but `Extraction.text` comes back.
    """
    if isinstance(result, Failure):
        error = {"kind": result.kind, "message": result.error}
        return {"schema": SCHEMA, "id": result.id, "attributions": None, "error": error}
    numbers = positions([each.speaker for each in result.attributions], result.speakers)
    parents = positions([each.parent for each in result.attributions], result.attributions)
    rows = [
        _from_attribution(each, number, parent)
        for each, number, parent in zip(result.attributions, numbers, parents, strict=True)
    ]
    return {
        "schema": SCHEMA,
        "id": result.id,
        "language": result.language,
        **({"text": result.text} if text else {}),
        "attributions": [row for row, parent in zip(rows, parents, strict=True) if parent is None],
        "nested": [
            {"number": place, **row}
            for place, (row, parent) in enumerate(zip(rows, parents, strict=True))
            if parent is not None
        ],
        "quotations": [_from_quotation(each) for each in result.quotations],
        "speakers": [_from_speaker(each) for each in result.speakers],
        "error": None,
    }


def positions(wanted: Sequence[Any], known: Sequence[Any]) -> list[int | None]:
    """Position in `known` of each of `wanted`, None where it is None or not there.

    By identity first: comparing speakers with thousands of mentions each time would be slow.
    """
    places: dict[int, int | None] = {id(each): number for number, each in enumerate(known)}
    for each in wanted:
        if each is not None and id(each) not in places:
            places[id(each)] = next((number for number, other in enumerate(known) if other == each), None)
    return [None if each is None else places[id(each)] for each in wanted]


def _from_attribution(each: Attribution, speaker: int | None, parent: int | None) -> Json:
    return {
        "form": each.form,
        "contents": [asdict(span) for span in each.contents],
        "cue": each.cue and {**asdict(each.cue.span), "lemma": each.cue.lemma, "kind": each.cue.kind},
        "source": each.source and _from_mention(each.source),
        "speaker": each.speaker and _from_speaker(each.speaker, speaker),
        "reference": each.reference,
        "rule": each.rule,
        "confidence": each.confidence,
        "quoted": [asdict(span) for span in each.quoted],
        "medium": each.medium,
        "negated": each.negated,
        "parent": parent,
        "resolved_by": each.resolved_by,
        "resolution": each.resolved_by,  # its old name, as long as there is schema 1
        "speaker_confidence": each.speaker_confidence,
        "could_be": list(each.could_be),
        "addressee": each.addressee and _from_addressee(each.addressee),
        "alternatives": [asdict(other) for other in each.alternatives],
    }


def _from_addressee(addressee: Addressee) -> Json:
    mention = addressee.mention
    return {"name": addressee.name, "known_by": addressee.known_by, "mention": mention and _from_mention(mention)}


def _from_mention(mention: Mention) -> Json:
    return {**asdict(mention.span), "kind": mention.kind, "head": asdict(mention.head)}


def _from_speaker(speaker: Speaker, number: int | None = None) -> Json:
    """In full; or, with its place in the list of speakers, as much as a reader wants at hand."""
    short = {"name": speaker.name, "type": speaker.type, "aliases": list(speaker.aliases)}
    if number is not None:
        return {**short, "number": number}
    return {
        **short,
        "role": speaker.role,
        "mentions": [_from_mention(mention) for mention in speaker.mentions],
        "members": [_from_speaker(member) for member in speaker.members],
    }


def _from_quotation(each: Quotation) -> Json:
    return {
        "spans": [asdict(span) for span in each.spans],
        "inners": [asdict(span) for span in each.inners],
        "marks": list(each.marks),
        "is_closed": each.is_closed,
        "depth": each.depth,
        "reason": each.reason,
    }
