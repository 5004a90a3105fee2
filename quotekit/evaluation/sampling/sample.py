"""A random sample of attributions, with as many of each kind as there is room for.

In: results with identifiers. Out: attributions, each with the identifier of its text and its number there.
Never the same sample twice by chance alone: the seed decides, and the order of texts makes no difference.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from attrs import frozen

from quotekit.errors import InputError
from quotekit.export import Results, named
from quotekit.records import Attribution, Extraction

_BANDS: Final = (0.5, 0.7, 0.9, 1.01)  # of confidence


@frozen
class Sampled:
    """One attribution to look at.

    Attributes:
        id: Identifier of its text.
        number: Its number in the text, from 1.
        stratum: The kind it was drawn from: "that-clause, 0.9 to 1".
        population: How many of that kind there are; to weigh figures by.
    """

    id: str
    number: int
    stratum: str
    population: int


def _band(each: Attribution) -> str:
    if each.confidence is None:
        return "confidence not measured"
    low = 0.0
    for high in _BANDS:
        if each.confidence < high:
            return f"{low:g} to {min(high, 1):g}"
        low = high
    return f"{_BANDS[-2]:g} to 1"


STRATA: Final[Mapping[str, Callable[[Attribution], str]]] = {
    "rule": lambda each: each.rule,
    "confidence": _band,
    "form": lambda each: each.form,
    "medium": lambda each: each.medium,
    "resolution": lambda each: each.resolution or "no speaker",
    "type": lambda each: each.speaker.type if each.speaker else "no speaker",
}


def sample(
    results: Results,
    number: int = 100,
    by: Sequence[str] = (),
    seed: int = 1,
) -> list[Sampled]:
    """Draw attributions at random; with `by`, the same number of each kind as far as there are so many.

    Args:
        results: Results with the identifiers of their texts.
        number: How many; all, if there are fewer.
        by: What kinds are told apart by: names of `STRATA`. None: every attribution is as likely as any other.
        seed: Another number gives another sample.

    Returns:
        The sample, in the order of identifiers and texts.

    Raises:
        InputError: a name in `by` is none of `STRATA`.
    """
    strange = [name for name in by if name not in STRATA]
    if strange:
        raise InputError(f"there is no {strange[0]!r} to sample by; there are {', '.join(STRATA)}")
    strata: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for result in named(results):
        for place, each in enumerate(result if isinstance(result, Extraction) else (), 1):
            strata[", ".join(STRATA[name](each) for name in by)].append((str(result.id), place))
    chance = random.Random(seed)
    drawn: list[Sampled] = []
    shares = _shares({name: len(found) for name, found in strata.items()}, number)
    for name in sorted(strata):
        found = sorted(strata[name])
        drawn += [Sampled(id, place, name, len(found)) for id, place in chance.sample(found, shares[name])]
    return sorted(drawn, key=lambda each: (each.id, each.number))


def _shares(sizes: Mapping[str, int], number: int) -> dict[str, int]:
    """How many of each kind: equal numbers, what small kinds lack goes to the others."""
    shares = dict.fromkeys(sizes, 0)
    left = min(number, sum(sizes.values()))
    while left:
        open_ = sorted((name for name in sizes if shares[name] < sizes[name]), key=lambda name: (shares[name], name))
        each = max(1, left // len(open_))
        for name in open_:
            more = min(each, sizes[name] - shares[name], left)
            shares[name] += more
            left -= more
    return shares
