"""What stands in the place of a rule's name where no rule decided, as data.

In: nothing. Out: the names, with a sentence each.
Never proposes anything: these are no rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NO_SOURCE: Final = "no-source"
BY_HAND: Final = "by-hand"
PASSAGE: Final = "passage"  # these two in alternatives only
NOBODY: Final = "nobody"
LABELLED: Final = "labelled-words"  # with decider="encoder" only
DIALOGUE_TURN: Final = "dialogue-turn"  # these three in stories
ADDRESSED: Final = "addressed"
BEAT: Final = "beat"

STAND_INS: Final[Mapping[str, str]] = {
    NO_SOURCE: "No rule: somebody says these words, and nothing in the text tells who.",
    BY_HAND: "No rule: a person added this by hand.",
    PASSAGE: "No rule of its own: the words between the marks alone, without the rest of the clause.",
    NOBODY: "No rule: nobody says these words.",
    LABELLED: "No rule: the encoder takes these words, which no rule proposed, for what somebody says.",
    DIALOGUE_TURN: "No rule of its own: in a story people take turns; whoever fits best between those around.",
    ADDRESSED: "No rule of its own: in a story whoever is spoken to by name in the turn beside it.",
    BEAT: "No rule of its own: in a story whoever acts right beside the words.",
}
