"""Files that are there as a whole or not at all.

In: a path. Out: an open file, which takes the place of the old one when all went well.
Never leaves half a file behind.
"""

from __future__ import annotations

import os
import secrets
import shlex
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENOENT
from pathlib import Path
from typing import IO, Any, Final

_TEXT: Final[dict[str, Any]] = {"encoding": "utf-8", "newline": "", "errors": "backslashreplace"}


@contextmanager
def writing(path: str | Path) -> Iterator[IO[str]]:
    """Open a file for UTF-8 text; it appears at `path` when the block ends without an exception.

    What is no regular file (a pipe, /dev/null) is written to directly. Line ends are written as
    they are, and what UTF-8 cannot say (half a surrogate) as an escape.
    """
    with _writing(path, "", _TEXT) as out:
        yield out


@contextmanager
def writing_bytes(path: str | Path) -> Iterator[IO[bytes]]:
    """Open a file for bytes; it appears at `path` when the block ends without an exception."""
    with _writing(path, "b", {}) as out:
        yield out


@contextmanager
def _writing(path: str | Path, kind: str, options: dict[str, Any]) -> Iterator[IO[Any]]:
    target = Path(os.path.realpath(path))  # a link stays a link
    if target.exists() and not target.is_file():
        with target.open("w" + kind, **options) as out:
            yield out
        return
    if not target.parent.is_dir():
        advice = f"no such folder; make it with: mkdir -p {shlex.quote(str(target.parent))}"
        raise FileNotFoundError(ENOENT, advice, str(path))
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("x" + kind, **options) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode & 0o777)
        part.replace(target)
    except BaseException as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, OSError) and error.filename == str(part):
            error.filename = str(path)  # the name that people know
        raise
