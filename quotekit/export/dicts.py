"""Records as plain dicts and lists and back: the documents of schema 1, without loss.

In: an Extraction or a Failure, or such a dict. Out: the other one.
Never reads or writes a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import asdict

from quotekit.errors import InputError
from quotekit.export import Result, name_of
from quotekit.records import Alternative, Attribution, Cue, Extraction, Failure, Mention, Quotation, Span, Speaker

SCHEMA: Final = 1
Json = dict[str, Any]


def to_dict(result: Result, id: object = None, *, text: bool = True) -> Json:
    """One document of schema 1, ready for JSON.

    Args:
        result: An extraction, or a failure.
        id: The identifier of the text; one that is no string comes out as one.
        text: Put the text itself in? Without it everything but `Extraction.text` comes back.
    """
    if isinstance(result, Failure):
        error = {"kind": result.kind, "message": result.error}
        return {"schema": SCHEMA, "id": name_of(id), "attributions": None, "error": error}
    numbers = positions([each.speaker for each in result.attributions], result.speakers)
    parents = positions([each.parent for each in result.attributions], result.attributions)
    rows = [
        _from_attribution(each, number, parent)
        for each, number, parent in zip(result.attributions, numbers, parents, strict=True)
    ]
    return {
        "schema": SCHEMA,
        "id": name_of(id),
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


def from_dict(document: Mapping[str, Any]) -> Result:
    """The extraction or failure that a document of schema 1 holds; unknown keys are passed over.

    Raises:
        InputError: if it is not such a document, or its offsets do not fit its text.
    """
    schema = document.get("schema", SCHEMA)
    if schema != SCHEMA:
        raise InputError(f"this is schema {schema!r}; this quotekit reads schema {SCHEMA}: upgrade quotekit")
    try:
        if document.get("error") is not None:
            return Failure(str(document["error"]["message"]), str(document["error"]["kind"]))
        speakers = tuple(_to_speaker(each) for each in document.get("speakers", ()))
        extraction = Extraction(
            text=document.get("text", ""),
            attributions=_to_attributions(_in_order(document), speakers),
            quotations=tuple(_to_quotation(each) for each in document.get("quotations", ())),
            speakers=speakers,
            language=str(document.get("language", "en")),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        what = f"lacks {error}" if isinstance(error, KeyError) else f"does not fit the schema: {error}"
        raise InputError(f"the document {what} (see quotekit/export/schema-{SCHEMA}.json)") from error
    if extraction.text:
        _check_offsets(extraction)
    return extraction


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
        "could_be": list(each.could_be),
        "alternatives": [asdict(other) for other in each.alternatives],
    }


def _in_order(document: Mapping[str, Any]) -> list[Json]:
    """Outermost and nested attributions in one list, in the order of the extraction."""
    rows = list(document["attributions"])
    for row in sorted(document.get("nested", ()), key=lambda row: row["number"]):
        rows.insert(row["number"], row)
    return rows


def _to_attributions(dicts: Sequence[Json], speakers: Sequence[Speaker]) -> tuple[Attribution, ...]:
    made: dict[int, Attribution] = {}

    def make(number: int) -> Attribution:
        if number not in made:
            each = dicts[number]
            parent = each.get("parent")
            if parent is not None and not 0 <= parent < len(dicts):
                raise ValueError(f"parent {parent} of {len(dicts)} attributions")
            made[number] = Attribution(
                contents=tuple(_to_span(span) for span in each["contents"]),
                form=each["form"],
                cue=_to_cue(each["cue"]) if each.get("cue") else None,
                source=_to_mention(each["source"]) if each.get("source") else None,
                speaker=_find_speaker(each.get("speaker"), speakers),
                reference=each["reference"],
                rule=each["rule"],
                confidence=each["confidence"],
                quoted=tuple(_to_span(span) for span in each.get("quoted", ())),
                medium=each.get("medium", "speech"),
                negated=each.get("negated", False),
                parent=None if parent is None else make(parent),
                resolved_by=each.get("resolved_by", each.get("resolution")),
                could_be=tuple(each.get("could_be", ())),
                alternatives=tuple(_to_alternative(other) for other in each.get("alternatives", ())),
            )
        return made[number]

    return tuple(make(number) for number in range(len(dicts)))


def _to_alternative(each: Json) -> Alternative:
    return Alternative(each["rule"], each.get("source"), each.get("cue"), each["confidence"])


def _from_mention(mention: Mention) -> Json:
    return {**asdict(mention.span), "kind": mention.kind, "head": asdict(mention.head)}


def _to_mention(each: Json) -> Mention:
    return Mention(_to_span(each), _to_span(each.get("head", each)), each["kind"])


def _from_speaker(speaker: Speaker, number: int | None = None) -> Json:
    """In full; or, with its place in the list of speakers, as much as a reader wants at hand."""
    short = {"name": speaker.name, "type": speaker.type, "aliases": list(speaker.aliases)}
    if number is not None:
        return {**short, "number": number}
    return {
        **short,
        "mentions": [_from_mention(mention) for mention in speaker.mentions],
        "members": [_from_speaker(member) for member in speaker.members],
    }


def _to_speaker(each: Json) -> Speaker:
    return Speaker(
        name=each["name"],
        type=each.get("type", "unknown"),
        aliases=tuple(each.get("aliases", ())),
        mentions=tuple(_to_mention(mention) for mention in each.get("mentions", ())),
        members=tuple(_to_speaker(member) for member in each.get("members", ())),
    )


def _find_speaker(each: Json | None, speakers: Sequence[Speaker]) -> Speaker | None:
    if each is None:
        return None
    return speakers[each["number"]] if each.get("number") is not None else _to_speaker(each)


def _to_span(each: Json) -> Span:
    return Span(int(each["start"]), int(each["end"]), each["text"])


def _to_cue(each: Json) -> Cue:
    return Cue(_to_span(each), each["lemma"], each["kind"])


def _from_quotation(each: Quotation) -> Json:
    return {
        "spans": [asdict(span) for span in each.spans],
        "inners": [asdict(span) for span in each.inners],
        "marks": list(each.marks),
        "is_closed": each.is_closed,
        "depth": each.depth,
        "reason": each.reason,
    }


def _to_quotation(each: Json) -> Quotation:
    return Quotation(
        spans=tuple(_to_span(span) for span in each["spans"]),
        inners=tuple(_to_span(span) for span in each["inners"]),
        marks=tuple(each["marks"]),
        is_closed=each["is_closed"],
        depth=each.get("depth", 0),
        reason=each.get("reason"),
    )


def _check_offsets(extraction: Extraction) -> None:
    spans = [span for each in extraction.attributions for span in (*each.contents, *each.quoted)]
    spans += [each.cue.span for each in extraction.attributions if each.cue]
    spans += [each.source.span for each in extraction.attributions if each.source]
    spans += [span for each in extraction.quotations for span in (*each.spans, *each.inners)]
    for span in spans:
        if extraction.text[span.start : span.end] != span.text or span.start < 0:
            raise InputError(
                f"the offsets do not fit the text: {span.start}:{span.end} holds "
                f"{extraction.text[span.start : span.end]!r}, not {span.text!r}; was the text changed?"
            )
