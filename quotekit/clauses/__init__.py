"""What is said without marks: every proposal, with its rule and its features.

In: a View, the decisions on its passages, the rules. Out: ClauseCandidates in groups by cue.
Never weighs and never chooses (that is `quotekit.selection`).
"""

from __future__ import annotations

from quotekit.clauses.book import ClauseBook, clause_book
from quotekit.clauses.clause import ClauseCandidate, Verdict, verdict_of
from quotekit.clauses.features import describe
from quotekit.clauses.measures import Surroundings
from quotekit.clauses.proposals import propose_clauses
from quotekit.clauses.sources import source_range

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
