"""The hidden states of what the encoder has read, one paragraph behind the other.

In: states of windows. Out: one array of all of them.
Never runs the encoder.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import define


@define(eq=False)
class States:
    """Hidden states that grow as paragraphs are read; room is made ahead, so that nothing is copied each time."""

    room: Any = None
    size: int = 0

    @property
    def all(self) -> Any:
        """Shape (pieces, width), in half precision; a view, until more are added."""
        return np.zeros((0, 0), np.float16) if self.room is None else self.room[: self.size]

    def add(self, states: Any) -> None:
        """Put the states of further windows behind those that are there."""
        if not len(states):
            return
        size = self.size + len(states)
        if self.room is None or size > len(self.room):
            room = np.empty((2 * size, states.shape[1]), np.float16)
            room[: self.size] = self.all if self.size else 0
            self.room = room
        self.room[self.size : size] = states
        self.size = size
