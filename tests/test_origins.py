"""Names of many origins are recognised alike, by shape, without a list of them."""

from __future__ import annotations

from bench.origins import NAMES, PATTERNS, run


def test_names_of_every_origin() -> None:
    verdicts = dict(run())
    assert len(verdicts) == len(NAMES) == 60
    assert len(PATTERNS) == 14
    right = sum(map(sum, verdicts.values()))
    assert right >= 0.98 * 60 * 14, {name: sum(found) for name, found in verdicts.items() if not all(found)}
    assert min(map(sum, verdicts.values())) >= 12
