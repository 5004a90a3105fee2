"""Labels of transcripts that fill a line of their own: which lines are labels, by what recurs.

In: a text and its lines. Out: the heads that open turns.
Never edits the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from quotekit.languages import Language
from quotekit.reading.label import is_person, read_label
from quotekit.reading.layout.heads import NOTE_LINE, RULE_LINE, Head, Mark, read_own_line
from quotekit.reading.layout.lines import Line
from quotekit.reading.turn_labels import is_spoken

_MOST_BETWEEN: Final = 6_000  # characters from one label to the next, on average: chapters are longer
_NOTES: Final[frozenset[Mark]] = frozenset({"note", "number"})
_SPOKEN: Final = 0.2  # share of the turns under bare names with a question, an I or a you
_ENDED: Final = re.compile(r"[.?!…—–:,;-][\"”’»')\]*_]*$")
_WORDS: Final = re.compile(r"[^\W\d_]+")


def has_partner(heads: Sequence[Head], language: Language) -> bool:
    """Does one name come back after another one?"""
    keys = [key for key, after in pairwise([*(head.key for head in heads), ""]) if key != after]
    return len(keys) >= 2 and len(set(keys)) < len(keys)


def own_lines(text: str, lines: Sequence[Line], language: Language) -> list[Head]:
    """Labels on lines of their own, if some recur and speakers alternate."""
    found = _before_words(text, lines, language)
    scene = language.layout.scene
    if any(scene.match(text, line.start, line.end) for line in lines):
        return [head for head in found if "capitals" in head.marks and not scene.match(text, head.start)]
    counts = _counts(text, lines, found, language)
    recurring = [head for head in found if counts[head.key] > 1]
    noted = [head for head in found if head.marks & _NOTES]
    if len(counts) < 2 or not _are_labels(text, lines, found, recurring, noted, language):
        return []
    spaced = _are_spaced(lines, [*recurring, *noted])
    marks = _shared_marks(found, recurring) | _NOTES
    alike = (head for head in found if (lines[head.line + 1].blanks > 0) == spaced)
    return [head for head in alike if head in recurring or marks & head.marks or is_person(head.key, language)]


def _before_words(text: str, lines: Sequence[Line], language: Language) -> list[Head]:
    """The lines that may be labels, with something that somebody says behind them."""
    maybe = {n: head for n, line in enumerate(lines) if (head := read_own_line(text, n, line, language))}
    return [head for n, head in maybe.items() if _is_before_words(text, lines, n, maybe)]


def _are_labels(
    text: str,
    lines: Sequence[Line],
    found: Sequence[Head],
    recurring: Sequence[Head],
    noted: Sequence[Head],
    language: Language,
) -> bool:
    """Do lines that may be labels recur, or have notes, often enough, and are they marked or spoken to?"""
    if not recurring and len(noted) < 2:
        return False
    is_plain = not noted and not any(head.marks for head in recurring)
    if is_plain and not _is_spoken_by_turns(text, lines, found, language):
        return False
    return found[-1].start - found[0].start <= _MOST_BETWEEN * len(found)


def _are_spaced(lines: Sequence[Line], sure: Sequence[Head]) -> bool:
    """Does a blank line stand behind most labels?"""
    return 2 * sum(lines[head.line + 1].blanks > 0 for head in sure) > len(sure)


def _counts(text: str, lines: Sequence[Line], found: Sequence[Head], language: Language) -> Counter[str]:
    """How often each name is a label, on a line of its own or before the words; nothing if only one name is."""
    counts = Counter(head.key for head in found)
    labels = (read_label(text, line.start, line.end, language) for line in lines)
    others = Counter(label.key for label in labels if label)
    if len(counts) < 2 and others.keys().isdisjoint(counts):
        return Counter()
    return counts + others


def _shared_marks(found: Sequence[Head], recurring: Sequence[Head]) -> frozenset[Mark]:
    """What most labels that come back are marked with, so that one that comes once is known by it."""
    once = {head.key for head in found} - {head.key for head in recurring}
    if len(once) > len(recurring):
        return frozenset()
    marks = Counter(mark for head in recurring for mark in head.marks)
    return frozenset(mark for mark, count in marks.items() if 2 * count > len(recurring))


def _is_spoken_by_turns(text: str, lines: Sequence[Line], found: Sequence[Head], language: Language) -> bool:
    """Do two people speak to each other under names that could be headings?"""
    spoken = [is_spoken(words, language) for words in _between(text, lines, found)]
    return sum(spoken) >= _SPOKEN * len(spoken) and has_partner(found, language)


def _is_before_words(text: str, lines: Sequence[Line], n: int, maybe: Mapping[int, Head]) -> bool:
    """Is the next line that is no rule and no stage direction something that somebody says?"""
    follows = next(words_lines(text, lines, n), None)
    if follows is None:
        return False
    line = lines[follows]
    if text[line.start].islower():
        return False  # a line of prose, or a running head in mid-sentence
    ends = _ENDED.search(text, max(line.start, line.end - 6), line.end) is not None
    if follows in maybe and not ends:
        return False
    return ends or len(_WORDS.findall(text, line.start, line.end)) > 3


def words_lines(text: str, lines: Sequence[Line], n: int) -> Iterator[int]:
    for number in range(n + 1, min(n + 4, len(lines))):
        line = lines[number]
        if RULE_LINE.match(text, line.start, line.end):
            continue
        if NOTE_LINE.match(text, line.start, line.end) and number + 1 < len(lines) and not lines[number + 1].blanks:
            continue
        yield number


def _between(text: str, lines: Sequence[Line], heads: Sequence[Head]) -> Iterator[str]:
    """What stands between each head and the next."""
    ends = [*(lines[head.line].start for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=True):
        yield text[head.words : end]
