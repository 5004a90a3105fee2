"""Verdicts as gold and as corrections.

In: the verdicts of a person, and the results they are about. Out: documents for `evaluate`; rows for overrides.
Never takes silence for a verdict: of a sample, only what was judged is gold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quotekit.evaluation.sampling.verdicts import Verdict
from quotekit.export import Results, named
from quotekit.records import Attribution, Extraction

Json = dict[str, Any]


def gold_of(verdicts: Iterable[Verdict], results: Results) -> Iterator[Json]:
    """Gold documents in the plain shape that `quotekit evaluate` reads, one a text with a verdict.

    What is right is taken as it is; a wrong speaker or boundary as the person corrected it (left out where only the
    mistake was marked); what was missed as the person marked it; what is wrong is left out.
    """
    by_text: defaultdict[str, list[Verdict]] = defaultdict(list)
    for each in verdicts:
        by_text[each.id].append(each)
    for result in named(results):
        id = str(result.id)
        mine = by_text.get(id)
        if mine and isinstance(result, Extraction):
            rows = [row for each in mine if (row := _row(each, result)) is not None]
            yield {"id": id, "text": result.text, "attributions": sorted(rows, key=lambda row: row["content"])}


def overrides_of(verdicts: Iterable[Verdict]) -> list[dict[str, str]]:
    """Rows of an override table for `link_speakers`: the speaker that people chose, for each text."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for each in verdicts:
        if each.verdict == "wrong speaker" and each.speaker and each.right_speaker:
            row = {"form": each.speaker, "id": each.right_speaker, "text": each.id, "wikidata": "", "note": each.person}
            rows[each.id, each.speaker] = row
    return list(rows.values())


def _row(verdict: Verdict, result: Extraction) -> Json | None:
    if verdict.verdict == "missed":
        return {"content": [[verdict.start, verdict.end]], "entity": verdict.right_speaker}
    number = verdict.number
    if number is None or not 0 < number <= len(result) or verdict.verdict == "wrong":
        return None
    each = result[number - 1]
    row = _plain(each)
    if verdict.verdict == "wrong speaker":
        if not verdict.right_speaker:
            return None
        return {**row, "speaker": [], "entity": verdict.right_speaker, "aliases": []}
    if verdict.verdict == "wrong boundary":
        if verdict.right_start is None or verdict.right_end is None:
            return None
        return {**row, "content": [[verdict.right_start, verdict.right_end]]}
    return row


def _plain(each: Attribution) -> Json:
    def place(span: Any) -> list[list[int]]:
        return [[span.start, span.end]]

    row: Mapping[str, Any] = {
        "content": [[span.start, span.end] for span in each.contents],
        "cue": place(each.cue.span) if each.cue else [],
        "speaker": place(each.source.span) if each.source else [],
        "speaker_head": place(each.source.head) if each.source else [],
        "entity": each.speaker.name if each.speaker else None,
        "aliases": list(each.speaker.aliases) if each.speaker else [],
    }
    return dict(row)
