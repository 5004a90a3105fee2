"""What the marks of a text say together: which way they turn, what each of them may do.

In: marks with their surroundings. Out: the outer style of a document, what lies ahead of a mark,
and whether it opens or closes. Never keeps track of what is open: that is `quotations`.
"""

from __future__ import annotations

from typing import Final

from attrs import evolve

from quotekit.reading.marks import FEET_AND_INCHES, INCHES, PAIRS, Hold, Mark, Role, Side

_TURNED: Final[dict[str, Role]] = {"«": "close", "»": "open", "‹": "close", "›": "open"}
_ALONE: Final = {"»": {"«", "‹", "›"}, "”": {"“", "„", "‟"}}


def orient(marks: list[Mark]) -> list[Mark]:
    """The marks, with guillemets turned round where the document has them »so«, and marks that
    stand on both sides, as in »so» or ”so”, without a direction."""
    glyphs = {mark.glyph for mark in marks}
    sides = {(mark.glyph, mark.side) for mark in marks if mark.glyph in _ALONE}
    roles: dict[str, Role] = {
        alone: "either"  # unless it stands on one side only: a bullet, or a stray mark
        for alone, others in _ALONE.items()
        if glyphs.isdisjoint(others) and {(alone, Side.RIGHT), (alone, Side.LEFT)} <= sides
    }
    if {"«", "»"} <= glyphs or {"‹", "›"} <= glyphs:
        votes = 0
        for mark in marks:
            if mark.glyph in _TURNED and mark.side in (Side.RIGHT, Side.LEFT):
                turned = "open" if mark.side == Side.RIGHT else "close"
                votes += 1 if _TURNED[mark.glyph] == turned else -1
        if votes > 0:
            roles |= _TURNED
    if glyphs.isdisjoint(roles):
        return marks
    return [evolve(mark, role=roles[mark.glyph]) if mark.glyph in roles else mark for mark in marks]


def is_british_style(marks: list[Mark]) -> bool:
    """Do single marks stand outside and double ones inside?

    A passage in single marks nearly always ends behind a full stop or a comma where it is
    speech; inside double marks, such an end has a double mark beside it or is rare.
    """
    double = sum(mark.family in ("double", "angle") for mark in marks)
    beside = {at for mark in marks if mark.family == "double" for at in (mark.start, mark.end)}
    single = sum(mark.hold == Hold.STRONG and mark.start not in beside and mark.end not in beside for mark in marks)
    return single > double


class Ahead:
    """For every mark of a paragraph, what stands behind it; filled from the back, once."""

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = marks
        self.size = size = len(marks)
        self.double: list[Mark | None] = [None] * size  # the next mark that is not single
        self.limit = [size] * (size + 1)  # number of the one that closes the passage around
        self.closer = [size] * size
        self.firm = [size] * size
        self.strong = [size] * size
        self.opener = [size] * size
        double = closer = firm = strong = opener = limit = size
        for at in range(size - 1, -1, -1):
            mark = marks[at]
            self.double[at] = marks[double] if double < size else None
            self.limit[at] = limit
            self.closer[at], self.firm[at] = closer, firm
            self.strong[at], self.opener[at] = strong, opener
            if mark.family != "single":
                double = at
                opens = mark.side == Side.RIGHT or (mark.role == "open" and mark.side != Side.LEFT)
                limit = self.limit[self.limit[at]] if opens else at
                continue
            if mark.can_open and not mark.is_elided:
                opener = at
            if mark.hold:
                closer = at
            if mark.hold >= Hold.FIRM:
                firm = at
            if mark.hold == Hold.STRONG:
                strong = at


def is_inch(text: str, mark: Mark, behind: Mark | None, is_inside: bool) -> bool:
    """Is this mark a measure, as in 6" or 5'10"? (`behind`: the next mark that is not single.)"""
    if mark.family != "double" or mark.side == Side.RIGHT or not mark.before.isnumeric():
        return False
    head = text[max(0, mark.start - 12) : mark.start]
    if FEET_AND_INCHES.search(head):
        return True
    if not INCHES.search(head):
        return False
    if not is_inside:
        return mark.role != "open"
    goes_on = text[mark.end : mark.end + 1] in (" ", "x", "-") and mark.side != Side.NEITHER
    return goes_on and behind is not None and behind.side == Side.LEFT


def is_opening(mark: Mark, behind: Mark | None, is_first: bool) -> bool:
    """Where no passage of its family is open: does this mark open one?

    Args:
        mark: The mark.
        behind: The next mark of the paragraph that is not single.
        is_first: Does the paragraph begin with `mark`?
    """
    if mark.role == "open":
        return mark.side != Side.LEFT or (behind is not None and behind.role == "close")
    closes = behind is not None and (behind.role == "close" or behind.side != Side.RIGHT)
    if mark.role == "close":  # ”so”
        return mark.side == Side.RIGHT and closes and behind is not None and behind.role != "open"
    if mark.side in (Side.RIGHT, Side.LEFT):
        return mark.side == Side.RIGHT
    if mark.side == Side.BOTH:
        return closes or not mark.before.isalnum()
    return closes or is_first


def is_opening_inside(text: str, mark: Mark, opening: Mark, behind: Mark | None) -> bool:
    """Where a passage of its family is open: does this mark open another in it, or close it?

    Args:
        text: The text.
        mark: The mark.
        opening: What opened the passage.
        behind: The next mark of the paragraph that is not single.
    """
    if mark.role == "close" or mark.side == Side.LEFT:
        return False
    if mark.role == "open" and mark.family == "angle" and mark.side == Side.NEITHER:
        return True  # « so », with the spaces of French
    closes = behind is not None and (behind.role == "close" or behind.side == Side.LEFT)
    if mark.role == "either":
        return mark.side == Side.RIGHT and (closes or begins_sentence(text, mark))
    if mark.side == Side.RIGHT:
        return True
    if (opening.glyph, mark.glyph) in PAIRS:  # „so“
        return False
    return closes if mark.side == Side.BOTH else opening.glyph != mark.glyph


def begins_sentence(text: str, mark: Mark) -> bool:
    """Does a new sentence, or a new piece of speech, begin at this mark?"""
    gap = text[max(0, mark.start - 3) : mark.start]
    before = gap.rstrip()
    if mark.after.islower():
        return before.endswith((",", ":", "—", "-"))
    return not before or before[-1] in ".!?:,—–-" or "\n" in gap[-2:]
