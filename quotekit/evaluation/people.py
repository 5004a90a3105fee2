"""Whom a name means, and whether the same person always has the same name.

In: gold annotations of one text, and the predictions that answer them. Out: verdicts and shares.
Never counts over texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from quotekit.evaluation.matching import fold, same_entity
from quotekit.evaluation.records import Annotation
from quotekit.languages import load_language


class People:
    """The speakers of one gold text with the words of their names.

    Attributes:
        words: The words of all names of each speaker, titles left out.
    """

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self.words: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for each in annotations:
            if each.entity:
                self.words[each.entity] |= bare(" ".join((each.entity, *each.aliases)))

    def is_right(self, gold: Annotation, found: Annotation) -> bool:
        """Does the name found mean the gold speaker: one of the gold names, or words that only they have?

        Everyday names count ("Emma" for Emma Woodhouse, where no other speaker is called so), since
        corpora often list full names only.
        """
        if same_entity(gold, found):
            return True
        words = bare(found.entity or "")
        return bool(words) and [who for who, known in self.words.items() if words <= known] == [gold.entity]


def bare(name: str) -> frozenset[str]:
    """The folded words of a name, without titles and what else stands before one."""
    return frozenset(fold(name).replace("-", " ").split()) - load_language().people.groups["beside-name"]


def b_cubed(gold: Sequence[Annotation], found: Sequence[Annotation | None]) -> tuple[list[float], list[float]]:
    """Precision and recall of each annotation with a speaker (Bagga and Baldwin 1998), 0 to 1.

    Of the annotations that a system gives the same speaker, how many are by the same speaker in the gold;
    and the other way round. One without a name is a speaker of its own. Names themselves do not matter.
    """
    ours = [each.entity for each in gold]
    theirs = [each.entity or n if each is not None else n for n, each in enumerate(found)]
    mine, their, both = Counter(ours), Counter(theirs), Counter(zip(ours, theirs, strict=True))
    pairs = list(zip(ours, theirs, strict=True))
    return [both[pair] / their[pair[1]] for pair in pairs], [both[pair] / mine[pair[0]] for pair in pairs]
