"""Frames inside the marks: “I saw nothing, he said, and I repeat it.”

In: a text and its paragraphs. Out: edits that close the passage before the frame and open it behind.
Never touches a text that has its frames outside of the marks, unless "I" inside shows that another one speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from quotekit.languages import Language
from quotekit.reading.layout.frames import frame_end
from quotekit.reading.layout.offsets import Edit
from quotekit.reading.layout.speech import inner_frames

Paragraph = tuple[int, int]
_PASSAGE: Final = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")
_SPACE: Final = re.compile(r"[\s,.—–―]*")


def part_passages(text: str, paragraphs: Sequence[Paragraph], language: Language) -> Iterator[Edit]:
    """Edits that put the frames in passages that fill their paragraph outside of the marks."""
    passages = [match for start, end in paragraphs if (match := _PASSAGE.fullmatch(text, start, end))]
    framed = [(match, list(inner_frames(text, match.start() + 1, match.end() - 1, language))) for match in passages]
    if not any(frames for _, frames in framed):
        return
    is_style = not _has_outer_frames(text, paragraphs, language)
    for match, frames in framed:
        if is_style or _is_first_person(match[0], frames, match.start(), language):
            yield from _edits(text, match, frames)


def _has_outer_frames(text: str, paragraphs: Sequence[Paragraph], language: Language) -> bool:
    return any(
        frame_end(text, match.end(), end, language) is not None
        for start, end in paragraphs
        for match in _PASSAGE.finditer(text, start, end)
        if match.end() < end
    )


def _is_first_person(words: str, frames: Sequence[tuple[int, int]], start: int, language: Language) -> bool:
    """Does the passage say "I", and its frame not?"""
    forms = {p.form for p in language.people.pronouns.values() if (p.person, p.number) == ("1", "s")}
    inside = [words[at - start : stop - start] for at, stop in frames]
    said = words
    for frame in inside:
        said = said.replace(frame, " ")
    return not _says(" ".join(inside), forms) and _says(said, forms)


def _says(words: str, forms: set[str]) -> bool:
    return not forms.isdisjoint(re.findall(r"[^\W\d_]+", words.casefold()))


def _edits(text: str, match: re.Match[str], frames: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    opening, closing = match[0][0], match[0][-1]
    last = match.end() - 1
    for at, stop in frames:
        behind = _SPACE.match(text, stop, last)
        begin = behind.end() if behind else stop
        yield Edit(at, at, closing)
        if begin < last:
            yield Edit(begin, begin, opening)
        else:
            yield Edit(last, match.end(), "")
