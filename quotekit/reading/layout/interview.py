"""Interviews that set their questions in bold and name nobody: each question and each answer gets a label.

In: a text and its lines. Out: edits that put a letter before them, as in "Q: …", and the labels. The letters stand for
nothing in the text as given. Never touches a list of frequent questions: an answer says "I", as people do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from attrs import frozen

from quotekit.languages import Language
from quotekit.reading.label import TurnLabel
from quotekit.reading.layout.lines import Line
from quotekit.reading.layout.offsets import Edit, shift
from quotekit.reading.layout.turns import NO_TURNS, Turns

_BOLD_PARAGRAPH: Final = re.compile(r"<p\b[^<>]*>\s*<(b|strong)>(?=[^<>]{4,400}</\1>\s*(?:</p>|<br))", re.IGNORECASE)
_BOLD_END: Final = re.compile(r"</(?:b|strong)>", re.IGNORECASE)
_QUESTION: Final = re.compile(r"(\*\*|__|''')(?P<words>[^*_\n]{4,400}?)\1(?P<gap>[ \t]*)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST: Final = 2  # questions
_ASKED: Final = 0.6  # share of the lines in bold that end in a question mark
_SPOKEN: Final = 0.5  # share of the answers in which an "I" speaks
_ASKS, _ANSWERS = "Q: ", "A: "


@frozen
class _Exchange:
    """A question in bold, where its words begin and end, and the answer below it or behind it."""

    start: int
    words: tuple[int, int]
    end: int
    answer: tuple[int, int]


def mark_bold_questions(text: str) -> Iterator[Edit]:
    """Edits that write paragraphs of HTML in bold with the signs of Markdown."""
    for match in _BOLD_PARAGRAPH.finditer(text):
        end = _BOLD_END.search(text, match.end())
        if end is not None:
            yield Edit(match.end() - len(match[1]) - 2, match.end(), "**")
            yield Edit(end.start(), end.end(), "**")


def read_interview(text: str, lines: Sequence[Line], language: Language) -> tuple[list[Edit], Turns]:
    """The edits for an interview with questions in bold, and its turns in the text behind them; neither elsewhere."""
    if "**" not in text and "__" not in text and "'''" not in text:
        return [], NO_TURNS
    exchanges = list(_exchanges(text, lines))
    asked = sum(text[each.words[1] - 1] == "?" for each in exchanges)
    if asked < max(_LEAST, _ASKED * len(exchanges)) or not _are_spoken(text, exchanges, language):
        return [], NO_TURNS
    edits: list[Edit] = []
    for each in exchanges:
        edits.append(Edit(each.start, each.words[0], _ASKS))
        edits.append(Edit(each.words[1], each.end))
        edits.append(Edit(each.end, each.answer[0], f"\n\n{_ANSWERS}"))
    labels = []
    for each in exchanges:
        asks, answers = shift(each.words[0], edits), shift(each.answer[0], edits)
        labels.append(_label(asks - len(_ASKS), asks, "question"))
        labels.append(_label(answers - len(_ANSWERS), answers, "answer"))
    return edits, Turns(labels=tuple(labels), goes_on=True)


def _label(start: int, words: int, kind: Literal["question", "answer"]) -> TurnLabel:
    """A label that names nobody: it has no letter in the text as given."""
    return TurnLabel(start, start, words, kind, kind)


def _exchanges(text: str, lines: Sequence[Line]) -> Iterator[_Exchange]:
    """The lines that open in bold, each with what stands behind the bold words or in the next line."""
    bold = [_QUESTION.match(text, line.start, line.end) for line in lines]
    for n, (match, line) in enumerate(zip(bold, lines, strict=True)):
        if match is None or not match["words"].strip():
            continue
        is_split = match.end() < line.end
        if is_split and match["words"].rstrip()[-1] != "?":
            continue  # a label, or stress
        if not is_split and (n + 1 == len(lines) or bold[n + 1] is not None):
            continue
        answer = (match.end(), line.end) if is_split else (lines[n + 1].start, lines[n + 1].end)
        yield _Exchange(line.start, match.span("words"), match.end(), answer)


def _are_spoken(text: str, exchanges: Sequence[_Exchange], language: Language) -> bool:
    """Do the answers come from somebody who says "I", and does no heading say that nobody asked?"""
    if language.layout.questions_heading.search(text):
        return False
    own = {form for form, each in language.people.pronouns.items() if (each.person, each.number) == ("1", "s")}
    spoken = (not own.isdisjoint(word.casefold() for word in _WORD.findall(text, *each.answer)) for each in exchanges)
    return sum(spoken) >= _SPOKEN * len(exchanges)
