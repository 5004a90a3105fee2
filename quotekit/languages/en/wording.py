"""How English words names and descriptions.

In: nothing. Out: WORDING.
Never looks at a text.
"""

from __future__ import annotations

import re
from typing import Final

from quotekit.languages.wording import Wording

_CAPITAL: Final = r"(?-i:[^\W\d_a-z])[\w.-]*"
_DETERMINER: Final = (
    r"(?:the|a|an|his|her|their|its|my|our|your|one of the|one of|another|then|now"
    rf"|(?:{_CAPITAL}\s){{0,3}}{_CAPITAL}[’']s?)"
)
_LEADING: Final = ("de la", "van der", "van den", "von der", "de", "van", "von", "bin", "ibn", "del", "della")
_LEADING_MORE: Final = (
    "di",
    "du",
    "dos",
    "do",
    "bint",
    "binti",
    "binte",
    "ben",
    "de[’']",
    "dell[’']",
    "zu",
    "zum",
    "ní",
    "ap",
)
_INNER: Final = ("de las", "de los", "van de", "von dem", "abu", "da", "das", "la", "le", "den", "der", "ter", "ten")
_INNER_MORE: Final = ("af", "y", "e")

WORDING: Final = Wording(
    leading=(*_LEADING, *_LEADING_MORE, "ní", "ap"),
    inner=(*_INNER, *_INNER_MORE),
    glued=("al", "el", "as", "ash", "ad", "an", "ar", "at", "d", "l", "ul", "ad", "az", "abd"),
    elided=r"[^\W_]+n[’']t\b",
    dotted=frozenset(("jr", "sr", "st", "mt", "co", "inc", "ltd", "corp")),
    joining=re.compile(r"[ \u00a0\n](?:of|for|of the|for the|on|to|against|and)[ \u00a0\n]"),
    joining_many="and",
    behind=re.compile(r"(?:[QK]C|M[SE]?P|[OCM]BE|Esq|PhD)\.?"),
    party=re.compile(r"[DRI]-[A-Z][\w.]*|[DRI]"),
    compound=re.compile(r"-(?:based|born|area|backed|led)$"),
    opener=re.compile(r"[A-Z][a-z]{2,}(?:ing|ed|ly)"),
    joiner=" and ",
    conjunction=re.compile(r",?\s(?:and|&)\s"),
    short_name=re.compile(r"\s?\((?:the\s|or\s)?([\"“‘']?)"),
    described=re.compile(
        r"(?:\s*\([^)]{1,24}\))?\s*(?:,\s+(?:aged?\s+)?(?:\d{1,3},\s+)?"
        r"(?:who\s+(?:is|was|has been|had been|served as|serves as|works as|had served as)\s+)?"
        r"|\s+(?:is|was|became|remains|served as|serves as|works as)\s+(?=an?\s|the\s))"
        r"(?P<chunk>[^,.;:()“”\"—\n]{2,100})(?P<end>[,.;:()“”\"—\n]|$)"
    ),
    opens_description=re.compile(rf"{_DETERMINER}\s", re.I),
    ends_description=re.compile(
        r"\s(?:of|for|at|in|on|who|that|which|from|with|to|since|by|whose|under|during|and|turned|but)\b"
    ),
    seat=re.compile(r"\s(?:of|from)\s((?:[^\W\d_a-z][\w.’'-]*\s?){1,3})"),
    employer=re.compile(
        r"\s(?:of|for|at|with)\s(?:the\s)?((?:[^\W\d_a-z][\w.’'&-]*)(?:\s[^\W\d_a-z][\w.’'&-]*){0,4}|[a-z-]+)(?=$|[\s,.;])"
    ),
    age=re.compile(r",?\s\(?(?:aged?\s)?(\d{1,3})(?=[,.;)])"),
    aged=re.compile(r"\b(\d{1,3})-year-old\b", re.I),
    party_behind=re.compile(r",?\s*\(?\s*([DR])(?:-[A-Z]|,\s?[A-Z]|\))"),
    parties={"D": "democrat", "R": "republican"},
    owned=re.compile(r"^(?:his|her|their|my|our|your)\b|[’']s?\s", re.I),
    timed=re.compile(
        r"\b(?:in|since|until|till|by|of|last|this|next|early|mid|late|for|during|before|after|on|each|every|\d+)[ -]$",
        re.I,
    ),
    placed=re.compile(r"\b(?:in|into|from|at|near|through|towards?)\s$", re.I),
    label_end=re.compile(
        r"\s*[,;:(“”\"—–].*$|\s+(?:who|whom|whose|which|that|where|when|after|before|while|because)\b.*$", re.S
    ),
    label_start=re.compile(r"^(?:the|a|an|this|that|these|those|his|her|its|their|my|our|your)\s+", re.I),
    possessive=re.compile(r"(?:[’']s|(?<=s)[’'])$"),
    itself=re.compile(r"(?:self|selves)$"),
    vague=re.compile(r"(?<!wo)(?<=\w)man$"),
    crowd=("ese", "sh", "ch", "ss", "s"),
    order={"the former": 0, "the latter": 1},
    called=frozenset(("named", "called")),
    byline=frozenset(("by",)),
    addressing=re.compile(
        r"(?:^|[“\"‘'(_]\s*|[,!?.;—-]\s*(?:(?:my|dear|poor|oh|ah|no|yes|well|but|o)\s+)*"
        r"|\b(?:my|dear|oh|ah|no|yes|well)\s)$",
        re.I,
    ),
    role_behind=re.compile(r",\s+(?:\d+,\s+)?(?:now\s+)?(?:(?:an?|the)\s+)?([^,;:()“”\"]+)"),
    no_role=re.compile(r"(?:who|whom|whose|which|where|when|and|or|but|\d|in|of|for|from|an?d)\b", re.I),
    role_opener=re.compile(r"^(?:the|an?|his|her|their|its|our|my)\s+", re.I),
)
