"""Asks the tagger about every word of a text.

In: the views of a text and the tagger of its language. Out: probabilities by paragraph.
Never decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quotekit.attribution.tagging.features import token_features
from quotekit.attribution.views import ParagraphView
from quotekit.languages.tagger import Tagger

Tags = Mapping[int, list[list[float]]]  # by paragraph: for each label a list, a number a token


def tag(views: Sequence[ParagraphView | None], tagger: Tagger) -> Tags:
    """How likely each token of each parsed paragraph is each of `quotekit.languages.tagger.LABELS`."""
    parsed = [view for view in views if view is not None and len(view.tree)]
    rows = tagger.probabilities(token_features(parsed))
    tags: dict[int, list[list[float]]] = {}
    at = 0
    for view in parsed:
        tags[view.number] = rows[at : at + len(view.tree)].T.tolist()
        at += len(view.tree)
    return tags
