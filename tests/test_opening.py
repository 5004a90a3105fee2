"""Labels that open a paragraph outside of transcripts: whose words follow, on sentences written for it."""

from __future__ import annotations

import pytest

import quotekit

LABEL_RULES = {"label-and-words", "speaker-label"}


def labelled(text: str) -> list[tuple[str, str]]:
    return [(a.source.text if a.source else "", a.text) for a in quotekit.extract(text) if a.rule in LABEL_RULES]


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("@anna_k: The bridge opens in spring.", "@anna_k", "The bridge opens in spring"),
        ("Mayor Ruiz: The bridge opens in spring", "Mayor Ruiz", "The bridge opens in spring"),
        ("MAYOR RUIZ: “We open at nine.”", "MAYOR RUIZ", "“We open at nine.”"),
        ("Pat Lee, mayor: “We open at nine.”", "Pat Lee", "“We open at nine.”"),
    ],
)
def test_the_words_behind_a_label_are_its_speakers(text: str, source: str, words: str) -> None:
    assert labelled(text) == [(source, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The Latest: Bridge to open in spring",
        "Correction: The bridge opens in spring.",
        "Sen. Jo Berg (Lib.) rebuked him: The bridge opens in spring.",
        "Among other things: The bridge opens in spring.",
    ],
)
def test_other_heads_of_lines_are_no_speakers(text: str) -> None:
    assert labelled(text) == []
