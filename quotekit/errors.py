"""Every error quotekit raises on purpose; each message says what to do next.

In: nothing. Out: exception types, and how to install what is missing.
Never raised for what a text says: any text is fine.
"""

from __future__ import annotations

from typing import Any, Final

from quotekit.old_names import renamed


class QuotekitError(Exception):
    """Base of every error that quotekit raises on purpose."""


class ModelNotFoundError(QuotekitError, OSError):
    """No usable spaCy pipeline is installed under the name asked for."""


class EncoderNotFoundError(QuotekitError, ImportError):
    """The encoder was asked for, and its weights or what runs them are not installed, or do not fit."""


class ParseMissingError(QuotekitError, ValueError):
    """A Doc or pipeline lacks an annotation that the rules read (tags, parse)."""


class LanguageError(QuotekitError, ValueError):
    """A language that quotekit does not read was asked for, or a Doc is of another one."""


class LanguageWarning(UserWarning):
    """A text is plainly not in the language that it is read as."""


class ModelWarning(UserWarning):
    """A pipeline reads that the weights were not fitted with, so that no confidence was measured with it."""


class InputError(QuotekitError, ValueError):
    """An input could not be read: a missing file, bytes that are not UTF-8, broken JSON."""


class CueError(QuotekitError, ValueError):
    """A cue word of the user's cannot be used as given."""


class RuleError(QuotekitError, ValueError):
    """A rule, or the name of one, is not usable as given."""


def install(extra: str) -> str:
    """How to install what an extra needs, from the index or from a clone."""
    return f"python -m pip install 'quotekit-nlp[{extra}]' (in a clone of the repository: '.[{extra}]')"


OLD: Final = {"ModelNotFound": ModelNotFoundError, "ParseMissing": ParseMissingError}


def __getattr__(name: str) -> Any:
    return renamed(__name__, name, OLD)
