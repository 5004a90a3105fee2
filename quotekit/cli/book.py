"""Whole books: the chapters of an e-book as one text, as a reader sees it, without tags.

In: inputs of a command. Out: the same, each book one text, called by its file.
Never keeps offsets into the file: a character of chapter 9 is to be known from chapter 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from quotekit.reading.layout.markup import Markup, read_markup
from quotekit.reading.layout.offsets import apply
from quotekit.records import Failure

if TYPE_CHECKING:
    from quotekit.batch.lines import Input

ENDING = ".epub"


def whole_books(inputs: Iterable[Input], markup: Markup = "auto") -> Iterator[Input]:
    """Chapters of one e-book joined with an empty line between them; other texts one by one.

    A chapter that could not be read stays a failure of its own.
    """
    for book, chapters in groupby(inputs, key=lambda each: _book_of(each[1])):
        if not book:
            yield from ((text if isinstance(text, Failure) else plain(text, markup), id) for text, id in chapters)
            continue
        texts: list[str] = []
        for text, id in chapters:
            if isinstance(text, Failure):
                yield text, id
            else:
                texts.append(plain(text, markup).strip())
        yield "\n\n".join(texts), book


def plain(text: str, markup: Markup) -> str:
    """A text without its tags, with the characters that its entities stand for."""
    return apply(text, read_markup(text, markup))[0]


def _book_of(id: str) -> str:
    """The e-book that a chapter belongs to, or ""."""
    book, _, _ = id.rpartition("#")
    return book if book.lower().endswith(ENDING) else ""
