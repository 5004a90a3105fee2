"""Corpora: from one article to millions, in Arrow batches and Parquet parts.

In: Arrow record batches, or one file of texts. Out: flat rows, one an attribution, none lost.
Never schedules anything itself: processes, Daft, Ray and Spark do.
"""

from __future__ import annotations

from quotekit.batch.corpus import extract_corpus
from quotekit.batch.engines import ENGINES
from quotekit.batch.extractor import BatchExtractor
from quotekit.batch.folder import Counts

__all__ = ["ENGINES", "BatchExtractor", "Counts", "extract_corpus"]
