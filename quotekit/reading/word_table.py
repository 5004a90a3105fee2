"""What is said of words, remembered as a table with a column a word.

In: the numbers of the words of Docs. Out: their strings, as spaCy's components say them.
Never says anything of a word itself: what is new is asked of `WordForms`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
from attrs import define, field

from quotekit.reading.mixed_keys import Keys, Known, mixed
from quotekit.trees import names_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from quotekit.reading.wordforms import WordForms

MOST: Final = 16_000  # words; a large table is slow to add to, and to ask again costs little
KEY: Final = ("ORTH", "TAG", "DEP", "MORPH")  # what a word is known by
_ANSWERS: Final = slice(4, None)  # the rows that the components speak of
Said = npt.NDArray[np.object_]


@define(eq=False)
class WordTable:
    """What is remembered of words.

    Attributes:
        forms: Who is asked about new ones.
        known: The words.
    """

    forms: WordForms
    known: Known = field(factory=Known)
    _said: Said = field(factory=lambda: np.empty((7, 0), object))
    _opens: npt.NDArray[np.bool_] = field(factory=lambda: np.zeros(0, bool))

    def of(self, docs: Sequence[Doc], keys: Keys) -> Said:
        """What is said of the words of Docs, one after the other.

        Args:
            docs: The Docs.
            keys: Shape (words, 4); the columns `KEY` of them all.

        Returns:
            Shape (7, words): the words, the same in lower case, their tags, morphology, coarse tags, lemmas and labels.
        """
        if len(self.known) > MOST:
            self.known, self._said, self._opens = Known(), self._said[:, :0], self._opens[:0]
            self.forms.forget()
        known, numbers, new = self.known.joined(mixed(keys))
        if len(new):
            self._learn(known, keys[new].tolist(), docs[0])
        said = self._said.take(numbers, axis=1)
        if len(opening := np.flatnonzero(self._opens[numbers])):
            ends = np.cumsum([len(doc) for doc in docs])
            for n in dict.fromkeys(np.searchsorted(ends, opening, side="right").tolist()):
                doc, first = docs[n], int(ends[n]) - len(docs[n])
                for start, end in self.forms.phrases(doc):
                    phrase = tuple(map(tuple, keys[first + start : first + end, :-1].tolist()))
                    said[_ANSWERS, first + start : first + end] = list(
                        zip(*self.forms.of_phrase(doc, start, end, phrase), strict=True)
                    )
        return said

    def _learn(self, known: Known, new: Sequence[Sequence[int]], like: Doc) -> None:
        """Keep what is said of new words, with which these are known."""
        names = names_of(like.vocab.strings).__getitem__
        asked = self.forms.ask([(orth, tag, dep) for orth, tag, dep, _ in new], like)
        rows = [
            (word := names(orth), word if word.islower() else word.lower(), names(tag), names(morph), *answer)
            for (orth, tag, _, morph), (answer, _) in zip(new, asked, strict=True)
        ]
        said = np.concatenate([self._said, np.array(rows, object).T], axis=1)
        opens = np.append(self._opens, [may_open for _, may_open in asked])
        self.known, self._said, self._opens = known, said, opens
