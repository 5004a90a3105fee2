"""Who speaks in a text, each with a label and a colour to be known by.

In: an extraction. Out: one row a speaker, most quoted first; last what has no name.
Never merges two names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from attrs import frozen

from quotekit.export.speakers import NAMELESS, count_words
from quotekit.export.table import NOBODY
from quotekit.reading import merge
from quotekit.records import Attribution, Extraction

HUES: Final = 12  # in page.css, farthest from each other first
LINES: Final = 4  # kinds of underline: the second, third and fourth dozen of speakers
_INITIAL: Final = re.compile(r"\b[^\W_]")
_LETTERS: Final = re.compile(r"[^\W_]+")


@frozen
class Voice:
    """A speaker as the page shows it.

    Attributes:
        number: Its place, from 0, most quoted first.
        name: The name, or "(no name)".
        type: The type of the speaker; None where there is no name.
        aliases: Every other form found in the text.
        label: One to three letters, and a number where they are taken: no two voices share one.
        look: Classes of the style sheet: hue and kind of underline.
        attributions: Number of attributions, those inside others, too.
        words: Number of words, each counted once.
    """

    number: int
    name: str
    type: str | None
    aliases: tuple[str, ...]
    label: str
    look: str
    attributions: int
    words: int


def find_voices(extraction: Extraction) -> tuple[list[Voice], list[int]]:
    """The voices, and for each attribution the number of its voice."""
    said: dict[str | None, list[Attribution]] = defaultdict(list)
    for each in extraction:
        said[each.speaker.name if each.speaker else None].append(each)
    words = {name: sum(count_words(extraction.text[a:b]) for a, b in covered(said[name])) for name in said}
    order = sorted(said, key=lambda name: (name is None, -len(said[name]), -words[name]))
    labels = label_names([name for name in order if name is not None])
    voices = []
    for number, name in enumerate(order):
        speaker = said[name][0].speaker
        voices.append(
            Voice(
                number=number,
                name=NAMELESS if name is None else name,
                type=speaker.type if speaker else None,
                aliases=speaker.aliases if speaker else (),
                label=NOBODY if name is None else labels[name],
                look="nobody" if name is None else f"h{number % HUES} u{number // HUES % LINES}",
                attributions=len(said[name]),
                words=words[name],
            )
        )
    numbers = {name: number for number, name in enumerate(order)}
    return voices, [numbers[each.speaker.name if each.speaker else None] for each in extraction]


def covered(attributions: Sequence[Attribution]) -> list[tuple[int, int]]:
    """The stretches that the contents cover together: in order, disjoint."""
    return merge((span.start, span.end) for each in attributions for span in each.contents)


def label_names(names: Sequence[str]) -> dict[str, str]:
    """A short label for each name: its initials, or the first two letters of a single word."""
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        initials = _INITIAL.findall(name)
        letters = "".join(initials[:3]).upper() if len(initials) > 1 else "".join(_LETTERS.findall(name))[:2]
        letters = letters[:1].upper() + letters[1:] or "#"
        label, number = letters, 1
        while label.upper() in taken:
            number += 1
            label = f"{letters}{number}"
        taken.add(label.upper())
        labels[name] = label
    return labels
