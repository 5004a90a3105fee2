"""How work grows with its size, as a ratio, so that a busy machine fails no test."""

from __future__ import annotations

import time
from collections.abc import Callable

FACTOR = 4  # a task this much larger …
LINEAR = 9.0  # … takes about 4 times as long if it is linear, 16 times if it is quadratic
SHORT = 0.005  # seconds below which a clock says little


def growth(task: Callable[[int], object], size: int) -> float:
    """CPU time of a task four times as large over that of the task, each the better of two."""
    small, large = (min(_seconds(task, n) for _ in range(2)) for n in (size, FACTOR * size))
    return large / max(small, SHORT)


def _seconds(task: Callable[[int], object], size: int) -> float:
    begin = time.process_time()
    task(size)
    return time.process_time() - begin
