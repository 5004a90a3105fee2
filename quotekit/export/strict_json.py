"""JSON as the standard has it: what Python's reader lets through, or stops at with an error of its own, is refused.

In: text or bytes of one JSON value. Out: the value, or an `InputError` that says what is wrong.
Never raises anything else, whatever it is given.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from quotekit.errors import InputError


def parse(words: str | bytes) -> Any:
    """The value that a JSON text holds.

    Beside broken JSON, refused are what only some readers take: NaN and Infinity, a key that stands
    twice in an object, nesting of thousands of brackets, integers of thousands of digits.

    Raises:
        InputError: says at which column it breaks; and at which line, if that is not the first.
    """
    try:
        return json.loads(words, parse_constant=_refuse_constant, object_pairs_hook=_object)
    except InputError:
        raise
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 ({error.reason} at byte {error.start} of the line)") from error
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise InputError(f"broken JSON ({error.msg.removesuffix(' at')} at {line}column {error.colno})") from error
    except RecursionError as error:
        raise InputError("broken JSON (nested too deeply)") from error
    except ValueError as error:  # Python converts no integers of thousands of digits
        raise InputError("broken JSON (a number of thousands of digits)") from error


def _refuse_constant(name: str) -> NoReturn:
    raise InputError(f"broken JSON ({name} is no value of JSON: write null)")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in found if keys.count(key) > 1)
        raise InputError(f"the key {twice[:40]!r} stands twice in an object: leave one of them out")
    return found
