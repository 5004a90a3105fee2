"""One very long text over several processes: read and searched in parts, its speakers named as a whole.

In: batches of texts, and a number of workers. Out: tasks for the workers; of their answers, those of the batches.
Never names a speaker by a part, and its answers are those of a single process.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from attrs import frozen

from quotekit.attribution.attribute import Found
from quotekit.attribution.in_parts import find_in
from quotekit.pipeline.cut import Part, cut
from quotekit.pipeline.one import laid_out, names_with_parse, parsed, with_trees
from quotekit.pipeline.options import Options
from quotekit.reading.reading import Reading
from quotekit.reading.turn_labels import Labels
from quotekit.records import Failure
from quotekit.trees import Tree

LONG: Final = 2_000_000  # code points; longer than nearly any novel, and minutes of one core
PART: Final = 200_000  # code points; long enough that sending trees back costs little beside the parse


@frozen(eq=False)
class ReadPart:
    """What a worker says of a part: the trees of its parsed paragraphs, and what is said there if that was asked."""

    trees: list[Tree]
    found: Found | None


@frozen(eq=False)
class ReadInParts:
    """A long text as its parts were read, and what was found in them; None where that is still to be done."""

    reading: Reading
    found: list[Found] | None


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
        A list a batch: the answers to its texts; of a long text a `ReadInParts`, or why there is none.
    """
    plans: deque[_Plan] = deque()

    def tasks() -> Iterator[Any]:
        for batch in batches:
            plan, parts = _planned(batch, options)
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
        yield [failure or _joined(plan.bare, plan.numbers, parts, options)]


def _joined(bare: Reading, numbers: Sequence[int], parts: Sequence[ReadPart], options: Options) -> ReadInParts:
    trees = [tree for part in parts for tree in part.trees]
    found = [part.found for part in parts if part.found is not None]
    return ReadInParts(with_trees(bare, numbers, trees, names_with_parse(options)), found or None)


def _planned(batch: list[Any], options: Options) -> tuple[_Plan, Sequence[list[Any] | Part]]:
    """The plan for a batch, and the tasks that it makes: the parts of one long text, or itself."""
    text = batch[0]
    if len(batch) > 1 or not isinstance(text, str) or len(text) < LONG:
        return _Plan(), [batch]
    try:
        (bare,), (numbers,) = laid_out([text], options)
    except Exception:  # a worker will meet it too, and answer as for any text
        return _Plan(), [batch]
    if not numbers:
        return _Plan(), [batch]
    parts = cut(bare, numbers, PART, with_rules=_can_rules_be_split(options))
    return _Plan(len(parts), bare, numbers), parts


def _can_rules_be_split(options: Options) -> bool:
    """Do the rules look no farther than a part and its context? An encoder does, and so do rules without weights."""
    return options.encoder is None and options.known.passage_weights is not None


def read_part(part: Part, options: Options) -> ReadPart:
    """What is in the paragraphs of a part, offsets into the whole text as read."""
    pieces = dict(enumerate(part.pieces, part.first))
    at = [(pieces[number][0] - part.start, pieces[number][1] - part.start) for number in part.numbers]
    (trees,) = parsed([(part.text, at)], options)
    for tree in trees:
        tree.starts = [at + part.start for at in tree.starts]
        tree.ends = [at + part.start for at in tree.ends]
    held = dict(zip(part.numbers, trees, strict=True))
    asked = [tree for number, tree in held.items() if number in part.paragraphs]
    if part.since is None:
        return ReadPart(asked, None)
    reading = Reading(
        part.text,
        ((0, 0),) * part.first + part.pieces,  # the paragraphs before keep their numbers
        tuple(map(held.get, range(part.first + len(part.pieces)))),
        part.quotations,
        labels=Labels(part.labels),
        language=options.known,
    )
    return ReadPart(asked, find_in(reading, options.chosen_rules, part.paragraphs, part.since))
