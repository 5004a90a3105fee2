"""Documents of schema 1, whoever wrote them, as records.

In: a dict as JSON gives it. Out: an Extraction or a Failure whose types, values and offsets are those
that the schema allows. Never repairs a document: what does not fit is refused, and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, get_args

from quotekit.errors import InputError
from quotekit.export import Result, name_of
from quotekit.export.checks import (
    Row,
    one_of,
    row_or_none,
    rows,
    share_or_none,
    string,
    string_or_none,
    strings,
    truth,
    whole,
    whole_or_none,
)
from quotekit.records import (
    Addressee,
    Alternative,
    Attribution,
    Cue,
    CueKind,
    Extraction,
    Failure,
    Form,
    KnownBy,
    Medium,
    Mention,
    MentionKind,
    Quotation,
    Reference,
    Span,
    Speaker,
    SpeakerType,
)

SCHEMA: Final = 1
_FORMS, _MEDIA, _REFERENCES = get_args(Form), get_args(Medium), get_args(Reference)
_CUES, _MENTIONS, _SPEAKERS = get_args(CueKind), get_args(MentionKind), get_args(SpeakerType)
_KNOWN_BY = get_args(KnownBy)


def from_dict(document: Mapping[str, Any]) -> Result:
    """The extraction or failure that a document of schema 1 holds; unknown keys are passed over.

    Raises:
        InputError: if it is not such a document: a key is missing, a value is of another type or none of
            those allowed, or offsets do not fit the text.
    """
    schema = document.get("schema", SCHEMA)
    if isinstance(schema, bool) or schema != SCHEMA:
        raise InputError(f"this is schema {schema!r:.40}; this quotekit reads schema {SCHEMA}: upgrade quotekit")
    try:
        error = row_or_none(document, "error")
        if error is not None:
            return Failure(string(error, "message"), string(error, "kind"), name_of(document.get("id")))
        text = string(document, "text", "")
        read = _Reader(text if "text" in document else None)
        speakers = tuple(map(read.speaker, rows(document, "speakers", ())))
        return Extraction(
            text=text,
            attributions=read.attributions(_in_order(document), speakers),
            quotations=tuple(map(read.quotation, rows(document, "quotations", ()))),
            speakers=speakers,
            language=string(document, "language", "en"),
            id=name_of(document.get("id")),
        )
    except InputError:
        raise
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        what = f"lacks {error}" if isinstance(error, KeyError) else f"does not fit the schema: {error}"
        raise InputError(f"the document {what} (see quotekit/export/schema-{SCHEMA}.json)") from error


def _in_order(document: Row) -> list[Row]:
    """Outermost and nested attributions in one list, in the order of the extraction."""
    found = rows(document, "attributions")
    nested = rows(document, "nested", ())
    most = len(found) + len(nested) - 1
    for row in sorted(nested, key=lambda row: whole(row, "number", most=most)):
        found.insert(row["number"], row)
    return found


def _parents_first(parents: Sequence[int | None]) -> list[int]:
    """The places of attributions, each after that of its parent. Raises where they go round in a circle."""
    order: dict[int, None] = {}
    for place in range(len(parents)):
        chain: dict[int, None] = {}
        at: int | None = place
        while at is not None and at not in order:
            if at in chain:
                raise ValueError(f'"parent" {at} is inside itself')
            chain[at] = None
            at = parents[at]
        order.update(dict.fromkeys(reversed(chain)))
    return list(order)


class _Reader:
    """Takes the rows of one document for records whose offsets lie in its text, if it has one."""

    def __init__(self, text: str | None) -> None:
        self.text = text

    def span(self, row: Row) -> Span:
        start, end, words = whole(row, "start"), whole(row, "end"), string(row, "text")
        if len(words) > end - start:  # fewer, where the text has tags
            raise InputError(f"the offsets do not fit the text: {start}:{end} does not hold {len(words)} characters")
        if self.text is not None and not Span(start, end, words).fits(self.text):
            raise InputError(
                f"the offsets do not fit the text: {start}:{end} holds {self.text[start:end][:80]!r}, "
                f"not {words[:80]!r}; was the text changed?"
            )
        return Span(start, end, words)

    def spans(self, row: Row, key: str, default: Any = ..., *, least: int = 0, filled: bool = True) -> tuple[Span, ...]:
        """Spans in order, none of which touches the next; none of them empty if they are to be `filled`."""
        given = rows(row, key, least=least) if default is ... else rows(row, key, default, least=least)
        found = tuple(map(self.span, given))
        for one, other in pairwise(found):
            if one.end > other.start:
                raise ValueError(f'the spans of "{key}" overlap: {one.start}:{one.end}, {other.start}:{other.end}')
        if filled and not all(map(len, found)):
            raise ValueError(f'"{key}" holds an empty span')
        return found

    def mention(self, row: Row) -> Mention:
        span = self.span(row)
        head = row_or_none(row, "head")
        return Mention.of(span, span if head is None else self.span(head), one_of(row, "kind", _MENTIONS))

    def cue(self, row: Row) -> Cue:
        return Cue(self.span(row), string(row, "lemma"), one_of(row, "kind", _CUES))

    def addressee(self, row: Row) -> Addressee:
        mention = row_or_none(row, "mention")
        return Addressee(
            name=string_or_none(row, "name"),
            mention=None if mention is None else self.mention(mention),
            known_by=one_of(row, "known_by", _KNOWN_BY),
        )

    def quotation(self, row: Row) -> Quotation:
        marks = strings(row, "marks")
        spans, inners = self.spans(row, "spans", least=1), self.spans(row, "inners", least=1, filled=False)
        if len(marks) != 2 or len(spans) != len(inners):
            raise ValueError('"marks" are two, and "inners" as many as "spans"')
        return Quotation(
            spans=spans,
            inners=inners,
            marks=(marks[0], marks[1]),
            is_closed=truth(row, "is_closed"),
            depth=whole(row, "depth", 0),
            reason=string_or_none(row, "reason"),
        )

    def speaker(self, row: Row) -> Speaker:
        return Speaker(
            name=string(row, "name"),
            type=one_of(row, "type", _SPEAKERS, "unknown"),
            aliases=strings(row, "aliases", ()),
            mentions=tuple(map(self.mention, rows(row, "mentions", ()))),
            members=tuple(map(self.speaker, rows(row, "members", ()))),
            role=string_or_none(row, "role") if "role" in row else None,
        )

    def attributions(self, given: Sequence[Row], speakers: Sequence[Speaker]) -> tuple[Attribution, ...]:
        parents = [whole_or_none(row, "parent", most=len(given) - 1) for row in given]
        made: dict[int, Attribution] = {}
        for place in _parents_first(parents):
            parent = parents[place]
            made[place] = self.attribution(given[place], speakers, None if parent is None else made[parent])
        return tuple(made[place] for place in range(len(given)))

    def attribution(self, row: Row, speakers: Sequence[Speaker], parent: Attribution | None) -> Attribution:
        cue, source = row_or_none(row, "cue"), row_or_none(row, "source")
        addressee = row_or_none(row, "addressee") if "addressee" in row else None
        return Attribution(
            contents=self.spans(row, "contents", least=1),
            form=one_of(row, "form", _FORMS),
            cue=None if cue is None else self.cue(cue),
            source=None if source is None else self.mention(source),
            speaker=self.speaker_of(row_or_none(row, "speaker"), speakers),
            reference=one_of(row, "reference", _REFERENCES),
            rule=string(row, "rule"),
            confidence=share_or_none(row, "confidence"),
            quoted=self.spans(row, "quoted", ()),
            medium=one_of(row, "medium", _MEDIA, "speech"),
            negated=truth(row, "negated", False),
            parent=parent,
            resolved_by=string_or_none(row, "resolved_by" if "resolved_by" in row else "resolution"),  # its old name
            could_be=strings(row, "could_be", ()),
            addressee=None if addressee is None else self.addressee(addressee),
            speaker_confidence=share_or_none(row, "speaker_confidence") if "speaker_confidence" in row else None,
            alternatives=tuple(
                Alternative(
                    string(other, "rule"),
                    string_or_none(other, "source"),
                    string_or_none(other, "cue"),
                    share_or_none(other, "confidence"),
                )
                for other in rows(row, "alternatives", ())
            ),
        )

    def speaker_of(self, row: Row | None, speakers: Sequence[Speaker]) -> Speaker | None:
        if row is None:
            return None
        number = whole_or_none(row, "number", most=len(speakers) - 1)
        return self.speaker(row) if number is None else speakers[number]
