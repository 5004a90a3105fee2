"""What a rule of the user's own is trusted with, whatever the weights say.

In: the shares of rival proposals. Out: shares.
Never scores a proposal (that is `quotekit.languages.table`).
"""

from __future__ import annotations

from collections.abc import Sequence


def trusted(shares: Sequence[float], place: int, least: float) -> list[float]:
    """Shares that sum to 1 or less, the one at `place` raised to at least `least`, the others in proportion."""
    if shares[place] >= least:
        return list(shares)
    rest = (1 - least) / (1 - shares[place])
    return [least if n == place else share * rest for n, share in enumerate(shares)]
