"""The lines of a text, and what each looks like.

In: a text. Out: Lines that hold something, with how many blank ones stand before each.
Never joins lines and never looks at what the words mean.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class Line:
    """A line that is not blank.

    Attributes:
        start: First code point of its words.
        end: One past the last.
        indent: Columns before the words.
        blanks: Blank lines before it.
    """

    start: int
    end: int
    indent: int
    blanks: int

    @property
    def margin(self) -> int:
        """Code point where the line itself begins."""
        return self.start - self.indent


def split_lines(text: str) -> list[Line]:
    """The lines of `text` that are not blank, in order."""
    lines: list[Line] = []
    at = blanks = 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(at + indent, at + indent + len(words), indent, blanks))
            blanks = 0
        else:
            blanks += 1
        at += len(raw)
    return lines
