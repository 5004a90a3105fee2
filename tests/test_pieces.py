"""Giant paragraphs are cut into pieces: behind sentences, outside of passages, nothing lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import TEXTS

from quotekit.reading.bounds import MAX_PARAGRAPH, bound
from quotekit.reading.paragraphs import find_paragraphs
from quotekit.reading.quotations import find_quotations


def bounded(text: str, limit: int) -> tuple[list[str], list[list[str]]]:
    paragraphs = find_paragraphs(text)
    pieces, quotations = bound(text, paragraphs, find_quotations(text, paragraphs), limit)
    return [text[start:end] for start, end in pieces], [[span.text for span in each.spans] for each in quotations]


def test_ordinary_paragraphs_stay_as_they_are() -> None:
    text = "“We sail,” said Anna Berg. She left.\n\nNobody knew."
    paragraphs = find_paragraphs(text)
    quotations = find_quotations(text)
    assert bound(text, paragraphs, quotations) == (tuple(paragraphs), quotations)
    assert MAX_PARAGRAPH > 5_000  # nobody writes such a paragraph


def test_cuts_behind_the_last_sentence() -> None:
    assert bounded("We sail. We stay. We go. We eat.", 20) == (["We sail. We stay.", "We go. We eat."], [])


def test_a_cut_goes_through_no_passage_if_it_can() -> None:
    text = "Anna and Tom came home. “We stay. We go.” It rained."
    assert bounded(text, 40) == (["Anna and Tom came home.", "“We stay. We go.” It rained."], [["“We stay. We go.”"]])
    # … and never between a passage and its frame
    assert bounded("They left. It is late. “Do we sail?” Anna asked.", 40)[0] == [
        "They left. It is late.",
        "“Do we sail?” Anna asked.",
    ]


def test_an_endless_passage_has_a_span_a_piece() -> None:
    pieces, passages = bounded("“We sail. We stay. We go.” It rained.", 20)
    assert pieces == ["“We sail. We stay.", "We go.” It rained."]
    assert passages == [["“We sail. We stay.", "We go.”"]]


def test_without_sentences_or_spaces() -> None:
    assert bounded("a b c d e f", 5)[0] == ["a b", "c d", "e f"]
    assert bounded("x" * 25, 10)[0] == ["x" * 10, "x" * 10, "x" * 5]


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(2, 60))
def test_nothing_is_lost(text: str, limit: int) -> None:
    paragraphs = find_paragraphs(text)
    found = find_quotations(text, paragraphs)
    pieces, quotations = bound(text, paragraphs, found, limit)
    assert all(0 < end - start <= limit for start, end in pieces)
    assert all(one[1] <= other[0] for one, other in pairwise(pieces))
    joined = "".join(text[start:end] for start, end in pieces)
    assert "".join(joined.split()) == "".join(text.split())
    for before, after in zip(found, quotations, strict=True):
        assert "".join(after.text.split()) == "".join(before.text.split())
        assert len(after.spans) == len(after.inners)
        for span in after.spans:
            assert text[span.start : span.end] == span.text
            assert sum(start <= span.start and span.end <= end for start, end in pieces) == 1
