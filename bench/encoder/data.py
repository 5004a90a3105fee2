"""The training articles as the encoder sees them: windows of word pieces, places of proposals, what is right.

In: Articles. Out: Samples, one an article.
Never imports torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import frozen

from bench import fit_passages
from bench.corpus import Article
from bench.fit_clauses import Set
from bench.fit_tagger import labels_of, views_of_article
from quotekit.attribution.encoder.places import COLUMNS, clause_row, passage_row
from quotekit.attribution.encoder.windows import Cut, windows_of


@frozen(eq=False)
class Choices:
    """What is to be chosen among, in one article or many.

    Attributes:
        rows: Places of each proposal, shape (proposals, COLUMNS), counted from the first piece of the article.
        group: Number of the choice that each belongs to.
        right: Shape (proposals, 2): mostly right, exactly right.
    """

    rows: Any
    group: Any
    right: Any

    @classmethod
    def of(cls, found: Sequence[tuple[int, tuple[int, ...], tuple[bool, bool]]]) -> Choices:
        """From (group, places, right) of each proposal."""
        return cls(
            np.array([row for _, row, _ in found], np.int64).reshape(-1, COLUMNS),
            np.array([group for group, _, _ in found], np.int64),
            np.array([right for _, _, right in found], np.float32).reshape(-1, 2),
        )


@frozen(eq=False)
class Sample:
    """One article.

    Attributes:
        ids: Word pieces of all its windows.
        starts: Where each window begins in `ids`, and where the last ends.
        tokens: The place of each token.
        labels: Shape (tokens, labels): content, begins, ends, cue, source.
        clauses: The proposals of its cues.
        passages: The proposals for its passages.
    """

    ids: Any
    starts: Any
    tokens: Any
    labels: Any
    clauses: Choices
    passages: Choices


def samples_of(articles: Sequence[Article], sets: Sequence[Set], cut: Cut, opens: int, closes: int) -> list[Sample]:
    """A Sample for every article, with the proposals of `sets` and those for the passages."""
    items: dict[int, list[Any]] = {}
    for item in fit_passages.items_of(articles):
        items.setdefault(item[0], []).append(item[1:])
    return [
        _sample(article, found, items.get(n, []), cut, opens, closes)
        for n, (article, found) in enumerate(zip(articles, sets, strict=True))
    ]


def _sample(article: Article, found: Set, items: Sequence[Any], cut: Cut, opens: int, closes: int) -> Sample:
    windows = windows_of(article.views, cut, opens, closes)
    clauses = [
        (n, clause_row(proposal, windows), right)
        for n, (group, rights) in enumerate(zip(found.groups, found.rights, strict=True))
        for proposal, right in zip(group, rights, strict=True)
    ]
    passages = [
        (n, passage_row(proposal, windows), (right, right))
        for n, (proposals, rights) in enumerate(items)
        for proposal, right in zip(proposals, rights, strict=True)
    ]
    tokens = [place for view in views_of_article(article) for place in windows.places[view.number]]
    return Sample(
        np.array([piece for window in windows.windows for piece in window], np.int64),
        np.array([*windows.starts, windows.size], np.int64),
        np.array(tokens, np.int64),
        labels_of(article),
        Choices.of(clauses),
        Choices.of(passages),
    )
