"""Prints how often the name of a speaker is right, by the way that led to it (`Attribution.resolved_by`).

    python -m bench.ways GOLD [GOLD …]            # a table
    python -m bench.ways --write GOLD [GOLD …]    # and the counts that `speaker_confidence` comes from
    python -m bench.ways --held GOLD [GOLD …]     # is `speaker_confidence` right on texts it was not counted on?

GOLD is JSON Lines whose attributions have an `entity`. What was found is what answers a gold
attribution, as `quotekit evaluate` counts `entity`; where nothing was found, nothing is counted.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import quotekit
from quotekit.evaluation import Annotation, Document, read_gold, to_document
from quotekit.evaluation.matching import Side, answering, same_entity
from quotekit.evaluation.ranges import Letters
from quotekit.languages import load_language
from quotekit.languages.name_precision import BANDS, HIGH, TURN, NamePrecision, band_of
from quotekit.languages.stand_ins import ADDRESSED, BEAT, DIALOGUE_TURN
from quotekit.speakers.names.name import fold

DIALOGUE = (DIALOGUE_TURN, ADDRESSED, BEAT)
Counts = dict[str, dict[str, dict[str, list[int]]]]
Row = tuple[str, str, str, bool]  # kind of text, way, band of confidence, and was the name right?
FOLDS = 5
BOUNDS = (0.95, 0.9, 0.8, 0.7, 0.5, 0.0)  # of `speaker_confidence`

ALL = "all"
SURE = "all, confidence 0.9 and more"
NO_NAME = "no name found"


def decisions(path: str) -> Iterator[tuple[str, bool]]:
    """For each gold attribution that was found: the way to its speaker (and the sums), and was the name right?"""
    gold = list(read_gold(path))
    for document, found in zip(gold, quotekit.extract_many(each.text or "" for each in gold), strict=True):
        outermost = [each for each in found if each.parent is None]
        yield from of_document(document, outermost, to_document(found, document.id))


def of_document(
    document: Document, found: list[quotekit.Attribution], predicted: Document
) -> Iterator[tuple[str, bool]]:
    """The same for one document; `predicted` has one annotation for each of `found`."""
    letters = Letters(document.text or "")
    gold, ours = Side(document.annotations, letters), Side(predicted.annotations, letters)
    attribution_of = {id(made): each for made, each in zip(predicted.annotations, found, strict=True)}
    for number, wanted in enumerate(document.annotations):
        got = answering(gold, number, ours, letters) if wanted.entity else None
        if got is None:
            continue
        each = attribution_of[id(got)]
        is_right = same_entity(wanted, got)
        yield (each.resolved_by or "none") if each.speaker else NO_NAME, is_right
        if each.speaker:
            yield ALL, is_right
            if (each.confidence or 0) >= 0.9:
                yield SURE, is_right


def write(paths: Sequence[str]) -> None:
    """Counts right names by kind of text, way and band of confidence, into the data of English."""
    counts: dict[str, dict[str, dict[str, list[int]]]] = {}
    for path in paths:
        gold = list(read_gold(path))
        for document, found in zip(gold, quotekit.extract_many(each.text or "" for each in gold), strict=True):
            add_counts(counts, document, found)
    save(counts)


def add_counts(counts: Counts, document: Document, found: quotekit.Extraction) -> None:
    """Add what one document says."""
    count(counts, rows_of(document, found))


def count(counts: Counts, rows: Iterable[Row]) -> None:
    """Add what some names say."""
    for kind, way, band, is_right in rows:
        pair = counts.setdefault(kind, {}).setdefault(way, {}).setdefault(band, [0, 0])
        pair[0] += is_right
        pair[1] += 1


def rows_of(document: Document, found: quotekit.Extraction) -> Iterator[Row]:
    """Every name of one document that gold knows."""
    is_story = any(each.rule in DIALOGUE or each.resolved_by == "dialogue" for each in found)
    kind = "story" if is_story else "plain"
    outermost = [each for each in found if each.parent is None]
    letters = Letters(document.text or "")
    predicted = to_document(found, document.id)
    gold, ours = Side(document.annotations, letters), Side(predicted.annotations, letters)
    attribution_of = {id(made): each for made, each in zip(predicted.annotations, outermost, strict=True)}
    for number, wanted in enumerate(document.annotations):
        got = answering(gold, number, ours, letters) if wanted.entity else None
        each = attribution_of[id(got)] if got is not None else None
        if got is not None and each is not None and each.speaker is not None:
            yield kind, each.resolved_by or TURN, band_of(each.confidence), is_right_person(wanted, got, document)


def held(paths: Sequence[str]) -> None:
    """Prints, file by file, how often names are right that have such a confidence, counted on other texts.

    Five folds over the texts of all files: each text is judged by what the other four fifths say of its ways.
    """
    texts: list[tuple[str, list[Row]]] = []
    for path in paths:
        gold = list(read_gold(path))
        for document, found in zip(gold, quotekit.extract_many(each.text or "" for each in gold), strict=True):
            texts.append((Path(path).stem, list(rows_of(document, found))))
    print(f"| speaker_confidence | {' | '.join(f'{Path(p).stem}: names | right, %' for p in paths)} |")
    print(f"|---{'|---' * 2 * len(paths)}|")
    judged = list(held_out(texts))
    for upper, lower in pairwise((1.01, *BOUNDS)):
        here = [(name, is_right) for name, sure, is_right in judged if lower <= sure < upper]
        print(f"| {lower} and more | {cells(here, paths)} |")
    sure = [(name, is_right) for name, sure, is_right in judged if sure >= HIGH]
    print(f"| all of {HIGH} and more | {cells(sure, paths)} |")
    print(f"| all | {cells([(name, is_right) for name, _, is_right in judged], paths)} |")


def cells(judged: Sequence[tuple[str, bool]], paths: Sequence[str]) -> str:
    """For each file, how many names and the percentage of them that is right."""
    shown: list[str] = []
    for path in paths:
        mine = [is_right for name, is_right in judged if name == Path(path).stem]
        shown += figures(sum(mine), len(mine))
    return " | ".join(shown)


def held_out(texts: Sequence[tuple[str, Sequence[Row]]]) -> Iterator[tuple[str, float, bool]]:
    """For each name: its file, the confidence that the texts of the other folds give it, and was it right?"""
    for part in range(FOLDS):
        counts: Counts = {}
        count(counts, (row for number, (_, rows) in enumerate(texts) if number % FOLDS != part for row in rows))
        table = NamePrecision(
            {
                kind: {way: {band: (pair[0], pair[1]) for band, pair in bands.items()} for way, bands in ways.items()}
                for kind, ways in counts.items()
            }
        )
        for name, rows in texts[part::FOLDS]:
            for kind, way, band, is_right in rows:
                yield name, table.of(kind, way, HIGH if band == BANDS[0] else 0.0) or 0.0, is_right


def is_right_person(wanted: Annotation, got: Annotation, document: Document) -> bool:
    """The same name, or words of it that are those of nobody else: the everyday name of a character."""
    if same_entity(wanted, got):
        return True
    mine = words_of(got.entity or "")
    return bool(mine) and {entity for entity, words in names_in(document) if mine <= words} == {wanted.entity}


@lru_cache(maxsize=1)
def names_in(document: Document) -> tuple[tuple[str, frozenset[str]], ...]:
    """Everybody who speaks in a document by the gold, and the words of all their names."""
    found: dict[str, frozenset[str]] = {}
    for each in document.annotations:
        if each.entity:
            words = words_of(" ".join((each.entity, *each.aliases)))
            found[each.entity] = found.get(each.entity, frozenset()) | words
    return tuple(found.items())


@lru_cache(maxsize=4096)
def words_of(name: str) -> frozenset[str]:
    """Words of a name, titles aside."""
    titles = load_language("en").people.titles
    return frozenset(word for word in map(fold, name.split()) if word and word not in titles)


def save(counts: Counts) -> None:
    """Write the counts, sorted."""
    path = Path(quotekit.__file__).parent / "languages/en/data/name_precision.json"
    path.write_text(json.dumps(counts, indent=1, sort_keys=True) + "\n", encoding="utf8")


def main(*paths: str) -> None:
    """Prints a table, a row a way, two columns a file."""
    counts: dict[str, Counter[str]] = {}
    rights: dict[str, Counter[str]] = {}
    for path in paths:
        made = list(decisions(path))
        counts[path] = Counter(way for way, _ in made)
        rights[path] = Counter(way for way, is_right in made if is_right)
    total: Counter[str] = sum(counts.values(), Counter())
    sums = (ALL, SURE, NO_NAME)
    ways = [way for way, _ in total.most_common() if way not in sums] + [way for way in sums if total[way]]
    titles = [title for path in paths for title in (f"{Path(path).stem}: names", "right, %")]
    print(f"| resolved_by | {' | '.join(titles)} |\n|---{'|---' * len(titles)}|")
    for way in ways:
        cells = (cell for path in paths for cell in figures(rights[path][way], counts[path][way]))
        print(f"| {way} | {' | '.join(cells)} |")


def figures(right: int, count: int) -> tuple[str, str]:
    """How many, and the percentage of them that is right; nothing to say of none."""
    return (f"{count:,}", f"{100 * right / count:.0f}") if count else ("0", "–")


if __name__ == "__main__":
    given = [each for each in sys.argv[1:] if each not in ("--write", "--held")]
    if "--write" in sys.argv:
        write(given)
    if "--held" in sys.argv:
        held(given)
    else:
        main(*given)
