"""The vectors of words, as spaCy's tok2vec computes them: a table of words, then layers that look at neighbours.

In: Docs. Out: a row of numbers a token.
Never learns, and never rounds otherwise than the order of a sum does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
from attrs import define, field, frozen

from quotekit.reading.mixed_keys import Keys, Known, mixed

Model = Any  # thinc's types do not say what a layer holds
if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = npt.NDArray[np.float32]
# How thinc names a model made of MultiHashEmbed and MaxoutWindowEncoder.
_EMBED: Final = (
    r"extract_features>>list2ragged>>with_array\(ints-getitem>>hashembed(\|ints-getitem>>hashembed)*\)"
    r">>with_array\(maxout>>layernorm>>dropout\)>>ragged2list"
)
_LAYER: Final = r"residual\(expand_window>>maxout>>layernorm>>dropout\)"
_KNOWN: Final = re.compile(rf"{_EMBED}>>with_array\({_LAYER}(>>{_LAYER})*\)")
_MOST: Final = 12_000  # words whose rows are kept: some 5 MB
_ROWS: Final = 400  # rows that go through the layers at once: they stay in the cache of a processor
_TINY: Final = np.float32(1e-8)  # thinc's own, so that no variance is zero


@frozen(eq=False)
class Layer:
    """A layer that looks at a word and its neighbours.

    Attributes:
        weights: Shape (pieces * width, width * window), the pieces of the maxout one after the other.
        bias: Shape (pieces * width, 1).
        gain, shift: Shape (width, 1); scale and offset of the normalisation.
        reach: Neighbours on each side that it looks at.
    """

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats
    reach: int

    @classmethod
    def of(cls, model: Model) -> Layer:
        """The layer of a model named as `_LAYER`."""
        parts = {node.name: node for node in model.walk()}
        weights, bias = parts["maxout"].get_param("W"), parts["maxout"].get_param("b")
        return cls(
            np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, weights.shape[2])),
            bias.T.reshape(-1, 1),
            parts["layernorm"].get_param("G")[:, None],
            parts["layernorm"].get_param("b")[:, None],
            parts["expand_window"].attrs["window_size"],
        )

    def __call__(self, words: Floats) -> Floats:
        """What the layer makes of words, a column each, of shape (width, tokens): the same shape.

        With a column a word, what is done to all words alike runs along the memory.
        """
        width, n = words.shape
        around = np.empty(((2 * self.reach + 1) * width, n), np.float32)
        for place, shift in enumerate(range(-self.reach, self.reach + 1)):
            row = around[place * width : (place + 1) * width]
            here = slice(min(n, max(0, -shift)), max(0, min(n, n - shift)))
            row[:, here] = words[:, here.start + shift : here.stop + shift]
            row[:, : here.start] = row[:, here.stop :] = 0.0
        pieces = self.weights @ around
        pieces += self.bias
        best = pieces[:width]
        for start in range(width, len(pieces), width):
            np.maximum(best, pieces[start : start + width], out=best)
        mean = np.full(width, 1 / width, np.float32)
        best -= mean @ best
        best *= 1 / np.sqrt(mean @ np.square(best) + _TINY)
        best *= self.gain
        best += self.shift
        best += words
        return best


@define(eq=False)
class Vectors:
    """The vectors of words in their places.

    What the first part of the model says of a word follows from a few features of it, whatever stands around it:
    it is asked once for every word.

    Attributes:
        columns: The features, by the names of spaCy's attributes.
        hashes, mix: The two parts of the model that make a row of the features of a word.
        layers: What looks at the neighbours.
        width: Numbers in a row.
    """

    columns: list[int | str]
    hashes: Model
    mix: Model
    layers: list[Layer]
    width: int
    _known: Known = field(factory=Known)
    _rows: Floats = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._rows = np.zeros((0, self.width), np.float32)

    @classmethod
    def of(cls, model: Model) -> Vectors | None:
        """The vectors that a model gives; None for one of an architecture that is not known here."""
        if not _KNOWN.fullmatch(model.name):
            return None
        embed, encode = model.layers
        extract, _, hashes, mix, _ = embed.layers
        (inner,) = encode.layers
        layers = [inner] if inner.name.startswith("residual") and ">>residual" not in inner.name else inner.layers
        found = [Layer.of(layer) for layer in layers]
        if encode.attrs["pad"] < sum(layer.reach for layer in found):
            return None
        columns = list(extract.attrs["columns"])
        return cls(columns, hashes.layers[0], mix.layers[0], found, len(found[0].gain))

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """The vectors of the words of each Doc, of shape (tokens, width)."""
        features = [doc.to_array(self.columns).reshape(len(doc), len(self.columns)) for doc in docs]
        rows = self._of_words(np.concatenate(features, dtype=np.uint64))
        sizes = [len(each) for each in features]
        ends = list(accumulate(sizes))
        found: list[Floats] = []
        first = 0
        for n, end in enumerate(ends):
            if n + 1 == len(ends) or end - (ends[first] - sizes[first]) >= _ROWS:
                found += self._in_place(rows[ends[first] - sizes[first] : end], sizes[first : n + 1])
                first = n + 1
        return found

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Leave the vectors in each Doc, where the other components look for them."""
        for doc, rows in zip(docs, self(docs), strict=True):
            doc.tensor = rows  # type: ignore[assignment]

    def _in_place(self, rows: Floats, sizes: Sequence[int]) -> list[Floats]:
        """Rows of words, changed by their neighbours; zeros stand around each text, as in spaCy."""
        pad = sum(layer.reach for layer in self.layers)
        starts = [start + pad * (n + 1) for n, start in enumerate(accumulate(sizes[:-1], initial=0))]
        padded: Floats = np.zeros((len(rows) + pad * (len(sizes) + 1), self.width), np.float32)
        at = 0
        for start, size in zip(starts, sizes, strict=True):
            padded[start : start + size] = rows[at : at + size]
            at += size
        columns = np.ascontiguousarray(padded.T)
        for layer in self.layers:
            columns = layer(columns)
        padded = np.ascontiguousarray(columns.T)
        return [padded[start : start + size] for start, size in zip(starts, sizes, strict=True)]

    def _of_words(self, features: Keys) -> Floats:
        """The rows of words by their features, of shape (tokens, features)."""
        keys = mixed(features)
        known, numbers, new = self._known.joined(keys)
        if len(known) > _MOST:
            known, numbers, new = Known().joined(keys)  # those that are wanted now
        if len(new):
            rows = self.mix.predict(self.hashes.predict(np.ascontiguousarray(features[new])))
            self._known, self._rows = known, np.concatenate([self._rows[: len(known) - len(new)], rows])
        return self._rows[numbers]
