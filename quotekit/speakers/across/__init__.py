"""Speakers across texts: which speakers of many texts are one person, by rules that say why.

In: results of many texts, or their flat rows. Out: a `speaker_id` for each speaker of each text.
Never guesses: a surname that fits two people alike stays apart, and people can override every answer.
"""

from __future__ import annotations

from quotekit.speakers.across.corrected import correct_names
from quotekit.speakers.across.forms import Form, forms_of
from quotekit.speakers.across.link import link_forms, link_speakers
from quotekit.speakers.across.linked import Link, LinkedSpeaker, LinkedSpeakers
from quotekit.speakers.across.overrides import Override, read_overrides
from quotekit.speakers.across.rules import LINK_RULES
from quotekit.speakers.across.unused import find_unused

__all__ = [
    "LINK_RULES",
    "Form",
    "Link",
    "LinkedSpeaker",
    "LinkedSpeakers",
    "Override",
    "correct_names",
    "find_unused",
    "forms_of",
    "link_forms",
    "link_speakers",
    "read_overrides",
]
