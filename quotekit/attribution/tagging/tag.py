"""Asks the tagger about every word of a text.

In: the views of a text and the tagger of its language. Out: probabilities by paragraph.
Never decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quotekit.attribution.tagging.features import token_features
from quotekit.attribution.views import ParagraphView, stretches
from quotekit.languages.tagger import Tagger

Floats = npt.NDArray[np.float64]


@frozen(eq=False)
class Tags:
    """What the tagger says of the words of a text.

    Attributes:
        rows: Shape (labels, tokens): probabilities, the parsed paragraphs one behind the other.
        first: By number of a parsed paragraph, the place of its first token.
        size: … and how many tokens it has.
    """

    rows: Floats
    first: Mapping[int, int]
    size: Mapping[int, int]

    @classmethod
    def of(cls, views: Iterable[ParagraphView], probabilities: npt.NDArray[np.floating]) -> Tags:
        """Probabilities of the tokens of these paragraphs, in order; shape (tokens, labels)."""
        first: dict[int, int] = {}
        size: dict[int, int] = {}
        at = 0
        for view in views:
            first[view.number], size[view.number] = at, len(view.tree)
            at += len(view.tree)
        return cls(np.ascontiguousarray(probabilities.T, np.float64), first, size)

    def __getitem__(self, paragraph: int) -> Floats:
        """Shape (labels, tokens of the paragraph)."""
        at = self.first[paragraph]
        return self.rows[:, at : at + self.size[paragraph]]


def tag(views: Sequence[ParagraphView | None], tagger: Tagger) -> Tags:
    """How likely each token of each parsed paragraph is each of `quotekit.languages.tagger.LABELS`."""
    parsed = [view for view in views if view is not None and len(view.tree)]
    if not parsed:
        return Tags.of([], tagger.probabilities(token_features([])))
    found = [tagger.probabilities(token_features(stretch)) for stretch in stretches(parsed)]
    return Tags.of(parsed, np.concatenate(found))
