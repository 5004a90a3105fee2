"""Turns of transcripts as they are laid out: every label becomes a name, a colon and the words.

In: a text. Out: edits that take clocks, numbers, brackets and bullets from labels and put those that fill a
line of their own before the words; and where the labels then stand. Never edits a text that has no turns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve, frozen

from quotekit.languages import Language
from quotekit.reading.label import Kind, TurnLabel, read_label
from quotekit.reading.layout.heads import FURNITURE, RULE_LINE, Form, Head, read_head
from quotekit.reading.layout.lines import Line
from quotekit.reading.layout.offsets import Edit
from quotekit.reading.layout.own_lines import has_partner, own_lines, words_lines
from quotekit.reading.paragraphs import MAX_WIDTH
from quotekit.reading.turn_labels import is_spoken, read_labels

_CLOCK: Final = re.compile(r"\d:\d\d")
_ITEM: Final = re.compile(r"\d{1,3}[.)][ \t]+(?=\D)")  # "12. NADIA: …"
_CLOCK_FIRST: Final = re.compile(r"\W{0,2}\d{1,2}:\d\d")


@frozen
class Turns:
    """The turns of a text that shows them by more than a name and a colon.

    Attributes:
        edits: What makes a name and a colon of every label.
        labels: The labels, in the text as it was before the edits.
        goes_on: Do the words of a turn go on behind a blank line?
        is_stamped: Does every line of speech begin with a clock?
    """

    edits: tuple[Edit, ...] = ()
    labels: tuple[TurnLabel, ...] = ()
    goes_on: bool = False
    is_stamped: bool = False

    def moved(self, edits: Sequence[Edit]) -> Turns:
        """The turns after edits of the text that leave their labels in place."""
        return (
            evolve(self, edits=(), labels=tuple(label.moved(edits) for label in self.labels)) if self.labels else self
        )


NO_TURNS: Final = Turns()


def read_turns(text: str, lines: Sequence[Line], language: Language) -> Turns:
    """The turns of a text whose labels are no plain "NAME: words"; none where there are fewer than two."""
    if len(lines) < 2:
        return NO_TURNS
    heads = {n: head for n, line in enumerate(lines) if (head := read_head(text, n, line, language))}
    for forms, recurs in _RECURS:
        found = [head for head in heads.values() if head.form in forms]
        if len(found) >= 2 and recurs(found, language):
            return _turns_of(text, lines, found, language)
    stamped = _stamped(text, lines, language)
    if stamped:
        return _turns_of(text, lines, stamped, language)
    own = own_lines(text, lines, language)
    return _turns_of(text, lines, own, language) if own else NO_TURNS


def _are_questions(heads: Sequence[Head], language: Language) -> bool:
    """Are these questions and answers by turns?"""
    asks = [head.key in language.layout.question or _names_asker(head) for head in heads]
    answers = [head.key in language.layout.answer for head in heads]
    known = sum(map(bool.__or__, asks, answers))
    changes = sum(one != other for one, other in pairwise(asks))
    return any(asks) and any(answers) and known == len(heads) and changes >= 0.6 * (len(heads) - 1)


def _names_asker(head: Head) -> bool:
    """Is it more than a letter: "Q (By Ms. Vance)"?"""
    return head.end - head.start > 1


def _always(heads: Sequence[Head], language: Language) -> bool:
    return True


_RECURS: Final[tuple[tuple[frozenset[Form], Callable[[Sequence[Head], Language], bool]], ...]] = (
    (frozenset({"angle"}), _always),
    (frozenset({"handle"}), _always),
    (frozenset({"record"}), _always),
    (frozenset({"bracket", "paren", "bold"}), has_partner),
    (frozenset({"bare"}), _are_questions),
)


def _stamped(text: str, lines: Sequence[Line], language: Language) -> list[Head]:
    """Heads behind a clock or a date, or behind a bullet if in capitals or by turns; none unless there are two."""
    found: list[Head] = []
    listed: list[Head] = []  # behind nothing but a bullet
    for n, line in enumerate(lines):
        match = _ITEM.match(text, line.start, line.end) or FURNITURE.match(text, line.start, line.end)
        if match is None or not match[0].strip("*_' \t:"):
            continue
        label = read_label(text, match.end(), line.end, language)
        if label is None or label.is_field or label.kind in ("question", "answer", "play"):
            continue
        head = Head("colon", n, label.start, label.end, label.words, label.key)
        (found if _CLOCK.search(match[0]) or label.kind == "shouted" else listed).append(head)
    if not found and has_partner(listed, language):
        spoken = sum(is_spoken(text[head.words : lines[head.line].end], language) for head in listed)
        return listed if 2 * spoken >= len(listed) else []
    return found if len(found) >= 2 else []


def _kind(head: Head, language: Language) -> Kind:
    if head.form != "bare" or _names_asker(head):
        return "shouted"
    return "question" if head.key in language.layout.question else "answer"


def _turns_of(text: str, lines: Sequence[Line], heads: Sequence[Head], language: Language) -> Turns:
    edits: list[Edit] = []
    labels: list[TurnLabel] = []
    for head in heads:
        line = lines[head.line]
        words = head.words
        if head.form == "own":
            words = lines[next(words_lines(text, lines, head.line))].start
        if line.start < head.start:
            before = text[line.start : head.start]
            edits.append(Edit(line.start, head.start, is_furniture=any(map(str.isalnum, before))))
        if text[head.end : words] != ": ":
            gone = any(map(str.isalnum, text[head.end : words]))
            edits.append(Edit(head.end, words, ": ", is_furniture=gone))
        labels.append(TurnLabel(head.start, head.end, words, head.key, _kind(head, language)))
    for line in lines:
        if RULE_LINE.match(text, line.start, line.end) and not any(e.start <= line.start < e.end for e in edits):
            edits.append(Edit(line.start, line.end))
    stamped = sum(_CLOCK.search(text, lines[head.line].start, head.start) is not None for head in heads)
    goes_on = all(head.form == "own" for head in heads) and any(
        lines[head.line + 1].blanks for head in heads if head.line + 1 < len(lines)
    )
    return Turns(tuple(edits), tuple(labels), goes_on, stamped >= len(heads) / 2)


def turn_starts(
    text: str, lines: Sequence[Line], sure: Sequence[TurnLabel], language: Language, *, is_stamped: bool = False
) -> frozenset[int]:
    """Where the lines begin that open turns, or that end one because they have a label of their own.

    Args:
        text: The text, its labels names and colons.
        lines: Its lines.
        sure: The labels that `read_turns` found.
        language: What is known about its language.
        is_stamped: Does every line of speech begin with a clock, so that another clock ends it?
    """
    heads = {n for n, line in enumerate(lines) if read_label(text, line.start, line.end, language)}
    starts = {label.start for label in sure}
    if not starts and (len(heads) < 2 or len(heads) == len(lines)):
        return frozenset()
    if not starts and not read_labels(text, _stretches(lines, heads, starts), language).turns:
        return frozenset()
    clocks = {line.start for line in lines if is_stamped and _CLOCK_FIRST.match(text, line.start)}
    return frozenset(starts | clocks | {lines[n].start for n in heads})


def _stretches(lines: Sequence[Line], heads: Collection[int], starts: Container[int]) -> list[tuple[int, int]]:
    """Where turns begin and end, if each label opens one and the lines wrapped behind it belong to it."""
    first = min(heads, default=len(lines))
    stretches: list[tuple[int, int]] = []
    for n, line in enumerate(lines):
        is_wrapped = n > first and not line.blanks and lines[n - 1].end - lines[n - 1].margin <= MAX_WIDTH
        if is_wrapped and n not in heads and line.start not in starts:
            stretches[-1] = stretches[-1][0], line.end
        else:
            stretches.append((line.start, line.end))
    return stretches
