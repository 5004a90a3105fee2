"""The weights of the token tagger: five logistic models over hashed features.

In: `token_tagger.npz` of a language's folder. Out: Tagger, which gives probabilities for features.
Never makes a feature (that is `quotekit.attribution.tagging.features`) and never learns (`bench/fit_tagger.py`).
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quotekit.languages.data import data_file

CONTENT, BEGINS, ENDS, CUE, SOURCE = range(5)  # what a token may be: columns of the probabilities
LABELS: Final = ("content", "begins", "ends", "cue", "source")
FILE: Final = "token_tagger.npz"


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

    def probabilities(self, features: npt.NDArray[np.uint32]) -> npt.NDArray[np.float32]:
        """How likely each token is each of `LABELS`.

        Args:
            features: Shape (tokens, features of a token): numbers of weights.

        Returns:
            Shape (tokens, labels); 0 to 1.
        """
        sums = np.zeros((len(features), len(LABELS)), np.int32)
        for column in features.T:  # a column at a time: all at once would need a hundred times the memory
            sums += self.weights[column]
        odds = sums * self.scales + self.biases
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), np.float32)


@cache
def load_tagger(package: str) -> Tagger | None:
    """The tagger of a language's package; None where none was fitted."""
    path = data_file(package, FILE)
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as held:
        return Tagger(held["weights"], held["scales"], held["biases"])
