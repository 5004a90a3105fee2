"""One run at a time: a file in the folder that says which process writes to it.

In: a folder. Out: the folder, held while a block runs; or an error that names the other run.
Never takes a folder from a process that may still be at work.
"""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from quotekit.errors import QuotekitError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

LOCK: Final = "_lock.json"
_PATIENCE: Final = 5.0  # seconds that workers have to end in when their run was killed
_held: set[Path] = set()  # by this process: its own number may also be that of a run before a restart


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """Hold a folder for this process; it is made if it is not there.

    What a process of this machine left that is no more is taken over, by exactly one of those that try.

    Raises:
        QuotekitError: if another run holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder.resolve() / LOCK
    file = _taken(path, folder)
    _held.add(path)
    try:
        file.write(json.dumps({"process": os.getpid(), "machine": platform.node()}) + "\n")
        file.flush()
        yield
    finally:
        _held.discard(path)
        path.unlink(missing_ok=True)  # while it is locked, so that nobody takes what is about to go
        file.close()


def _taken(path: Path, folder: Path) -> IO[str]:
    """The open lock file, empty, and locked by the operating system where it can be. Raises as `holding` does.

    A file that is there may be looked at by several at once: only who has the lock of the operating system
    may judge it to be stale and write to it, and only while it still is the file of that name.
    """
    latest = time.monotonic() + _PATIENCE
    while True:
        try:
            file = path.open("x+", encoding="utf-8")
        except FileExistsError:
            pass
        else:
            _lock(file, wait=True)  # others look at it for a moment, and refuse since it is empty
            return file
        try:
            file = path.open("r+", encoding="utf-8")
        except FileNotFoundError:
            continue  # its owner has just ended
        is_ours = _lock(file, wait=False)
        if not is_ours and _is_stale(path) and time.monotonic() < latest:
            file.close()
            time.sleep(0.05)  # the workers of a run that was killed have it still, or somebody takes it over just now
            continue
        if not is_ours or (_is_same(file, path) and not _is_stale(path)):
            whose = _whose(path)
            file.close()
            raise QuotekitError(f"{folder}: another run writes to it{whose}; if that is no more, delete {path}")
        if _is_same(file, path):
            file.truncate(0)
            return file
        file.close()


def _lock(file: IO[str], *, wait: bool) -> bool:
    """Lock a file until it is closed, or its process ends; False where another one has it."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:  # some file systems of networks have no such locks
        return True
    return True


def _is_same(file: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _is_stale(path: Path) -> bool:
    """Was it left by a process of this machine that has ended?"""
    owner = _read(path)
    process = owner.get("process")
    if owner.get("machine") != platform.node() or not isinstance(process, int):
        return False
    if process == os.getpid():
        return path not in _held
    if os.name == "nt":
        return False  # os.kill would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # it lives, and is somebody else's
        pass
    return False


def _whose(path: Path) -> str:
    owner = _read(path)
    return f" (process {owner['process']} on {owner['machine']})" if {"process", "machine"} <= owner.keys() else ""


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # just written, or just gone
        return {}
    return found if isinstance(found, dict) else {}
