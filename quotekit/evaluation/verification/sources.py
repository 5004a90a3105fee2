"""Many sources, found by the pairs of words that a quotation shares with them.

In: texts with identifiers. Out: an index of word shingles; the few sources worth a closer look.
Never holds a text twice, and never compares a quotation with every source where the index can tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from quotekit.evaluation.verification.source import Source
from quotekit.evaluation.verification.words import Part

if TYPE_CHECKING:
    from quotekit.evaluation.verification.records import Verification
    from quotekit.records import Extraction

_CLOSEST: Final = 5  # sources that are compared word by word
_FAR: Final = 0.4  # of the votes of the closest source; with fewer a source is not worth a look
_COMMON: Final = 0.2  # a pair of words in more sources than this says little about any
_FEW: Final = 20  # of so few sources no pair is common


class Sources:
    """Texts to check quotations against, indexed once.

    The index holds, for each two neighbouring words, the sources that have them (word shingles, after
    Broder 1997), so that a quotation is compared word by word with the closest few only.
    """

    def __init__(self, texts: Mapping[str, str] | Iterable[tuple[str, str]], *, language: str = "en") -> None:
        """Index texts by identifier: a mapping, or pairs of identifier and text; and the code of their language."""
        self.language = language
        pairs = texts.items() if isinstance(texts, Mapping) else texts
        self._sources = [Source(text, str(id), language) for id, text in pairs]
        self._pairs: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for number, source in enumerate(self._sources):
            for pair in {*pairwise(word.key for word in source.words)}:
                self._pairs[pair].append(number)
        self._extract = lru_cache(maxsize=256)(self._extraction)

    def __len__(self) -> int:
        return len(self._sources)

    def verify(self, quote: str, *, speaker: str | None = None, speakers: bool = False) -> Verification:
        """What became of a quotation, in whichever source has it best.

        Args:
            quote: The words, with or without marks.
            speaker: Who is said to have said it, or None.
            speakers: Ask the source who says it, also without a `speaker`? That reads the source with a model.
        """
        from quotekit.evaluation.verification.verify import judge

        return judge(quote, self, speaker, asks=speakers or speaker is not None)

    def closest(self, parts: Iterable[Part]) -> list[Source]:
        """The sources that share most pairs of words with a quotation, rare pairs counting more; best first."""
        keys = [[word.key for word in part.words] for part in parts if part.kind == "words"]
        if sum(map(len, keys)) < 2 or len(self._sources) <= _CLOSEST:
            return self._sources
        most = len(self._sources) if len(self._sources) <= _FEW else _COMMON * len(self._sources)
        votes: Counter[int] = Counter()
        for run in keys:
            for pair in pairwise(run):
                found = self._pairs.get(pair, ())
                if found and len(found) <= most:
                    for number in found:
                        votes[number] += 1 + 1 / len(found)  # type: ignore[assignment]
        if not votes:  # pairs that are everywhere, or a word in each piece
            words = {key for run in keys for key in run}
            return [source for source in self._sources if words <= source.whole.places.keys()]
        closest = votes.most_common(_CLOSEST)
        return [self._sources[number] for number, count in closest if count >= _FAR * closest[0][1]]

    def extraction(self, source: Source) -> Extraction:
        """Who says what in a source; the last 256 are remembered."""
        return self._extract(source.id, source.given)

    def _extraction(self, _: str | None, text: str) -> Extraction:
        from quotekit.pipeline.one import extract

        return extract(text, language=self.language)
