"""A text to look quotations up in, read once into words.

In: a text. Out: its words, which of them stand between quotation marks, and where a word occurs.
Never parses: marks and markup are found on the characters alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from attrs import Factory, define, field

from quotekit.evaluation.verification.shown import Shown
from quotekit.evaluation.verification.words import Word, find_words
from quotekit.reading.quotations import find_quotations

_FRAME: Final = 25  # words of a reporting clause that may interrupt a quotation


@define(slots=False)
class View:
    """Words of a text that are read one after the other.

    Attributes:
        words: All words of the text.
        numbers: Which of them, in order; -1 where nothing goes on.
    """

    words: Sequence[Word]
    numbers: Sequence[int]

    @cached_property
    def keys(self) -> list[str]:
        """What its words are compared by; "" for a wall."""
        return [self.words[number].key if number >= 0 else "" for number in self.numbers]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands, by key: places in `numbers`."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, key in enumerate(self.keys):
            found[key].append(place)
        return dict(found)

    def runs(self, places: Iterable[int]) -> tuple[tuple[int, int], ...]:
        """The words at sorted places as runs of neighbours in the text: first, one past the last."""
        runs: list[tuple[int, int]] = []
        for number in (self.numbers[place] for place in places):
            if number < 0:
                continue
            if runs and runs[-1][1] == number:
                runs[-1] = runs[-1][0], number + 1
            else:
                runs.append((number, number + 1))
        return tuple(runs)


@define(slots=False)
class Source:
    """A text as words.

    Attributes:
        given: The text as given: plain, HTML or Markdown.
        id: Its identifier, or None.
        language: Code of its language, whose spellings are known.
        shown: What a reader sees of it.
    """

    given: str
    id: str | None = None
    language: str = "en"
    shown: Shown = field(init=False, default=Factory(lambda self: Shown.of(self.given), takes_self=True))

    @property
    def text(self) -> str:
        """The text that its words are counted in."""
        return self.shown.text

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words, in order."""
        return tuple(find_words(self.text, language=self.language))

    @cached_property
    def whole(self) -> View:
        """All of them."""
        return View(self.words, range(len(self.words)))

    @cached_property
    def quoted(self) -> View:
        """Those between quotation marks, with a wall where the next passage is too far to go on."""
        passages = [span for each in find_quotations(self.text) if each.depth == 0 for span in each.inners]
        numbers: list[int] = []
        at = 0
        for span in sorted(passages, key=lambda span: span.start):
            while at < len(self.words) and self.words[at].end <= span.end:
                if self.words[at].start >= span.start:
                    if numbers and at - numbers[-1] > _FRAME:
                        numbers.append(-1)
                    numbers.append(at)
                at += 1
        return View(self.words, numbers)
