"""Makes the tiny encoder of the tests: random numbers in the files of a real one.

    python -m bench.encoder.tiny tests/data/tiny_encoder/quotekit_encoder/model

Needs `onnx`, which nothing else of the project does. What it says means nothing; how it is asked is what is tested.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

from quotekit.languages.encoder import ABOUT, FORMAT, GRAPH, HEADS, PLACES, WORDS
from quotekit.languages.tagger import LABELS

WIDTH, HIDDEN = 8, 8
VOCABULARY = "[UNK] [CLS] [SEP] [MASK] said that Berg Anna the . , “ ” he she would not we sail".split()
MIX = {"passages": 0.3, "share": [0.8, 0.3, 0.1], "confidence": [0.8, 0.3, 0.1]}

SURE = {"passages": 1.1, "exactly": 1.1, "nothing": 1.1}  # always asked


def main(folder: str) -> None:
    """Write the files; the same ones every time."""
    out, dice = Path(folder), np.random.default_rng(7)
    out.mkdir(parents=True, exist_ok=True)
    # The hidden state of a piece is its own vector and, a little, the mean of the window.
    words = numpy_helper.from_array(dice.normal(size=(len(VOCABULARY), WIDTH)).astype(np.float32), "words")
    nodes = [
        helper.make_node("Gather", ["words", "ids"], ["own"]),
        helper.make_node("ReduceMean", ["own"], ["mean"], axes=[1], keepdims=1),
        helper.make_node("Add", ["own", "mean"], ["hidden"]),
    ]
    shape = [1, "pieces"]
    inputs = [helper.make_tensor_value_info("ids", TensorProto.INT64, shape)]
    outputs = [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [*shape, WIDTH])]
    graph = helper.make_graph(nodes, "tiny", inputs, outputs, [words])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    (out / GRAPH).write_bytes(model.SerializeToString())
    sizes = {"at": (PLACES * WIDTH, HIDDEN), "mean": (WIDTH, HIDDEN), "inner": (HIDDEN, HIDDEN), "out": (HIDDEN,)}
    sizes |= {"at_bias": (HIDDEN,), "inner_bias": (HIDDEN,), "out_bias": ()}
    heads: dict[str, Any] = {
        f"{name}.{key}": (0.4 * dice.normal(size=size)).astype(np.float16)
        for name in ("clauses", "passages")
        for key, size in sizes.items()
    }
    heads |= {"tags.weights": dice.normal(size=(WIDTH, len(LABELS))).astype(np.float16)}
    heads |= {"tags.biases": np.zeros(len(LABELS), np.float16)}
    np.savez_compressed(out / HEADS, **heads)
    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(VOCABULARY)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(out / WORDS))
    about = {
        "format": FORMAT,
        "language": "en",
        "opens": 1,
        "closes": 2,
        "hides": 3,
        "mix": MIX,
        "sure": SURE,
        "labels": None,
    }
    (out / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main(sys.argv[1])
