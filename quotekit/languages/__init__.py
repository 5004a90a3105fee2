"""Languages: their words, rules, repairs and weights, as data; a folder each.

In: the code of a language. Out: its `Language`, loaded when first asked for.
Never looks at a text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Final

from attrs import evolve

from quotekit.errors import LanguageError
from quotekit.languages.language import Language
from quotekit.languages.lexicon import OwnCues
from quotekit.languages.rule import Rule

__all__ = ["DEFAULT_RULES", "LANGUAGES", "Language", "known_languages", "load_language"]

# By code, the package that holds it. Languages of other people's packages come by the entry point group
# `quotekit_languages`: it = "quotekit_it", a package with a LANGUAGE in it. A shipped one goes first.
LANGUAGES: Final[Mapping[str, str]] = {"en": "quotekit.languages.en", "fr": "quotekit.languages.fr"}
ENTRY_POINTS: Final = "quotekit_languages"


def known_languages() -> dict[str, str]:
    """The package of every language that can be read, by its code: shipped ones, and those of other packages."""
    return {**{found.name: found.value for found in entry_points(group=ENTRY_POINTS)}, **LANGUAGES}


@lru_cache(maxsize=32)
def load_language(code: str = "en", cues: OwnCues = ()) -> Language:
    """The language with this code.

    Args:
        code: ISO 639 code, such as "en".
        cues: Cue words of the user's, as `own_cues` gives them.

    Raises:
        LanguageError: if there is none; the message names those that are there.
        CueError: if a cue is to be like a verb that is not in the lexicon.
    """
    package = LANGUAGES.get(code) or known_languages().get(code)
    if package is None:
        known = ", ".join(sorted(known_languages()))
        raise LanguageError(f"quotekit does not read the language {code!r}; it reads {known}")
    language: Language = import_module(package).LANGUAGE
    if not cues:
        return language
    made = evolve(language, cues=cues)
    made.lexicon  # noqa: B018  # so that a wrong cue is an error here and not in the middle of a text
    return made


DEFAULT_RULES: Final[tuple[Rule, ...]] = load_language("en").rules
