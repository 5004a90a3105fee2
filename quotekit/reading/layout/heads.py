"""What a line may begin with if it opens a turn: shapes of labels, whatever the language.

In: a line of a text. Out: a Head: the name, and where the words begin.
Never decides whether the text is a transcript: that is `turns`.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from attrs import frozen

from quotekit.languages import Language
from quotekit.reading.label import LONGEST_NAME, is_name, is_person, key_of
from quotekit.reading.layout.lines import Line

Form = Literal["angle", "bracket", "paren", "handle", "bold", "record", "colon", "bare", "own"]
Mark = Literal["note", "clock", "number", "colon", "role", "capitals"]
LONGEST: Final = 70  # characters of a label on a line of its own
_LONGEST_ROLE: Final = 9  # words and dashes behind a name
_CLOCK: Final = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?(?:[ \u202f]?[AaPp]\.?[Mm]\b\.?)?"
_DATE: Final = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
# What stands before a label and is nobody's words: a bullet, a date and a clock, in brackets or not.
FURNITURE: Final = re.compile(
    rf"(?:[-–—•*]+[ \t]*)?(?:[\[(<]?(?:{_DATE},?[ T]+)?{_CLOCK}[\])>]?[ \t]*(?:[-–—:|][ \t]*)?)?"
    r"(?::*'{2,3}|[*_]{1,3})?"
)
_ANGLE: Final = re.compile(r"<[@+%~& ]?([^\s<>/@][^<>\n/]{0,30})>[ \t]+")
_BRACKET: Final = re.compile(r"\[([^\[\]\n:]{1,40})\]:?[ \t]+|\(\(([^()\n]{1,40})\)\):?[ \t]+")
_PAREN: Final = re.compile(r"\(([^()\n:]{2,40})\):?[ \t]+")
_HANDLE: Final = re.compile(r"(?:RT )?(@\w{1,30}):[ \t]+")
_BOLD: Final = re.compile(r"([^'\n]{1,40}?):?'{2,3}:?[ \t]+")
_RECORD: Final = re.compile(
    r"((?:[A-Z][a-z]{1,9}\.? )(?:[A-Z][A-Z'’-]+(?: [A-Z][A-Z'’-]+){0,3})(?: pro tempore)?)"
    r"(?: of [A-Z][a-z]+(?: [A-Z][a-z]+){0,2})?(?: \([^()\n]{1,60}\))*\.[ \t]+(?=\S)"
)
_COLON: Final = re.compile(r"([^:\n]{1,80}?):[ \t]+(?=\S)")
_BARE: Final = re.compile(r"([A-Z])[ \t]+(?:\((?:By|BY) ([^()\n]{2,40})\)[ \t]*)?(?=[^\s—–-])")
_TAIL: Final = re.compile(
    rf"(?:[ \t]*(?P<note>\([^()\n]{{1,60}}\))|[ \t]+(?P<clock>[\[(]?{_CLOCK}[\])]?)|[ \t]*(?P<number>\[\d{{1,3}}\])"
    r"|(?P<colon>:)|[*_'])+$"
)
_TAIL_MARKS: Final[tuple[Mark, ...]] = ("note", "clock", "number", "colon")
_ROLE: Final = re.compile(r"[ \t]+(?:--|[-–—|])[ \t]+|,[ \t]+")
_STAMPED: Final = re.compile(r"\d:\d\d")
_NUMERAL: Final = re.compile(r"[IVXLCDM]+$|.$")
NOTE_LINE: Final = re.compile(r"\([^()\n]{1,60}\)$|\[[^\[\]\n]{1,60}\]$")
RULE_LINE: Final = re.compile(r"[-–—=_*~]{3,}$")


@frozen
class Head:
    """What may be the label of a turn.

    Attributes:
        form: Its shape.
        line: Number of its line.
        start: First code point of the name.
        end: One past its last.
        words: Where the words begin; for a label on a line of its own, where that line ends.
        key: The name in lower case, to compare labels.
        marks: For a label on a line of its own, what it has that a heading has not: a colon, a role, a clock, a
            number, capitals.
    """

    form: Form
    line: int
    start: int
    end: int
    words: int
    key: str
    marks: frozenset[Mark] = frozenset()


def read_head(text: str, number: int, line: Line, language: Language) -> Head | None:
    """The head of a line that has words behind it, or None."""
    at = FURNITURE.match(text, line.start, line.end)
    start = at.end() if at else line.start
    for form, pattern in _FORMS:
        match = pattern.match(text, line.start if form in ("bracket", "paren", "angle", "bare") else start, line.end)
        if match is None and form in ("bracket", "angle"):
            match = pattern.match(text, start, line.end)
        if match is None or match.end() >= line.end:
            continue
        group = match.lastindex or 1
        first, last = match.span(group)
        name = text[first:last].strip()
        if form == "bold" and not _is_bold(text, start):
            continue
        if form in ("bracket", "paren", "bold") and not is_name(name, language):
            continue
        if form == "paren" and not is_person(key_of(name), language):
            continue  # "(Laughter) …"
        return Head(form, number, first, last, match.end(), key_of(name))
    return None


def _is_bold(text: str, start: int) -> bool:
    return text[start - 2 : start] == "''"


_FORMS: Final[tuple[tuple[Form, re.Pattern[str]], ...]] = (
    ("angle", _ANGLE),
    ("bracket", _BRACKET),
    ("paren", _PAREN),
    ("handle", _HANDLE),
    ("bold", _BOLD),
    ("record", _RECORD),
    ("bare", _BARE),
)


def read_own_line(text: str, number: int, line: Line, language: Language) -> Head | None:
    """The head that fills a line of its own ("NADIA", "Helen Park -- CFO", "Ingrid Moe  0:05"), or None."""
    if line.end - line.start > LONGEST:
        return None
    at = FURNITURE.match(text, line.start, line.end)
    start, end = at.end() if at else line.start, line.end
    if start >= end or text[start] in "([":
        return None
    marks: set[Mark] = {"clock"} if at and _STAMPED.search(at[0]) else set()
    tail = _TAIL.search(text, start, end)
    if tail:
        marks |= {mark for mark in _TAIL_MARKS if tail[mark]}
        end = tail.start()
    role = _ROLE.search(text, start, end)
    name = text[start : role.start() if role else end].rstrip(" \t*_")
    if name.endswith(".") and (name[:-1].isupper() or marks):
        name = name[:-1]
    if not _names_somebody(name, language):
        return None
    if tail and tail["note"] and _is_office_of(name, tail["note"][1:-1], language):
        start, name, role = tail.start("note") + 1, tail["note"][1:-1], None
    if role:
        if not _is_role(text[role.start() : end], has_first_name=" " in name):
            return None
        marks.add("role")
    if name.isupper():
        marks.add("capitals")
    return Head("own", number, start, start + len(name), line.end, key_of(name), frozenset(marks))


def _names_somebody(words: str, language: Language) -> bool:
    """Could these words on a line of their own be a name: no sentence, no number of a chapter, no "Dear Ana"?"""
    if not words or words[-1] in ".!?,;" or not is_name(words, language):
        return False
    parts = words.split()
    is_greeting = parts[0].casefold() in language.people.groups["salutation"]
    is_numbered = _NUMERAL.match(parts[-1]) and parts[0].casefold() not in language.people.groups["turn-role"]
    return len(parts) <= LONGEST_NAME and not is_greeting and not is_numbered


def _is_office_of(words: str, note: str, language: Language) -> bool:
    """Is it an office, with the name of its holder in brackets: "The Minister for Roads (Mr Jon Pell)"?"""
    first = words.split()[0].casefold()
    return first in language.people.groups["definite"] and is_name(note, language) and is_person(key_of(note), language)


def _is_role(words: str, *, has_first_name: bool) -> bool:
    """Is it short, and no sentence: ", Fell Co. - Shepherd", but not ", it is a year since"?"""
    is_sentence = words[-1] in "!?;:" or len(words.split()) > _LONGEST_ROLE
    return not is_sentence and (has_first_name or not words.startswith(","))
