"""Every way to a speaker, by the name that `Attribution.resolved_by` gives it.

In: the sieves for names and for mentions, and what is no sieve. Out: a sentence for each.
Never resolves anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from quotekit.speakers import resolve
from quotekit.speakers.cast import STEPS
from quotekit.speakers.names.sieves import NAME_SIEVES
from quotekit.speakers.sieves import DEFAULT_SIEVES
from quotekit.speakers.walk import Way

DIALOGUE: Final = Way("dialogue", "In a story: whoever fits best, by all the turns of the conversation.")

WAYS: Final[Mapping[str, str]] = {
    **{each.name: each.sentence for each in STEPS},
    **{each.name: each.sentence for each in NAME_SIEVES},
    **{each.name: each.sentence for each in DEFAULT_SIEVES},
    **{each.name: each.sentence for each in resolve.WAYS},
    **{each.name: each.sentence for each in (DIALOGUE,)},
}
