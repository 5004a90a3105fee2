"""Checking by hand: a sample to look at, and what the verdicts of people on it say.

In: results; verdict files that people saved from the review page. Out: a sample; precision and agreement; gold.
Never decides what is right: people do.
"""

from __future__ import annotations

from quotekit.evaluation.sampling.agreement import Agreement, Share, agree, precision_by
from quotekit.evaluation.sampling.gold import gold_of, overrides_of
from quotekit.evaluation.sampling.sample import STRATA, Sampled, sample
from quotekit.evaluation.sampling.verdicts import Verdict, read_verdicts

__all__ = [
    "STRATA",
    "Agreement",
    "Sampled",
    "Share",
    "Verdict",
    "agree",
    "gold_of",
    "overrides_of",
    "precision_by",
    "read_verdicts",
    "sample",
]
