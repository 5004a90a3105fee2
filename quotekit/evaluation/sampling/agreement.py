"""What verdicts say: how often quotekit is right, how sure that is, and whether two people agree.

In: verdicts of one person or of two. Out: shares with confidence intervals; Cohen's kappa.
Never counts on its own what a library counts: scipy gives the intervals, scikit-learn kappa.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal

from attrs import frozen

from quotekit.errors import QuotekitError, install
from quotekit.evaluation.sampling.verdicts import Verdict

By = Literal["all", "rule", "form", "stratum"]
_LEVEL: Final = 0.95
_KEYS: Final[dict[str, Callable[[Verdict], str | None]]] = {
    "all": lambda each: "all",
    "rule": lambda each: each.rule,
    "form": lambda each: each.form,
    "stratum": lambda each: each.stratum,
}


@frozen
class Share:
    """How many of some attributions are right.

    Attributes:
        name: What they have in common: a rule, a form, "all".
        right: Number of those that people call right.
        count: Number of those that were judged.
        low: Lower end of the 95% confidence interval (Wilson 1927), 0 to 1.
        high: Its upper end.
        weighted: Precision where each kind counts as often as it is found, for a stratified sample; None else.
    """

    name: str
    right: int
    count: int
    low: float
    high: float
    weighted: float | None = None

    @property
    def precision(self) -> float:
        """The share, 0 to 1."""
        return self.right / self.count if self.count else 0.0


@frozen
class Agreement:
    """How well two people agree on the same attributions.

    Attributes:
        name: What the attributions have in common.
        count: Number of attributions that both judged.
        same: Number of those with the same verdict.
        kappa: Cohen's kappa (1960): agreement beyond chance, up to 1; None where both use one verdict only.
    """

    name: str
    count: int
    same: int
    kappa: float | None


def precision_by(verdicts: Iterable[Verdict], by: By = "all") -> list[Share]:
    """The share that is right, with its confidence interval; "missed" is no attribution and not counted."""
    judged = [each for each in verdicts if each.verdict != "missed"]
    groups: defaultdict[str, list[Verdict]] = defaultdict(list)
    for each in judged:
        groups[_KEYS[by](each) or "not told"].append(each)
    shares = []
    for name, found in groups.items():
        right = sum(each.verdict == "right" for each in found)
        low, high = _interval(right, len(found))
        shares.append(Share(name, right, len(found), low, high, _weighted(found)))
    return sorted(shares, key=lambda share: (-share.count, share.name))


def agree(one: Sequence[Verdict], other: Sequence[Verdict], by: By = "all") -> list[Agreement]:
    """Agreement of two people on the attributions that both judged, by rule or by form."""
    theirs = {each.key: each for each in other if each.verdict != "missed"}
    groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in one:
        match = theirs.get(each.key)
        if match is not None and each.verdict != "missed":
            groups[_KEYS[by](each) or "not told"].append((each.verdict, match.verdict))
    rows = [Agreement(name, len(pairs), sum(a == b for a, b in pairs), _kappa(pairs)) for name, pairs in groups.items()]
    return sorted(rows, key=lambda row: (-row.count, row.name))


def _weighted(found: Sequence[Verdict]) -> float | None:
    """Post-stratified precision: each stratum counts as often as its kind was found (Cochran 1977)."""
    strata: defaultdict[str, list[Verdict]] = defaultdict(list)
    for each in found:
        if each.stratum is None or each.population is None:
            return None
        strata[each.stratum].append(each)
    if len(strata) < 2:
        return None
    total = sum(group[0].population or 0 for group in strata.values())
    right = sum(
        (group[0].population or 0) * sum(each.verdict == "right" for each in group) / len(group)
        for group in strata.values()
    )
    return right / total if total else None


def _interval(right: int, count: int) -> tuple[float, float]:
    try:
        from scipy.stats import binomtest
    except ImportError as error:
        raise QuotekitError(f"confidence intervals need scipy: {install('stats')}") from error
    found = binomtest(right, count).proportion_ci(confidence_level=_LEVEL, method="wilson")
    return round(float(found.low), 4), round(float(found.high), 4)


def _kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    try:
        from sklearn.metrics import cohen_kappa_score
    except ImportError as error:
        raise QuotekitError(f"Cohen's kappa needs scikit-learn: {install('stats')}") from error
    labels = sorted({word for pair in pairs for word in pair})
    if len(labels) < 2:
        return None  # of one verdict alone there is no agreement beyond chance
    return round(float(cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs], labels=labels)), 4)
