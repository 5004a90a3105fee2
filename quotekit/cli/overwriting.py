"""Which file is written to, so that it is not read as well.

In: names of inputs, the name of the output. Out: the file to leave out; or an error.
Never writes a file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from stat import S_ISREG
from typing import IO, Final

from quotekit.batch.find_files import find_files
from quotekit.errors import InputError
from quotekit.records import Failure

FileId = tuple[int, int]  # device and number: the same for every name of a file
STDIN = STDOUT = "-"
# How the files begin that an earlier run wrote: JSON Lines, JSON, CSV, for Excel, speakers; or nothing.
WRITTEN: Final = (
    b'{"schema": 1, "id": ',
    b'[\n{"schema": 1, "id": ',
    b"id,number,form,speaker,",
    b"\xef\xbb\xbfid,number,form,speaker,",
    b"name,type,attributions,",
)


def check_output(names: Sequence[str], output: str, endings: Collection[str]) -> FileId | None:
    """See that no input is about to be overwritten.

    What a folder or a pattern gives may be what an earlier run wrote there: that is no input.

    Args:
        names: Files, folders, patterns, as they were given; "-" is standard input.
        output: The file that will be written; "-" is standard output.
        endings: What the files of a folder have to end in.

    Returns:
        What readers of folders and patterns have to leave out; None where there is no such file yet.

    Raises:
        InputError: if the output is also an input.
    """
    written = identify(output, sys.stdout)
    if written is None:
        return None
    for name in names:
        for path in find_files(name, endings) if name != STDIN else (STDIN,):
            if isinstance(path, Failure) or identify(path, sys.stdin) != written:
                continue
            if path == name or (output != STDOUT and not _was_written(path)):
                raise InputError(f"the output is also an input: {path}; write to another file")
    return written


def identify(path: str, stream: IO[str]) -> FileId | None:
    """The file behind a name, if there is a regular one; "-" is the stream, where it is redirected."""
    try:
        found = os.fstat(stream.fileno()) if path == STDOUT else os.stat(path)
    except (OSError, ValueError):  # none yet; or no file at all
        return None
    return (found.st_dev, found.st_ino) if S_ISREG(found.st_mode) else None


def _was_written(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            beginning = file.read(max(map(len, WRITTEN)))
    except OSError:
        return False
    return not beginning or beginning.startswith(WRITTEN)
