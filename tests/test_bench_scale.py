"""The arithmetic of docs/scale.md, and the articles that measurements are made on."""

from __future__ import annotations

from bench.articles import articles
from bench.scale import Measured, table


def test_table_is_plain_arithmetic() -> None:
    measured = Measured(rate=5000, gain=1.6, words=500, letters=6, rows=20, size=300, memory=0.25e9)
    assert [row.strip("| ").split(" | ")[2:] for row in table(measured)[2:]] == [
        ["0.5 billion", "50.0 billion"],
        ["28", "2,778"],
        ["4.3 hours", "18.1 days"],
        ["33 minutes", "2.3 days"],
        ["4 minutes", "6.8 hours"],
        ["3.0 GB", "300.0 GB"],
        ["10 million", "1,000 million"],
        ["3.0 GB", "300.0 GB"],
        ["2.2 GB", "2.2 GB"],
    ]


def test_articles_are_the_same_every_time_and_not_each_other() -> None:
    texts = list(articles(50))
    assert texts == list(articles(50))
    assert len(set(texts)) == 50
    assert 250 < sum(len(text.split()) for text in texts) / 50 < 450
