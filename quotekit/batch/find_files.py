"""Which files a name on the command line stands for: itself, those of a folder, those a pattern matches.

In: a name. Out: paths, lazily and in order; a Failure in the place of what is not there.
Never opens a file, and never follows a link to a folder.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from quotekit.records import Failure

CLOSE: Final = 0.75  # alike enough for a likely spelling: endings are mostly the same


def find_files(name: str, endings: Collection[str]) -> Iterator[str | Failure]:
    """The paths of files, each as it can be opened and as no other file is called.

    Args:
        name: A file, whatever its ending; a folder, for the files below it; or a pattern with "*",
            "?", "[...]" and "**" for any folders.
        endings: In lower case, such as ".txt"; what the files of a folder have to end in.
    """
    if os.path.isdir(name):
        yield from _below(name, endings)
    elif os.path.lexists(name):
        yield name
    elif not glob.has_magic(name):
        yield Failure(f"{name}: no such file or folder; {advise(name)}")
    else:
        matching = sorted(path for path in glob.iglob(name, recursive=True) if not os.path.isdir(path))
        yield from matching
        if not matching:
            yield Failure(f"{name}: no file matches; ** is for subfolders, as in 'articles/**/*.txt'")


def _below(folder: str, endings: Collection[str]) -> Iterator[str | Failure]:
    """Files by name, then those of each subfolder; what begins with a dot is hidden."""
    unreadable: list[OSError] = []
    others: Counter[str] = Counter()
    is_empty = True
    for place, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(each for each in names if not each.startswith(".")):
            path = Path(place, name)
            if not name.lower().endswith(tuple(endings)):
                others[path.suffix] += 1
            elif path.is_file() or not path.exists():  # a broken link is told about, a pipe is left alone
                is_empty = False
                yield path.as_posix()
    for error in unreadable:
        yield Failure(f"{error.filename}: {error.strerror}")
    if is_empty and not unreadable:
        advice = "no files in it or its subfolders"
        if others:
            pattern = Path(folder, f"*{others.most_common(1)[0][0]}").as_posix()
            advice += f" end in {' or '.join(endings)}; for others give a pattern, such as '{pattern}'"
        yield Failure(f"{folder}: {advice}")


def advise(name: str) -> str:
    """What to do about a name that nothing has."""
    path = Path(name)
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    try:
        near = get_close_matches(path.name, os.listdir(path.parent), 1, CLOSE)
    except OSError:
        near = []
    return f"did you mean {path.with_name(near[0])}?" if near else "look for it with ls, or name its folder"
