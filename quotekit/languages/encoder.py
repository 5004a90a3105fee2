"""The small pretrained encoder that may decide in place of the weights alone: its files, opened and run.

In: the folder of the package `quotekit_encoder`: ONNX, npz without pickle, JSON. Out: hidden states of
word pieces, and scores of places among them.
Never looks at a proposal (that is `quotekit.attribution.encoder`), never learns (`bench/fit_encoder.py`) and
never downloads anything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quotekit.errors import EncoderNotFoundError, install

GRAPH, HEADS, WORDS, ABOUT = "encoder.onnx", "heads.npz", "tokenizer.json", "encoder.json"
FORMAT: Final = 2  # of the files; another needs another quotekit
PLACES: Final = 8  # of a proposal that are looked at; two more columns say where its words begin and end
MISSING: Final = (
    'decider="encoder" needs the weights of the encoder, which are a package of their own: in a clone of the '
    "repository, python -m pip install ./encoder"
)
Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


@frozen(eq=False)
class Scorer:
    """A small network that gives a proposal a score: two layers over the hidden states at its places.

    Attributes:
        weights: By name: `at` (places x width, hidden), `mean` (width, hidden), `inner` (hidden, hidden), `out`
            (hidden,), and the biases `at_bias`, `inner_bias`, `out_bias`.
    """

    weights: Mapping[str, Floats]

    def scores(self, hidden: npt.NDArray[np.float16], rows: Places) -> Floats:
        """Log odds of proposals, against each other and against nothing (0).

        Args:
            hidden: Shape (pieces, width).
            rows: Shape (proposals, PLACES + 2).
        """
        held = self.weights
        at = hidden[rows[:, :PLACES]].reshape(len(rows), -1).astype(np.float32)
        mean = np.stack([hidden[first : max(end, first + 1)].mean(0, np.float32) for first, end in rows[:, PLACES:]])
        inner = np.maximum(at @ held["at"] + mean @ held["mean"] + held["at_bias"], 0)
        inner = np.maximum(inner @ held["inner"] + held["inner_bias"], 0)
        return np.asarray(inner @ held["out"] + held["out_bias"], np.float32)


@frozen(eq=False)
class Labeller:
    """How likely each piece is reported, begins or ends it, is a cue, is a source: five logistic models.

    Attributes:
        weights: Shape (width, labels).
        biases: Shape (labels,).
    """

    weights: Floats
    biases: Floats

    def probabilities(self, hidden: npt.NDArray[np.float16]) -> Floats:
        """Shape (labels, pieces), from hidden states of shape (pieces, width)."""
        odds = hidden.astype(np.float32) @ self.weights + self.biases
        return np.asarray(1 / (1 + np.exp(-odds.T)), np.float32)


@frozen(eq=False)
class Encoder:
    """The encoder, ready to run; threads may share it.

    Attributes:
        session: Runs one window: `ids` (1, pieces) to `hidden` (1, pieces, width).
        tokenizer: Cuts words into pieces.
        clauses: Judges proposals at cues.
        passages: Judges proposals for passages.
        labels: Says of each piece what `quotekit.languages.tagger.LABELS` are.
        about: What `encoder.json` says: the numbers of the mix, how sure the weights must be not to ask it, the base,
            what it was trained on.
    """

    session: Any
    tokenizer: Any
    clauses: Scorer
    passages: Scorer
    labels: Labeller
    about: Mapping[str, Any]

    @property
    def language(self) -> str:
        """Code of the language of the texts that it was trained on."""
        return str(self.about["language"])

    @property
    def opens(self) -> int:
        """The piece that opens a window."""
        return int(self.about["opens"])

    @property
    def closes(self) -> int:
        """The piece after a paragraph."""
        return int(self.about["closes"])

    @property
    def hides(self) -> int:
        """The piece that stands for a hidden one."""
        return int(self.about["hides"])

    def cut(self, words: Sequence[str]) -> list[list[int]]:
        """The numbers of the word pieces of each word; none for a word of spaces."""
        return cut(self.tokenizer, words)

    def hidden(self, windows: Sequence[Sequence[int]]) -> npt.NDArray[np.float16]:
        """Hidden states of windows, one behind the other: shape (pieces, width)."""
        parts = [self._run(window) for window in windows]
        return np.concatenate(parts) if parts else np.zeros((0, 0), np.float16)

    def _run(self, window: Sequence[int]) -> npt.NDArray[np.float16]:
        # One window a call: what is said of one text must not hang on what else is read.
        (hidden,) = self.session.run(None, {"ids": np.array([window], np.int64)})
        return np.asarray(hidden[0], np.float16)


def cut(tokenizer: Any, words: Sequence[str]) -> list[list[int]]:
    """The numbers of the word pieces of each word, by a tokenizer of the library `tokenizers`."""
    pieces: list[list[int]] = [[] for _ in words]
    found = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    for piece, word in zip(found.ids, found.word_ids, strict=True):
        pieces[word].append(piece)
    return pieces


def load_encoder(language: str) -> Encoder:
    """The encoder of the installed package `quotekit_encoder`.

    Args:
        language: Code of the language of the texts.

    Raises:
        EncoderNotFoundError: if the package, or what runs it, is not installed, or it was trained on texts of
            another language; says what to do.
    """
    try:
        from quotekit_encoder import FOLDER
    except ImportError as error:
        raise EncoderNotFoundError(MISSING) from error
    found = encoder_in(Path(FOLDER))
    if language != found.language:
        raise EncoderNotFoundError(
            f'the encoder was trained on texts in {found.language!r}, not {language!r}: leave decider="table"'
        )
    return found


@cache
def encoder_in(folder: Path) -> Encoder:
    """The encoder whose files lie in a folder. Raises as `load_encoder` does."""
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise EncoderNotFoundError(f'decider="encoder" runs on ONNX Runtime: {install("encoder")}') from error
    if not (folder / ABOUT).is_file():
        raise EncoderNotFoundError(f"there are no weights of the encoder in {folder}: install the package anew")
    about = json.loads((folder / ABOUT).read_text(encoding="utf8"))
    if about["format"] != FORMAT:
        raise EncoderNotFoundError(f"the encoder in {folder} is of another release: install the one of this clone")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # as the rest; who wants more cores has workers
    ours = ("CUDAExecutionProvider", "CPUExecutionProvider")
    providers = [each for each in ours if each in onnxruntime.get_available_providers()]
    session = onnxruntime.InferenceSession(str(folder / GRAPH), options, providers=providers)
    tokenizer = Tokenizer.from_file(str(folder / WORDS))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with np.load(folder / HEADS, allow_pickle=False) as held:
        heads = {
            name: Scorer({key.split(".")[1]: held[key].astype(np.float32) for key in held if key.startswith(name)})
            for name in ("clauses", "passages")
        }
        labels = Labeller(held["tags.weights"].astype(np.float32), held["tags.biases"].astype(np.float32))
    return Encoder(session, tokenizer, heads["clauses"], heads["passages"], labels, about)
