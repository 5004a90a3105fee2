"""Precision, recall and F1 of predictions, measure by measure.

In: gold documents and predictions. Out: Scores. Never looks into a rule.
Measures: PARC's and PolNeAR's overlap (Pareti 2015; Newell et al. 2018), flat spans (Wang et al. 2022), and
detection of passages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from quotekit.errors import InputError
from quotekit.evaluation.flat import Tokens, flat_counts
from quotekit.evaluation.matching import Side, answering, match, same_entity, same_mention, union
from quotekit.evaluation.passages import WORD, quoted_passages
from quotekit.evaluation.people import People, b_cubed
from quotekit.evaluation.ranges import Letters, Ranges, joined, shared
from quotekit.evaluation.records import Annotation, Document

_ROLES: Final = ("content", "cue", "speaker")
_VERBATIM: Final = 0.95  # the share of letters between marks that makes a content direct


@frozen
class Score:
    """Counts of one measure, and what follows from them.

    Attributes:
        right: Predictions that are right; of measures that go by shares, the sum of the shares.
        predicted: Predictions.
        gold: What there was to find.
    """

    right: float = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of predictions that are right, in percent; 0 where there is none."""
        return 100 * self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found, in percent; 0 where there is none."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in percent."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def to_dict(self) -> dict[str, float]:
        """Precision, recall and F1 in percent, two decimals."""
        return {"p": round(self.precision, 2), "r": round(self.recall, 2), "f1": round(self.f1, 2)}


@frozen
class Scores:
    """The measures over all documents.

    Attributes:
        documents: How many gold documents there are.
        missing: How many of them have no prediction; they count as if nothing was found.
        measures: Scores by name, such as "quoted.detection" or "relations.overlap.cue".
    """

    documents: int
    missing: int
    measures: Mapping[str, Score]

    def __getitem__(self, measure: str) -> Score:
        """The score of a measure; all zero where nothing was counted."""
        return self.measures.get(measure, Score())

    def under(self, prefix: str) -> dict[str, Score]:
        """The measures whose names begin so, under the rest of the name, in order of name."""
        names = sorted(name for name in self.measures if name.startswith(prefix + "."))
        return {name[len(prefix) + 1 :]: self.measures[name] for name in names}

    def b_cubed(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of the speakers as clusters of quotations, in percent."""
        precision, recall = self["b_cubed.precision"].recall, self["b_cubed.recall"].recall
        total = precision + recall
        return precision, recall, 2 * precision * recall / total if total else 0.0

    def to_dict(self) -> dict[str, Any]:
        """All figures in percent, nested, ready for JSON."""
        content = self["relations.content"]
        out: dict[str, Any] = {
            "docs": self.documents,
            "missing_docs": self.missing,
            "quoted": {
                "items": self["quoted.detection"].gold,
                "detection": self["quoted.detection"].to_dict(),
                "attribution": self["quoted.attribution"].to_dict(),
                "accuracy_when_found": round(self["quoted.speaker_when_found"].precision, 2),
                "recall_by_length": _recalls(self.under("quoted.by_length")),
            },
            "relations": {
                "gold": content.gold,
                "predicted": content.predicted,
                "content": content.to_dict(),
                "content_exact": self["relations.content_exact"].to_dict(),
                "content_and_speaker": self["relations.content_and_speaker"].to_dict(),
                "joint_recall_by_kind": _recalls(self.under("relations.by_kind")),
                "overlap": {role: self[f"relations.overlap.{role}"].to_dict() for role in _ROLES},
            },
            "flat": {
                role: {
                    "exact": self[f"flat.{role}.exact"].to_dict(),
                    "begin": self[f"flat.{role}.begin"].to_dict(),
                    "jaccard": round(self[f"flat.{role}.jaccard"].recall, 2),
                }
                for role in _ROLES
            },
        }
        if genres := self.under("genres"):
            out["recall_by_genre"] = _recalls(genres)
        if entity := self["entity"].gold:
            by_subtype = _recalls(self.under("entity.by_subtype"))
            out["entity"] = {"items": entity, **self["entity"].to_dict(), "recall_by_subtype": by_subtype}
            by_subtype = _recalls(self.under("person.by_subtype"))
            out["person"] = {"items": entity, **self["person"].to_dict(), "recall_by_subtype": by_subtype}
            out["b_cubed"] = dict(zip(("p", "r", "f1"), (round(each, 2) for each in self.b_cubed()), strict=True))
        return out


def _recalls(scores: Mapping[str, Score]) -> dict[str, float]:
    return {name: round(each.recall, 1) for name, each in scores.items() if each.gold}


def score(gold: Iterable[Document], predictions: Iterable[Document]) -> Scores:
    """Measure predictions against gold documents.

    Args:
        gold: Documents with their texts.
        predictions: Documents with the same identifiers, in any order; others are not looked at.

    Raises:
        InputError: a gold document has no text, or a prediction was made on another text.
    """
    by_id = {each.id: each for each in predictions}
    counts: dict[str, Score] = {}
    documents = missing = 0
    for document in gold:
        predicted = by_id.get(document.id)
        documents += 1
        missing += predicted is None
        for name, each in _count(document, predicted or Document(document.id, None)):
            counts[name] = counts.get(name, Score()) + each
    return Scores(documents, missing, counts)


def text_of(gold: Document, predicted: Document) -> str:
    """The text that both documents are about.

    Raises:
        InputError: the gold document has none, or the prediction was made on another text.
    """
    if gold.text is None:
        raise InputError(f"{gold.id}: the gold document has no text; give one whose lines have a text")
    last = max((each.end for each in predicted.annotations), default=0)
    if predicted.text not in (None, "", gold.text) or last > len(gold.text):
        raise InputError(
            f"{gold.id}: the prediction was made on another text than the gold; run on the texts of the gold"
        )
    return gold.text


def _count(document: Document, prediction: Document) -> Iterator[tuple[str, Score]]:
    text = text_of(document, prediction)
    letters = Letters(text)
    said = tuple(each for each in document.annotations if each.content)
    gold, found = Side(said, letters), Side(prediction.annotations, letters)
    passages = quoted_passages(text)
    for passage in passages:
        yield from _count_passage(text, passage, gold.covering(passage), found.covering(passage))
    yield from _count_relations(gold, found, letters, joined(passages))
    yield from _count_entities(gold, found, letters)
    for role in _ROLES:
        ours = union([getattr(each, role) for each in found.annotations])
        theirs = union([getattr(each, role) for each in document.annotations])
        common = letters(shared(ours, theirs))
        yield f"relations.overlap.{role}", Score(common, letters(ours), letters(theirs))
    if document.genre is not None:
        yield from _count_by_genre(document.genre, gold, found, letters)
    for name, counts in flat_counts(document.annotations, prediction.annotations, Tokens(text), _ROLES):
        yield f"flat.{name}", Score(*counts)


def _count_passage(
    text: str, passage: tuple[int, int], want: Annotation | None, got: Annotation | None
) -> Iterator[tuple[str, Score]]:
    """Is it reported speech, and whose? Passages that nobody says count against precision."""
    yield "quoted.detection", Score(want is not None and got is not None, got is not None, want is not None)
    if want is not None and not want.speaker:
        return  # said, but the corpus does not say by whom
    has_source = want is not None
    right = want is not None and got is not None and same_mention(want, got)
    yield "quoted.attribution", Score(right, got is not None and bool(got.speaker), has_source)
    if has_source:
        yield "quoted.speaker_when_found", Score(right, got is not None, 1)
        yield f"quoted.by_length.{_bucket(len(WORD.findall(text, *passage)))}", Score(right, 0, 1)


def _bucket(words: int) -> str:
    return "1-2w" if words <= 2 else "3-9w" if words <= 9 else "10+w"


def _count_relations(gold: Side, found: Side, letters: Letters, quoted: Ranges) -> Iterator[tuple[str, Score]]:
    """Contents of all kinds: found, to the letter, and with the right speaker."""
    matched = match(gold, found, letters)
    predicted = Score(0, len(found.annotations), 0)
    for measure in ("content", "content_exact", "content_and_speaker"):
        yield f"relations.{measure}", predicted
    for i, want in enumerate(gold.annotations):
        j = matched.get(i)
        joint = exact = False
        if j is not None:
            joint = not want.speaker or same_mention(want, found.annotations[j])
            exact = letters(shared(gold.contents[i], found.contents[j])) == gold.letters[i] == found.letters[j]
        yield "relations.content", Score(j is not None, 0, 1)
        yield "relations.content_exact", Score(exact, 0, 1)
        yield "relations.content_and_speaker", Score(joint, 0, 1)
        kind = _kind(letters(shared(gold.contents[i], quoted)), gold.letters[i])
        yield f"relations.by_kind.{kind}", Score(joint, 0, 1)


def _kind(quoted: int, letters: int) -> str:
    if not quoted:
        return "indirect"
    return "direct" if quoted >= _VERBATIM * letters else "mixed"


def _count_by_genre(genre: str, gold: Side, found: Side, letters: Letters) -> Iterator[tuple[str, Score]]:
    """Half of the words were found, with a cue or a source in the clause that attributes them."""
    for i, want in enumerate(gold.annotations):
        clause = joined((*want.cue, *want.speaker))
        near = (found.annotations[j] for j in _holding_half(gold, i, found, letters))
        hit = any(shared(clause, joined((*each.cue, *each.speaker))) for each in near)
        yield f"genres.{genre}", Score(hit, 0, 1)


def _holding_half(gold: Side, i: int, found: Side, letters: Letters) -> Iterator[int]:
    """The predictions that hold half of the letters of a gold content."""
    for j in found.index.touching(gold.contents[i]):
        if 2 * letters(shared(gold.contents[i], found.contents[j])) >= gold.letters[i]:
            yield j


def _count_entities(gold: Side, found: Side, letters: Letters) -> Iterator[tuple[str, Score]]:
    """Where the corpus knows who speaks: is that the name that was found, or at least the person?"""
    people = People(gold.annotations)
    pairs = [(want, answering(gold, i, found, letters)) for i, want in enumerate(gold.annotations) if want.entity]
    for want, got in pairs:
        right = got is not None and same_entity(want, got)
        is_person = got is not None and people.is_right(want, got)
        named = got is not None and bool(got.entity)
        yield "entity", Score(right, named, 1)
        yield f"entity.by_subtype.{want.subtype or 'other'}", Score(right, 0, 1)
        yield "person", Score(is_person, named, 1)
        yield f"person.by_subtype.{want.subtype or 'other'}", Score(is_person, 0, 1)
    shares = b_cubed([want for want, _ in pairs], [got for _, got in pairs])
    for name, each in zip(("precision", "recall"), shares, strict=True):
        if each:
            yield f"b_cubed.{name}", Score(sum(each), len(each), len(each))
