"""Where a quotation stands in one source, exactly or nearly.

In: the parts of a quotation and a source. Out: pieces of the source, and the changes of words.
Never calls words alike that only mean the same; the thresholds come from `python -m bench.verify`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from attrs import frozen

from quotekit.evaluation.verification.records import Change
from quotekit.evaluation.verification.source import Source, View
from quotekit.evaluation.verification.words import Part, Word
from quotekit.languages import load_language
from quotekit.languages.spelling import Spelling

GAP: Final = 300  # words that an ellipsis may leave out
_INSERTED: Final = 12  # words of the source that words in brackets may stand for
_LEAST_SHARE: Final = 0.6  # of the words of a quotation, in the same order, for it to be called altered
_LEAST_WORDS: Final = 2  # so many of them at least
_SIZES: Final = (1, 2, 3)  # words that may be written together or apart
_EDGE: Final = 2  # words that differ at the beginning or the end of a quotation, taken for as many of the source
MARGIN: Final = 6  # words around a near match that are looked at, too
_BIN: Final = 8  # diagonals that count as one
_MOST_PLACES: Final = 200  # of a word that is more frequent the place says nothing
_OTHER: Final = "\U000f0000"  # a word that the quotation has not
_BROKEN: Final = re.compile(r"[-\u2010]\s*\n")
_WALL: Final = "\U000f0001"  # nothing goes on over it

Place = tuple[int, int]  # first word, one past the last
Block = tuple[int, int, int]  # the same words: place in the quotation, in the view, how many


@frozen
class Match:
    """A quotation in a source.

    Attributes:
        places: Runs of words in the source.
        changes: Differences; empty if exact.
        share: Part of the words of the quotation that are there in the same order.
        is_interrupted: Does the source break it by a reporting clause?
    """

    places: tuple[Place, ...]
    changes: tuple[Change, ...] = ()
    share: float = 1.0
    is_interrupted: bool = False


def find_exact(parts: Sequence[Part], source: Source, quote: str) -> Iterator[Match]:
    """Every place where the words of the quotation stand, in any spelling; those without interruption first."""
    letters: dict[str, str] = {}
    for part in parts:
        for word in part.words:
            letters.setdefault(word.key, chr(0x10000 + len(letters)))
    pattern = "".join(
        f"([^{_WALL}]{{0,{GAP}}}?)" if part.kind == "gap"
        else f"([^{_WALL}]{{0,{_INSERTED}}}?)" if part.kind == "insertion"
        else "".join(letters[word.key] for word in part.words)
        for part in parts
    )  # fmt: skip
    wanted = re.compile(pattern)
    seen: set[int] = set()
    for view in (source.whole, source.quoted):
        text = "".join(letters.get(key, _OTHER) if key else _WALL for key in view.keys)
        for match in wanted.finditer(text):
            if view.numbers[match.start()] not in seen:
                seen.add(view.numbers[match.start()])
                left, inserted = _places_of(match, parts, "gap"), _places_of(match, parts, "insertion")
                kept = [place for place in range(*match.span()) if place not in left]
                mine = [word for part in parts for word in part.words]
                theirs = [place for place in kept if place not in inserted]
                changes = tuple(_respelled(mine, view, theirs, source.text, quote))
                yield Match(view.runs(kept), changes, is_interrupted=view is source.quoted)


def _places_of(match: re.Match[str], parts: Sequence[Part], kind: str) -> set[int]:
    """Places in the view that parts of a kind stand for."""
    kinds = [part.kind for part in parts if part.kind != "words"]
    return {place for group, each in enumerate(kinds, 1) if each == kind for place in range(*match.span(group))}


def _respelled(words: Iterable[Word], view: View, places: Iterable[int], text: str, quote: str) -> Iterator[Change]:
    """Words that are the same in another spelling, of a quotation and of a view, one to one."""
    for mine, place in zip(words, places, strict=True):
        theirs = view.words[view.numbers[place]]
        if mine.form != theirs.form:
            yield Change("respelled", quote[mine.start : mine.end], text[theirs.start : theirs.end])


def find_near(parts: Sequence[Part], source: Source, quote: str) -> Match | None:
    """The best place for a quotation that stands nowhere exactly, piece by piece; None if it is absent."""
    spelling = load_language(source.language).spelling
    views = [view for view in (source.whole, source.quoted) if view.numbers]
    found = [_pieces(parts, view, source.text, quote, spelling) for view in views]
    near = [match for match in found if match]
    return max(near, key=lambda match: (match.share, -sum(len(each.source) for each in match.changes)), default=None)


def _pieces(parts: Sequence[Part], view: View, text: str, quote: str, spelling: Spelling) -> Match | None:
    pieces = [part.words for part in parts if part.kind == "words"]
    total = sum(map(len, pieces))
    places: list[int] = []
    changes: list[Change] = []
    shared = 0
    for words in pieces:
        blocks = _near(words, view, spelling)
        if blocks:
            places += range(blocks[0][1], blocks[-1][1] + blocks[-1][2])
            shared += sum(size for _, _, size in blocks)
            changes += _changes(words, view, blocks, text, quote, spelling)
        else:
            changes.append(Change("added", quote[words[0].start : words[-1].end], ""))
    if shared < max(_LEAST_WORDS, _LEAST_SHARE * total):
        return None
    if all(each.kind == "respelled" for each in changes):
        shared = total
    return Match(view.runs(sorted({*places})), tuple(changes), round(shared / total, 3))


def _near(words: Sequence[Word], view: View, spelling: Spelling) -> list[Block]:
    """The blocks of words in the view that share most words with a piece, in order."""
    votes: Counter[int] = Counter()
    seen: defaultdict[int, set[int]] = defaultdict(set)  # a word of the quotation counts once a bin
    for number, word in enumerate(words):
        there = view.places.get(word.key, ())
        if len(there) > _MOST_PLACES:
            continue
        for place in there:
            for bin in ((place - number) // _BIN, (place - number) // _BIN + 1):
                if number not in seen[bin]:
                    seen[bin].add(number)
                    votes[bin] += 1
    keys = [word.key for word in words]
    best: list[Block] = []
    for bin, _ in votes.most_common(3):
        start = max(0, (bin - 1) * _BIN - MARGIN)
        window = view.keys[start : (bin + 1) * _BIN + len(words) + MARGIN]
        same = SequenceMatcher(None, keys, window, autojunk=False).get_matching_blocks()
        blocks = [(block.a, block.b + start, block.size) for block in same if block.size]
        blocks = _trimmed(_moved(blocks, view.keys))
        if sum(size for _, _, size in blocks) > sum(size for _, _, size in best):
            best = blocks
    if not best:
        return []
    begin, end = _edges(words, view, best[0], best[-1], spelling)
    return [begin, *best, end]


def _edges(words: Sequence[Word], view: View, first: Block, last: Block, spelling: Spelling) -> tuple[Block, Block]:
    """Where the source begins and ends: a last word that differs ("in 2018" for "in 2019") stands for one there."""
    before, after = first[0], len(words) - last[0] - last[2]
    begin, end = first[1], last[1] + last[2]
    if 0 < before <= _EDGE:
        sizes = _sizes(words[:before], [view.keys[max(0, begin - size) : begin] for size in _SIZES], spelling)
        begin -= next((size for size in (*sizes, before) if size <= begin), 0)
    if 0 < after <= _EDGE:
        sizes = _sizes(words[-after:], [view.keys[end : end + size] for size in _SIZES], spelling)
        end += next(
            (size for size in (*sizes, after) if len(view.keys) >= end + size and all(view.keys[end : end + size])), 0
        )
    return (0, begin, 0), (len(words), end, 0)


def _sizes(words: Sequence[Word], runs: Iterable[Sequence[str]], spelling: Spelling) -> list[int]:
    """How many words of the source are these words, written apart or together: "e-mail" is "email"."""
    mine = spelling.joined([word.key for word in words])
    return [len(run) for run in runs if spelling.joined(list(run)) == mine]


def _moved(blocks: list[Block], keys: Sequence[str]) -> list[Block]:
    """The blocks before the longest one as close to it as their words stand: difflib takes the first place."""
    if not blocks:
        return blocks
    moved = list(blocks)
    longest = max(range(len(blocks)), key=lambda number: blocks[number][2])
    for number in reversed(range(longest)):
        first, place, size = moved[number]
        words = keys[place : place + size]
        last = moved[number + 1][1] - size
        moved[number] = first, next(at for at in range(last, place - 1, -1) if keys[at : at + size] == words), size
    return moved


def _trimmed(blocks: list[Block]) -> list[Block]:
    """Without a stray word at either end that is far from the rest."""

    def is_stray(edge: Block, gap: int) -> bool:
        return gap > 2 + 2 * edge[2]

    while len(blocks) > 1 and is_stray(blocks[0], blocks[1][1] - blocks[0][1] - blocks[0][2]):
        del blocks[0]
    while len(blocks) > 1 and is_stray(blocks[-1], blocks[-1][1] - blocks[-2][1] - blocks[-2][2]):
        del blocks[-1]
    return blocks


def _changes(
    words: Sequence[Word], view: View, blocks: list[Block], text: str, quote: str, spelling: Spelling
) -> Iterator[Change]:
    """What stands between the blocks, and in the quotation before the first and after the last."""

    def source(first: int, end: int) -> str:
        numbers = [number for number in view.numbers[first:end] if number >= 0]
        if not numbers and first < end:  # nothing but a wall: two passages that are not one quotation
            return text[view.words[view.numbers[first - 1]].end : view.words[view.numbers[end]].start].strip()
        return text[view.words[numbers[0]].start : view.words[numbers[-1]].end] if numbers else ""

    a, b = 0, blocks[0][1]
    for start, other, size in blocks:
        mine = quote[words[a].start : words[start - 1].end] if start > a else ""
        theirs = source(b, other)
        if mine and theirs:
            written = spelling.joined([word.key for word in words[a:start]]), spelling.joined(view.keys[b:other])
            is_broken = _BROKEN.search(theirs) is not None  # a hyphen at the end of a line is no spelling
            if written[0] != written[1] or not is_broken:
                yield Change("respelled" if written[0] == written[1] else "replaced", mine, theirs)
        elif mine or theirs:
            yield Change("added" if mine else "left out", mine, theirs)
        yield from _respelled(words[start : start + size], view, range(other, other + size), text, quote)
        a, b = start + size, other + size
