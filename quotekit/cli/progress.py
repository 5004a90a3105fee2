"""What a person sees who waits: progress, and what failed.

In: results as they pass. Out: the same results; a bar and messages on standard error.
Never says the same thing about many texts many times.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import IO, TYPE_CHECKING, Final

from quotekit.cli.telling import tell
from quotekit.export import Result
from quotekit.records import Failure

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

SHOWN: Final = 3  # failures of a kind that are reported one by one
_PLACE: Final = re.compile(r"\A.+?:\d+: ")  # of a line in a file
_DETAILS: Final = re.compile(r"[(;].*|\"[^\"]*\"|'[^']*'|\d+")  # what differs between failures of a kind


class Watch:
    """Looks at results as they pass: shows progress to a person who waits, tells what failed.

    Attributes:
        failures: How many texts could not be read so far.
    """

    def __init__(self, errors: IO[str], *, quiet: bool, total: int | None = None) -> None:
        self.errors = errors
        self.quiet = quiet
        self.total = total
        self.failures = 0
        self._kinds: Counter[str] = Counter()

    @contextmanager
    def watching(self, results: Iterable[Result], out: IO[str]) -> Iterator[Iterator[Result]]:
        """The same results, watched."""
        # A bar that is drawn between the rows of a table on the same terminal helps nobody.
        if self.quiet or not self.errors.isatty() or out.isatty():
            yield self._watch(results)
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("texts"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[words]}"))
        with Progress(*columns, console=Console(file=self.errors), transient=True) as progress:
            yield self._watch(results, progress, progress.add_task("", total=self.total, visible=False, words=""))

    def _watch(
        self,
        results: Iterable[Result],
        progress: Progress | None = None,
        task: TaskID | None = None,
    ) -> Iterator[Result]:
        for number, result in enumerate(results, 1):
            if isinstance(result, Failure):
                self.failures += 1
                self._tell(result)
            if progress is not None and task is not None:
                words = self._pace(number, progress.tasks[task].elapsed or 0)
                progress.update(task, completed=number, visible=number > 1, words=words)
            yield result
        for kind, count in self._kinds.items():
            if count > SHOWN and not self.quiet:
                tell(f"… and {count - SHOWN:,} more like it: {kind}", self.errors)

    def _tell(self, failure: Failure) -> None:
        kind = kind_of(failure)
        self._kinds[kind] += 1
        if self._kinds[kind] <= SHOWN and not self.quiet:
            tell(placed(failure), self.errors)

    def _pace(self, done: int, seconds: float) -> str:
        """The rate so far, and the time that the rest takes at it."""
        rate = done / max(seconds, 1e-6)
        left = "" if self.total is None else f", {timedelta(seconds=round((self.total - done) / rate))} left"
        return f"{rate:,.1f} texts/s{left}"


def placed(failure: Failure) -> str:
    """What went wrong, and with which text: one place is enough."""
    id = failure.id
    has_place = not id or id in failure.error or _PLACE.match(failure.error)
    return failure.error if has_place else f"{id}: {failure.error}"


def kind_of(failure: Failure) -> str:
    """What went wrong, without what only this text has."""
    reason = _PLACE.sub("", failure.error.removeprefix(f"{failure.id}: "), count=1)
    return _DETAILS.sub("", reason).strip()
