"""Loads spaCy pipelines: nothing twice that one process needs once.

In: the name or folder of a pipeline. Out: the pipeline.
Never changes what a pipeline answers.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

# Components that change no tag, head, lemma or entity (or that merge tokens, which moves offsets).
_UNNEEDED: Final = (
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
_EMPTY: Final = "quotekit.empty_tokenizer"
_USUAL: Final = {"@tokenizers": "spacy.Tokenizer.v1"}
_IS_USUAL: Final = re.compile(  # in lines of its own, or in one
    r'^(?:\[nlp\.tokenizer\]\s+@tokenizers = |tokenizer = \{"@tokenizers": ?)"spacy\.Tokenizer\.v1"\}?\s*$',
    re.MULTILINE,
)
_loaded: WeakValueDictionary[str, Pipeline] = WeakValueDictionary()


def load_pipeline(found: str) -> Pipeline:
    """A pipeline of its own, with the components that quotekit reads.

    Three things are not done twice. spaCy makes the exceptions of the tokenizer from the code of the language
    before it reads them from the folder, which is a quarter of the loading; it goes through what all installed packages
    register for each of some 200 names, which is another; and the word vectors, which are most of a large model,
    are those of the pipeline of the same name that is already there, if one is.

    Args:
        found: Name of an installed package, or a folder.
    """
    import spacy

    usual = any(map(_IS_USUAL.search, _configs(found)))
    with _registered_once():
        nlp = spacy.load(found, exclude=list(_UNNEEDED), config=_with_tokenizer(_empty()) if usual else {})
    if usual:
        nlp.config["nlp"]["tokenizer"] = dict(_USUAL)  # what `to_disk` writes
    other = _loaded.get(found)
    if other is not None and other.vocab.vectors.shape == nlp.vocab.vectors.shape:
        nlp.vocab.vectors = other.vocab.vectors
    _loaded[found] = nlp
    return nlp


class _Registered:
    """What installed packages register, as `importlib.metadata` gives it, each group looked for once."""

    def __init__(self, found: Any) -> None:
        self.select = cache(found.select)


@contextmanager
def _registered_once() -> Iterator[None]:
    """Have spaCy ask for each group of registered functions once; where that cannot be done, as often as it likes."""
    catalogue: Any = importlib.import_module("catalogue")  # which spaCy keeps its functions in
    found = getattr(catalogue, "AVAILABLE_ENTRY_POINTS", None)
    if isinstance(found, _Registered) or not hasattr(found, "select"):
        yield
        return
    catalogue.AVAILABLE_ENTRY_POINTS = _Registered(found)
    try:
        yield
    finally:
        catalogue.AVAILABLE_ENTRY_POINTS = found


def _with_tokenizer(name: str) -> dict[str, Any]:
    return {"nlp": {"tokenizer": {"@tokenizers": name}}}


def _empty() -> str:
    """The name by which spaCy finds a tokenizer that knows nothing until its file is read."""
    from spacy.util import registry

    tokenizers: Any = importlib.import_module("spacy.tokenizer")  # compiled, without types

    def make(nlp: Pipeline) -> Any:
        return tokenizers.Tokenizer(nlp.vocab)

    if not registry.has("tokenizers", _EMPTY):
        registry.tokenizers(_EMPTY, func=lambda: make)
    return _EMPTY


def _configs(found: str) -> Iterator[str]:
    """The configuration of a pipeline, as text; none where it is not found."""
    folders = [Path(found)]
    if found.isidentifier() and (spec := importlib.util.find_spec(found)) is not None:
        folders += map(Path, spec.submodule_search_locations or [])
    for folder in folders:
        for path in (*folder.glob("config.cfg"), *folder.glob("*/config.cfg")):
            yield path.read_text(encoding="utf8")
