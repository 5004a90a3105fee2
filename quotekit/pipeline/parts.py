"""One very long text over several processes: parsed in parts, put together again, decided on as a whole.

In: batches of texts, and a number of workers. Out: tasks for the workers; of their answers, those of the batches.
Never cuts a paragraph, so that the parse is the one that a single process makes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from attrs import frozen

from quotekit.pipeline.one import laid_out, names_with_parse, parsed, with_trees
from quotekit.pipeline.options import Options
from quotekit.reading.bounds import Piece
from quotekit.reading.reading import Reading
from quotekit.records import Failure
from quotekit.trees import Tree

LONG: Final = 2_000_000  # code points; longer than nearly any novel, and minutes of one core
PART: Final = 200_000  # code points; long enough that sending trees back costs little beside the parse


@frozen(eq=False)
class Part:
    """Paragraphs of a long text that one worker parses.

    Attributes:
        text: The stretch of the text that holds them.
        start: Where it begins, in code points of the text as read.
        paragraphs: Start and end code points of the paragraphs in `text`.
    """

    text: str
    start: int
    paragraphs: Sequence[Piece]


@frozen(eq=False)
class _Plan:
    """What becomes of the answers to some tasks: of one batch as it is, or of the parts of one long text."""

    tasks: int = 1
    bare: Reading | None = None
    numbers: Sequence[int] = ()


def spread(
    batches: Iterable[list[Any]], options: Options, run: Callable[[Iterator[Any]], Iterator[Any]]
) -> Iterator[list[Any]]:
    """The answers to batches, a very long text cut into parts on the way.

    Args:
        batches: Lists of texts and what else goes to a worker.
        options: As for `extract`.
        run: Answers tasks in their order, each a batch or a `Part`.

    Yields:
        A list a batch: the answers to its texts; of a long text its Reading, or why there is none.
    """
    plans: deque[_Plan] = deque()

    def tasks() -> Iterator[Any]:
        for batch in batches:
            plan, parts = _cut(batch, options)
            plans.append(plan)
            yield from parts

    answers = run(tasks())
    for answer in answers:
        plan = plans.popleft()
        if plan.bare is None:
            yield answer
            continue
        parts = [answer, *(next(answers) for _ in range(plan.tasks - 1))]
        failure = next((part for part in parts if isinstance(part, Failure)), None)
        trees = [] if failure else [tree for part in parts for tree in part]
        yield [failure or with_trees(plan.bare, plan.numbers, trees, names_with_parse(options))]


def _cut(batch: list[Any], options: Options) -> tuple[_Plan, Sequence[list[Any] | Part]]:
    """The plan for a batch, and the tasks that it makes: the parts of one long text, or itself."""
    text = batch[0]
    if len(batch) > 1 or not isinstance(text, str) or len(text) < LONG:
        return _Plan(), [batch]
    try:
        (bare,), (numbers,) = laid_out([text], options)
    except Exception:  # a worker will meet it too, and answer as for any text
        return _Plan(), [batch]
    parts: list[list[Piece]] = []
    for start, end in (bare.paragraphs[number] for number in numbers):
        if not parts or end - parts[-1][0][0] > PART:
            parts.append([])
        parts[-1].append((start, end))
    if not parts:
        return _Plan(), [batch]
    return _Plan(len(parts), bare, numbers), [_part(bare.text, each) for each in parts]


def _part(text: str, paragraphs: Sequence[Piece]) -> Part:
    first, last = paragraphs[0][0], paragraphs[-1][1]
    return Part(text[first:last], first, [(start - first, end - first) for start, end in paragraphs])


def parse_part(part: Part, options: Options) -> list[Tree]:
    """The trees of the paragraphs of a part, offsets into the whole text as read."""
    (trees,) = parsed([(part.text, part.paragraphs)], options)
    for tree in trees:
        tree.starts = [at + part.start for at in tree.starts]
        tree.ends = [at + part.start for at in tree.ends]
    return trees
