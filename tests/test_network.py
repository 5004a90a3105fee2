"""The networks of a pipeline computed for many paragraphs at once: word for word what spaCy says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quotekit.reading import models
from quotekit.reading.loading import load_pipeline
from quotekit.reading.network import network as networks
from quotekit.reading.network.network import Network, network_of
from quotekit.reading.network.vectors import Vectors

EXAMPLES = sorted(Path("docs/examples").glob("*.txt"))[::2]
ODD = [
    "",
    " ",
    "Yes.",
    "“No,” she said.",
    "What did he say they would, they asked, buy it from?",
    "She told him, and nobody else, what the mayor of Rome thought the plan cost. \n\n He left Oslo on Monday in May.",
    "a b c d e f g " * 40,
    "The man who the dog that the cat saw chased said that, on Tuesday, Anna Berg of the World Bank had 5.2 million.",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline that no other test uses."""
    return load_pipeline(models.BUNDLED)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    paragraphs = [line for path in EXAMPLES for line in path.read_text(encoding="utf8").split("\n") if line]
    return [*ODD, *paragraphs]


@pytest.fixture(scope="module")
def network(nlp: Language) -> Network:
    found = network_of(nlp)
    assert found is not None
    return found


def said_of(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.dep_, t.head.i, t.is_sent_start, t.n_lefts, t.left_edge.i) for t in doc]


def made(nlp: Language, texts: Sequence[str]) -> list[Doc]:
    """Docs before the parse, of some of which it is settled where a sentence begins."""
    docs = [nlp.make_doc(text) for text in texts]
    for doc in docs[::3]:
        for token in list(doc)[1::4]:
            token.is_sent_start = False
    if len(docs[-1]) > 5:
        docs[-1][4].is_sent_start = True
    return docs


WITHOUT = ("ner", "attribute_ruler", "lemmatizer")


@pytest.mark.parametrize("few", [0, 10**6], ids=["like many words", "like few words"])
@pytest.mark.parametrize("step", [0, 16, 10**6], ids=["all at once", "as it is used", "all by spaCy"])
def test_parses_are_those_of_spacy(
    nlp: Language, network: Network, texts: list[str], step: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(networks, "_STEP", step)
    monkeypatch.setattr("quotekit.reading.network.steps._FEW", few)
    expected = [said_of(doc) for doc in nlp.pipe(made(nlp, texts), disable=list(WITHOUT))]
    found = [said_of(doc) for batch in network.parsed(made(nlp, texts), nlp, WITHOUT) for doc in batch]
    assert found == expected


def test_batches_may_be_small(
    nlp: Language, network: Network, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [said_of(doc) for doc in nlp.pipe(made(nlp, texts), disable=list(WITHOUT))]
    for name, most in (("_MOST_PARSED", 50), ("_MOST_IN_A_BATCH", 120)):
        monkeypatch.setattr(networks, name, most)
    found = [said_of(doc) for batch in network.parsed(made(nlp, texts), nlp, WITHOUT) for doc in batch]
    assert found == expected


def test_entities_are_those_of_spacy(nlp: Language, network: Network, texts: list[str]) -> None:
    others = [name for name in nlp.pipe_names if name != "ner"]
    expected = [[token.ent_type_ for token in doc] for doc in nlp.pipe(texts, disable=others)]
    assert network.recogniser is not None
    assert network.recogniser.types([nlp.make_doc(text) for text in texts]) == expected
    assert any(map(any, expected))


def test_vectors_are_those_of_spacy_when_words_were_forgotten(
    nlp: Language, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotekit.reading.network.vectors._MOST", 60)
    model = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    vectors = Vectors.of(model)
    assert vectors is not None
    docs = [nlp.make_doc(text) for text in texts[:12] if text.strip()]  # some 350 words: forgotten several times
    for _ in range(2):
        for doc, rows in zip(docs, [vectors([doc])[0] for doc in docs], strict=True):
            np.testing.assert_allclose(rows, model.predict([doc])[0], atol=1e-5)


def test_another_architecture_is_left_to_spacy() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None,
                 "width": 32, "depth": 2, "embed_size": 50, "window_size": 1, "maxout_pieces": 3,
                 "subword_features": False}})  # fmt: skip
    nlp.add_pipe("parser").add_label("nsubj")  # type: ignore[attr-defined]
    nlp.initialize()
    assert network_of(nlp) is None


def test_a_parser_with_a_beam_is_left_to_spacy() -> None:
    nlp = load_pipeline(models.BUNDLED)
    nlp.get_pipe("parser").cfg["beam_width"] = 4  # type: ignore[attr-defined]
    assert network_of(nlp) is None


def test_who_asks_for_blis_gets_spacys_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTEKIT_BACKEND", "blis")
    assert network_of(load_pipeline(models.BUNDLED)) is None
