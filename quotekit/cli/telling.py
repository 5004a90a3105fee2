"""Messages on standard error: one line each, whatever stands in the names, keys and values that they quote.

In: words, some of them somebody else's. Out: a line. Never a code that a terminal obeys.
"""

from __future__ import annotations

import re
import sys
from typing import IO, Final

# Control codes, ends of lines, what turns the direction of writing round, and what UTF-8 cannot say.
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def tell(message: str, errors: IO[str] | None = None) -> None:
    """Print a message on standard error, or where else errors go."""
    print("quotekit:", one_line(message), file=errors or sys.stderr)


def one_line(words: str) -> str:
    """The words with codes that a terminal obeys as escapes, such as ``\\x1b`` and ``\\n``."""
    return _UNSAFE.sub(lambda found: found[0].encode("unicode_escape", "backslashreplace").decode(), words.strip())
