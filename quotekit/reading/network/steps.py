"""What a transition-based parser of spaCy would do next, in many states at once.

In: the vectors of words; the words that each state looks at; what is valid there. Out: a move a state.
Never changes a state.
"""

from __future__ import annotations

import re
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from attrs import frozen

Model = Any  # thinc's types do not say what a layer holds
Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]
_KNOWN: Final = re.compile(r".*>>list2array>>linear")
_NEVER: Final = -1e30
_FEW: Final = 2_500  # words; what they add takes some 10 MB


@frozen(eq=False)
class Steps:
    """The two upper layers of a transition-based parser, their weights in the order in which they are used.

    Attributes:
        narrow, narrow_bias: Shapes (width, hidden), (hidden,); make a vector narrower.
        lower: Shape (looks * (hidden + 1), pieces * units); what a word adds, by the place where a state looks at
            it, and behind that what is added where no word stands.
        wide: The same with the places side by side, of shape (hidden + 1, looks * pieces * units).
        bias: Shape (pieces * units,).
        upper: Shape (units, moves).
        by_code: Shape (codes, moves); what is added to the score of a move, by the code that says what is valid.
        units: Units of the hidden layer.
    """

    narrow: Floats
    narrow_bias: Floats
    lower: Floats
    wide: Floats
    bias: Floats
    upper: Floats
    by_code: Floats
    units: int

    @classmethod
    def of(cls, model: Model, is_valid: npt.NDArray[np.bool_], looks: int) -> Steps | None:
        """The layers of a parser's model; None for one of an architecture that is not known here.

        Args:
            model: The model.
            is_valid: Shape (codes, moves); which moves are valid, by a code of the state.
            looks: Words that a state looks at.
        """
        is_known = model.name == "parser_model" and _KNOWN.fullmatch(model.layers[0].name)
        if not is_known or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
            return None
        narrow, lower, upper = model.layers[0].layers[-1], model.get_ref("lower"), model.get_ref("upper")
        weights = lower.get_param("W")
        if (lower.name, upper.name, upper.get_dim("nO")) != ("precomputable_affine", "linear", is_valid.shape[1]):
            return None
        asked, units, pieces, width = weights.shape
        if (asked, pieces) != (looks, 2):
            return None
        adds = np.concatenate([weights, lower.get_param("pad")[0][..., None]], axis=3).transpose(0, 3, 2, 1)
        return cls(
            np.ascontiguousarray(narrow.get_param("W").T),
            narrow.get_param("b"),
            adds.reshape(looks * (width + 1), -1),
            adds.swapaxes(0, 1).reshape(width + 1, -1),
            np.ravel(lower.get_param("b").T),
            np.ascontiguousarray(upper.get_param("W").T),
            np.where(is_valid, upper.get_param("b"), np.float32(_NEVER)).astype(np.float32),
            units,
        )

    def table(self, vectors: Floats) -> Floats:
        """What a state sees of each word that it looks at; the last row stands for none.

        What few words add is multiplied once for each of them and each place. That of many would take too much
        memory: it is multiplied anew at every step, so that many texts can be parsed at once.

        Args:
            vectors: Shape (words, width).

        Returns:
            Shape (words + 1, hidden + 1), the last number one where no word stands; of few words, what they add, of
            shape (words + 1, looks * pieces * units).
        """
        seen = np.zeros((len(vectors) + 1, len(self.narrow_bias) + 1), np.float32)
        np.matmul(vectors, self.narrow, out=seen[:-1, :-1])
        seen[:-1, :-1] += self.narrow_bias
        seen[-1, -1] = 1
        return seen @ self.wide if len(vectors) <= _FEW else seen

    def best(self, table: Floats, looked_at: Places, codes: Places) -> Places:
        """The best valid move of each state.

        Args:
            table: As `table` makes it.
            looked_at: Shape (states, looks); words, -1 for none.
            codes: Shape (states,); what is valid, as a row of `by_code`.
        """
        states, looks = looked_at.shape
        if table.shape[1] == self.wide.shape[1]:
            rows = (looked_at * looks + np.arange(looks)).ravel()
            added = table.reshape(-1, len(self.bias)).take(rows, axis=0, mode="wrap").reshape(states, looks, -1)
            hidden = np.ones(looks, np.float32) @ added
        else:
            hidden = table.take(looked_at.ravel(), axis=0, mode="wrap").reshape(states, -1) @ self.lower
        hidden += self.bias
        scores = np.maximum(hidden[:, : self.units], hidden[:, self.units :]) @ self.upper
        scores += self.by_code.take(codes, axis=0)
        best: Places = scores.argmax(axis=1)
        return best
