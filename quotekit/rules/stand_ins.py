"""What stands in the place of a rule's name where no rule decided, as data.

In: nothing. Out: the names, with a sentence each.
Never proposes anything: these are no rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NO_SOURCE: Final = "no-source"
BY_HAND: Final = "by-hand"

STAND_INS: Final[Mapping[str, str]] = {
    NO_SOURCE: "No rule: somebody says these words, and nothing in the text tells who.",
    BY_HAND: "No rule: a person added this by hand.",
}
