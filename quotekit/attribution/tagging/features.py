"""The features of every word of a text: what is known of it, joined in twos and threes and hashed.

In: the views of a text. Out: an array, a row a token, a column a template: numbers of weights.
Never weighs a feature (that is `quotekit.languages.tagger`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from quotekit.attribution.tagging.columns import MIX, Ints, columns_of
from quotekit.attribution.views import ParagraphView

BITS: Final = 18  # of a hash: so many weights a label
SALT: Final = 977  # tells one template from the next

# Each is one feature of a token: these columns together. Their order is part of the fitted weights.
TEMPLATES: Final = tuple(
    line.split()
    for line in """
    WORD | WORD-1 | WORD+1 | WORD-2 | WORD+2 | WORD-1 WORD | WORD WORD+1 | TAG-1 TAG TAG+1 | TAG-2 TAG-1 TAG
    TAG TAG+1 TAG+2 | DEP TAG | DEP HEAD_LEMMA | DEP HEAD_TAG TAG | DEP HEAD_DEP | LEMMA DEP
    OPEN_DEP OPEN_HEAD_LEMMA | OPEN_DEP OPEN_HEAD_TAG NEAR_RATE | CLOSE_DEP CLOSE_HEAD_LEMMA
    CLOSE_DEP CLOSE_TAG NEAR_RATE | WORD OPEN_DEP | TAG TAG+1 CLOSE_DEP
    NEAR_CUE NEAR_PATH | NEAR_RATE NEAR_PATH | NEAR_RATE NEAR_SIDE DEP | NEAR_CUE NEAR_SIDE
    NEAR_CUE DEP TAG | BEST_RATE BEST_SIDE | BEST_CUE BEST_SIDE | BEST_RATE BEST_SIDE NEAR_PATH
    RATE KIND | CUE DEP | CUE HEAD_LEMMA | RATE MARKS DEP
    RATE_BEFORE GAP_BEFORE | RATE_AFTER GAP_AFTER | CUE_BEFORE GAP_BEFORE | CUE_AFTER GAP_AFTER
    RATE_BEFORE RATE_AFTER TAG | CUE_BEFORE WORD | CUE_AFTER TAG
    MARKS EDGES | MARKS TAG | MARKS RATE_BEFORE RATE_AFTER | EDGES TAG RATE_BEFORE | MARKS WORD
    MARKS NEAR_RATE NEAR_SIDE | DEP HEAD_RATE HEAD_KIND | DEP HEAD_BELOW HEAD_TAG
    SHAPE DEP NEAR_RATE | SHAPE NEAR_CUE | DEP HEAD_DEP HEAD_HEAD_RATE | TAG NEAR_CUE NEAR_PATH
    WORD NEAR_PATH | SHAPE RATE_AFTER GAP_AFTER | SHAPE RATE_BEFORE GAP_BEFORE
    """.replace("\n", "|").split("|")
    if line.strip()
)


def token_features(views: Sequence[ParagraphView]) -> Ints:
    """The features of every token of these paragraphs, in order.

    Returns:
        Shape (tokens, templates); numbers below 2 ** `BITS`.
    """
    if not any(len(view.tree) for view in views):
        return np.zeros((0, len(TEMPLATES)), np.uint32)
    columns = columns_of(views)
    table = np.stack([columns[name] for name in NAMES])
    features = np.empty((len(TEMPLATES), table.shape[1]), np.uint32)
    for numbers, steps in _BY_LENGTH:  # all templates of as many columns at once
        hashed = (SALT * (numbers[:, None] + 1)).astype(np.uint32)
        for rows in steps:
            hashed = (hashed ^ table[rows]) * MIX
            hashed ^= hashed >> np.uint32(15)
        features[numbers] = hashed & np.uint32((1 << BITS) - 1)
    return np.asarray(features.T)


def _by_length() -> Iterator[tuple[npt.NDArray[np.intp], list[npt.NDArray[np.intp]]]]:
    """Numbers of the templates of as many columns, and for each step the column that each of them takes."""
    for length in sorted({len(names) for names in TEMPLATES}):
        numbers = [number for number, names in enumerate(TEMPLATES) if len(names) == length]
        steps = [np.array([NAMES.index(TEMPLATES[number][step]) for number in numbers]) for step in range(length)]
        yield np.array(numbers), steps


NAMES: Final = tuple(dict.fromkeys(name for names in TEMPLATES for name in names))
_BY_LENGTH: Final = tuple(_by_length())
