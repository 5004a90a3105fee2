"""Fits the trees that decide between proposals after the table of weights, on polnear_train.

    python -m bench.fit_forest [--folds 5] [--write]

Two gradient-boosted sums of small trees (LightGBM, needed here only): are the words of a proposal mostly
right, and its source; are they right to the letter. What they ask of the training articles comes from tables
and taggers that have not seen the article, so run `bench.fit_tagger` first.
Prints cross-validated figures; --write puts the trees into the package.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import lightgbm
import numpy as np

from bench import fit_passages
from bench.corpus import Article, load
from bench.fit_clauses import (
    Set,
    by_rule,
    figures,
    fit,
    held_out_decisions,
    predict,
    propose_all,
    table_of,
    write_precision,
)
from bench.fit_tagger import HELD_OUT, views_of_article
from quotekit.attribution.clauses.choose import count_alike
from quotekit.attribution.clauses.numbers import NAMES, numbers_of
from quotekit.attribution.clauses.second_opinion import SecondOpinion
from quotekit.attribution.passages.decision import Decision
from quotekit.attribution.rulebook import book_of
from quotekit.attribution.tagging.tag import Tags, tag
from quotekit.attribution.weights import weigh
from quotekit.languages import DEFAULT_RULES, load_language
from quotekit.languages.data import data_file
from quotekit.languages.forest import FILE, Forest, Trees
from quotekit.languages.table import Table

TREES, LEAVES, DEEPEST = 90, 16, 7
SETTINGS = {
    "objective": "binary", "num_leaves": LEAVES, "max_depth": DEEPEST, "learning_rate": 0.1, "min_data_in_leaf": 60,
    "lambda_l2": 5.0, "feature_fraction": 0.8, "bagging_fraction": 0.8, "bagging_freq": 1, "seed": 1,
    "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip


def held_out_tags(articles: Sequence[Article]) -> list[Tags]:
    """What taggers say that have not seen the article."""
    rows = np.load(HELD_OUT)["probabilities"]
    found: list[Tags] = []
    at = 0
    for article in articles:
        views = views_of_article(article)
        size = sum(len(view.tree) for view in views)
        found.append(Tags.of(views, rows[at : at + size]))
        at += size
    if at != len(rows):
        raise SystemExit("the held-out probabilities are of other articles: run python -m bench.fit_tagger")
    return found


def rows_of(found: Set, table: Table, tags: Tags) -> tuple[Any, list[tuple[bool, bool]]]:
    """What the trees ask of every proposal of an article, and what is right: mostly, exactly."""
    book = book_of(DEFAULT_RULES, load_language())
    for group in found.groups:
        weigh(group, table, book, or_none=True)
        count_alike(group)
    return numbers_of(found.groups, tags), [right for rights in found.rights for right in rights]


def grow(rows: Any, rights: Any) -> Trees:
    """Trees for one question."""
    model = lightgbm.train(SETTINGS, lightgbm.Dataset(rows, rights), TREES)
    return Trees.of([flat_tree(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]])


def flat_tree(root: dict[str, Any]) -> dict[str, list[Any]]:
    """A tree as lists, a place a node, the root first, children behind their parents; a leaf leads to itself."""
    nodes, places = [root], {id(root): 0}
    for node in nodes:
        for side in ("left_child", "right_child"):
            if side in node:
                places[id(node[side])] = len(nodes)
                nodes.append(node[side])
    return {
        "number": [node.get("split_feature", 0) for node in nodes],
        "limit": [float(np.float32(node.get("threshold", 0.0))) for node in nodes],
        "left": [places[id(node.get("left_child", node))] for node in nodes],
        "right": [places[id(node.get("right_child", node))] for node in nodes],
        "value": [round(node.get("leaf_value", 0.0), 4) for node in nodes],
    }


def forest_of(rows: Any, rights: Any) -> Forest:
    """Both questions."""
    return Forest(grow(rows, rights[:, 0]), grow(rows, rights[:, 1]), NAMES)


def as_json(trees: Trees) -> list[dict[str, list[Any]]]:
    """Trees as the data file has them."""
    right, left = trees.ways.reshape(-1, 2).T
    ends = [*trees.roots[1:], len(left)]
    return [
        {
            "number": trees.numbers[root:end].tolist(),
            "limit": [round(limit, 5) for limit in trees.limits[root:end].tolist()],
            "left": (left[root:end] - root).tolist(),
            "right": (right[root:end] - root).tolist(),
            "value": [round(value, 5) for value in trees.values[root:end].tolist()],
        }
        for root, end in zip(trees.roots, ends, strict=True)
    ]


def calibration(chances: Any, rights: Any, steps: int = 10) -> str:
    """Share right by tenths of the probability, and the expected calibration error."""
    places = np.minimum((chances * steps).astype(int), steps - 1)
    rows = [
        (n, chances[places == n].mean(), rights[places == n].mean(), (places == n).sum())
        for n in range(steps)
        if (places == n).any()
    ]
    error = sum(count * abs(said - right) for _, said, right, count in rows) / len(chances)
    return f"expected calibration error {error:.4f}; " + " ".join(
        f"{said:.2f}:{right:.2f}" for _, said, right, _ in rows
    )


def _predict_all(
    articles: Sequence[Article],
    decisions: Sequence[Sequence[Decision]],
    table_of_article: Callable[[int], Table],
    tags: Sequence[Tags],
    forest_of_article: Callable[[int], Forest],
) -> list[dict[str, Any]]:
    return [
        predict(article, mine, table_of_article(n), SecondOpinion(tags[n], forest_of_article(n)))
        for n, (article, mine) in enumerate(zip(articles, decisions, strict=True))
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures; see the module docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(argv)
    language = load_language()
    assert language.tagger is not None
    train, dev = load("polnear_train"), load("polnear_dev")
    held = held_out_decisions(train, args.folds)
    sets = [propose_all(a, d) for a, d in zip(train, held, strict=True)]
    tables = [fit([s for n, s in enumerate(sets) if n % args.folds != fold]) for fold in range(args.folds)]
    tags = held_out_tags(train)
    parts = [rows_of(s, tables[n % args.folds], tags[n]) for n, s in enumerate(sets)]
    rows = np.array([row for part, _ in parts for row in part], np.float32)
    rights = np.array([right for _, part in parts for right in part], float)
    article_of = np.repeat(np.arange(len(parts)), [len(part) for part, _ in parts])
    forests = [
        forest_of(rows[article_of % args.folds != fold], rights[article_of % args.folds != fold])
        for fold in range(args.folds)
    ]
    found = _predict_all(train, held, lambda n: tables[n % args.folds], tags, lambda n: forests[n % args.folds])
    print(f"{len(rows)} proposals; {args.folds}-fold: train", figures(train, found))
    counts = by_rule(train, found)
    print(table_of(counts))
    chances = np.concatenate(
        [
            forests[n % args.folds].mostly.probabilities(np.asarray(part, np.float32))
            for n, (part, _) in enumerate(parts)
            if len(part)
        ]
    )
    print("mostly right, held out:", calibration(chances, rights[:, 0]))
    forest, table = forest_of(rows, rights), fit(sets)
    of_dev = fit_passages.run(dev, fit_passages.fit(fit_passages.items_of(train)))
    dev_tags = [tag(article.views, language.tagger) for article in dev]
    print("dev", figures(dev, _predict_all(dev, of_dev, lambda n: table, dev_tags, lambda n: forest)))
    if args.write:
        write_precision(counts)
        written: dict[str, Any] = {"about": "see docs/model-card.md", "names": NAMES}
        written |= {"mostly": as_json(forest.mostly), "exactly": as_json(forest.exactly)}
        data_file(language.package, FILE).write_text(json.dumps(written) + "\n", encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
