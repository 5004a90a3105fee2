"""Runs work over a stream in several processes: bounded memory, order kept, clean ends.

In: a function, a stream of tasks, what to set up in each worker. Out: results, lazily, in order.
Never knows what the work is about.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final, TypeVar

from quotekit.errors import QuotekitError

Task = TypeVar("Task")
Result = TypeVar("Result")
AHEAD: Final = 2  # tasks a worker that wait, so that none is idle and few are held in memory

_setup: Any = None
_stop: Any = None


def count_processes(n_process: int) -> int:
    """How many processes to use: `n_process`, or one a core for -1.

    Raises:
        ValueError: for any other number below 1.
    """
    if n_process == -1:
        return os.cpu_count() or 1
    if n_process < 1:
        raise ValueError(f"n_process is 1 or more processes, or -1 for one a core; not {n_process}")
    return n_process


def ordered_map(
    work: Callable[[Any, Task], Result], tasks: Iterable[Task], n_process: int, setup: Any
) -> Generator[Result, None, None]:
    """`work(setup, task)` of every task, in the order of the tasks.

    Args:
        work: A function of a module, so that a worker can import it.
        tasks: Any iterable; read only a little ahead of the results.
        n_process: Number of workers.
        setup: Handed to each worker once.

    Raises:
        QuotekitError: if a worker was killed. What `work` raises is raised here.
    """
    pending: deque[Future[Any]] = deque()
    stop = multiprocessing.Event()
    pool = ProcessPoolExecutor(n_process, initializer=_start, initargs=(setup, stop))
    is_done = False
    try:
        for task in tasks:
            pending.append(pool.submit(_run, work, task))
            if len(pending) > AHEAD * n_process:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
        is_done = True
    except BrokenProcessPool as error:
        raise QuotekitError(
            "a worker process ended in the middle of its work: killed, or out of memory; "
            "try fewer processes (n_process, --jobs) or fewer texts at a time (batch_size)"
        ) from error
    finally:
        if not is_done:
            # Whoever pressed Ctrl-C, or has read enough, waits for the tasks at hand and no more. A
            # worker is never killed: one that dies in mid-message leaves the parent waiting for the rest.
            stop.set()
        pool.shutdown(cancel_futures=True)


def _start(setup: Any, stop: Any) -> None:
    global _setup, _stop
    # Ctrl-C reaches every process of a terminal; the parent ends the workers in good order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A parent that is killed tells nobody, and workers hold both ends of their queue: they would wait for ever.
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _setup, _stop = setup, stop


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(work: Callable[[Any, Any], Any], task: Any) -> Any:
    return None if _stop.is_set() else work(_setup, task)  # nobody reads what is not done then
