"""How far a long run is, at what rate, and how much longer it takes.

In: counts, as texts are done. Out: a bar on a terminal, a line now and then in a log.
Never writes to standard output.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import IO, Final

from quotekit.batch.folder import Counts

_EVERY: Final = 60.0  # seconds between two lines of a log
Report = Callable[[Counts, int], None]


@contextmanager
def reporting(out: IO[str] | None = None, *, quiet: bool = False) -> Iterator[Report]:
    """A function to call with the counts so far and the number of texts; at the end, a summary."""
    if quiet:
        yield lambda done, total: None
        return
    out = out or sys.stderr
    rate = Rate()
    with (_bar if out.isatty() else _log)(out, rate) as show:

        def report(done: Counts, total: int) -> None:
            rate.see(done)
            show(done, total)

        yield report
    print(f"quotekit: {rate.summary()}", file=out)


class Rate:
    """Texts a second, of this run only: what earlier runs did took none of its time."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self.before = self.done = Counts()
        self.is_first = True

    def see(self, done: Counts) -> None:
        """Take the counts so far; the first ones are those of earlier runs."""
        if self.is_first:
            self.is_first, self.before, self.begun = False, done, time.monotonic()
        self.done = done

    @property
    def per_second(self) -> float:
        """Texts a second."""
        return (self.done.texts - self.before.texts) / max(time.monotonic() - self.begun, 1e-6)

    def left(self, total: int) -> str:
        """The time that the rest takes at this rate, in hours, minutes and seconds."""
        seconds = (total - self.done.texts) / self.per_second if self.per_second else 0
        return str(timedelta(seconds=round(seconds)))

    def summary(self) -> str:
        """What was done, in one line."""
        done = f"{self.done.texts:,} texts, {self.done.attributions:,} attributions, {self.done.failed:,} failed"
        if self.before.texts:
            done += f"; {self.before.texts:,} of the texts were done before"
        return f"{done} ({self.per_second:,.1f} texts/s)" if self.done != self.before else done


@contextmanager
def _log(out: IO[str], rate: Rate) -> Iterator[Report]:
    last = time.monotonic()

    def show(done: Counts, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY:
            last = time.monotonic()
            print(f"quotekit: {done.texts:,} of {total:,} texts, {_words(done, total, rate)}", file=out, flush=True)

    yield show


@contextmanager
def _bar(out: IO[str], rate: Rate) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("texts"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[words]}"))
    with Progress(*columns, console=Console(file=out), transient=True) as progress:
        task = progress.add_task("texts", words="")

        def show(done: Counts, total: int) -> None:
            progress.update(task, completed=done.texts, total=total, words=_words(done, total, rate))

        yield show


def _words(done: Counts, total: int, rate: Rate) -> str:
    return f"{rate.per_second:,.1f} texts/s, {rate.left(total)} left, {done.failed:,} failed"
