"""French datelines, elided letters and words of layout.

In: nothing. Out: ELISIONS and LAYOUT.
Never looks at a text.
"""

from __future__ import annotations

import re
from typing import Final

from quotekit.languages.layout import Elisions, Layout

ELISIONS: Final = Elisions(
    # Behind a single mark: nothing is left out at the beginning of a French word.
    end=re.compile(r"(?:\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|\d{1,3}))$", re.IGNORECASE),
)
LAYOUT: Final = Layout(
    # "BREST, 3 mai (Agence) — ", "LYON — "
    dateline=re.compile(
        r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3}"
        r"(?:,? (?:le )?\d{1,2}(?:er)? [a-zéû]{3,9}(?: \d{4})?)?"
        r"(?: \([^()]{1,40}\))? ?(?:--?|[–—―])[ \u00a0]?(?=[\w“\"'‘«])"
    ),
    stamp=re.compile(
        r"(?:(?:date|publié|mis à jour|modifié)(?: le)? ?:? )?\d{4}-\d{2}-\d{2}(?:T[\d:]+Z?)?[ ,:|–—-]+(?=\w|[“\"'«])",
        re.IGNORECASE,
    ),
    closing=re.compile(r"[?!,…] ?[\"”’'»]+\s+(?=(\S+(?:\s+\S+){0,3}))"),
    firm_sentences=True,
    questions_heading=re.compile(r"\bFAQ\b|\bfoire aux questions\b", re.IGNORECASE),
    question=frozenset({"q", "question"}),
    answer=frozenset({"r", "réponse"}),
    # The simple past, in forms that nothing else has.
    told_tense=re.compile(
        r"\b(?:fut|furent|firent|eut|eurent|fit|vint|vinrent|tint|tinrent|prit|prirent|mit|mirent|put|purent|dut"
        r"|durent|voulut|voulurent|sut|surent|crut|parut|connut|reçut|répondit|sentit|rendit|sortit|partit"
        r"|\w{3,20}(?:èrent|irent|urent|âmes)|\w{2,20}îmes)\b",
        re.IGNORECASE,
    ),
)
