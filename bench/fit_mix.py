"""Fits the numbers by which the encoder's opinion and that of the weights become one, on held-out articles.

    python -m bench.fit_mix FOLDER [--hold 0] [--passages 0.3] [--write]

FOLDER holds an encoder that `bench.fit_encoder --hold` trained without every fifth article. The table, the tagger
and the trees that speak for the weights have not seen those articles either. Two logistic models, of two log odds
each; for passages, one share; for words that labels alone speak for, one logistic model. Prints figures of the
held-out articles, with the weights alone and with the encoder; --write puts the numbers into the folder.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.optimize
from attrs import evolve, field, frozen

from bench import fit_passages
from bench.corpus import CACHE, Article, load, score_quoted
from bench.fit_clauses import Words, figures, fit, held_out_decisions, judge, predict, propose_all
from bench.fit_forest import calibration, forest_of, held_out_tags, rows_of
from quotekit.attribution.clauses.choose import count_alike
from quotekit.attribution.clauses.features import describe
from quotekit.attribution.clauses.measures import Surroundings
from quotekit.attribution.clauses.propose import propose_clauses
from quotekit.attribution.clauses.second_opinion import SecondOpinion
from quotekit.attribution.encoder.labels import labelled_in, proposal_of
from quotekit.attribution.encoder.opinion import Opinion, is_askable, is_unsure, log_odds, said_of
from quotekit.attribution.passages.decide import decide
from quotekit.attribution.passages.decision import Decision
from quotekit.attribution.proposal import Proposal
from quotekit.attribution.rulebook import book_of
from quotekit.attribution.views import ParagraphView
from quotekit.attribution.weights import weigh
from quotekit.languages import DEFAULT_RULES, load_language
from quotekit.languages.encoder import ABOUT, Encoder, encoder_in
from quotekit.languages.table import Table

FOLDS = 5
PENALTY = 1.0
LEAST_LABELLED = 0.4  # of words that only labels speak for


@frozen(eq=False)
class Weights:
    """What speaks for the weights about articles that it has not seen."""

    passages: Table
    clauses: Table
    second: Sequence[SecondOpinion]


def weights_for(train: Sequence[Article], hold: int) -> Weights:
    """Tables and trees from the articles that are not held out, and what the tagger says of those that are; kept."""
    path = CACHE / f"mix_weights_{hold}.pickle"
    if path.exists():
        kept: Weights = pickle.loads(path.read_bytes())
        return kept
    seen = [article for n, article in enumerate(train) if n % FOLDS != hold]
    sets = [propose_all(a, d) for a, d in zip(seen, held_out_decisions(seen, FOLDS), strict=True)]
    tables = [fit([s for n, s in enumerate(sets) if n % 2 != half]) for half in range(2)]
    all_tags = held_out_tags(train)
    tags = [each for n, each in enumerate(all_tags) if n % FOLDS != hold]
    parts = [rows_of(s, tables[n % 2], tags[n]) for n, s in enumerate(sets)]
    rows = np.array([row for part, _ in parts for row in part], np.float32)
    rights = np.array([right for _, part in parts for right in part], float)
    forest = forest_of(rows, rights)
    held = [SecondOpinion(each, forest) for n, each in enumerate(all_tags) if n % FOLDS == hold]
    found = Weights(fit_passages.fit(fit_passages.items_of(seen)), fit(sets), held)
    path.write_bytes(pickle.dumps(found, 5))
    return found


def decisions_of(articles: Sequence[Article], table: Table, opinions: Sequence[Opinion | None]) -> list[list[Decision]]:
    """Decisions on passages, by weights and, where there is one, the encoder."""
    book = book_of(DEFAULT_RULES, load_language())
    return [
        decide(article.reading, article.views, book, table, opinion=opinion)
        for article, opinion in zip(articles, opinions, strict=True)
    ]


def odds_of(
    article: Article, decisions: Sequence[Decision], table: Table, second: SecondOpinion, opinion: Opinion
) -> list[tuple[float, ...]]:
    """Of every proposal that the encoder is asked about: log odds by the weights and by it, and what is right."""
    book = book_of(DEFAULT_RULES, load_language())
    of_passage = {decision.passage: decision for decision in decisions}
    groups: list[Any] = []
    for view in filter(None, article.views):
        around = Surroundings(view, article.views, [of_passage.get(passage) for passage in view.passages])
        for group in propose_clauses(view, around.decisions, book):
            describe(group, around)
            weigh(group, table, book, or_none=True)
            count_alike(group)
            groups.append(group)
    second.reconsider(groups, book)
    words = Words(article)
    found = []
    for group in groups:
        if not is_askable(group, book) or not is_unsure(group, opinion.encoder.about["sure"]):
            continue
        said = said_of(opinion.clause_scores(group), group)
        for proposal, (share, confidence) in zip(group, said, strict=True):
            mostly, exactly = judge(words, proposal)
            numbers = (proposal.share, share, proposal.confidence, confidence)
            found.append((*map(log_odds, numbers), float(mostly), float(exactly)))
    return found


def fit_odds(odds: Any, right: Any) -> list[float]:
    """The weights of a logistic model, a column each, and last its bias."""
    inputs = np.c_[odds, np.ones(len(odds))]

    def loss(weights: Any) -> tuple[float, Any]:
        sums = inputs @ weights
        value = np.logaddexp(0, np.where(right > 0, -sums, sums)).sum()
        value += PENALTY * (weights**2).sum() / 2
        return float(value), inputs.T @ (1 / (1 + np.exp(-sums)) - right) + PENALTY * weights

    best = scipy.optimize.minimize(loss, np.zeros(inputs.shape[1]), jac=True, method="L-BFGS-B").x
    return [round(float(weight), 4) for weight in best]


@frozen(eq=False)
class Labelling(Opinion):
    """An opinion that keeps what the labels alone speak for, and how right that is."""

    words: Words | None = None
    found: list[tuple[float, ...]] = field(factory=list)

    def further(self, view: ParagraphView, taken: Sequence[bool]) -> list[Proposal]:
        """Keeps the numbers of each run, and whether words and source are mostly right; proposes nothing."""
        if places := self.windows.places.get(view.number):
            labels = self.encoder.labels.probabilities(self.states.all[places])
            for each in labelled_in(view, labels, taken):
                assert self.words is not None
                mostly, _ = judge(self.words, proposal_of(view, each, labels, 0.0))
                self.found.append((*each.numbers, float(mostly)))
        return []


def with_mix(encoder: Encoder, **mix: Any) -> Encoder:
    """The encoder with other numbers of the mix."""
    return evolve(encoder, about={**encoder.about, "mix": {**encoder.about["mix"], **mix}})


def main(argv: Sequence[str] | None = None) -> int:
    """Fits, prints and writes; see the module docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hold", type=int, default=0)
    parser.add_argument("--passages", type=float, nargs="+", default=[0.3], help="shares to try; the last is kept")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(argv)
    encoder = encoder_in(args.folder)
    train = load("polnear_train")
    held = [article for n, article in enumerate(train) if n % FOLDS == args.hold]
    weights = weights_for(train, args.hold)
    opinions = [Opinion.on(article.views, encoder) for article in held]

    def opinions_with(changed: Encoder) -> list[Opinion]:
        return [evolve(each, encoder=changed) for each in opinions]

    alone = decisions_of(held, weights.passages, [None] * len(held))
    print("passages, weights alone:", score_quoted(held, alone), flush=True)
    decisions = alone
    for part in args.passages:
        encoder = with_mix(encoder, passages=part)
        decisions = decisions_of(held, weights.passages, opinions_with(encoder))
        print(f"passages, share {part} of the encoder:", score_quoted(held, decisions), flush=True)
    rows = np.array(
        [
            row
            for n, article in enumerate(held)
            for row in odds_of(article, decisions[n], weights.clauses, weights.second[n], opinions[n])
        ]
    )
    mix: dict[str, Any] = {"share": fit_odds(rows[:, :2], rows[:, 5]), "confidence": fit_odds(rows[:, 2:4], rows[:, 4])}
    print(mix, flush=True)
    encoder = with_mix(encoder, **mix)

    def said(article_decisions: Any, sayers: Sequence[Opinion | None]) -> str:
        found = [
            predict(a, d, weights.clauses, weights.second[n], o)
            for n, (a, d, o) in enumerate(zip(held, article_decisions, sayers, strict=True))
        ]
        return figures(held, found)

    labelling = [
        Labelling(encoder, each.views, each.windows, each.states, Words(article))
        for article, each in zip(held, opinions, strict=True)
    ]
    print("held out, weights alone:", said(alone, [None] * len(held)), flush=True)
    print("held out, with the encoder:", said(decisions, labelling), flush=True)
    runs = np.array([row for each in labelling for row in each.found])
    labels = {"weights": fit_odds(runs[:, :-1], runs[:, -1]), "least": LEAST_LABELLED}
    print(f"{len(runs)} runs of labels, {100 * runs[:, -1].mean():.0f}% right; {labels}", flush=True)
    encoder = evolve(encoder, about={**encoder.about, "labels": labels})
    print("held out, with what labels speak for:", said(decisions, opinions_with(encoder)), flush=True)
    weight = np.array(mix["confidence"])
    print(calibration(1 / (1 + np.exp(-(rows[:, 2:4] @ weight[:2] + weight[2]))), rows[:, 4]))
    if args.write:
        path = args.folder / ABOUT
        about = json.loads(path.read_text(encoding="utf8"))
        about |= {"mix": {"passages": args.passages[-1], **mix}, "labels": labels}
        path.write_text(json.dumps(about, indent=1) + "\n", encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
