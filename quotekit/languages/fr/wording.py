"""How French words names and descriptions.

In: nothing. Out: WORDING.
Never looks at a text.
"""

from __future__ import annotations

import re
from typing import Final

from quotekit.languages.wording import Wording

_DETERMINER: Final = (
    r"(?:l[ea]s?\s|l[’']|une?\s|des?\s|son\s|sa\s|ses\s|leurs?\s|mon\s|ma\s|mes\s|notre\s|votre\s|l[’']un des\s"
    r"|ancien(?:ne)?\s|ex-)"
)

WORDING: Final = Wording(
    leading=("de la", "de", "du", "des", "van der", "van den", "van", "von", "ben", "ibn", "di", "da"),
    inner=("de la", "de", "du", "des", "la", "le", "les", "van de", "von dem", "ben"),
    glued=("al", "el"),
    elided=r"L[’']|[CDJMNST][’'][a-zà-ÿ]"
    r"|[^\W\d_]+-(?:je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|les?|la|lui|leur|en|y)(?![\w-])",
    dotted=frozenset(("m", "mm", "mme", "mlle", "dr", "pr", "me", "st", "ste", "mgr")),
    joining=re.compile(r"[ \u00a0\n](?:de|du|des|de la|de l[’']|d[’']|pour|sur|et|en)[ \u00a0\n]?"),
    joining_many="et",
    has_small_titles=True,
    joins_given=True,
    surname_is_first=True,
    opener=re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{2,}(?:ant|ment)"),
    # Participles, adverbs and imperatives: « Enveloppée d'un châle, … », « Dévotement », « Songez ».
    lone_opener=re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{2,}(?:ant|ment|ées?|és|ez|ons|-(?:vous|moi|toi|nous|les?|en|y))+"),
    joiner=" et ",
    conjunction=re.compile(r",?\s(?:et|&)\s"),
    short_name=re.compile(r"\s?\((?:l[ea]s?\s|l[’'])?([«\"“‘']?)"),
    described=re.compile(
        r"(?:\s*\([^)]{1,24}\))?\s*(?:,\s+(?:\d{1,3} ans,\s+)?"
        r"(?:qui\s+(?:est|était|fut|a été)\s+)?"
        r"|\s+(?:est|était|fut|devient|reste)\s+(?=une?\s|l[ea]s?\s|l[’']))"
        r"(?P<chunk>[^,.;:()«»“”\"—\n]{2,100})(?P<end>[,.;:()«»“”\"—\n]|$)"
    ),
    opens_description=re.compile(_DETERMINER, re.I),
    ends_description=re.compile(
        r"\s(?:de|du|des|pour|à|au|aux|en|dans|sur|qui|que|dont|chez|par|depuis|et|avec)\b|\sd[’']|\s(?=[A-ZÀ-Þ])"
    ),
    age=re.compile(r",?\s\(?(\d{1,3})(?: ans)(?=[,.;)])"),
    aged=re.compile(r"\b(\d{1,3}) ans\b"),
    owned=re.compile(r"^(?:son|sa|ses|leurs?|mon|ma|mes|notre|nos|votre|vos)\b", re.I),
    placed=re.compile(r"\b(?:à|en|dans|de|près de|vers|chez|pour)\s$", re.I),
    label_end=re.compile(
        r"\s*[,;:(«»“”\"—–].*$|\s+(?:qui|que|dont|où|quand|après|avant|tandis|lorsque|parce)\b.*$", re.S
    ),
    # What a nameless speaker is called keeps its article and its owner: « sa mère » is somebody, « mère » nobody.
    called=frozenset(("nommé", "nommée", "appelé", "appelée", "dénommé", "dénommée")),
    byline=frozenset(("par",)),
    addressing=re.compile(
        r"(?:^|[«“\"(_]\s*|[,!?.;—–-]\s*(?:(?:mon|ma|cher|chère|pauvre|oh|ah|non|oui|eh bien|mais|ô)\s+)*"
        r"|\b(?:mon|ma|cher|chère|oh|ah|non|oui)\s)$",
        re.I,
    ),
    role_behind=re.compile(r",\s+(?:\d+ ans,\s+)?(?:(?:une?|les?|la)\s+|l[’'])?([^,;:()«»“”\"]+)"),
    no_role=re.compile(
        r"(?:qui|que|dont|où|quand|et|ou|mais|\d|en|dans|de|du|des|pour|à|au|aux|avec|sur)\b|d[’']", re.I
    ),
    role_opener=re.compile(r"^(?:(?:une?|les?|la|son|sa|ses|leurs?|mon|ma|mes|notre|nos|votre|vos)\s+|l[’'])", re.I),
)
