"""Is a quotation in its source: word for word, altered, or not at all; and does the source name the same speaker?

In: quotations (a person's, a draft's, a language model's) and the texts they are said to come from.
Out: verdicts with the place in the source and a word diff.
Never judges what a quotation means: words that say the same in other words are absent.

It lives in `evaluation` because it passes verdicts on words that somebody else wrote down, as measuring
against gold does, and because it asks the pipeline, one room below, who speaks in the source.
"""

from __future__ import annotations

from quotekit.evaluation.verification.document import verify_document
from quotekit.evaluation.verification.records import Change, Verification
from quotekit.evaluation.verification.sources import Sources
from quotekit.evaluation.verification.verify import verify

__all__ = ["Change", "Sources", "Verification", "verify", "verify_document"]
