"""The spaCy pipeline that reads: the user's own, checked, or quotekit's.

In: Options. Out: a pipeline.
Never runs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from quotekit.pipeline.options import Options
from quotekit.reading import models

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

_checked: WeakKeyDictionary[Pipeline, tuple[str, ...]] = WeakKeyDictionary()


def is_ours(options: Options) -> bool:
    """Is the pipeline quotekit's own, and not one that the user made?"""
    return options.nlp is None or isinstance(options.nlp, str)


def pipeline_of(options: Options) -> Pipeline:
    """The pipeline that parses plain text. Raises as `extract` does."""
    nlp = options.nlp
    if nlp is None or isinstance(nlp, str):
        return models.reader(nlp, options.known)
    names = tuple(nlp.pipe_names)
    if _checked.get(nlp) != names:  # a component may have come or gone since
        models.check_pipeline(nlp, options.known)
        _checked[nlp] = names
    return nlp
