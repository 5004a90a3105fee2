"""One number for several of a word, and what is remembered by it.

In: rows of numbers. Out: a number a row, and the place of each among those that are known.
Never tells two rows apart that are the same, and takes two others for one once in 2 ** 64.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from attrs import define, field

Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.intp]
_MIXER: Final = np.uint64(0x9E3779B97F4A7C15)  # odd, with well mixed bits
_HALF: Final = np.uint64(32)


def mixed(rows: Keys) -> Keys:
    """One number for each row."""
    keys = np.zeros(len(rows), np.uint64)
    for column in rows.T:
        keys = (keys ^ column) * _MIXER
        keys ^= keys >> _HALF
    return keys


@define(eq=False)
class Known:
    """Keys in the order in which they came, and where each is found."""

    _sorted: Keys = field(factory=lambda: np.zeros(0, np.uint64))
    _numbers: Places = field(factory=lambda: np.zeros(0, np.intp))

    def __len__(self) -> int:
        return len(self._sorted)

    def numbers(self, keys: Keys) -> tuple[Places, Places]:
        """The number of each key; and where, in `keys`, those that were new stand first, in the order of their numbers.

        New keys are numbered on from those that are known.
        """
        at = np.searchsorted(self._sorted, keys)
        is_new = self._sorted.take(at, mode="clip") != keys if len(self) else np.ones(len(keys), bool)
        first = np.zeros(0, np.intp)
        if is_new.any():
            new, first = np.unique(keys[is_new], return_index=True)
            first = np.flatnonzero(is_new)[first]
            places = np.searchsorted(self._sorted, new)
            self._numbers = np.insert(self._numbers, places, len(self) + np.arange(len(new)))
            self._sorted = np.insert(self._sorted, places, new)
            at = np.searchsorted(self._sorted, keys)
        return self._numbers[at], first
