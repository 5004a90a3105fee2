"""One run at a time: a file in the folder that says which process writes to it.

In: a folder. Out: the folder, held while a block runs; or an error that names the other run.
Never takes a folder from a process that may still be at work.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from quotekit.errors import QuotekitError

LOCK: Final = "_lock.json"
_held: set[Path] = set()  # by this process: its own number may also be that of a run before a restart


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """Hold a folder for this process; it is made if it is not there.

    What a process of this machine left that is no more is taken over.

    Raises:
        QuotekitError: if another run holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder.resolve() / LOCK
    if path.exists():
        if not _is_stale(path):
            raise QuotekitError(f"{folder}: another run writes to it{_whose(path)}; if that is no more, delete {path}")
        path.unlink(missing_ok=True)
    try:
        with path.open("x", encoding="utf-8") as out:
            out.write(json.dumps({"process": os.getpid(), "machine": platform.node()}) + "\n")
    except FileExistsError as error:
        raise QuotekitError(f"{folder}: another run has just begun to write to it; name another folder") from error
    _held.add(path)
    try:
        yield
    finally:
        _held.discard(path)
        path.unlink(missing_ok=True)


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
