"""Which spaCy pipeline reads the text: how it is found, loaded and checked.

In: the name or folder of a pipeline, or nothing. Out: a loaded pipeline that can tag and parse.
Never downloads anything, and never changes a pipeline that the user loaded.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from quotekit.errors import LanguageError, ModelNotFoundError, ModelWarning, ParseMissingError
from quotekit.languages import LANGUAGES, Language, load_language
from quotekit.languages.language import Models
from quotekit.reading.backends import Backend, set_backend
from quotekit.reading.loading import load_pipeline
from quotekit.reading.locks import Lock, open_properties
from quotekit.reading.wordforms import index_lemmas, word_forms

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

# The pipeline that quotekit depends on and is measured with.
BUNDLED = load_language().models.bundled
_HOLDS = {"TAG": "part-of-speech tags", "DEP": "dependency parse"}
_NOT_MEASURED = (
    "confidence was not measured with the spaCy pipeline {0}: the weights were fitted on the parses of {1}, so take "
    "probabilities for an order, or fit your own (CONTRIBUTING.md)"
)
_ADDS = {"TAG": '"tagger"', "DEP": '"parser"'}


def find_model(name: str | Path | None = None, language: Language | None = None) -> str:
    """The name of the spaCy pipeline to load: the one asked for, or the one that all was measured with.

    Args:
        name: Name of an installed pipeline package, or the folder of a saved pipeline. With
            None, the one that the weights were fitted with; where that is not installed, the next of
            the language that is, and is made for this spaCy.
        language: The language to read; English unless given.

    Raises:
        ModelNotFoundError: if there is none; the message holds the command that installs it.
    """
    known = (language or load_language()).models
    if name is not None:
        if _meta(str(name)) is not None or (Path(name) / "meta.json").is_file():
            return str(name)
        raise ModelNotFoundError(_not_found(str(name), known))
    for candidate in known.preferred:
        meta = _meta(candidate)
        if meta is not None and _is_compatible(meta):
            return candidate
    raise ModelNotFoundError(_not_found(None, known))


def load(name: str | Path | None = None, *, backend: Backend | None = None, language: str = "en") -> Pipeline:
    """A spaCy pipeline with the quotekit component at its end: call it, or use its `pipe`.

    Each call loads afresh (half a second for a small model), so that adding components to one
    pipeline changes no other; only word vectors are held once. The component reads the text of each Doc
    itself, with the same model, so that `nlp(text)._.extraction` is what `extract(text)` gives; the rest of
    the pipeline makes the tokens.
    A component that is to take the parse of the Doc as it is: ``nlp.add_pipe("quotekit")`` of spaCy.

    Args:
        name: Name of an installed pipeline package, or the folder of a saved pipeline. With
            None, the one that all was measured with.
        backend: What multiplies matrices: "blis" (spaCy's choice), "numpy", or "auto" for the
            faster of the two here. None: as the environment variable QUOTEKIT_BACKEND says,
            else "auto".
        language: Code of the language to read, such as "en".

    Raises:
        ModelNotFoundError: if it is not installed; the message holds the command that installs it.
        ParseMissingError: if the pipeline does not tag and parse.
        ValueError: for another backend.
    """
    known = load_language(language)
    found = find_model(name, known)
    nlp = _load(found, known.code, backend)
    if "quotekit" not in nlp.pipe_names:
        nlp.add_pipe("quotekit", config={"language": language, "reader": found})
    return nlp


def reader(name: str | Path | None = None, language: Language | None = None) -> Pipeline:
    """The pipeline that `quotekit.extract` reads plain text with; loaded once per name.

    It belongs to quotekit alone: whoever parses with it holds `PARSING`.
    """
    with _LOADING.held():  # two threads that ask at once would load it twice
        code = (language or load_language()).code
        return _reader(_found(name, code), code)


@functools.cache
def _found(name: str | Path | None, code: str) -> str:
    return find_model(name, load_language(code))  # reads files; asked for every text


@functools.cache
def _reader(found: str, code: str) -> Pipeline:
    nlp = _load(found, code)
    try:
        from quotekit.reading.plain_words import spare_plain_words
    except (ImportError, AttributeError):  # a Python to come may read expressions elsewhere: the tokenizer stays slower
        return nlp
    spare_plain_words(nlp.tokenizer)
    return nlp


def _forget_readers() -> None:
    """Load the pipelines afresh when they are needed: one was in use when this process was forked."""
    _reader.cache_clear()
    word_forms.cache_clear()


_LOADING: Final = Lock()
open_properties(Language)
# spaCy's memory zones change the vocabulary as a whole, so only one thread may be in one.
PARSING: Final = Lock(_forget_readers)


def _load(found: str, code: str, backend: Backend | None = None) -> Pipeline:
    from spacy.about import __version__

    try:
        nlp = load_pipeline(found)
    except (ImportError, ValueError, OSError) as error:
        raise ModelNotFoundError(
            f"the spaCy pipeline {found!r} is there but does not load with spaCy {__version__}: {error}"
        ) from error
    set_backend(nlp, backend)
    index_lemmas(nlp)
    check_pipeline(nlp, load_language(code))
    return nlp


def check_pipeline(nlp: Pipeline, language: Language) -> None:
    """See that a pipeline reads the language, tags and parses; warn of entities or figures that it lacks.

    Raises:
        LanguageError: if it is of another language.
        ParseMissingError: if it neither tags nor parses.
    """
    _check_language(nlp.lang, language, f"the spaCy pipeline {nlp.lang}_{nlp.meta.get('name', 'pipeline')}")
    others = [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory == "quotekit"]
    with nlp.select_pipes(disable=others):
        probe = nlp(language.models.probe)
    missing = _missing_annotations(probe)
    if missing:
        lacks = " and no ".join(_HOLDS[key] for key in missing)
        needs = " and ".join(_ADDS[key] for key in missing)
        raise ParseMissingError(
            f"the spaCy pipeline {nlp.lang}_{nlp.meta.get('name', 'pipeline')} gives no {lacks}: it has "
            f"{', '.join(nlp.pipe_names) or 'no components'}; add {needs}, or use a whole pipeline such "
            f"as {language.models.bundled}"
        )
    mine = f"{nlp.lang}_{nlp.meta.get('name', 'pipeline')}"
    if language.is_weighed and not language.models.is_measured(mine):
        warnings.warn(_NOT_MEASURED.format(mine, language.models.bundled), ModelWarning, stacklevel=3)
    if not probe.has_annotation("ENT_IOB"):
        warnings.warn(
            "this spaCy pipeline has no entity recogniser: speakers will have names but no types",
            stacklevel=3,
        )


def _check_language(code: str | None, language: Language, what: str) -> None:
    """Raise `LanguageError` if something is of another language; "" and "xx" are no language."""
    if code not in (None, "", "xx", language.code):
        raise LanguageError(
            f"{what} is of the language {code!r}, and quotekit was asked to read {language.name}: "
            + (f'give language="{code}"' if code in LANGUAGES else f"quotekit reads {', '.join(sorted(LANGUAGES))}")
        )


def check_doc(doc: Doc, language: Language) -> None:
    """See that a Doc is of the language, and parsed.

    Raises:
        LanguageError: if it is of another language.
        ParseMissingError: if it has words, and lacks tags or a dependency parse.
    """
    _check_language(doc.lang_, language, "the Doc")
    missing = _missing_annotations(doc)
    if missing:
        raise ParseMissingError(
            f"the Doc has no {' and no '.join(_HOLDS[key] for key in missing)}: run it through "
            f"{' and '.join(_ADDS[key] for key in missing)} first (nlp = spacy.load(...); doc = nlp(text)), "
            "or give quotekit the text, doc.text"
        )


def _missing_annotations(doc: Doc) -> list[str]:
    """Which of TAG and DEP a Doc lacks; none where it has no words."""
    if not any(not token.is_space for token in doc):
        return []
    return [key for key in _HOLDS if not doc.has_annotation(key)]


def _meta(name: str) -> dict[str, Any] | None:
    """The meta.json of an installed pipeline package, or None. Runs none of its code.

    The name alone proves nothing: PyPI holds packages called like spaCy's models that are not.
    """
    if not name.isidentifier():
        return None
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "meta.json"
        if path.is_file():
            meta: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return meta
    return None


def _is_compatible(meta: dict[str, Any]) -> bool:
    from spacy.about import __version__
    from spacy.util import is_compatible_version

    return is_compatible_version(__version__, meta.get("spacy_version", "")) is not False


def _not_found(name: str | None, known: Models) -> str:
    bundled = f'{sys.executable} -m pip install "{known.pin}"'
    if name is None:
        return f"no spaCy pipeline for this language is installed; install one with: {bundled}"
    if name == known.bundled:
        return f"the spaCy pipeline {name} is not installed; install it with: {bundled}"
    if name in known.preferred:
        return (
            f"the spaCy pipeline {name} is not installed; install it with: "
            f"{sys.executable} -m spacy download {name} (quotekit itself never downloads)"
        )
    installed = [each for each in known.preferred if _meta(each) is not None]
    return f"there is no spaCy pipeline {name!r}: neither an installed package nor a folder with a meta.json; " + (
        f"installed: {', '.join(installed)}" if installed else f"install one with: {bundled}"
    )
