"""What is wrong, one thing at a time, for people who want to look.

In: gold documents and predictions. Out: Mistakes in the order of the text.
Never decides what a figure is: the pairs are those of the content measure, the names those of `entity`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

from attrs import asdict, frozen

from quotekit.evaluation.matching import Side, answering, likeness, match, same_entity, same_mention
from quotekit.evaluation.ranges import Letters
from quotekit.evaluation.records import Annotation, Document
from quotekit.evaluation.scores import text_of

MistakeKind = Literal["missed", "spurious", "wrong speaker", "wrong name", "wrong boundary"]
KINDS: Final[tuple[MistakeKind, ...]] = ("missed", "spurious", "wrong speaker", "wrong name", "wrong boundary")


@frozen
class Mistake:
    """Something that a system got wrong.

    Attributes:
        kind: "missed": nothing was found there; "wrong boundary": what was found shares less than
            half with it; "wrong speaker": the words are right, the mention is not; "wrong name":
            the name is wrong or missing, though the mention is right (or the corpus marks none),
            or besides a wrong boundary; "spurious": found where the corpus has nothing.
        document: The gold document.
        gold: The annotation, or None where there is none.
        found: The prediction, or None where there is none.
    """

    kind: MistakeKind
    document: Document
    gold: Annotation | None
    found: Annotation | None

    @property
    def start(self) -> int:
        """The first code point of what it is about."""
        about = self.gold or self.found
        return about.content[0][0] if about and about.content else 0

    def to_dict(self) -> dict[str, Any]:
        """Kind, identifier and both annotations, ready for JSON."""
        sides = {"gold": self.gold, "found": self.found}
        return {
            "kind": self.kind,
            "id": self.document.id,
            **{name: asdict(each) if each else None for name, each in sides.items()},
        }


def find_mistakes(gold: Iterable[Document], predictions: Iterable[Document]) -> Iterator[Mistake]:
    """Every mistake, document by document, in the order of the text.

    Raises:
        InputError: a gold document has no text, or a prediction was made on another text.
    """
    by_id = {each.id: each for each in predictions}
    for document in gold:
        prediction = by_id.get(document.id) or Document(document.id, None)
        yield from sorted(_mistakes(document, prediction), key=lambda each: each.start)


def _mistakes(document: Document, prediction: Document) -> Iterator[Mistake]:
    letters = Letters(text_of(document, prediction))
    said = tuple(each for each in document.annotations if each.content)
    gold, found = Side(said, letters), Side(prediction.annotations, letters)
    matched = match(gold, found, letters)
    explained = set(matched.values())
    for i, want in enumerate(gold.annotations):
        named = answering(gold, i, found, letters)
        is_misnamed = bool(want.entity) and named is not None and not same_entity(want, named)
        if i in matched:
            got = found.annotations[matched[i]]
            if want.speaker and not same_mention(want, got):
                yield Mistake("wrong speaker", document, want, got)
            elif is_misnamed:
                yield Mistake("wrong name", document, want, named)
            continue
        free = [j for j in found.index.touching(gold.contents[i]) if j not in matched.values()]
        near = max(free, key=lambda j: (likeness(gold, i, found, j, letters), -j), default=None)
        if near is None or not likeness(gold, i, found, near, letters):
            yield Mistake("missed", document, want, None)
        else:
            explained.add(near)
            yield Mistake("wrong boundary", document, want, found.annotations[near])
            if is_misnamed:
                yield Mistake("wrong name", document, want, named)
    for j, got in enumerate(found.annotations):
        if j not in explained:
            yield Mistake("spurious", document, None, got)
