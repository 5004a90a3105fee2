"""Is somebody spoken to by a name? "Come here, Ada." – but not "Ada has come."

In: a text and the place of a name in speech. Out: yes or no.
Never says whose name it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from quotekit.languages.people import People

REACH: Final = 24  # code points before a name that are looked at
_BEHIND: Final = re.compile(r"\s*[,!?.;…\"”’»_—–-]")


def is_address(text: str, start: int, end: int, people: People) -> bool:
    """Does a name in speech stand alone between commas or at an edge, as one that is called does?"""
    leads = _before(people.groups["before-address"])
    return _BEHIND.match(text, end) is not None and leads.search(text[max(0, start - REACH) : start]) is not None


@cache
def _before(words: frozenset[str]) -> re.Pattern[str]:
    lead = rf"(?:(?<![^\W_])(?:{'|'.join(sorted(words))})[,!]?\s+)+"
    return re.compile(rf"(?:(?:^|[\"“‘'«(_,!?.;…—–-])\s*|{lead})(?:{lead})?$", re.I)
