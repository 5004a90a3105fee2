"""Runs spaCy over paragraphs, long ones in bounded pieces, and gives back plain trees.

In: a text and its paragraphs. Out: one Tree a paragraph, offsets into the text as given.
Never keeps a Doc, and never decides which paragraph is worth a parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from quotekit.languages import Language
from quotekit.reading.backends import one_thread
from quotekit.reading.bounds import Piece, cut_long
from quotekit.reading.flat_words import flatten, unflatten
from quotekit.reading.models import PARSING
from quotekit.reading.sentences import hold_frames, skip_dateline
from quotekit.reading.wordforms import word_forms
from quotekit.trees import Tree, tree_of

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

    from quotekit.reading.network.network import Network
    from quotekit.reading.word_table import WordTable

MAX_PIECE: Final = 10_000  # characters; the parser's memory grows with the longest piece
_MAX_BATCH: Final = 32  # pieces; the fastest for paragraphs of news, measured
_MAX_BATCH_CHARS: Final = 100_000  # spaCy asks for about a gigabyte per 100,000 characters
_MAX_WORDS: Final = 50_000  # the words that are remembered for good: common ones, a few megabytes
_SPACE: Final = re.compile(r"\s")
_SENTENCE_END: Final = re.compile(r"""[.!?…]["“”«»'‘’)\]]{0,4}\s""")


def parse(
    passages: Sequence[tuple[str, Sequence[Piece]]],
    nlp: Pipeline,
    language: Language,
    *,
    is_ours: bool = False,
    without: Sequence[str] = (),
) -> list[list[Tree]]:
    """The trees of the paragraphs of several texts, all through one `nlp.pipe`.

    Args:
        passages: Texts, each with the start and end code points of the paragraphs to parse.
        nlp: The pipeline; a quotekit component in it is passed over.
        language: What is known about the language of the texts.
        is_ours: Does nobody else use `nlp`? Then what spaCy remembers of rare words is let go
            at the end, so that memory stays flat over any number of texts, and what it says of a
            word is asked once.
        without: Components of the pipeline to leave out.
    """
    cut = [[_cut(text, paragraph, nlp, language) for paragraph in paragraphs] for text, paragraphs in passages]
    pieces = [
        (text, piece)
        for (text, _), paragraphs in zip(passages, cut, strict=True)
        for paragraph in paragraphs
        for piece in paragraph
    ]
    with _borrowed(nlp) if is_ours else nullcontext():
        forms = word_forms(nlp, language.models.lemmatizers) if is_ours else None
        network = _network_of(nlp) if is_ours else None
        trees = iter(_parse_pieces(pieces, nlp, language, without, forms, network))
    return [[join([next(trees) for _ in paragraph]) for paragraph in paragraphs] for paragraphs in cut]


def recogniser_of(nlp: Pipeline) -> str | None:
    """The component that names entities, if it can run alone, after the parse and on part of a text."""
    for name, component in nlp.components:
        if nlp.get_pipe_meta(name).factory == "ner":
            # One that listens to another component's vectors would have them computed twice.
            is_alone = not any("listener" in node.name for node in component.model.walk())  # type: ignore[attr-defined]
            return name if is_alone else None
    return None


def recognise(text: str, paragraphs: Sequence[Piece], nlp: Pipeline, language: Language) -> list[list[str]]:
    """The type of the entity of each token, "" for none, of paragraphs that were parsed without.

    Args:
        text: The text.
        paragraphs: The start and end code points of the paragraphs in question.
        nlp: The pipeline that parsed them, which must be quotekit's own.
        language: What is known about the language.
    """
    cut = [_cut(text, paragraph, nlp, language) for paragraph in paragraphs]
    flat = [flatten(text[start:end], language)[0] for pieces in cut for start, end in pieces]
    network = _network_of(nlp)
    with _borrowed(nlp):
        unnamed = map(nlp.make_doc, flat)
        if network is not None and network.recogniser is not None:
            types = iter(network.recogniser.types(list(unnamed)))
        else:
            name = recogniser_of(nlp)
            others = [other for other in nlp.pipe_names if other != name]
            types = iter([_entity_types(doc) for doc in nlp.pipe(unnamed, batch_size=_MAX_BATCH, disable=others)])
    return [[entity for _ in pieces for entity in next(types)] for pieces in cut]


def _entity_types(doc: Doc) -> list[str]:
    """The entity type of each token, "" for none."""
    found = [""] * len(doc)
    for ent in doc.ents:
        found[ent.start : ent.end] = [ent.label_] * (ent.end - ent.start)
    return found


@contextmanager
def _borrowed(nlp: Pipeline) -> Iterator[None]:
    """Use quotekit's own pipeline alone, and once it knows many words let go of the new ones."""
    with PARSING.held(), nlp.memory_zone() if len(nlp.vocab) > _MAX_WORDS else nullcontext(), one_thread():
        yield


def _cut(text: str, paragraph: Piece, nlp: Pipeline, language: Language) -> list[Piece]:
    """The pieces of a paragraph that are parsed."""
    start, end = paragraph
    return list(split_long(text, skip_dateline(text, start, end, language), end, min(MAX_PIECE, nlp.max_length)))


def _parse_pieces(
    pieces: Sequence[tuple[str, Piece]],
    nlp: Pipeline,
    language: Language,
    without: Sequence[str],
    forms: WordTable | None,
    network: Network | None,
) -> list[Tree]:
    ours = [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory == "quotekit"]
    flat = [flatten(text[start:end], language) for text, (start, end) in pieces]
    longest = max((len(words) for words, _ in flat), default=1)
    size = max(1, min(_MAX_BATCH, _MAX_BATCH_CHARS // max(longest, 1)))
    # Those of a length together: the parser takes a batch step by step, and all wait for the longest.
    order = sorted(range(len(flat)), key=lambda number: len(flat[number][0]))
    ordered = [flat[number][0] for number in order]
    unparsed = (hold_frames(nlp.make_doc(words), words, language) for words in ordered)
    others = [*ours, *without, *(forms.forms.names if forms else ())]
    trees: dict[int, Tree] = {}
    places = iter(order)
    if network is not None:
        batches = network.parsed(unparsed, nlp, others)
    else:
        batches = _batches(nlp.pipe(unparsed, batch_size=size, disable=others), size)
    for batch in batches:
        numbers = list(islice(places, len(batch)))
        starts = [pieces[number][1][0] for number in numbers]
        moved = [flat[number][1] for number in numbers]
        made = _trees(batch, [0 if cuts else start for cuts, start in zip(moved, starts, strict=True)], forms)
        for number, tree, cuts, start in zip(numbers, made, moved, starts, strict=True):
            trees[number] = unflatten(tree, cuts, start) if cuts else tree
    return [trees[number] for number in range(len(flat))]


def _trees(docs: Sequence[Doc], offsets: Sequence[int], forms: WordTable | None) -> list[Tree]:
    if forms is None:
        return list(map(tree_of, docs, offsets))
    from quotekit.reading.many_trees import trees_of  # needs numpy

    return trees_of(docs, offsets, forms)


def _network_of(nlp: Pipeline) -> Network | None:
    from quotekit.reading.network.network import network_of  # needs numpy, which importing should not

    return network_of(nlp)


def _batches(docs: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    docs = iter(docs)
    while batch := list(islice(docs, size)):
        yield batch


def split_long(text: str, start: int, end: int, limit: int = MAX_PIECE) -> Iterator[Piece]:
    """Cut `text[start:end]` into pieces of at most `limit` characters, in order, nothing lost.

    A cut is made behind the last sentence in the second half of a piece, else behind its last
    space, else where the piece is full. White space beside a cut belongs to no piece.
    """
    return cut_long(text, start, end, limit, partial(_cut_in, text))


def _cut_in(text: str, half: int, full: int) -> int:
    for pattern in (_SENTENCE_END, _SPACE):
        if ends := [match.end() for match in pattern.finditer(text, half, full)]:
            return ends[-1]
    return full


def join(trees: Sequence[Tree]) -> Tree:
    """One tree of several that follow each other in a paragraph."""
    if len(trees) == 1:
        return trees[0]
    columns: dict[str, list[str]] = {name: [] for name in ("words", "lemmas", "tags", "pos", "deps", "ents")}
    heads: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    sents: list[int] = []
    ent_ids: list[int] = []
    ent = 0
    for tree in trees:
        first, sent = len(heads), sents[-1] + 1 if sents else 0
        for name, column in columns.items():
            column += getattr(tree, name)
        heads += [head + first for head in tree.heads]
        starts += tree.starts
        ends += tree.ends
        sents += [number + sent for number in tree.sents]
        ent_ids += [number + ent if number >= 0 else -1 for number in tree.ent_ids]
        ent += max(tree.ent_ids, default=-1) + 1
    return Tree(heads=heads, starts=starts, ends=ends, sents=sents, ent_ids=ent_ids, **columns)
