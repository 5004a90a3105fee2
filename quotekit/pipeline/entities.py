"""The types of entities, asked for where the name of somebody who speaks needs one.

In: a Reading whose parses came without, and its drafts. Out: the Reading with the types, and its names.
Never changes a parse.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from attrs import evolve

from quotekit.pipeline.options import Options
from quotekit.pipeline.spacy_pipelines import pipeline_of
from quotekit.reading.parsing import recognise
from quotekit.reading.reading import Draft, Reading
from quotekit.speakers import Name, find_names, paragraphs_to_ask


def with_entities(reading: Reading, drafts: Sequence[Draft], options: Options) -> tuple[Reading, list[Name] | None]:
    """The reading with the types of entities where those who speak need them, and the names that were found for it."""
    wanted = _with_passages(reading, drafts) if options.scope == "quoted" else drafts
    if reading.is_named or not any(draft.source for draft in wanted):
        return reading, None
    names = find_names(reading.text, reading.paragraphs, reading.language.people, reading.labels.turns)
    numbers = paragraphs_to_ask(reading, names, wanted)
    if not numbers:
        return reading, names
    asked = [reading.paragraphs[number] for number in numbers]
    types = recognise(reading.text, asked, pipeline_of(options), reading.language)
    return evolve(reading, entities=dict(zip(numbers, types, strict=True))), names


def _with_passages(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts that hold words between marks, or begin in them."""
    starts = sorted(span.start for quotation in reading.quotations for span in quotation.spans)
    return [
        draft
        for draft in drafts
        if draft.verbatim or any(bisect_left(starts, start) < bisect_left(starts, end) for start, end in draft.contents)
    ]
