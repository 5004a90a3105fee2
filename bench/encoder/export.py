"""Writes a trained encoder as the files that quotekit runs: ONNX in 8 bits, heads, tokenizer, a description.

In: the base model and what was trained. Out: a folder. The same files in 32 bits, to compare with, if asked for.
"""

from __future__ import annotations

import json
import shutil
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from torch import nn

from bench.encoder.model import Embed, Layer, Reader, Scorer
from quotekit.languages.encoder import ABOUT, FORMAT, GRAPH, HEADS, PLACES, WORDS

NEUTRAL: Final = {"passages": 0.3, "share": [0.5, 0.5, 0.0], "confidence": [0.5, 0.5, 0.0]}  # until bench.fit_mix
SURE: Final = {"passages": 0.9, "exactly": 0.6, "nothing": 0.8}  # so sure are the weights where it is not asked
BLOCK: Final = 32  # numbers of a column that share a scale
ASIDE: Final = "float"  # the folder beside for the files in 32 bits


class Trunk(nn.Module):
    """All layers, for windows that are not filled up."""

    def __init__(self, base: Mapping[str, Any], model: Reader, frozen: int) -> None:
        super().__init__()
        self.embed = Embed(dict(base))
        lower = [Layer(dict(base), number, 0.0) for number in range(frozen)]
        self.layers = nn.ModuleList([*lower, *model.layers])

    def forward(self, ids: Any) -> Any:
        """Hidden states of a window."""
        hidden = self.embed(ids)
        for layer in self.layers:
            hidden = layer(hidden)
        return hidden


def write_encoder(
    folder: Path, base_folder: Path, base: Mapping[str, Any], model: Reader, frozen: int, about: Mapping[str, Any]
) -> None:
    """Write the files of a trained encoder, in 8 bits, and beside the folder those in 32 bits.

    Args:
        folder: Where; made if need be.
        base_folder: The base model, with its tokenizer.
        base: Its weights.
        model: What was trained.
        frozen: How many layers below stayed as they were.
        about: What the description says beside what the files need.
    """
    plain = folder.with_name(f"{folder.name}-{ASIDE}")
    for each in (folder, plain):
        each.mkdir(parents=True, exist_ok=True)
    _write_graph(Trunk(base, model, frozen).eval(), plain / GRAPH)
    _round_weights(plain / GRAPH, folder / GRAPH)
    heads = {
        f"{name}.{key}": weight.astype(np.float16)
        for name, scorer in (("clauses", model.clauses), ("passages", model.passages))
        for key, weight in _arrays(scorer).items()
    }
    heads |= {"tags.weights": model.tags.weight.detach().numpy().T.astype(np.float16)}
    heads |= {"tags.biases": model.tags.bias.detach().numpy().astype(np.float16)}
    tokenizer = Tokenizer.from_file(str(base_folder / "tokenizer.json"))
    ends = {"opens": tokenizer.token_to_id("[CLS]"), "closes": tokenizer.token_to_id("[SEP]")}
    ends["hides"] = tokenizer.token_to_id("[MASK]")
    written = {"format": FORMAT, "language": "en", **ends, "mix": NEUTRAL, "sure": SURE, "labels": None, **about}
    for each in (folder, plain):
        np.savez_compressed(each / HEADS, **heads)
        shutil.copyfile(base_folder / "tokenizer.json", each / WORDS)
        (each / ABOUT).write_text(json.dumps(written, indent=1) + "\n", encoding="utf8")


def _write_graph(trunk: Trunk, path: Path) -> None:
    example = torch.zeros(1, 40, dtype=torch.int64)
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # of the older way to export, which needs nothing else
        torch.onnx.export(
            trunk,
            (example,),
            str(path),
            input_names=["ids"],
            output_names=["hidden"],
            dynamic_axes={"ids": {1: "pieces"}, "hidden": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )


def _round_weights(source: Path, target: Path) -> None:
    """The same graph with matrices kept in 8 bits, a scale for every `BLOCK` numbers of a column.

    They are made floats again when it is opened. What flows through the layers stays in 32 bits: rounded to 8,
    too, it was off by a fifth on the average, and only a third faster on processors without instructions for it.
    """
    model = onnx.load(source)
    graph = model.graph
    held = {each.name: each for each in graph.initializer}
    nodes: list[Any] = []
    kept: list[Any] = []
    for node in graph.node:
        name = node.input[1] if node.op_type == "MatMul" else ""
        if name in held:
            weights = numpy_helper.to_array(held.pop(name))
            blocks = weights.reshape(-1, BLOCK, weights.shape[1])
            scales = (np.abs(blocks).max(1, keepdims=True) / 127).astype(np.float32)
            whole = np.round(blocks / scales).astype(np.int8)
            kept.append(numpy_helper.from_array(np.array(weights.shape, np.int64), f"{name}.shape"))
            kept += [numpy_helper.from_array(whole, f"{name}.whole"), numpy_helper.from_array(scales, f"{name}.scales")]
            nodes.append(helper.make_node("Cast", [f"{name}.whole"], [f"{name}.plain"], to=TensorProto.FLOAT))
            nodes.append(helper.make_node("Mul", [f"{name}.plain", f"{name}.scales"], [f"{name}.scaled"]))
            nodes.append(helper.make_node("Reshape", [f"{name}.scaled", f"{name}.shape"], [f"{name}.matrix"]))
            node.input[1] = f"{name}.matrix"
        nodes.append(node)
    rounded = helper.make_graph(nodes, graph.name, graph.input, graph.output, [*held.values(), *kept])
    onnx.save(helper.make_model(rounded, opset_imports=model.opset_import, ir_version=model.ir_version), target)


def _arrays(scorer: Scorer) -> dict[str, Any]:
    """The weights of a head as `quotekit.languages.encoder.Scorer` has them."""
    held = {name: weight.detach().numpy() for name, weight in scorer.state_dict().items()}
    assert held["at.weight"].shape[1] % PLACES == 0
    return {
        "at": held["at.weight"].T,
        "at_bias": held["at.bias"],
        "mean": held["mean.weight"].T,
        "inner": held["inner.weight"].T,
        "inner_bias": held["inner.bias"],
        "out": held["out.weight"][0],
        "out_bias": held["out.bias"],
    }
