"""Quotation marks: which glyphs pair up, which contexts make an apostrophe or an inch of them.

In: a text. Out: tables of styles, and every character that may be a mark, with its surroundings.
Never pairs marks: what opens and what closes is decided in `quotations`.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final, Literal

from attrs import define, frozen

from quotekit.languages.layout import Elisions

Family = Literal["double", "angle", "corner", "white corner", "single", "single angle"]
Role = Literal["open", "close", "either"]


@frozen
class Style:
    """One way to mark a passage.

    Attributes:
        name: What typographers call it.
        opening: The mark before the passage.
        closing: The mark behind it.
        family: Marks of one family close each other when mistyped; others never do.
    """

    name: str
    opening: str
    closing: str
    family: Family


STYLES: Final = (
    Style("typewriter", '"', '"', "double"),
    Style("full-width typewriter", "＂", "＂", "double"),
    Style("English", "“", "”", "double"),
    Style("Swedish", "”", "”", "double"),
    Style("German", "„", "“", "double"),
    Style("Polish", "„", "”", "double"),
    Style("reversed nine", "‟", "”", "double"),
    Style("double prime", "〝", "〟", "double"),
    Style("LaTeX", "``", "''", "double"),
    Style("twice a single", "''", "''", "double"),
    Style("twice a curly single", "‘‘", "’’", "double"),
    Style("French", "«", "»", "angle"),
    Style("reversed guillemets", "»", "«", "angle"),
    Style("Finnish guillemets", "»", "»", "angle"),
    Style("CJK", "「", "」", "corner"),
    Style("CJK inner", "『", "』", "white corner"),
    Style("typewriter single", "'", "'", "single"),
    Style("English single", "‘", "’", "single"),
    Style("German single", "‚", "‘", "single"),
    Style("Polish single", "‚", "’", "single"),
    Style("reversed nine single", "‛", "’", "single"),
    Style("LaTeX single", "`", "'", "single"),
    Style("accents", "`", "´", "single"),
    Style("French single", "‹", "›", "single angle"),
    Style("reversed single guillemets", "›", "‹", "single angle"),
)
PAIRS: Final = frozenset((style.opening, style.closing) for style in STYLES)
FAMILIES: Final[dict[str, Family]] = {
    glyph: style.family for style in STYLES for glyph in (style.opening, style.closing)
}
# What a glyph does where the context has no opinion. Guillemets are turned round for the
# documents that need it (see `quotations`); a low or a grave mark never closes.
ROLES: Final[dict[str, Role]] = {
    **dict.fromkeys("\"＂'", "either"),
    **dict.fromkeys(("“", "„", "‟", "〝", "``", "‘‘", "«", "「", "『", "‘", "‚", "‛", "`", "‹"), "open"),
    **dict.fromkeys(("”", "〟", "’’", "»", "」", "』", "’", "´", "›"), "close"),
    "''": "either",
}
_SINGLES: Final = "'‘’‚‛`´"
_TWICE: Final = frozenset(glyph for glyph in FAMILIES if len(glyph) == 2)

# A mark between two letters or digits is an apostrophe (don’t, shouldn‘t, O’Neill, 5'10) and not
# even looked at. The pattern starts with one set, so that the scan between marks runs in C.
_CANDIDATE: Final = re.compile(
    r"""["“”„‟〝〟«»‹›「」『』＂'‘’‚‛`´]"""
    r"""(?:(?<=["“”„‟〝〟«»‹›「」『』＂])|(?![^\W_])|(?<![^\W_].))""",
    re.DOTALL,
)

INCHES: Final = re.compile(r"(?<![^\W_])\d{1,3}(?:[.,/]\d{1,3})?[½¼¾]?$")
FEET_AND_INCHES: Final = re.compile(r"\d ?['’′´] ?\d{1,2}(?:\.\d)?[½¼¾]?$")

_AROUND: Final = frozenset("\"“”„‟〝〟«»‹›「」『』＂'‘’‚‛`´_*")  # looked through when a neighbour is sought
_BRACKETS: Final = frozenset("([{<¿¡")
_STARTERS: Final = frozenset("$£€¥#@¿¡")  # what a passage may begin with, besides a letter
_ENDERS: Final = frozenset(",;:!?)]}.")
_BEGINNING: Final = re.compile(r"\.(?: ?\.|[^\s\"'”’)\]])")  # “. . . so”, “.5 percent”, “.@name”


class Side(IntEnum):
    """Where the words stand that a mark leans on."""

    RIGHT = 1  # space |mark| word: looks like an opening
    LEFT = 2  # word |mark| space: looks like a closing
    NEITHER = 3  # space on both sides
    BOTH = 4  # glued to words on both sides


class Hold(IntEnum):
    """How surely a single mark closes a passage."""

    NONE = 0
    SOFT = 1  # as likely an apostrophe: workers’ rights, goin’ home, a 6' wall
    FIRM = 2  # behind a letter
    STRONG = 3  # behind a full stop, a comma and the like


@define
class Mark:
    """A glyph that may be a quotation mark.

    Attributes:
        start: Its first code point.
        end: One past its last code point.
        glyph: The mark itself.
        family: Its family.
        role: What it does by default.
        side: Which side it leans on.
        before: The nearest character before it that is no mark, "" at the start of the text.
        after: The nearest character behind it that is no mark, "" at the end of the text.
        can_open: For single marks: may it open a passage?
        is_elided: For single marks: does it stand before a word such as ’tis or ’90s?
        hold: For single marks: how surely does it close one?
    """

    start: int
    end: int
    glyph: str
    family: Family
    role: Role
    side: Side
    before: str
    after: str
    can_open: bool = False
    is_elided: bool = False
    hold: Hold = Hold.NONE


_ELIDING: Final = frozenset("'’")


def find_marks(text: str, elisions: Elisions) -> list[Mark]:
    """Every character, or pair of them, that may be a quotation mark, in text order."""
    marks: list[Mark] = []
    taken = 0
    for match in _CANDIDATE.finditer(text):
        start = match.start()
        if start < taken:
            continue
        glyph = text[start]
        if glyph in _SINGLES and text[start : start + 2] in _TWICE and not _is_inner_close(text, start):
            glyph = text[start : start + 2]
        taken = start + len(glyph)
        if glyph == "``" and text[taken : taken + 1] == "`":  # a fence of code
            while text[taken : taken + 1] == "`":
                taken += 1
            continue
        mark = _read_mark(text, start, glyph, elisions)
        last = marks[-1] if marks else None
        is_repeated = last is not None and last.glyph == glyph and last.end == start
        if last is not None and is_repeated and mark.side == Side.RIGHT and mark.family == "double":
            last.end = mark.end  # ""So"": one opening, typed twice
        else:
            marks.append(mark)
    return marks


def _is_inner_close(text: str, start: int) -> bool:
    """Is this the first of three that close a passage in a passage, one by itself and two together?"""
    triple, behind = text[start : start + 3], text[start + 3 : start + 4]
    return triple in ("'''", "’’’") and bool(text[start - 1 : start].strip()) and behind != triple[0]


def _read_mark(text: str, start: int, glyph: str, elisions: Elisions) -> Mark:
    end = start + len(glyph)
    before, after = _neighbour(text, start, -1), _neighbour(text, end, 1)
    if (
        glyph == "«"
        and text[start - 1 : start] in _ELIDING
        and elisions.end.search(text[max(0, start - 8) : start - 1])
    ):
        before = " "  # « d'« un gâchis » »: the article belongs to what follows
    side = _side(text, end, before, after)
    mark = Mark(start, end, glyph, FAMILIES[glyph], ROLES[glyph], side, before, after)
    if mark.family == "single":
        mark.can_open = glyph not in "’´" and _may_open(mark)
        mark.is_elided = mark.can_open and elisions.start.match(text, end) is not None
        mark.hold = _hold(text, mark, elisions) if glyph not in "‚`" else Hold.NONE
    return mark


def _neighbour(text: str, at: int, step: int) -> str:
    """The nearest character that is no mark; four steps at most, so that a row of marks costs no time."""
    at -= step < 0
    for _ in range(4):
        if not 0 <= at < len(text):
            return ""
        if text[at] not in _AROUND:
            return text[at]
        at += step
    return " "


def _side(text: str, end: int, before: str, after: str) -> Side:
    is_open_behind = not after or after.isspace()
    if before == "=":  # an attribute in markup, id="a1": never opens a passage
        return Side.LEFT
    if not before or before.isspace() or before in _BRACKETS:
        if is_open_behind:
            return Side.NEITHER
        if after in _ENDERS and text[end : end + 1] == after and not _BEGINNING.match(text, end):
            return Side.LEFT  # ` so ", he said`
        return Side.RIGHT
    if is_open_behind or not (after.isalnum() or after in _STARTERS):
        return Side.LEFT
    return Side.BOTH


def _may_open(mark: Mark) -> bool:
    return mark.side == Side.RIGHT or (mark.side == Side.BOTH and not mark.before.isalnum())


def _hold(text: str, mark: Mark, elisions: Elisions) -> Hold:
    if mark.side not in (Side.LEFT, Side.BOTH):
        return Hold.NONE
    last = text[mark.start - 1] if mark.start else ""
    if not last.isalnum():
        return Hold.STRONG
    if mark.side == Side.BOTH:
        return Hold.NONE
    if elisions.end.search(text[max(0, mark.start - 8) : mark.start]):
        return Hold.SOFT
    behind = text[mark.end : mark.end + 2]
    is_plural = last in "sSzx" and behind[:1] == " " and behind[1:].isalpha()
    return Hold.SOFT if is_plural else Hold.FIRM
