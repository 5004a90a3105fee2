"""One number for several of a word, and what is remembered by it.

In: rows of numbers. Out: a number a row, and the place of each among those that are known.
Never tells two rows apart that are the same, and takes two others for one once in 2 ** 64.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

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


@frozen(eq=False)
class Known:
    """Keys that are numbered in the order in which they came."""

    _sorted: Keys = field(factory=lambda: np.zeros(0, np.uint64))
    _numbers: Places = field(factory=lambda: np.zeros(0, np.intp))

    def __len__(self) -> int:
        return len(self._sorted)

    def joined(self, keys: Keys) -> tuple[Known, Places, Places]:
        """The keys that are known with these, the number of each of these, and where the new ones first stand in them.

        New keys are numbered on from those that are known, in the order of the third part. Who remembers something
        of each key keeps the first part when that is learned, so that an interruption leaves nothing half known.
        """
        at = np.searchsorted(self._sorted, keys)
        is_new = self._sorted.take(at, mode="clip") != keys if len(self) else np.ones(len(keys), bool)
        if not is_new.any():
            return self, self._numbers[at], np.zeros(0, np.intp)
        new, first = np.unique(keys[is_new], return_index=True)
        places = np.searchsorted(self._sorted, new)
        numbers = np.insert(self._numbers, places, len(self) + np.arange(len(new)))
        joined = Known(np.insert(self._sorted, places, new), numbers)
        return joined, numbers[np.searchsorted(joined._sorted, keys)], np.flatnonzero(is_new)[first]
