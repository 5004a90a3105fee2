"""Words without marks that are announced with a colon, as a statement or a letter is set into an article.

In: a text and its paragraphs. Out: edits that put the marks around them.
Never marks a list, a turn of a transcript, or anything in a paragraph with marks of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from quotekit.languages import Language
from quotekit.reading.label import is_name, read_label
from quotekit.reading.layout.frames import reporting_forms
from quotekit.reading.layout.offsets import Edit

Paragraph = tuple[int, int]
REACH: Final = 3  # words between the verb and the colon: "wrote on Monday:"
_MANY: Final = 2  # sentences that go on behind "saying:"; of one, the parse says where it ends
_FEWEST: Final = 5  # words of a statement; fewer are an item of a list
_DOUBLE: Final = re.compile(r"[“”\"«»„]")
_LAST: Final = re.compile(r"[^.!?\n]*:$")  # the sentence that ends in the colon
_ITEM: Final = re.compile(r"(?:[-*•·–—>#|]|\(?(?:\d{1,3}|[a-zA-Z])[.)])")
_SENTENCE: Final = re.compile(r"[.!?;…][)\]*_’']*$")
_STOP: Final = re.compile(r"[.!?](?=\s|$)")
_HEADLINE: Final = re.compile(r"(?P<words>[^.!?:“”\"«»„\n]{12,110}?) (?:-|–|—|--) (?P<who>[a-z][a-z' ’]{2,40})")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SIGNED: Final = re.compile(
    r"(?:—|–|―|--)[ \t]*(?P<name>[^\W\d_][\w.'’-]*(?:[ \t]+[^\W\d_][\w.'’-]*){0,5})(?:,[^\n]{0,80})?"
)


def mark_announced(text: str, paragraphs: Sequence[Paragraph], language: Language) -> Iterator[Edit]:
    """Edits that mark the paragraph behind "The statement read:", or behind a colon and before "— Jo Day".

    The rest of a paragraph is marked behind "saying:", where it is several sentences.
    """
    for start, end in paragraphs:
        if (colon := text.find(": ", start, end)) > 0 and _leads_to_rest(text, start, colon, end, language):
            yield Edit(colon + 2, colon + 2, "“")
            yield Edit(end, end, "”")
    if ":\n" not in text and ":\r" not in text:
        return
    for before, (start, end), behind in zip(paragraphs, paragraphs[1:], [*paragraphs[2:], None], strict=False):
        if text[before[1] - 1] != ":" or not _is_statement(text, start, end, language):
            continue
        signature = _signature(text, *behind, language) if behind else None
        if signature is None and not _is_announced(text, *before, language):
            continue
        yield Edit(start, start, "“")
        if signature is None:
            yield Edit(end, end, "”")
        else:  # “…” — Jo Day
            yield Edit(end, signature.start("name"), "” — ")
            yield Edit(signature.end("name"), signature.end(), is_furniture=True)


def mark_headline(text: str, paragraphs: Sequence[Paragraph], language: Language) -> Iterator[Edit]:
    """Edits that mark what a headline gives as somebody's words behind a dash: "Bridge to open in May - mayor"."""
    if not paragraphs:
        return
    start, end = paragraphs[0]
    match = _HEADLINE.fullmatch(text, start, end)
    if match is None or len(_WORD.findall(match["words"])) < _FEWEST - 1:
        return
    people = language.people
    noun = language.forms.singular(match["who"].rpartition(" ")[2])
    if noun in people.roles or noun in people.bodies:
        yield Edit(start, start, "“")
        yield Edit(match.end("words"), match.start("who"), "” — ")


def _leads_to_rest(text: str, start: int, colon: int, end: int, language: Language) -> bool:
    """Does a verb that reports stand before the colon, and do several sentences follow, in which none does?"""
    verb = _WORD.findall(text, max(start, colon - 20), colon)[-1:]
    forms = reporting_forms(language)
    return (
        bool(verb)
        and verb[0] in forms
        and text[colon + 2 : colon + 3].isupper()
        and len(_STOP.findall(text, colon, end)) >= _MANY
        and _DOUBLE.search(text, start, end) is None
        and _SENTENCE.search(text, max(colon, end - 6), end) is not None
        and forms.isdisjoint(word.casefold() for word in _WORD.findall(text, colon, end))
        and read_label(text, start, end, language) is None
    )


def _is_announced(text: str, start: int, end: int, language: Language) -> bool:
    """Does a verb that reports stand right before the colon that ends `text[start:end]`?"""
    last = _LAST.search(text, start, end)
    words = _WORD.findall(text, last.start() if last else start, end)
    forms = reporting_forms(language) | language.people.groups["writing"]
    if len(words) < 2 or words[0].casefold() in forms:  # "Read the full rant here:" asks the reader
        return False
    return not forms.isdisjoint(word.casefold() for word in words[-REACH:])


def _is_statement(text: str, start: int, end: int, language: Language) -> bool:
    """Is it a paragraph of sentences, without marks, a label or a bullet?"""
    return (
        not text[start].islower()
        and _SENTENCE.search(text, max(start, end - 6), end) is not None
        and _ITEM.match(text, start, end) is None
        and _DOUBLE.search(text, start, end) is None
        and len(_WORD.findall(text, start, min(end, start + 400))) >= _FEWEST
        and read_label(text, start, end, language) is None
    )


def _signature(text: str, start: int, end: int, language: Language) -> re.Match[str] | None:
    """A dash and a name, if they are all that the paragraph is."""
    match = _SIGNED.fullmatch(text, start, end)
    return match if match is not None and is_name(match["name"].rstrip("."), language) else None
