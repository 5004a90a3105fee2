"""Who speaks in a text, each with a label and a colour to be known by.

In: an extraction. Out: one row a speaker, most quoted first; last those whose speaker is not known.
Never merges two names, and never counts on its own: `quotekit speakers` says how much.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from attrs import frozen

from quotekit.export.tally import NAMELESS, Quoted, count_speakers
from quotekit.reading.reading import merge
from quotekit.records import Attribution, Extraction

HUES: Final = 12  # in page.css, farthest from each other first
_LINES: Final = 4  # kinds of underline, pattern and label: the second, third and fourth dozen of speakers
WORD: Final = 10  # letters of the word that labels a description
_WHO: Final = "who?"  # no label of a name has a question mark
_INITIAL: Final = re.compile(r"\b[^\W_]")
_LETTERS: Final = re.compile(r"[^\W_]+")
_SMALL_WORD: Final = 3  # letters: shorter ones are of, in, to


@frozen
class Voice:
    """A speaker as the page shows it.

    Attributes:
        number: Its place, from 0, most quoted first.
        name: The name, or "speaker not known".
        type: The type of the speaker; None where that is not known.
        aliases: Every other form found in the text.
        label: One to three letters, or the first word of a description, and a number where they are taken: no two
            voices share one.
        look: Classes of the style sheet: hue and kind of underline.
        attributions: Number of attributions that stand in no other.
        inside: Number of those inside others.
        words: Number of words of the former, without what was not said.
        unsaid: Number of attributions that say that something was not said.
        terms: Key terms of what the speaker says; none unless asked for.
    """

    number: int
    name: str
    type: str | None
    aliases: tuple[str, ...]
    label: str
    look: str
    attributions: int
    inside: int
    words: int
    unsaid: int
    terms: tuple[str, ...] = ()

    @property
    def counted(self) -> str:
        """What the numbers count, and what they leave out."""
        left_out = [
            *([f"{self.inside} inside what others say"] if self.inside else []),
            *([f"the words of {self.unsaid} that {_were(self.unsaid)} not said"] if self.unsaid else []),
        ]
        counts = f"{self.attributions}× quoted, {self.words} words, each counted once"
        return counts + (f"; not counted: {', '.join(left_out)}" if left_out else "")


def find_voices(
    extraction: Extraction, terms: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> tuple[list[Voice], list[int]]:
    """The voices, and for each attribution the number of its voice."""
    said: dict[str | None, list[Attribution]] = defaultdict(list)
    for each in extraction:
        said[each.speaker.name if each.speaker else None].append(each)
    counts = {row.name: row for row in count_speakers([extraction])}
    rows = [counts.get(name) or Quoted(name) for name in said]
    rows.sort(key=lambda row: (row.name is None, -row.attributions, -row.words))
    described = {name for name, (first, *_) in said.items() if name and _is_phrase(name) and not _is_named(first)}
    labels = label_names([row.name for row in rows if row.name is not None], described)
    voices = [
        _voice(number, row, said[row.name], labels.get(row.name or "", _WHO), terms.get(row.name or "", ()))
        for number, row in enumerate(rows)
    ]
    numbers = {row.name: number for number, row in enumerate(rows)}
    return voices, [numbers[each.speaker.name if each.speaker else None] for each in extraction]


def _voice(number: int, row: Quoted, said: Sequence[Attribution], label: str, terms: Sequence[str]) -> Voice:
    """The voice of a row of counts, and of what it counts."""
    speaker = said[0].speaker
    return Voice(
        number=number,
        name=NAMELESS if row.name is None else row.name,
        type=speaker.type if speaker else None,
        aliases=speaker.aliases if speaker else (),
        label=label,
        look="nobody" if row.name is None else f"h{number % HUES} u{number // HUES % _LINES}",
        attributions=row.attributions,
        inside=len(said) - row.attributions,
        words=row.words,
        unsaid=sum(each.negated for each in said),
        terms=tuple(terms),
    )


def _is_named(each: Attribution) -> bool:
    return each.speaker is not None and each.speaker.is_named


def _is_phrase(name: str) -> bool:
    """Is it written as words are, and no name: "people in Heihe", "One of them"; but "Russian transport ministry"?"""
    words = name.split()
    is_opened = len(words) > 2 and len(words[1]) < _SMALL_WORD and name[1:].islower()
    return name[0].islower() or is_opened


def covered(attributions: Sequence[Attribution]) -> list[tuple[int, int]]:
    """The stretches that the contents cover together: in order, disjoint."""
    return merge((span.start, span.end) for each in attributions for span in each.contents)


def label_names(names: Sequence[str], described: Collection[str] = ()) -> dict[str, str]:
    """A short label for each name: its initials, or the first two letters of a single word.

    A speaker who is only described ("people in Heihe") is labelled by the first word of the description.
    """
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        initials = _INITIAL.findall(name)
        letters = "".join(initials[:3]).upper() if len(initials) > 1 else "".join(_LETTERS.findall(name))[:2]
        if name in described and (words := _LETTERS.findall(name)):
            letters = words[0][:WORD].lower()
        else:
            letters = letters[:1].upper() + letters[1:] or "#"
        label, number = letters, 1
        while label.upper() in taken:
            number += 1
            label = f"{letters}{number}"
        taken.add(label.upper())
        labels[name] = label
    return labels


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
