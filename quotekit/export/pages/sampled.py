"""A sample of attributions from many texts on one page, to be judged by hand.

In: results, and which of their attributions are to be looked at. Out: one HTML page.
Never shows more of a text than the paragraphs around: the page is for the words and who says them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from attrs import evolve

from quotekit.export import Results, named
from quotekit.export.pages.page import Piece, make_page
from quotekit.reading.paragraphs import find_paragraphs
from quotekit.records import Attribution, Cue, Extraction, Mention, Span

_AROUND: Final = 1  # paragraphs before and after
_TITLE: Final = "To check by hand"


class Chosen(Protocol):
    """One attribution of a sample: see `quotekit.evaluation.sampling.Sampled`."""

    @property
    def number(self) -> int:
        """Its number in the text, from 1."""

    @property
    def stratum(self) -> str:
        """The kind it was drawn from."""

    @property
    def population(self) -> int:
        """How many of that kind there are."""


def make_sample_page(
    results: Results,
    chosen: Mapping[str, Sequence[Chosen]],
    *,
    title: str | None = None,
) -> str:
    """The page; each attribution with the paragraphs around it, under the name of its text.

    What a person marks on it is saved with identifier and offsets of the original text.

    Args:
        results: Results with the identifiers of their texts; those without a chosen attribution are passed over.
        chosen: The attributions to look at, by identifier of the text.
        title: Heading of the page.
    """
    text, attributions, records, pieces = "", list[Attribution](), list[dict[str, Any]](), list[Piece]()
    for result in named(results):
        id = str(result.id)
        mine = chosen.get(id, ())
        if not mine or not isinstance(result, Extraction):
            continue
        for place in mine:
            each = result[place.number - 1]
            start, end = _around(result.text, each)
            text += f"{id}, no. {place.number}\n\n"
            shift = len(text) - start
            pieces.append((len(text), len(text) + end - start, id, start))
            text += result.text[start:end] + "\n\n"
            attributions.append(_moved(each, shift, start, end))
            records.append(_record(each, id, place))
    speakers = tuple(dict.fromkeys(each.speaker for each in attributions if each.speaker))
    together = Extraction(text, tuple(attributions), (), speakers)
    return make_page(together, title=title or _TITLE, records=records, pieces=pieces, is_sample=True)


def _around(text: str, each: Attribution) -> tuple[int, int]:
    spans = [*each.contents, *([each.cue.span] if each.cue else []), *([each.source.span] if each.source else [])]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    paragraphs = find_paragraphs(text)
    inside = [number for number, (start, end) in enumerate(paragraphs) if start < last and first < end]
    if not inside:
        return first, last
    begin, end = max(0, inside[0] - _AROUND), min(len(paragraphs) - 1, inside[-1] + _AROUND)
    return min(first, paragraphs[begin][0]), max(last, paragraphs[end][1])


def _moved(each: Attribution, by: int, start: int, end: int) -> Attribution:
    def move(span: Span) -> Span:
        return Span(span.start + by, span.end + by, span.text)

    source = each.source and Mention(move(each.source.span), move(each.source.head), each.source.kind)
    return evolve(
        each,
        contents=tuple(map(move, each.contents)),
        quoted=tuple(map(move, each.quoted)),
        cue=each.cue and Cue(move(each.cue.span), each.cue.lemma, each.cue.kind),
        source=source,
        parent=None,
    )


def _record(each: Attribution, id: str, place: Chosen) -> dict[str, Any]:
    return {
        "id": id,
        "number": place.number,
        "start": each.start,
        "end": each.end,
        "speaker": each.speaker.name if each.speaker else None,
        "rule": each.rule,
        "form": each.form,
        "stratum": place.stratum,
        "population": place.population,
    }
