"""Texts in batches: as many as are asked for, and no more than memory bears.

In: an iterable of items. Out: lists of them, lazily, in order.
Never reads a text, and never loses what came before an error of the user's generator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

_BATCH_CHARS: Final = 500_000  # code points; a batch of novels is one novel


def batches_of(pairs: Iterable[tuple[Any, Any]], size: int) -> Iterator[list[tuple[Any, Any]]]:
    """Pairs of a text or what stands for one and its context, so many at once."""
    batch: list[tuple[Any, Any]] = []
    chars = 0
    try:
        for text, context in pairs:
            length = len(text) if isinstance(text, str) else 0
            if batch and length >= _BATCH_CHARS:  # alone, so that what is long can be cut into parts
                yield batch
                batch, chars = [], 0
            batch.append((text, context))
            chars += length
            if len(batch) == size or chars >= _BATCH_CHARS:
                yield batch
                batch, chars = [], 0
    except Exception:  # of the user's generator, or at an item that is no text: what came before is answered first
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def are_long(batches: Iterator[list[Any]], least: int) -> tuple[bool, Iterator[list[Any]]]:
    """Do batches hold more than so many code points in all? And the same batches, from the first one on."""
    seen: list[list[Any]] = []
    chars = 0

    def again() -> Iterator[list[Any]]:
        while seen:
            yield seen.pop(0)
        if broken is not None:
            raise broken
        yield from batches

    broken: Exception | None = None
    try:
        while chars <= least and (batch := next(batches, None)) is not None:
            seen.append(batch)
            chars += sum(len(item) for item in batch if isinstance(item, str))
    except Exception as error:  # of the user's generator: what came before is answered first
        broken = error
    return chars > least, again()
