"""How right are attributions: readers of annotated corpora, measures, and what is wrong.

In: a corpus and predictions for its texts. Out: documents, scores, mistakes.
Never finds an attribution; what is judged comes from `predictions` or from a file.
"""

from __future__ import annotations

from quotekit.evaluation.mistakes import Mistake, find_mistakes
from quotekit.evaluation.predictions import to_document
from quotekit.evaluation.readers import read_gold
from quotekit.evaluation.records import Annotation, Document
from quotekit.evaluation.scores import Score, Scores, score

__all__ = ["Annotation", "Document", "Mistake", "Score", "Scores", "find_mistakes", "read_gold", "score", "to_document"]
