"""Fits the table that decides who says a quoted passage, on polnear_train.

    python -m bench.fit_passages [--folds 5] [--write]

Conditional logit: one choice a passage among the rules' proposals and "nobody", L2 penalty.
Prints cross-validated figures; --write puts the weights into the package.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.optimize
import scipy.sparse

from bench.corpus import Article, covering, load, mention_of, right_source, score_quoted
from quotekit.attribution.passages.decide import decide
from quotekit.attribution.passages.decision import Decision
from quotekit.attribution.passages.propose import Context, Turn, propose
from quotekit.attribution.proposal import NOBODY, Proposal
from quotekit.attribution.rulebook import book_of
from quotekit.languages import DEFAULT_RULES, load_language
from quotekit.languages.table import Table

WEIGHTS = Path(__file__).parents[1] / "quotekit" / "languages" / "en" / "data" / "passage_weights.json"
PRECISION = WEIGHTS.with_name("rule_precision.json")
# Layouts too rare in the training articles to be learned from them (4 labels, 4 by-lines), or at home in stories; they
# are unmistakable to a reader, so they start from a weight instead of from zero.
PRIOR = {
    "frame=byline": 5.0,
    "byline:dash=True": 1.0,
    "frame=signature": 1.5,
    "frame=label": 2.0,
    "label:shouted=True": 2.5,
    "label:inside=True": 2.5,
    "frame=colon-clause": 1.5,
    "frame=phrase-in": 2.0,
    "frame=phrase-for": 1.0,
    "frame=phrase-to": 1.0,
    "frame=announced-colon": 4.5,
    "announced:alone=TrueTrue": 2.5,
    "frame=alternation": 1.0,
    "alternation:alone=True": 2.0,
    "next-paragraph:dialogue=True": -1.5,
    "alternation:speech=True": 4.0,
    "frame=lone-speech": 1.5,
    "lone-speech:told=True": 2.0,
    "subject-before:speaker=True": 5.0,
    "subject-before:speaker=False": -1.0,
    "announced:speaker=False": -3.0,
    "announced:dialogue=True": -2.0,
    "frame=beat": 4.0,
    "frame=bracketed": 5.0,
}
# Layouts of stories, which news has too few of to say anything about them: their weights stay close to these.
STORIES = (
    "alternation",
    "lone-speech",
    "beat",
    "bracketed",
    "subject-before:speaker",
    "announced:speaker",
    "announced:dialogue",
)
STIFF = 20.0  # how much closer
SMALLEST = 0.02  # weights below are left out
Item = tuple[int, list[Proposal], list[bool]]


def items_of(articles: Sequence[Article]) -> list[Item]:
    """(article, proposals, which are right) for every passage; turns before it as in the gold."""
    book = book_of(DEFAULT_RULES, load_language())
    items = []
    for number, article in enumerate(articles):
        turns: list[Turn] = []
        for view in article.views:
            for passage in view.passages if view else ():
                assert view is not None
                context = Context(article.reading, article.views, view, passage, book.relations)
                proposals = propose(context, turns, book)
                gold = covering(article, passage)
                chosen = None
                if gold is None or gold["speaker"]:
                    right = [(c.frame == NOBODY) if gold is None else right_source(gold, c.mention) for c in proposals]
                    if any(right):
                        items.append((number, proposals, right))
                        chosen = next(
                            (c for c, ok in zip(proposals, right, strict=True) if ok and c.frame != NOBODY), None
                        )
                turns = [*turns[-4:], Turn(view, passage, chosen)]
    return items


def fit(items: Iterable[Item], l2: float = 3.0, least: int = 3) -> Table:
    """Weights that make the right proposals likely; features seen less than `least` times are out."""
    items = list(items)
    counts = Counter(name for _, proposals, _ in items for c in proposals for name in set(c.features))
    names = {name: n for n, name in enumerate(k for k, v in counts.items() if v >= least or k in PRIOR)}
    for name in PRIOR:
        names.setdefault(name, len(names))
    prior = np.zeros(len(names))
    for name, weight in PRIOR.items():
        prior[names[name]] = weight
    penalty = np.full(len(names), l2)
    penalty[[n for name, n in names.items() if name in PRIOR and name.removeprefix("frame=").startswith(STORIES)]] *= (
        STIFF
    )
    rows, columns, group, right, row = [], [], [], [], 0
    for n, (_, proposals, flags) in enumerate(items):
        for proposal, flag in zip(proposals, flags, strict=True):
            known = [names[name] for name in proposal.features if name in names]
            rows += [row] * len(known)
            columns += known
            group.append(n)
            right.append(flag)
            row += 1
    matrix = scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(row, len(names)))
    groups, hit = np.array(group), np.array(right, dtype=float)
    starts = np.r_[0, np.flatnonzero(np.diff(groups)) + 1]

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix @ weights
        shares = np.exp(scores - np.maximum.reduceat(scores, starts)[groups])
        chances = shares / np.add.reduceat(shares, starts)[groups]
        rights = np.maximum(np.add.reduceat(chances * hit, starts), 1e-12)
        gradient = matrix.T @ (chances - chances * hit / rights[groups])
        off = weights - prior
        return float(-np.log(rights).sum() + 0.5 * off @ (penalty * off)), gradient + penalty * off

    best = scipy.optimize.minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return Table({name: round(float(best.x[n]), 3) for name, n in names.items() if abs(best.x[n]) >= SMALLEST})


def run(articles: Sequence[Article], table: Table | None) -> list[list[Decision]]:
    """The decisions for every article."""
    book = book_of(DEFAULT_RULES, load_language())
    return [decide(article.reading, article.views, book, table) for article in articles]


def precisions(articles: Sequence[Article], decisions: Sequence[Sequence[Decision]]) -> dict[str, dict[str, float]]:
    """How often each rule was right where it decided; passages without a gold source are left out."""
    counts: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for article, mine in zip(articles, decisions, strict=True):
        for decision in mine:
            gold = covering(article, decision.passage)
            if decision.taken is None or (gold is not None and not gold["speaker"]):
                continue
            counts[decision.taken.rule] += 1
            hits[decision.taken.rule] += gold is not None and right_source(gold, mention_of(decision))
    return {name: {"precision": round(hits[name] / count, 3), "count": count} for name, count in sorted(counts.items())}


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures; see the module docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--l2", type=float, default=3.0)
    parser.add_argument("--ordered", action="store_true", help="also score the rules without a table")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(argv)
    train, dev = load("polnear_train"), load("polnear_dev")
    items = items_of(train)
    print(f"{len(items)} passages, {sum(len(item[1]) for item in items) / len(items):.1f} proposals each")
    if args.ordered:
        print("ordered rules, no table: train", score_quoted(train, run(train, None)))
        print("ordered rules, no table: dev  ", score_quoted(dev, run(dev, None)))
    held: list[list[Decision]] = [[] for _ in train]
    for fold in range(args.folds):
        table = fit((item for item in items if item[0] % args.folds != fold), args.l2)
        numbers = [n for n in range(len(train)) if n % args.folds == fold]
        for n, decisions in zip(numbers, run([train[n] for n in numbers], table), strict=True):
            held[n] = decisions
    if args.folds:
        print(f"{args.folds}-fold: train", score_quoted(train, held))
        rules = precisions(train, held)
        for name, row in sorted(rules.items(), key=lambda pair: -pair[1]["count"]):
            print(f"  {name:30} {row['count']:5} decisions  precision {row['precision']:.3f}")
    table = fit(items, args.l2)
    print(f"{len(table.weights)} weights: dev", score_quoted(dev, run(dev, table)))
    if args.write:
        rows = dict(sorted(table.weights.items()))
        WEIGHTS.write_text(
            json.dumps({"about": "see docs/model-card.md", "weights": rows}, ensure_ascii=False, indent=0) + "\n",
            encoding="utf8",
        )
        if args.folds:
            about = f"decisions on polnear_train, {args.folds}-fold: each by a table that has not seen it"
            PRECISION.write_text(json.dumps({"about": about, "rules": rules}, indent=1) + "\n", encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
