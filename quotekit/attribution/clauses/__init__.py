"""What is said without marks: every proposal, with its rule and its features.

In: a View, the decisions on its passages, the rules. Out: ClauseCandidates in groups by cue.
Never weighs and never chooses (that is `quotekit.attribution.clauses.choose`).
"""

from __future__ import annotations

from quotekit.attribution.clauses.book import ClauseBook, clause_book
from quotekit.attribution.clauses.features import describe
from quotekit.attribution.clauses.measures import Surroundings
from quotekit.attribution.clauses.proposal import ClauseCandidate, Verdict, verdict_of
from quotekit.attribution.clauses.propose import propose_clauses
from quotekit.attribution.clauses.sources import source_range

__all__ = [
    "ClauseBook",
    "ClauseCandidate",
    "Surroundings",
    "Verdict",
    "clause_book",
    "describe",
    "propose_clauses",
    "source_range",
    "verdict_of",
]
