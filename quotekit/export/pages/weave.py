"""Cuts a text into well-formed elements, however the things to be marked in it overlap.

In: a text and marks with offsets. Out: markup whose text is that text.
Never reorders, adds or drops a character.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen
from markupsafe import Markup

from quotekit.export.pages.safe import escaped
from quotekit.reading.paragraphs import find_paragraphs

LEAST, MOST, _RAGGED = 35, 100, 25  # characters of a line that was broken to fit a page, and how much they differ


@frozen
class Mark:
    """A stretch of the text to be marked.

    Attributes:
        start: First code point.
        end: One past the last code point.
        look: Classes of all its pieces.
        owner: What it belongs to: the piece's `data-of`; "" for what belongs to nothing.
        first: Further attributes of its first piece alone; a mark may be cut into several.
    """

    start: int
    end: int
    look: str
    owner: str
    first: Mapping[str, str | int] = field(factory=dict)


def weave(text: str, marks: Iterable[Mark]) -> Markup:
    """Paragraphs of `text` with an element for each mark.

    Of two marks that start together the longer one is outside, of two alike the first. Where two
    cross, the inner one is cut: closed with the outer one, and opened again behind it.
    """
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    starting: dict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(inside, key=lambda mark: (mark.start, -mark.end)):
        starting[mark.start].append(mark)
    breaks = dict(find_blocks(text))
    cuts = sorted({0, len(text), *breaks, *starting, *(mark.end for mark in inside)})
    pieces: list[str] = []
    stack: list[Mark] = []
    for place, start in enumerate(cuts):
        ends = start in breaks or start == len(text)
        kept = 0 if ends else next((n for n, mark in enumerate(stack) if mark.end <= start), len(stack))
        again = [mark for mark in stack[kept:] if mark.end > start]
        pieces += ["</span>"] * (len(stack) - kept)
        del stack[kept:]
        if start == len(text):
            pieces += ["</p>"] * bool(text)
            break
        if start in breaks:
            pieces += ["</p>"] * (start > 0)
            pieces.append(f'<p dir="auto"{breaks[start]}>')
        pieces += [_open(mark, {}) for mark in again]
        pieces += [_open(mark, mark.first) for mark in starting[start]]
        stack += again + starting[start]
        pieces.append(escaped(text[start : cuts[place + 1]]))
    return Markup("".join(pieces))


def find_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Where each paragraph's element starts, and its attributes.

    A paragraph that follows its neighbour without a blank line is told apart by its class.
    """
    end = 0
    for start, stop in find_paragraphs(text):
        lines = (text[end:start] + "|").splitlines()
        looks = [*(["next"] if end and len(lines) < 3 else []), *(["wrapped"] if _is_wrapped(text[start:stop]) else [])]
        yield start - len(lines[-1]) + 1 if end else 0, f' class="{" ".join(looks)}"' if looks else ""
        end = stop
    if end == 0 and text:
        yield 0, ""


def _is_wrapped(paragraph: str) -> bool:
    """Were the lines of a paragraph broken to fit a page? Then all but the last are about equally long."""
    lines = paragraph.splitlines()
    lengths = [len(line.strip()) for line in lines[:-1]]
    return bool(lengths) and min(lengths) >= LEAST and max(lengths) <= MOST and max(lengths) - min(lengths) <= _RAGGED


def _open(mark: Mark, attributes: Mapping[str, str | int]) -> str:
    given = {"class": mark.look, **({"data-of": mark.owner} if mark.owner else {}), **attributes}
    return "<span" + "".join(f' {name}="{escaped(str(value))}"' for name, value in given.items()) + ">"
