"""The weights of the token tagger: five logistic models over hashed features.

In: `token_tagger.npz` of a language's folder. Out: Tagger, which gives probabilities for features.
Never makes a feature (that is `quotekit.attribution.tagging.features`) and never learns (`bench/fit_tagger.py`).
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from quotekit.languages.data import data_file

CONTENT, BEGINS, ENDS, CUE, SOURCE = range(5)  # what a token may be: columns of the probabilities
LABELS: Final = ("content", "begins", "ends", "cue", "source")
FILE: Final = "token_tagger.npz"
LANES, LANE = 3, 21  # labels in one number, and bits of each: enough for eight thousand weights
LEAST, MASK = 128, (1 << LANE) - 1  # what makes every weight positive
CHUNK: Final = 1024  # tokens that are weighed at once, so that memory stays small


@frozen(eq=False)
class Tagger:
    """Weights of hashed features, a column a label.

    Attributes:
        weights: Shape (features, labels); whole numbers, to be multiplied by `scales`.
        scales: Shape (labels,); what one step of a weight is worth in log odds.
        biases: Shape (labels,); log odds of a token without features.
    """

    weights: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]
    biases: npt.NDArray[np.float32]
    _packed: npt.NDArray[np.int64] = field(init=False, repr=False)

    @_packed.default
    def _pack(self) -> npt.NDArray[np.int64]:
        """The weights of three labels side by side in one number, none below zero, so that one sum sums all three."""
        raised = self.weights.astype(np.int64) + LEAST
        packed = np.zeros((len(raised), -(-len(LABELS) // LANES)), np.int64)
        for n in range(len(LABELS)):
            packed[:, n // LANES] |= raised[:, n] << (n % LANES * LANE)
        return packed

    def probabilities(self, features: npt.NDArray[np.uint32]) -> npt.NDArray[np.float32]:
        """How likely each token is each of `LABELS`.

        Args:
            features: Shape (tokens, features of a token): numbers of weights.

        Returns:
            Shape (tokens, labels); 0 to 1.
        """
        columns = features.T
        sums = [self._sums(columns[:, n : n + CHUNK]) for n in range(0, len(features), CHUNK)]
        odds = np.concatenate([np.zeros((0, len(LABELS)), np.int32), *sums]) * self.scales + self.biases
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), np.float32)

    def _sums(self, columns: npt.NDArray[np.uint32]) -> npt.NDArray[np.int32]:
        """The sums of the weights of some tokens, shape (tokens, labels); three labels are summed as one number."""
        held = self._packed.take(columns, axis=0).sum(axis=0)
        sums = [(held[:, n // LANES] >> (n % LANES * LANE)) & MASK for n in range(len(LABELS))]
        return (np.stack(sums, axis=1) - LEAST * len(columns)).astype(np.int32)


@cache
def load_tagger(package: str) -> Tagger | None:
    """The tagger of a language's package; None where none was fitted."""
    path = data_file(package, FILE)
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as held:
        return Tagger(held["weights"], held["scales"], held["biases"])
