"""English datelines, elided letters and words of layout.

In: nothing. Out: ELISIONS and LAYOUT.
Never looks at a text.
"""

from __future__ import annotations

import re
from typing import Final

from quotekit.languages.layout import Elisions, Layout

ELISIONS: Final = Elisions(
    start=re.compile(
        r"""(?:tis|tisn|twas|twasn|twere|twill|twould|twixt|tween|em|er|ere|n|nd|til|cause|cos|coz|cuz|bout|neath
        |gainst|mongst|nother|nuff|nuf|fraid|scuse|spose|kay|ya|ave|ee|un|uns|e|ome|ouse|ead|alf|ell|elp|ard
        |igh|appen|ullo|\d\ds?)(?![^\W_])|(?:d|s|ll|re|ve|m|t)(?=\s)""",
        re.IGNORECASE | re.VERBOSE,
    ),
    end=re.compile(
        r"""(?:[^\W\d_]in|\b(?:o|th|an|ol|wi|nothin|n|t|a|i|po|mo|fo|lil|gon|goin|bes|jus|mus|las|fas|ha|hae|gi
        |tha|yo|\d{1,3}))$""",
        re.IGNORECASE | re.VERBOSE,
    ),
)
_PERSON: Final = r"(?:M[RS]|MRS|MISS|DR|M[rs]|Mrs|Miss|Dr)\.?[ \t]+[A-Z][\w.'’-]*(?: [A-Z][\w'’-]+){0,2}"
LAYOUT: Final = Layout(
    # "PORTO, May 3 (Agency) — ", "NEW YORK — ": a place in capitals, what follows it, a dash. Or any place and a date
    # with its year: "Porto, Portugal – May 3, 2024 – ".
    dateline=re.compile(
        r"(?:[A-ZÀ-Þ][\w.'’-]+(?:,? [A-ZÀ-Þ][\w.'’-]+){0,4}[ ,–—-]{1,3}[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}"
        r"|[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3}"
        r"(?:, [A-ZÀ-Þ][\w.]{1,12}(?: [\w.]{1,12})?){0,2}(?:,? \d{1,2}(?: [A-Z][a-z]{2,8}\.?(?: \d{4})?)?)?"
        r"(?:,? \d{4})?)"
        r"(?: ?\([^()]{1,40}\)| ?/[^/\n]{1,40}/)? ?(?:--?|[–—―])[ \u00a0]?(?=[\w“\"'‘«])"
    ),
    # "date 2024-05-03 ", "Updated: 2024-05-03 - ": the stamp that scrapers leave before the first words.
    stamp=re.compile(
        r"(?:(?:date|dated|published|updated|posted)(?: on)?:? )?\d{4}-\d{2}-\d{2}(?:T[\d:]+Z?)?"
        r"[ ,:|–—-]+(?=\w|[“\"'])",
        re.IGNORECASE,
    ),
    questions_heading=re.compile(r"\bFAQs?\b|\bfrequently asked\b", re.IGNORECASE),
    kicker=re.compile(
        r"^[ \t]*(?:EXCLUSIVE|OPINION|ANALYSIS|COMMENT|EDITORIAL|BREAKING(?: NEWS)?|WATCH(?: LIVE)?|LIVE|VIDEO|PHOTOS?"
        r"|INTERVIEW|FEATURE|REVIEW|SPECIAL REPORT|EXPLAINER|ALERT|URGENT|UPDATED?(?: \d+)?|CORRECTED|READ(?: MORE)?"
        r"|Exclusive|Opinion|Analysis|Editorial|Breaking(?: news)?|Watch(?: live)?|Read more):[ \t]+(?=\S)",
        re.MULTILINE,
    ),
    boilerplate=re.compile(
        r"^[ \t]*(?:(?:(?:Story|Stories|Text|Words|Reporting|Video|Editing|Illustrations?|Graphics?|Pictures|Images"
        r"|Photography)(?= by|: ?[A-Z][\w.'’-]+ [A-Z])"
        r"|Photo(?:s|graph)?|Image|Picture|Credit|Share(?: this)?|Related|Read more|Sign up|Tags|Topics)"
        r"(?: by| credit| courtesy of)?:[^\n“\"]{1,100}|(?:Advertisement|ADVERTISEMENT|Read more|Share"
        r"|Follow us[^\n“\"]{0,60}|Share this[^\n“\"]{0,60}|Sign up for [^\n“\"]{1,80}"
        r"|Related (?:articles|stories|topics)))[ \t]*$",
        re.MULTILINE,
    ),
    open_ends=frozenset(
        "a an the of to in on at by for from with and or but that as than into his her its their our my your said says"
        " told asked added mr mrs ms dr mr. mrs. ms. dr. sen. gov. rep.".split()
    ),
    # "BY MS. VANCE:", "(By Ms. Vance)"
    examiner=re.compile(rf"\(?(?:BY|By)[ \t]+({_PERSON})\)?:?"),
    asker=re.compile(rf"\((?:BY|By|by)[ \t]+({_PERSON})\):?[ \t]*"),
    question=frozenset({"q", "question"}),
    answer=frozenset({"a", "answer"}),
)
