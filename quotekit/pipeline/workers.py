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
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from pickle import PicklingError  # the name of the error alone: multiprocessing does the pickling
from typing import Any, Final, Literal, TypeVar

from quotekit.errors import QuotekitError

Task = TypeVar("Task")
Result = TypeVar("Result")
Processes = int | Literal["auto"]
_AHEAD: Final = 2  # tasks a worker that wait, so that none is idle and few are held in memory

_setup: Any = None
_stop: Any = None


def count_processes(n_process: Processes) -> int:
    """How many processes to use: `n_process`; one a core for -1; for "auto" as many as may be of use here.

    Raises:
        ValueError: for anything else.
        QuotekitError: for more than one, where this process may start none.
    """
    may_start = not multiprocessing.current_process().daemon
    if n_process == "auto":
        return _usable_cores() if may_start else 1
    if n_process == -1:
        n_process = os.cpu_count() or 1
    if not isinstance(n_process, int) or n_process < 1:
        raise ValueError(f'n_process is 1 or more processes, -1 for one a core, or "auto"; not {n_process!r}')
    if n_process > 1 and not may_start:
        raise QuotekitError(
            "use n_process=1: this is a worker of a multiprocessing.Pool (a daemonic process), which may "
            "start no processes of its own; or use concurrent.futures.ProcessPoolExecutor, whose workers may"
        )
    return n_process


def _usable_cores() -> int:
    """How many cores this process may run on, which is fewer than there are in many a container."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ordered_map(
    work: Callable[[Any, Task], Result], tasks: Iterable[Task], n_process: int, setup: Any
) -> Generator[Result, None, None]:
    """`work(setup, task)` of every task, in the order of the tasks.

    Args:
        work: A function of a module, so that a worker can import it.
        tasks: Any iterable; read only a little ahead of the results. Where it raises, the results of
            the tasks before come first.
        n_process: Number of workers.
        setup: Handed to each worker once.

    Raises:
        QuotekitError: if a worker was killed, or cannot be sent its work. What `work` and `tasks`
            raise is raised here.
    """
    pending: deque[Future[Any]] = deque()
    context = _context()
    stop = context.Event()
    pool = ProcessPoolExecutor(n_process, mp_context=context, initializer=_start, initargs=(setup, stop))
    is_done = False
    broken: Exception | None = None
    try:
        for task in _until_broken(tasks):
            if isinstance(task, _Broken):
                broken = task.error
                break
            pending.append(_submit(pool, work, task))
            if len(pending) > _AHEAD * n_process:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
        is_done = True
    except BrokenProcessPool as error:
        raise QuotekitError(_why_broken(context)) from error
    finally:
        if not is_done:
            # Whoever pressed Ctrl-C, or has read enough, waits for the tasks at hand and no more. A
            # worker is never killed: one that dies in mid-message leaves the parent waiting for the rest.
            stop.set()
        pool.shutdown(cancel_futures=True)
    if broken is not None:
        raise broken


def _context() -> BaseContext:
    """How to start workers: as Python does here, but never by a fork beside other threads.

    A forked child has only the thread that forked, and every lock that another one held at that moment
    stays closed in it: not only those of quotekit, which `reading.locks` opens, but those of any library.
    """
    context = multiprocessing.get_context()
    is_fork = context.get_start_method() == "fork"
    return multiprocessing.get_context("spawn") if is_fork and threading.active_count() > 1 else context


class _Broken:
    """What ended a stream of tasks, in the place of the next task."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def _until_broken(tasks: Iterable[Task]) -> Iterator[Task | _Broken]:
    try:
        yield from tasks
    except Exception as error:
        yield _Broken(error)


def _submit(pool: ProcessPoolExecutor, work: Callable[[Any, Task], Result], task: Task) -> Future[Any]:
    try:
        return pool.submit(_run, work, task)
    except (PicklingError, AttributeError, TypeError) as error:  # when a worker is spawned
        raise QuotekitError(
            f"a worker process cannot be given what it needs ({error}): functions and rules have to be "
            "defined at the top of a module, no lambdas; or use n_process=1"
        ) from error


def _why_broken(context: BaseContext) -> str:
    message = (
        "a worker process ended in the middle of its work: killed, or out of memory; "
        "try fewer processes (n_process, --jobs) or fewer texts at a time (batch_size)"
    )
    if context.get_start_method() != "fork":
        message += '; a script that starts processes has to do it under if __name__ == "__main__":'
    return message


def _start(setup: Any, stop: Any) -> None:
    global _setup, _stop
    # Ctrl-C reaches every process of a terminal; the parent ends the workers in good order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
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
