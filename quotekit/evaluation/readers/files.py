"""What the readers share: files, and whether offsets lie on the words they should.

In: paths, ranges. Out: texts, checked ranges; InputErrors that name file and line.
Never changes more of a text than its line ends: the corpora count one character for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from quotekit.errors import InputError
from quotekit.evaluation.ranges import Ranges

Tell = Callable[[str], None]


def read_text(path: Path) -> str:
    """A file in UTF-8; a line end of Windows counts as one character, as in the corpora's own readers.

    Raises:
        InputError: it is not there, or not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that are not empty, with their numbers from 1."""
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            yield number, line


def ranges_within(ranges: Iterable[Sequence[int]], text: str | None, where: str) -> Ranges:
    """Ranges as tuples, in the order given.

    Raises:
        InputError: one of them is not a pair of offsets into the text.
    """
    out = []
    for pair in ranges:
        if len(pair) != 2 or not all(type(each) is int for each in pair):
            raise InputError(f"{where}: a range is two whole numbers, not {pair!r}")
        start, end = pair
        if not 0 <= start <= end or (text is not None and end > len(text)):
            size = "" if text is None else f" of {len(text)} characters"
            raise InputError(f"{where}: the range {start} to {end} lies outside the text{size}")
        out.append((start, end))
    return tuple(out)


def words(text: str) -> str:
    """A text without what corpora change when they copy it out: white space."""
    return "".join(text.split())


def letters(text: str) -> str:
    """The letters and digits of a text alone."""
    return "".join(filter(str.isalnum, text))
