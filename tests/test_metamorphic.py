"""Changes that mean nothing change nothing, or little: see `bench.metamorphic` for the rates."""

from __future__ import annotations

from functools import cache

import pytest

from bench.metamorphic import CHANGES, Said, exchanged, measure, said, texts
from quotekit import extract_many
from quotekit.reading.models import BUNDLED

# The most records of a hundred that may be lost or get another speaker; what was measured is below.
MOST = {
    "1,000 blank lines before": 0,
    "blank lines between paragraphs": 0,
    "CRLF": 0,
    "a plain paragraph appended": 1,
    "a new speaker appended": 4,  # some of the texts are transcripts, whose last turn goes on
    "straight marks": 3,
    "British marks": 3,
    "doubled, first half": 4,
    "doubled, second half": 6,
}


@cache
def before() -> list[Said]:
    return [said(each) for each in extract_many(texts(), nlp=BUNDLED)]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_what_a_change_does(change: object) -> None:
    rate, shown = measure(change, texts(), before())  # type: ignore[arg-type]
    assert rate.records > 100
    assert 100 * (rate.lost + rate.speaker) <= MOST[change.name] * rate.records, "\n".join(shown)  # type: ignore[attr-defined]


def test_doubled_text_loses_no_speaker() -> None:
    change = next(each for each in CHANGES if each.name == "doubled, first half")
    _, shown = measure(change, texts(), before())
    assert not [each for each in shown if each.startswith("+") and each.endswith("None)")]


def test_she_and_he_are_found_alike() -> None:
    count, wrong = exchanged()
    assert (count, wrong) == (21, 0)
