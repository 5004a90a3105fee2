"""Formats that results are written in, one module each.

In: results, each with the identifier of its text. Out: text in the format, as it comes.
Never holds a second idea of the records.
"""

from __future__ import annotations

from collections.abc import Iterable

from quotekit.records import Extraction, Failure

Result = Extraction | Failure
Item = tuple[Result, str]
Items = Iterable[Item]
