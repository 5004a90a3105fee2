"""How often a name is right, by the way that led to it, as measured on gold.

In: `name_precision.json` of a language's folder. Out: a probability for each way.
Never looks at a text; a language without the file gives no probabilities.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from attrs import field, frozen

from quotekit.languages.data import data_json

HIGH: Final = 0.9  # confidence of the words and the mention that makes a band
BANDS: Final = ("high", "low")
TURN: Final = "turn"  # the way of a speaker whom no mention led to
PRIOR: Final = 10  # names that the average of all ways counts for


def band_of(confidence: float | None) -> str:
    """The band of a confidence: "high" from 0.9 on, else "low"."""
    return BANDS[confidence is None or confidence < HIGH]


@frozen(eq=False)
class NamePrecision:
    """Counts of right names.

    Attributes:
        counts: How many names were right, and how many there were, by kind of text ("plain",
            "story"), way and band of confidence.
    """

    counts: Mapping[str, Mapping[str, Mapping[str, tuple[int, int]]]]
    _of_all: Mapping[tuple[str, str], tuple[int, int]] = field(init=False, repr=False)

    @_of_all.default
    def _add_up(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        """The counts of all ways together, by kind of text and band."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for kind, ways in self.counts.items():
            for bands in ways.values():
                for band, (right, count) in bands.items():
                    before = found.get((kind, band), (0, 0))
                    found[kind, band] = before[0] + right, before[1] + count
        return found

    def of(self, kind: str, way: str | None, confidence: float | None) -> float | None:
        """The probability that a name is right; None where nothing was measured.

        A way that was seldom seen is drawn towards the average of all ways of the same band.
        """
        band = band_of(confidence)
        all_right, total = self._of_all.get((kind, band), (0, 0))
        if not total:
            return None
        right, count = self.counts[kind].get(way or TURN, {}).get(band, (0, 0))
        return (right + PRIOR * all_right / total) / (count + PRIOR)


@cache
def load_name_precision(package: str) -> NamePrecision:
    """The counts in the data folder of a language's package."""
    held: dict[str, Any] = data_json(package, "name_precision.json")
    return NamePrecision(held)
