"""How several processes share the work: how many workers one parent keeps busy, many short texts and a long one.

In: texts. Out: tables in Markdown, lines of what `bench.speed` prints.
Never counts the loading of a model: workers are forked from a process that has loaded it.
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from copy import copy
from typing import Any, Final

from attrs import fields

from bench.timing import cpu, words_of
from quotekit import extract_many
from quotekit.pipeline import parts
from quotekit.reading import models, parsing
from quotekit.reading.bounds import Piece
from quotekit.trees import Tree

ARTICLES: Final = 16  # for one process and two
BATCH: Final = 4  # so few at once that both processes have something to do to the end
PART: Final = 25_000  # code points of a part of the long text, so that there are several


def processes(texts: Sequence[str], rounds: int) -> Iterator[str]:
    """One process and two, wall clock, loading not counted in either; and how many workers one parent can feed."""
    many = [texts[n % len(texts)] for n in range(ARTICLES)]
    walls: dict[int, list[float]] = {1: [], 2: []}
    list(extract_many(many[:1], nlp=models.BUNDLED))  # what is loaded now need not be loaded in a worker
    for _ in range(rounds):
        for n_process, found in walls.items():
            start = time.perf_counter()
            list(extract_many(many, nlp=models.BUNDLED, n_process=n_process, batch_size=BATCH))
            found.append((time.perf_counter() - start) / len(many))
    ratio = statistics.median(one / two for one, two in zip(walls[1], walls[2], strict=True))
    yield "| processes | articles/s |"
    yield "|---|---|"
    for n_process, found in walls.items():
        yield f"| {n_process} | {1 / statistics.median(found):.1f} |"
    yield f"\nTwo processes are {ratio:.2f} times as fast as one."
    yield "\n| texts | parsed by | µs a word in a worker | in the parent | workers that one parent keeps busy |"
    yield "|---|---|---|---|---|"
    long, trees = ["\n\n".join(many)], dict[str, Tree]()
    with remembered(trees):
        list(extract_many([*many, *long], nlp=models.BUNDLED))
    for name, given in ((f"{len(many)} articles", many), ("the same in one text", long)):
        for parsed_by, way in (("the model", nullcontext()), ("nobody, trees lie ready", remembered(trees))):
            with way, parts_of(PART):
                worker, parent = workers_and_parent(given)
            yield f"| {name} | {parsed_by} | {worker:.1f} | {parent:.2f} | {worker / parent:.1f} |"


def workers_and_parent(texts: Sequence[str]) -> tuple[float, float]:
    """CPU microseconds a word of two workers together, and of the parent that feeds them."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    parent = cpu(lambda: list(extract_many(texts, nlp=models.BUNDLED, n_process=2)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worker = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return 1e6 * worker / words_of(texts), 1e6 * parent / words_of(texts)


@contextmanager
def parts_of(size: int) -> Iterator[None]:
    """Cut texts into parts of so many code points that would be read whole."""
    known = parts.LONG, parts.PART
    parts.LONG, parts.PART = 2 * size, size  # type: ignore[misc]
    try:
        yield
    finally:
        parts.LONG, parts.PART = known  # type: ignore[misc]


@contextmanager
def remembered(trees: dict[str, Tree]) -> Iterator[None]:
    """Take the trees of paragraphs that were parsed before from here, far faster than any parse, and note more."""
    parse = parsing.parse

    def look_up(passages: Sequence[tuple[str, Sequence[Piece]]], *given: Any, **options: Any) -> list[list[Tree]]:
        new = [(text, [(a, b) for a, b in pieces if text[a:b] not in trees]) for text, pieces in passages]
        for (text, pieces), found in zip(new, parse(new, *given, **options), strict=True):
            for (start, end), tree in zip(pieces, found, strict=True):
                trees[text[start:end]] = moved(tree, -start)
        return [[moved(trees[text[start:end]], start) for start, end in pieces] for text, pieces in passages]

    parsing.parse = look_up
    try:
        yield
    finally:
        parsing.parse = parse


def moved(tree: Tree, by: int) -> Tree:
    """A tree of the same words so many code points on, which can be repaired without changing the other."""
    made = copy(tree)
    for field in fields(Tree):
        setattr(made, field.name, list(getattr(tree, field.name)))
    made.starts = [at + by for at in tree.starts]
    made.ends = [at + by for at in tree.ends]
    return made
