"""Locks that do not outlive a fork: a forked process finds them open, whoever held them in the parent.

In: what to forget when the lock was held. Out: a lock to work under.
Never keeps in a child what a thread of the parent was in the middle of changing, and never waits at a
fork: other packages lock theirs there, too, in an order that nobody knows.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any


class Lock:
    """One thread at a time, also after `os.fork`.

    A fork copies every lock as it is, but of the threads only the one that forks: a lock that another
    thread holds at that moment would stay closed in the child for ever, and what it guards may be
    half changed there. So the child gets an open lock, and forgets what was guarded if it was in use.
    """

    def __init__(self, forget: Callable[[], Any] = lambda: None) -> None:
        self._lock = threading.Lock()
        self._forget = forget
        _at_fork(after_in_child=self._renew)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock while the block runs."""
        with self._lock:  # this very object, even if the block forks
            yield

    def _renew(self) -> None:
        was_held = self._lock.locked()
        self._lock = threading.Lock()
        if was_held:
            self._forget()


OPENED: set[type] = set()  # the classes whose cached properties a forked child finds open


def open_properties(kind: type) -> None:
    """Give a forked child open locks of the cached properties of a class: Python before 3.12 has one for each."""
    OPENED.add(kind)

    def renew() -> None:
        for each in vars(kind).values():
            if isinstance(each, cached_property) and hasattr(each, "lock"):
                each.lock = threading.RLock()

    _at_fork(after_in_child=renew)


def _at_fork(**steps: Callable[[], Any]) -> None:
    if hasattr(os, "register_at_fork"):  # Windows has no fork
        os.register_at_fork(**steps)
