"""Streams of texts: batches for the parser, processes, contexts, failures.

In: an iterable of texts or Docs, alone or in pairs. Out: Extractions, lazily, in the same order.
Never holds more than a few batches, and never looks into a text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, overload

from attrs import evolve

from quotekit.errors import InputError, QuotekitError
from quotekit.languages.rule import Rule
from quotekit.pipeline.batches import are_long, batches_of
from quotekit.pipeline.cut import Part
from quotekit.pipeline.one import decide, read, read_one
from quotekit.pipeline.options import Coref, Decider, GivenOptions, Options, Scope
from quotekit.pipeline.parts import ReadInParts, read_part, spread
from quotekit.pipeline.workers import Processes, count_processes, ordered_map
from quotekit.reading.layout.markup import Markup
from quotekit.reading.reading import Reading
from quotekit.records import Extraction, Failure, Medium
from quotekit.speakers.dialogue import DialogueMode

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from typing_extensions import Unpack

Context = TypeVar("Context")
OnError = Literal["raise", "record"]
BATCH_SIZE: Final = 16  # texts; enough paragraphs of news to fill the parser's batches
WORTH_A_PROCESS: Final = 200_000  # code points; read in the seconds that a process takes to start and load a model


class StreamOptions(GivenOptions, total=False):
    """The keyword arguments that every form of `extract_many` shares."""

    n_process: Processes
    batch_size: int


@overload
def extract_many(
    items: Iterable[str | Doc], *, on_error: Literal["raise"] = "raise", **options: Unpack[StreamOptions]
) -> Iterator[Extraction]: ...
@overload
def extract_many(
    items: Iterable[str | Doc | Failure], *, on_error: Literal["record"], **options: Unpack[StreamOptions]
) -> Iterator[Extraction | Failure]: ...
@overload
def extract_many(
    items: Iterable[tuple[str | Doc, Context]],
    *,
    on_error: Literal["raise"] = "raise",
    **options: Unpack[StreamOptions],
) -> Iterator[tuple[Extraction, Context]]: ...
@overload
def extract_many(
    items: Iterable[tuple[str | Doc | Failure, Context]],
    *,
    on_error: Literal["record"],
    **options: Unpack[StreamOptions],
) -> Iterator[tuple[Extraction | Failure, Context]]: ...
def extract_many(
    items: Iterable[Any],
    *,
    language: str = "en",
    nlp: Language | str | None = None,
    n_process: Processes = 1,
    batch_size: int = BATCH_SIZE,
    on_error: OnError = "raise",
    rules: Sequence[Rule | str] | None = None,
    cues: Collection[str] | Mapping[str, str] = (),
    min_confidence: float = 0.0,
    media: Collection[Medium] | None = None,
    scope: Scope = "auto",
    coref: Coref | None = None,
    gender: bool = True,
    markup: Markup = "auto",
    dialogue: DialogueMode = "auto",
    narrator: str | None = None,
    min_speaker_confidence: float = 0.0,
    decider: Decider = "table",
    doubtful: bool = False,
) -> Iterator[Any]:
    """Find who said what in a stream of texts: lazily, in order, in bounded memory.

    Args:
        items: Texts or Docs; or pairs of one with anything, such as an identifier, that is to
            come back with its answer. Read only a few batches ahead of the answers; where reading them
            raises, the answers to those before come first.
        language, nlp: As for `extract`.
        n_process: Number of processes, each with its own copy of the model; -1 for one a core; "auto" for
            one a core that may be used, or no further process where the texts are read sooner than it starts. They
            share the parse of a very long text.
        batch_size: Number of texts that are parsed together.
        on_error: "raise" ends at the first text that fails. "record" gives a `Failure` in its
            place and goes on; an item that is a `Failure` already is passed through.
        rules, cues, coref: As for `extract`. With more than one process they must be picklable: functions of a
            module, no lambdas.
        min_confidence, min_speaker_confidence, media, scope, gender, doubtful: As for `extract`.
        markup, dialogue, narrator, decider: As for `extract`.

    Yields:
        An `Extraction` a text, or pairs of one with its context where pairs came in. A context that is
        a string or a whole number is the `id` of the result as well.

    Raises:
        ValueError: at once, for a bad argument.
        TypeError: at an item that is neither a str nor a Doc; says which one, counted from 1.
        ParseMissingError: if a Doc, or the pipeline, lacks tags or a dependency parse.
        ModelNotFoundError: if no spaCy pipeline is installed.
        CueError: if one of `cues` is no single word, or is to be like a verb that is not known.
        EncoderNotFoundError: if the encoder is to decide and is not installed.
        QuotekitError: if a worker process was killed.
    """
    options = Options(
        language=language,
        nlp=nlp,
        rules=rules,
        cues=cues,
        min_confidence=min_confidence,
        media=media,
        scope=scope,
        coref=coref,
        gender=gender,
        markup=markup,
        dialogue=dialogue,
        narrator=narrator,
        min_speaker_confidence=min_speaker_confidence,
        decider=decider,
        doubtful=doubtful,
    )
    return extract_with(items, options, n_process=n_process, batch_size=batch_size, on_error=on_error)


def extract_with(
    items: Iterable[Any],
    options: Options,
    *,
    n_process: Processes = 1,
    batch_size: int = BATCH_SIZE,
    on_error: OnError = "raise",
) -> Iterator[Any]:
    """`extract_many`, for options that are gathered already. Raises as it does."""
    if batch_size < 1:
        raise ValueError(f"batch_size is a number of texts, 1 or more; not {batch_size}")
    if on_error not in ("raise", "record"):
        raise ValueError(f'on_error is "raise" or "record", not {on_error!r}')
    if isinstance(items, str):
        raise TypeError("extract_many takes an iterable of texts, not one str; use extract for one text")
    least = WORTH_A_PROCESS if n_process == "auto" else 0
    return _stream(items, options, count_processes(n_process), least, batch_size, on_error)


def _stream(
    items: Iterable[Any], options: Options, processes: int, least: int, batch_size: int, on_error: OnError
) -> Generator[Any, None, None]:
    contexts: list[list[Any]] = []  # what stays at home, batch by batch, while the texts travel

    def batches() -> Iterator[list[Any]]:
        for batch in batches_of(_sendable(items, options, on_error), batch_size):
            contexts.append([context for _, context in batch])
            yield [text for text, _ in batch]

    tasks, is_long = batches(), True
    if processes > 1 and least:
        is_long, tasks = are_long(tasks, least)
    results: Iterator[list[Any]]
    if processes == 1 or not is_long:
        results = (_work((options, on_error), batch) for batch in tasks)
    else:
        results = _over_workers(tasks, processes, options, on_error)
    for batch in results:
        for result, context in zip(batch, contexts.pop(0), strict=True):
            yield result if context is None else (_identified(result, *context), *context)


def _over_workers(
    tasks: Iterator[list[Any]], processes: int, options: Options, on_error: OnError
) -> Iterator[list[Any]]:
    """The answers of several processes; who speaks in what they read in parts, since it is long, is decided here."""

    def run(tasks: Iterator[Any]) -> Iterator[Any]:
        return ordered_map(_work, tasks, processes, (options, on_error))

    for batch in spread(tasks, options, run):
        yield [_guard(_answer, each, options, on_error) if isinstance(each, ReadInParts) else each for each in batch]


def _identified(result: Extraction | Failure, context: Any) -> Extraction | Failure:
    """The result with its context as its identifier, where that can be one."""
    if isinstance(context, int):
        return evolve(result, id=str(context))
    return evolve(result, id=context) if isinstance(context, str) else result


def _sendable(items: Iterable[Any], options: Options, on_error: OnError) -> Iterator[tuple[Any, Any]]:
    """Each item as it goes to a worker, and the tuple of its context; None where it has none."""
    for number, item in enumerate(items, 1):
        if isinstance(item, tuple) and len(item) != 2:
            raise TypeError(f"item {number} is a tuple of {len(item)}; an item is a text or a pair (text, context)")
        text, context = (item[0], item[1:]) if isinstance(item, tuple) else (item, None)
        yield _guard(partial(_send, number), text, options, on_error), context


def _send(number: int, item: Any, options: Options) -> Any:
    """What goes to a worker: a text or a failure as it is, a Doc as it was read."""
    if isinstance(item, (str, Failure)):
        return item
    try:
        return read_one(item, options)
    except TypeError as error:
        raise TypeError(f"item {number}: {error}") from error


def _work(setup: tuple[Options, OnError], batch: list[Any] | Part) -> Any:
    options, on_error = setup
    if isinstance(batch, Part):
        return _guard(read_part, batch, options, on_error)
    texts = [item for item in batch if isinstance(item, str)]
    try:
        readings = iter(read(texts, options))
    except QuotekitError:
        raise  # no model, or one that cannot parse: every text would fail alike
    except Exception:  # one of them is at fault: read them one by one to find it
        return [_guard(_answer, item, options, on_error) for item in batch]
    found = [next(readings) if isinstance(item, str) else item for item in batch]
    return [_guard(_answer, item, options, on_error) for item in found]


def _answer(item: Any, options: Options) -> Extraction:
    if isinstance(item, Failure):
        raise InputError(item.error)
    if isinstance(item, ReadInParts):
        return decide(item.reading, options, item.found)
    return decide(item if isinstance(item, Reading) else read_one(item, options), options)


def _guard(step: Callable[[Any, Options], Any], item: Any, options: Options, on_error: OnError) -> Any:
    """The answer of a step, or a Failure where failures are to be recorded."""
    if on_error == "record":
        if isinstance(item, Failure):
            return item
        try:
            return step(item, options)
        except Exception as error:
            return Failure.of(error)
    return step(item, options)
