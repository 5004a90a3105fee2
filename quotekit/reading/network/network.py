"""The components of a pipeline whose networks are known here, computed over many Docs at once.

In: a pipeline that quotekit loaded. Out: what its tok2vec, its parser and its recogniser of entities say.
Never stands in for a component of another architecture: that one runs as spaCy runs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

import numpy as np
from attrs import frozen

from quotekit.reading.backends import given_backend
from quotekit.reading.network import arcs, entities
from quotekit.reading.network.steps import Places, Steps
from quotekit.reading.network.vectors import Vectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Component = Any  # spaCy's types do not say what a component holds
_LISTENS: Final = "tok2vec-listener>>list2array>>linear"
_CPU: Final = {"numpy", "cpu", "apple"}
_APART: Final = "||"  # in the label of a word that really hangs elsewhere
_ROOT: Final = "ROOT"
_ARC_LOOKS, _ENTITY_LOOKS = 8, 3  # words that a state looks at
_MOST_PARSED: Final = 12_000  # words that are parsed at once: some 5 MB
_MOST_IN_A_BATCH: Final = 12_000  # words whose vectors are held at once: some 5 MB
# One step in many states takes about as long as spaCy needs for this many: the few longest Docs are left to it.
_STEP: Final = 6


@frozen(eq=False)
class Parser:
    """A dependency parser of spaCy.

    Attributes:
        component: The parser itself.
        steps: Its layers.
        kinds: Shape (moves,); the kind of each of its moves.
        labels: Shape (moves,); the key of the label that a move gives.
        is_apart: Shape (moves,); does the label say that the word really hangs elsewhere?
    """

    component: Component
    steps: Steps
    kinds: Places
    labels: Any
    is_apart: Any

    @classmethod
    def of(cls, component: Component) -> Parser | None:
        """The parser, if it is one that listens to the vectors of the pipeline, and is known here."""
        if component.model.layers[0].name != _LISTENS or component.cfg["beam_width"] != 1:
            return None
        names = _moves(component)
        if component.cfg["learn_tokens"] or any(name[0] not in arcs.KINDS or "subtok" in name for name in names):
            return None
        kinds = np.array([arcs.KINDS.index(name[0]) for name in names])
        steps = Steps.of(component.model, arcs.valid_moves(kinds), _ARC_LOOKS)
        labels = np.array([component.vocab.strings[name[2:]] if name[2:] else 0 for name in names], np.uint64)
        return None if steps is None else cls(component, steps, kinds, labels, np.array([_APART in n for n in names]))

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Parse Docs whose vectors are known."""
        ordered = sorted(filter(len, docs), key=len, reverse=True)
        alone = _few_longest([len(doc) for doc in ordered])
        if alone:
            self.component.set_annotations(ordered[:alone], self.component.predict(ordered[:alone]))
        for part in _parts(ordered[alone:], _MOST_PARSED):
            self._parse(part)

    def _parse(self, docs: Sequence[Doc]) -> None:
        sizes = np.array([len(doc) for doc in docs])
        begins = np.concatenate([doc.to_array("SENT_START") for doc in docs]).astype(np.int64)
        vectors = np.concatenate([doc.tensor for doc in docs])
        heads, moves = arcs.find_arcs(self.steps, self.kinds, vectors, sizes, begins == 1, begins == -1)
        is_root = heads < 0
        distance = np.where(is_root, 0, heads - np.arange(len(heads))).astype(np.uint64)
        labels = np.where(is_root, np.uint64(self.component.vocab.strings[_ROOT]), self.labels[moves])
        rows = np.stack([distance, labels], axis=1)
        is_apart = self.is_apart[moves] & ~is_root
        end = 0
        for doc in docs:
            start, end = end, end + len(doc)
            doc.from_array(["HEAD", "DEP"], rows[start:end])  # type: ignore[arg-type]
            if is_apart[start:end].any():
                for hook in self.component.postprocesses:
                    hook(doc)


@frozen(eq=False)
class Recogniser:
    """What names entities, with vectors of its own.

    Attributes:
        name: Its name in the pipeline.
        vectors: Its tok2vec.
        steps: Its layers.
        moves: Names of its moves, such as "B-ORG".
    """

    name: str
    vectors: Vectors
    steps: Steps
    moves: Sequence[str]

    @classmethod
    def of(cls, name: str, component: Component) -> Recogniser | None:
        """The recogniser, if it is known here."""
        vectors = Vectors.of(component.model.layers[0].layers[0])
        moves = _moves(component)
        if vectors is None or component.cfg["beam_width"] != 1 or any(move[0] not in entities.KINDS for move in moves):
            return None
        steps = Steps.of(component.model, entities.valid_moves(moves), _ENTITY_LOOKS)
        return None if steps is None else cls(name, vectors, steps, moves)

    def types(self, docs: Sequence[Doc]) -> list[list[str]]:
        """The type of the entity of each token of Docs as the tokenizer made them, "" for none."""
        held = [doc for doc in docs if len(doc)]
        names = [move[2:] for move in self.moves]
        found: dict[int, list[str]] = {}
        for part in _parts(held, _MOST_PARSED):
            sizes = np.array([len(doc) for doc in part])
            is_space = np.concatenate([doc.to_array("IS_SPACE") for doc in part]).astype(bool)
            vectors = np.concatenate(self.vectors(part))
            moves = iter(entities.find_entities(self.steps, self.moves, vectors, sizes, is_space).tolist())
            found.update((id(doc), [names[next(moves)] for _ in doc]) for doc in part)
        return [found.get(id(doc), []) for doc in docs]


@frozen(eq=False)
class Network:
    """What is known of a pipeline.

    Attributes:
        quick: By name of a component: what does its work.
        recogniser: What names entities; None where it is not known here.
    """

    quick: dict[str, Any]
    recogniser: Recogniser | None

    def parsed(self, docs: Iterable[Doc], nlp: Language, without: Sequence[str]) -> Iterator[list[Doc]]:
        """Docs as the tokenizer made them, in batches, with what the components of a pipeline say.

        Args:
            docs: The Docs, best those of a length together.
            nlp: The pipeline.
            without: Names of components that do not run.
        """
        for part in _parts(docs, _MOST_IN_A_BATCH):
            for name, component in nlp.pipeline:
                if name in self.quick:
                    self.quick[name](part)
                elif name not in without:
                    list(component.pipe(part, batch_size=len(part)))  # type: ignore[attr-defined]
            yield part


_known: WeakKeyDictionary[Language, Network | None] = WeakKeyDictionary()


def network_of(nlp: Language) -> Network | None:
    """The network of a pipeline; None where its vectors or its parser are not known here, or BLIS is to be used."""
    if nlp not in _known:
        _known[nlp] = None if given_backend() == "blis" else _made(nlp)
    return _known[nlp]


def _made(nlp: Language) -> Network | None:
    by_factory = {nlp.get_pipe_meta(name).factory: name for name in nlp.pipe_names}
    if not {"tok2vec", "parser"} <= by_factory.keys() or len(by_factory) != len(nlp.pipe_names) or _is_elsewhere(nlp):
        return None
    if any(not hasattr(component, "pipe") for _, component in nlp.pipeline):
        return None
    words, parser = by_factory["tok2vec"], by_factory["parser"]
    vectors, arcs_ = Vectors.of(nlp.get_pipe(words).model), Parser.of(nlp.get_pipe(parser))  # type: ignore[attr-defined]
    if vectors is None or arcs_ is None:
        return None
    name = by_factory.get("ner")
    return Network(
        {words: vectors.annotate, parser: arcs_},
        Recogniser.of(name, nlp.get_pipe(name)) if name is not None else None,
    )


def _is_elsewhere(nlp: Language) -> bool:
    """Does a component compute on a GPU?"""
    models = [component.model for _, component in nlp.components if hasattr(component, "model")]
    return any(node.ops.name not in _CPU for model in models if hasattr(model, "walk") for node in model.walk())


def _moves(component: Component) -> list[str]:
    """Names of the moves of a parser, by their numbers."""
    return [component.moves.get_class_name(number) for number in range(component.moves.n_moves)]


def _few_longest(sizes: Sequence[int]) -> int:
    """How many of the longest Docs are better parsed by spaCy, given sizes in falling order."""
    alone = np.cumsum([0, *sizes])
    together = _STEP * np.array([*sizes, 0])
    return int((alone + together).argmin())


def _parts(docs: Iterable[Doc], most: int) -> Iterator[list[Doc]]:
    """Docs in stretches of at most so many words, so that what is computed of them stays small."""
    part: list[Doc] = []
    words = 0
    for doc in docs:
        if part and words + len(doc) > most:
            yield part
            part, words = [], 0
        part.append(doc)
        words += len(doc)
    if part:
        yield part
