"""Turns that a dash opens, and frames inside of what is said: « — Non, dit-il, jamais. »

In: a text, its paragraphs, the passages between marks, the language. Out: passages, dash turns among
them, cut where the narrator speaks. Never takes the items of a list for turns.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from attrs import evolve

from quotekit.languages import Language
from quotekit.records import Quotation, Span

Piece = tuple[int, int]
_FEWEST: Final = 2  # lines with a dash that look like talk, where no frame shows that they are
_FEWEST_STORIES: Final = 3  # paragraphs of a story inside marks in which somebody speaks
_DASH: Final = re.compile(r"(?P<mark>[—–―]|--?)[ \t\u00a0\u202f]*(?=[^\s—–―-])")
_NEXT: Final = re.compile(r"(?<=[.!?…:»])\s+(?=[—–―][\s\u00a0\u202f]+[^\s\d_a-zà-ÿ])")
_TALK: Final = re.compile(r"[?!]|…$|\.\.\.$")
_WORD: Final = re.compile(r"[^\W_]")
_LOOSE: Final = " \t\n\u00a0\u202f"


def add_turns(
    text: str, paragraphs: Sequence[Piece], quotations: Sequence[Quotation], language: Language
) -> tuple[Quotation, ...]:
    """The passages of a text with its dash turns, none of them holding a frame.

    Args:
        text: The text.
        paragraphs: Their start and end code points, in order.
        quotations: The passages between marks, in order of start.
        language: What is known about its language; one without frames changes nothing.
    """
    if language.inner_frames is None:
        return tuple(quotations)
    turns = list(_turns(text, paragraphs, quotations, language))
    held = [(turn.start, turn.end) for turn in turns]
    inside = [each for each in quotations if not any(start <= each.start < end for start, end in held)]
    nested = [
        evolve(each, depth=each.depth + 1)
        for each in quotations
        if any(start <= each.start and each.end <= end for start, end in held)
    ]
    kept = _without_stories(text, inside, {start for start, _ in held})
    cut = [_cut(text, each, language) for each in (*kept, *turns)]
    return tuple(sorted((*cut, *nested), key=lambda each: (each.start, -each.end)))


def _without_stories(text: str, quotations: Sequence[Quotation], turns: Collection[int]) -> Iterator[Quotation]:
    """The passages without the story that somebody tells around them over several paragraphs.

    Inside marks such a story opens every paragraph with one, and what is said in it has marks of the
    same kind: who speaks in it matters more than who tells it. What a dash turn answers (`turns` has
    where they start) is no such story: « Souffrez-vous ?¶— Oh ! oui. », with one pair of marks around both.
    """
    starts = {each.start for each in quotations}

    def behind(each: Quotation) -> int:
        return each.end + len(text[each.end : each.end + 3]) - len(text[each.end : each.end + 3].lstrip())

    loose = [each for each in quotations if not each.is_closed and not each.depth]
    is_story = sum(behind(each) in starts for each in loose) >= _FEWEST_STORIES
    for each in quotations:
        if each not in loose or not is_story or (len(each.spans) == 1 and behind(each) in turns):
            yield each


def _turns(
    text: str, paragraphs: Sequence[Piece], quotations: Sequence[Quotation], language: Language
) -> Iterator[Quotation]:
    opened = [(n, match) for n, (start, end) in enumerate(paragraphs) if (match := _DASH.match(text, start, end))]
    if not opened or not _is_talk(text, paragraphs, opened, language):
        return
    starts = {each.start for each in quotations}
    for number, match in opened:
        end = _close(text, match.end(), paragraphs[number][1])
        if match.end() in starts and text[match.end()] in '«“"':
            continue  # « — "So" »: the marks say it all
        first = match.start()
        for gap in _NEXT.finditer(text, first, end):
            yield from _turn(text, first, gap.start())
            first = gap.end()
        yield from _turn(text, first, end)


def _turn(text: str, start: int, end: int) -> Iterator[Quotation]:
    match = _DASH.match(text, start, end)
    if match is None or not _WORD.search(text, match.end(), end):
        return
    span, inner = Span.of(text, start, end), Span.of(text, match.end(), end)
    yield Quotation(spans=(span,), inners=(inner,), marks=(match["mark"], ""), is_closed=True)


def _close(text: str, start: int, end: int) -> int:
    """The end of a turn: behind a closing mark that nothing in it opened, or that of its paragraph."""
    depth = 0
    for at in range(start, end):
        if text[at] == "«":
            depth += 1
        elif text[at] == "»":
            if not depth:
                return at + 1
            depth -= 1
    return end


def _is_talk(
    text: str, paragraphs: Sequence[Piece], opened: Sequence[tuple[int, re.Match[str]]], language: Language
) -> bool:
    """Do dashes open turns in this text, and not the items of lists?"""
    find, talk = language.inner_frames, 0
    assert find is not None
    for number, match in opened:
        start, end = match.end(), paragraphs[number][1]
        is_hyphen = match["mark"].startswith("-")
        if next(find(text, start, end, language.lexicon, is_turn=True), None) is not None:
            return True
        before = text[slice(*paragraphs[number - 1])].rstrip() if number else ""
        if before.endswith(":") and not is_hyphen and text[start].isupper():
            talk += 1
        talk += _TALK.search(text, start, end) is not None
    return talk >= _FEWEST or (talk == 1 == len(opened))


def _cut(text: str, quotation: Quotation, language: Language) -> Quotation:
    """The passage in pieces, without the frames in it."""
    find = language.inner_frames
    if quotation.depth or find is None:
        return quotation
    spans: list[Span] = []
    inners: list[Span] = []
    is_turn = not quotation.is_marked
    for span, inner in zip(quotation.spans, quotation.inners, strict=True):
        frames = list(find(text, inner.start, inner.end, language.lexicon, is_turn=is_turn))
        edges = [inner.start, *(edge for frame in frames for edge in frame), inner.end]
        pieces = [_tight(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
        kept = [(n, piece) for n, piece in enumerate(pieces) if _WORD.search(text, *piece)]
        if len(frames) == 0 or not kept:
            spans.append(span)
            inners.append(inner)
            continue
        for n, (start, end) in kept:
            inners.append(Span.of(text, start, end))
            first = span.start if n == 0 else start
            last = span.end if n == len(pieces) - 1 else end
            spans.append(Span.of(text, first, last))
    return evolve(quotation, spans=tuple(spans), inners=tuple(inners))


def _tight(text: str, start: int, end: int) -> Piece:
    while start < end and text[start] in _LOOSE + "—–":
        start += 1
    while end > start and text[end - 1] in _LOOSE + "—–":
        end -= 1
    return start, end
