"""How work grows with its size, as a ratio, so that a busy machine fails no test."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

FACTOR = 4  # a task this much larger …
LINEAR = 9.0  # … takes about 4 times as long if it is linear, 16 times if it is quadratic
SHORT = 0.005  # seconds below which a clock says little
ROUNDS = 4  # a disturbed measurement is made anew


def growth(task: Callable[[int], object], size: int) -> float:
    """CPU time of a task four times as large over that of the task; the least of a few rounds, the first if linear."""
    least = float("inf")
    for _ in range(ROUNDS):
        small, large = _seconds(task, size), _seconds(task, FACTOR * size)
        least = min(least, large / max(small, SHORT))
        if least < LINEAR:
            break
    return least


def _seconds(task: Callable[[int], object], size: int) -> float:
    gc.disable()  # a collection looks at all that the other tests left behind
    try:
        begin = time.process_time()
        task(size)
        return time.process_time() - begin
    finally:
        gc.enable()
