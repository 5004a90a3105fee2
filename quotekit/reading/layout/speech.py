"""Speech whose marks are missing, or are dashes: the marks that it would have are put in.

In: a text and its paragraphs. Out: edits that make plain quotation marks of what stands for them.
Never marks anything without a frame of speech that says so, but for the other dashes of a dialogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from quotekit.languages import Language
from quotekit.reading.layout.frames import frame_end
from quotekit.reading.layout.offsets import Edit

Paragraph = tuple[int, int]
_DASH: Final = re.compile(r"(?:[—–―]|--|-)[ \t\u00a0]*(?=[^\s—–―-])")
_PAUSE: Final = re.compile(r"[,!?…]|\.{3}|\s(?=[—–―]\s?[^\W\d_])")
_SPACED_DASH: Final = re.compile(r"\s*[—–―]\s?")
_GOES_ON: Final = re.compile(r"(?:[.,]?\s?[—–―][.,]?|,)\s*")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_ENDED: Final = re.compile(r"[.!?…,]$")
# Each begins with the mark, so that the scan between marks runs in C.
_GLUED_CLOSE: Final = re.compile(
    r"[”»](?<=[^\s(\[{].)(?=[^\W_])|\"(?<=[,.!?…]\")(?=[^\W_])|[”\"],(?=[^\W\d_])", re.DOTALL
)
_GLUED_DASH: Final = re.compile(r"[”\"](?<=[,.!?…].)(?=[—–―][ \t]?[^\W\d_a-z])")
_GLUED_OPEN: Final = re.compile(r"[,:.!?](?=[“«])(?<=[^\W_].)|[,:](?=\"[^\W_])(?<=[^\W_].)")
_GLUED_WORD: Final = re.compile(r"[“\"](?<=[^\W\d_]{2}.)(?=[^\W\d_])")  # said"No."
_OPENS: Final = ("“", '"', "«", "„")
_DOUBLE: Final = re.compile(r"[“”\"«»„]")
_ADJACENT: Final = re.compile(r"(?<=[.!?…—–-][”\"])\s+(?=[“\"]\S)")
_LEAST_DASHES: Final = 0.5  # share of the paragraphs behind a dash that end as sentences do


def space_marks(text: str) -> Iterator[Edit]:
    """Edits that put a space between a mark and the word that it is glued to."""
    for match in _GLUED_CLOSE.finditer(text):
        at = match.end()
        if match[0] == '"' and not _closes(text, match.start()):
            at = match.start()
        yield Edit(at, at, " ")
    for match in _GLUED_WORD.finditer(text):
        opens = "„" not in text if match[0] == "“" else not _closes(text, match.start())
        if opens:
            yield Edit(match.start(), match.start(), " ")
    for pattern in (_GLUED_DASH, _GLUED_OPEN):
        for match in pattern.finditer(text):
            yield Edit(match.end(), match.end(), " ")


def _closes(text: str, at: int) -> bool:
    """Is the typewriter mark at `at` the second of a pair in its line?"""
    return text.count('"', text.rfind("\n", 0, at) + 1, at) % 2 == 1


def close_passages(text: str, paragraphs: Sequence[Paragraph], language: Language) -> Iterator[Edit]:
    """Edits that close a passage before its frame: “It is too late, said Tobias."""
    for start, end in paragraphs:
        if not text.startswith(_OPENS, start) or _DOUBLE.search(text, start + 1, end):
            continue
        for match in _PAUSE.finditer(text, start + 1, end):
            stop = frame_end(text, match.end(), end, language) if match.end() < end else None
            if stop is not None and stop >= end - 1:
                yield Edit(match.end(), match.end(), {"“": "”", "«": "»", "„": "“"}.get(text[start], '"'))
                break


def mark_dashes(
    text: str, paragraphs: Sequence[Paragraph], language: Language, *, is_speech: bool = False
) -> Iterator[Edit]:
    """Edits that mark what follows a dash at the start of a paragraph, if this is how the text marks speech.

    Args:
        text: The text.
        paragraphs: Its paragraphs.
        language: What is known about its language.
        is_speech: Is everything in the text speech, as in subtitles?
    """
    dashed = [(match, end) for start, end in paragraphs if (match := _DASH.match(text, start, end))]
    if not dashed or any(_DOUBLE.search(text, match.end(), end) for match, end in dashed):
        return
    frames = {match.end(): list(inner_frames(text, match.end(), end, language)) for match, end in dashed}
    if not is_speech and not _are_spoken(text, dashed, sum(map(bool, frames.values()))):
        return
    for match, end in dashed:
        yield Edit(match.start(), match.end(), "“")
        yield from _around_frames(text, match.end(), end, frames[match.end()], language)


def _are_spoken(text: str, dashed: Sequence[tuple[re.Match[str], int]], framed: int) -> bool:
    """Are paragraphs behind a dash speech: has one a frame, and do they end as sentences do?

    Of those behind a hyphen most need a frame: a list may have an item in which somebody says something.
    """
    ended = sum(_ENDED.search(text[match.end() : end]) is not None for match, end in dashed)
    hyphens = sum(match[0].startswith("-") and not match[0].startswith("--") for match, _ in dashed)
    return framed > 0 and ended >= _LEAST_DASHES * len(dashed) and framed >= _LEAST_DASHES * hyphens


def _around_frames(
    text: str, begin: int, end: int, frames: Sequence[tuple[int, int]], language: Language
) -> Iterator[Edit]:
    """Edits that close the words of a paragraph before each frame and open them again behind it."""
    for at, stop in frames:
        yield Edit(at, at, "”")
        begin = _resumes(text, stop, end, language)
        if begin >= end:
            return
        yield Edit(begin, begin, "“")
    if begin < end:
        yield Edit(end, end, "”")


def _resumes(text: str, stop: int, end: int, language: Language) -> int:
    """Where the words go on behind a frame: behind a comma or a dash, and not behind a stop, which ends them."""
    match = _GOES_ON.match(text, stop, end)
    if match is None or (match[0].strip() == "," and _is_told(text, match.end(), end, language)):
        return end
    return match.end()


def _is_told(text: str, start: int, end: int, language: Language) -> bool:
    """Does what follows a frame go on with it: "said Piet, and sat down", "said Piet, turning away"?"""
    words: list[str] = [*_WORDS.findall(text, start, end)[:2], "", ""]
    first, second = words[0].casefold(), words[1].casefold()
    people = language.people
    if first in people.groups["and"]:
        return second not in people.pronouns and second not in people.groups["definite"] | people.groups["indefinite"]
    return first.endswith(tuple(people.groups["participle-ending"]))


def inner_frames(text: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int]]:
    """Where words of a dialogue stop for a frame, and where the frame ends; what follows a stop is told."""
    at = start
    while match := _PAUSE.search(text, at, end):
        begin = match.end()
        dash = _SPACED_DASH.match(text, begin, end)
        stop = frame_end(text, dash.end() if dash else begin, end, language) if begin < end else None
        if stop is not None and (stop == end or text[stop] in ",.—–―"):
            yield (match.start() if match[0].isspace() else begin), stop
            at = stop + 1
        else:
            at = begin


def part_turns(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, parted where one passage ends and another begins with nothing between: another one speaks."""
    parted: list[Paragraph] = []
    for start, end in paragraphs:
        for match in _ADJACENT.finditer(text, start, end):
            if text[match.end()] != '"' or text.count('"', start, match.start()) % 2 == 0:
                parted.append((start, match.start()))
                start = match.end()
        parted.append((start, end))
    return parted
