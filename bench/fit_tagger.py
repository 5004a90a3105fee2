"""Fits the tagger that says of every word how likely it is reported, a cue or a source, on polnear_train.

    python -m bench.fit_tagger [--folds 5] [--write]

Five logistic models over the same hashed features, L2 penalty, weights rounded to whole numbers.
Prints average precision on held-out articles and on polnear_dev; --write puts the weights into the package.
Keeps the held-out probabilities in bench/.cache for `bench.fit_forest`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy.optimize
import scipy.sparse

from bench.corpus import CACHE, Article, load
from quotekit.attribution.tagging.features import BITS, token_features
from quotekit.attribution.views import ParagraphView
from quotekit.languages import load_language
from quotekit.languages.data import data_file
from quotekit.languages.tagger import FILE, LABELS, Tagger

PENALTY = 6.0
ROUNDS = 60
HELD_OUT = CACHE / "tagger_held_out.npz"


def views_of_article(article: Article) -> list[ParagraphView]:
    """The paragraphs that are tagged, in order."""
    return [view for view in article.views if view is not None and len(view.tree)]


def labels_of(article: Article) -> Any:
    """What each token is in the gold: shape (tokens, labels), 0 or 1."""
    marks = np.zeros((len(article.reading.text) + 1, len(LABELS)), np.uint8)
    for gold in article.gold["attributions"]:
        for column, role in ((0, "content"), (3, "cue"), (4, "speaker")):
            for start, end in gold[role] or []:
                marks[start:end, column] = 1
        for start, end in gold["content"]:
            marks[start, 1] = marks[end - 1, 2] = 1
    rows = [
        marks[start:end].any(axis=0)
        for view in views_of_article(article)
        for start, end in zip(view.tree.starts, view.tree.ends, strict=True)
    ]
    return np.array(rows, np.uint8).reshape(-1, len(LABELS))


def matrix_of(features: Any) -> Any:
    """The features as a sparse matrix of ones."""
    rows, columns = features.shape
    ends = np.arange(0, rows * columns + 1, columns)
    data = np.ones(rows * columns, np.float32)
    return scipy.sparse.csr_matrix((data, features.astype(np.int32).ravel(), ends), shape=(rows, 1 << BITS))


def fit(matrix: Any, labels: Any) -> Tagger:
    """One model a label; weights as whole numbers of 8 bits."""
    columns, scales, biases = [], [], []
    transposed = matrix.T.tocsr()
    for label in range(len(LABELS)):
        weights = _fit(matrix, transposed, labels[:, label].astype(np.float32))
        scale = np.abs(weights[:-1]).max() / 127
        columns.append(np.round(weights[:-1] / scale).astype(np.int8))
        scales.append(scale)
        biases.append(weights[-1])
    return Tagger(np.stack(columns, axis=1), np.array(scales, np.float32), np.array(biases, np.float32))


def _fit(matrix: Any, transposed: Any, target: Any) -> Any:
    def loss(weights: Any) -> tuple[float, Any]:
        odds = matrix @ weights[:-1].astype(np.float32) + np.float32(weights[-1])
        chances = 1 / (1 + np.exp(-odds))
        value = np.logaddexp(0, np.where(target > 0, -odds, odds)).sum() + 0.5 * PENALTY * weights[:-1] @ weights[:-1]
        slope = (chances - target).astype(np.float32)
        return float(value), np.r_[transposed @ slope + PENALTY * weights[:-1], slope.sum()]

    start = np.zeros(matrix.shape[1] + 1)
    return scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x


def average_precision(target: Any, chances: Any) -> float:
    """Mean of the precision at each token that is right, likeliest first."""
    right = target[np.argsort(-chances, kind="stable")].astype(float)
    return float((np.cumsum(right) / np.arange(1, len(right) + 1))[right > 0].mean())


def figures(labels: Any, chances: Any) -> str:
    """Average precision of every label, in one line."""
    return "  ".join(f"{name} {average_precision(labels[:, n], chances[:, n]):.3f}" for n, name in enumerate(LABELS))


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures; see the module docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(argv)
    train, dev = load("polnear_train"), load("polnear_dev")
    parts = [token_features(views_of_article(article)) for article in train]
    features, labels = np.concatenate(parts), np.concatenate([labels_of(article) for article in train])
    article_of = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    matrix = matrix_of(features)
    held = np.zeros((len(features), len(LABELS)), np.float32)
    for fold in range(args.folds):
        is_held = article_of % args.folds == fold
        held[is_held] = fit(matrix[~is_held], labels[~is_held]).probabilities(features[is_held])
    if args.folds:
        CACHE.mkdir(exist_ok=True)
        np.savez(HELD_OUT, probabilities=held)
        print(f"{args.folds}-fold: train", figures(labels, held))
    tagger = fit(matrix, labels)
    of_dev = np.concatenate([token_features(views_of_article(article)) for article in dev])
    right = np.concatenate([labels_of(article) for article in dev])
    print("dev", figures(right, tagger.probabilities(of_dev)))
    if args.write:
        path = data_file(load_language().package, FILE)
        np.savez_compressed(path, weights=tagger.weights, scales=tagger.scales, biases=tagger.biases)
    return 0


if __name__ == "__main__":
    sys.exit(main())
