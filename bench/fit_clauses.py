"""Fits the table that decides what is said without marks, on polnear_train.

    python -m bench.fit_clauses [--folds 5] [--write]

One choice a cue, among its proposals and "nothing": a softmax whose target is, for one part, that
the words mostly match the gold and the speaker is right, for the rest that they match exactly.
Prints cross-validated figures; --write puts the weights into the package.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.optimize
import scipy.sparse
from attrs import define

from bench import fit_passages
from bench.corpus import Article, load, mention_of, mention_span, scorer
from quotekit.attribution.clauses.features import describe
from quotekit.attribution.clauses.measures import Surroundings
from quotekit.attribution.clauses.propose import propose_clauses
from quotekit.attribution.clauses.second_opinion import SecondOpinion
from quotekit.attribution.clauses.select import select
from quotekit.attribution.encoder.opinion import Opinion
from quotekit.attribution.passages.decision import Decision
from quotekit.attribution.proposal import Proposal
from quotekit.attribution.rulebook import book_of
from quotekit.languages import DEFAULT_RULES, load_language
from quotekit.languages.en.rules.clauses import RULES
from quotekit.languages.table import Table
from quotekit.reading.reading import Draft

WEIGHTS = Path(__file__).parents[1] / "quotekit" / "languages" / "en" / "data" / "clause_weights.json"
PRECISION = fit_passages.PRECISION
MATCH = 0.25  # weight of "mostly matches" in the target; the rest is "matches exactly"
LEAST = 10  # proposals a feature must be seen in
PENALTY = 8.0
SMALL = 0.08  # weights below are dropped, then the others are fitted once more
ROUNDS = 80
CLAUSE_RULES = frozenset(rule.name for rule in RULES)
Group = list[Proposal]
Right = tuple[bool, bool]  # mostly, exactly


class Words:
    """The gold of one article; counts letters and digits as score.py does."""

    def __init__(self, article: Article) -> None:
        counts = [0]
        for character in article.reading.text:
            counts.append(counts[-1] + character.isalnum())
        self.counts = counts
        self.paragraphs = article.reading.paragraphs
        self.golds = [(sorted((s, e) for s, e in gold["content"]), gold) for gold in article.gold["attributions"]]

    def size(self, spans: Sequence[tuple[int, int]]) -> int:
        """Letters and digits of spans."""
        return sum(self.counts[end] - self.counts[start] for start, end in spans)

    def best(self, spans: Sequence[tuple[int, int]]) -> tuple[float, dict[str, Any] | None]:
        """The gold attribution whose content matches spans best, and how well (Jaccard).

        Of gold words that run over further paragraphs, what stands in those of the spans is compared.
        """
        best: tuple[float, dict[str, Any] | None] = (0.0, None)
        start, end = self._around(spans)
        for whole, gold in self.golds:
            if whole[-1][1] <= spans[0][0] or whole[0][0] >= spans[-1][1]:
                continue
            gold_spans = [(max(a, start), min(b, end)) for a, b in whole if max(a, start) < min(b, end)]
            both = [(max(a, c), min(b, d)) for a, b in spans for c, d in gold_spans if max(a, c) < min(b, d)]
            shared = self.size(both)
            match = shared / max(1, self.size(spans) + self.size(gold_spans) - shared)
            if match > best[0]:
                best = (match, gold)
        return best

    def _around(self, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
        """Start of the paragraph in which spans begin, end of the one in which they end."""
        held = [(s, e) for s, e in self.paragraphs if s < spans[-1][1] and e > spans[0][0]]
        return held[0][0], held[-1][1]


def spans_of(proposal: Proposal) -> list[tuple[int, int]]:
    """Code points of the words of a proposal."""
    tree = proposal.view.tree
    return [(tree.starts[first], tree.ends[last]) for first, last in proposal.runs]


def speaker_of(proposal: Proposal) -> list[list[int]]:
    """Code points of the mention a proposal names."""
    return [] if proposal.mention is None else [list(mention_span(proposal.mention))]


def judge(words: Words, proposal: Proposal) -> Right:
    """Are words and speaker right, mostly and exactly?"""
    match, gold = words.best(spans_of(proposal))
    if gold is None or match < 0.5:
        return False, False
    speaker = speaker_of(proposal)
    right = not gold["speaker"] or bool(scorer().same_mention(gold, {"speaker": speaker}))
    return right, right and match == 1.0


@define(eq=False)
class Set:
    """The groups of one article with what is right."""

    article: Article
    groups: list[Group]
    rights: list[list[Right]]


def propose_all(article: Article, decisions: Sequence[Decision], judged: bool = True) -> Set:
    """Every proposal of an article, described."""
    book = book_of(DEFAULT_RULES, load_language())
    of_passage = {decision.passage: decision for decision in decisions}
    groups: list[Group] = []
    for view in filter(None, article.views):
        around = Surroundings(view, article.views, [of_passage.get(passage) for passage in view.passages])
        for group in propose_clauses(view, around.decisions, book):
            describe(group, around)
            groups.append(group)
    words = Words(article) if judged else None
    rights = [[judge(words, c) for c in group] for group in groups] if words else []
    return Set(article, groups, rights)


def fit(sets: Sequence[Set], least: int = LEAST, penalty: float = PENALTY, small: float = SMALL) -> Table:
    """Weights that make the right proposals likely; small ones are dropped and the rest refitted."""
    counts = Counter(name for s in sets for group in s.groups for name in {n for c in group for n in c.features})
    names = sorted(name for name, count in counts.items() if count >= least)  # the same order in every run
    weights = _fit(sets, names, penalty)
    names = [name for name, weight in zip(names, weights, strict=True) if abs(weight) >= small]
    weights = _fit(sets, names, penalty)
    return Table({name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)})


def _fit(sets: Sequence[Set], names: Sequence[str], penalty: float) -> Any:
    index = {name: n for n, name in enumerate(names)}
    columns, ends, group_of, mostly, exactly = [], [0], [], [], []
    number = 0
    for s in sets:
        for group, rights in zip(s.groups, s.rights, strict=True):
            for proposal, (match, exact) in zip(group, rights, strict=True):
                columns += [index[name] for name in proposal.features if name in index]
                ends.append(len(columns))
                group_of.append(number)
                mostly.append(match)
                exactly.append(exact)
            number += 1
    shape = (len(ends) - 1, len(names))
    data = np.ones(len(columns), np.float32)
    matrix = scipy.sparse.csr_matrix((data, np.array(columns), np.array(ends)), shape=shape)
    transposed = matrix.T.tocsr()
    groups, m, e = np.array(group_of), np.array(mostly, float), np.array(exactly, float)
    starts = np.r_[0, np.flatnonzero(np.diff(groups)) + 1]
    has_m, has_e = np.maximum.reduceat(m, starts) > 0, np.maximum.reduceat(e, starts) > 0
    w_none = (~has_m).astype(float)
    w_m = np.where(has_m, np.where(has_e, MATCH, 1.0), 0.0)
    w_e = np.where(has_e, 1 - MATCH, 0.0)

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix @ weights
        top = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
        shares = np.exp(scores - top[groups])
        nothing = np.exp(-top)
        total = np.add.reduceat(shares, starts) + nothing
        p = shares / total[groups]
        p_none = np.maximum(nothing / total, 1e-12)
        p_m = np.maximum(np.add.reduceat(p * m, starts), 1e-12)
        p_e = np.maximum(np.add.reduceat(p * e, starts), 1e-12)
        value = -(w_none * np.log(p_none) + w_m * np.log(p_m) + w_e * np.log(p_e)).sum()
        slope = p - (w_m / p_m)[groups] * p * m - (w_e / p_e)[groups] * p * e
        return value + 0.5 * penalty * weights @ weights, transposed @ slope + penalty * weights

    start = np.zeros(len(names))
    return scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x


def predict(
    article: Article,
    decisions: Sequence[Decision],
    table: Table | None,
    second: SecondOpinion | None = None,
    opinion: Opinion | None = None,
) -> dict[str, Any]:
    """What is selected in an article, in the plain shape that score.py reads."""
    book = book_of(DEFAULT_RULES, load_language())
    found = select(article.reading, article.views, decisions, book, table, second, opinion)
    rows = [_row(article, draft) for draft in found.drafts]
    for decision in found.left:
        span = article.reading.quotations[decision.passage.quotation].spans[decision.passage.piece]
        speaker = [list(mention_span(mention))] if (mention := mention_of(decision)) else []
        rows.append({"content": [[span.start, span.end]], "cue": [], "speaker": speaker})
    return {"id": article.gold["id"], "attributions": rows}


def _row(article: Article, draft: Draft) -> dict[str, Any]:
    row: dict[str, Any] = {"content": [list(span) for span in draft.contents], "cue": [], "speaker": []}
    for role, place in (("cue", draft.cue), ("speaker", draft.source)):
        if place is not None:
            tree = article.reading.trees[place.paragraph]
            assert tree is not None
            row[role] = [[tree.starts[place.first], tree.ends[place.last]]]
    row["confidence"], row["rule"] = draft.confidence, draft.rule
    return row


def figures(articles: Sequence[Article], found: Sequence[dict[str, Any]]) -> str:
    """The figures of score.py in one line."""
    result, _ = scorer().score([article.gold for article in articles], {row["id"]: row for row in found})
    r, q = result["relations"], result["quoted"]["attribution"]
    o = r["overlap"]
    return (
        f"n {r['predicted']} content {r['content']['f1']} exact {r['content_exact']['f1']} "
        f"joint {r['content_and_speaker']['f1']} (P {r['content_and_speaker']['p']} "
        f"R {r['content_and_speaker']['r']}) overlap {o['content']['f1']} speaker {o['speaker']['f1']} "
        f"quoted {q['f1']} by kind {r['joint_recall_by_kind']}"
    )


def by_rule(articles: Sequence[Article], found: Sequence[dict[str, Any]]) -> dict[str, list[int]]:
    """How often each rule was chosen, was mostly right, and was right to the letter."""
    rows: dict[str, list[int]] = {}
    for article, prediction in zip(articles, found, strict=True):
        words = Words(article)
        for row in prediction["attributions"]:
            match, gold = words.best(sorted(tuple(span) for span in row["content"]))
            right = match >= 0.5 and gold is not None and (not gold["speaker"] or scorer().same_mention(gold, row))
            name = row.get("rule", "no-source")
            counts = rows.setdefault(name if name in CLAUSE_RULES else "(passages alone)", [0, 0, 0])
            for n, flag in enumerate((True, right, right and match == 1.0)):
                counts[n] += flag
    return rows


def table_of(rows: dict[str, list[int]]) -> str:
    """The same as a table in Markdown."""
    lines = [
        f"| {name} | {n:,} | {100 * right / n:.0f} | {100 * exact / n:.0f} |"
        for name, (n, right, exact) in sorted(rows.items(), key=lambda item: -item[1][0])
    ]
    return "\n".join(["| rule | chosen | right, % | exact, % |", "|---|---|---|---|", *lines])


def write_precision(rows: dict[str, list[int]]) -> None:
    """Put the precision of the clause rules beside that of the rules for passages."""
    known = json.loads(PRECISION.read_text(encoding="utf8"))
    measured = {
        name: {"precision": round(right / n, 3), "count": n}
        for name, (n, right, _) in rows.items()
        if name in CLAUSE_RULES
    }
    known["rules"] = dict(sorted({**known["rules"], **measured}.items()))
    PRECISION.write_text(json.dumps(known, indent=1) + "\n", encoding="utf8")


def held_out_decisions(articles: Sequence[Article], folds: int) -> list[list[Decision]]:
    """Decisions on passages by tables that did not see the article."""
    items = fit_passages.items_of(articles)
    held: list[list[Decision]] = [[] for _ in articles]
    for fold in range(folds):
        table = fit_passages.fit(item for item in items if item[0] % folds != fold)
        numbers = range(fold, len(articles), folds)
        for n, found in zip(numbers, fit_passages.run([articles[n] for n in numbers], table), strict=True):
            held[n] = found
    return held


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures; see the module docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(argv)
    train, dev = load("polnear_train"), load("polnear_dev")
    held = held_out_decisions(train, 4)
    passages = fit_passages.fit(fit_passages.items_of(train))
    of_dev = fit_passages.run(dev, passages)
    print("ordered rules, no table: dev", figures(dev, [predict(a, d, None) for a, d in zip(dev, of_dev, strict=True)]))
    sets = [propose_all(a, d) for a, d in zip(train, held, strict=True)]
    print(f"{sum(len(g) for s in sets for g in s.groups) / len(sets):.0f} proposals an article")
    if args.folds:
        found: list[dict[str, Any]] = [{} for _ in train]
        for fold in range(args.folds):
            table = fit([s for n, s in enumerate(sets) if n % args.folds != fold])
            for n in range(fold, len(train), args.folds):
                found[n] = predict(train[n], held[n], table)
        print(f"{args.folds}-fold: train", figures(train, found))
        counts = by_rule(train, found)
        print(table_of(counts))
        if args.write:
            write_precision(counts)
    table = fit(sets)
    found = [predict(a, d, table) for a, d in zip(dev, of_dev, strict=True)]
    print(f"{len(table.weights)} weights: dev", figures(dev, found))
    if args.write:
        rows = {name: table.weights[name] for name in sorted(table.weights)}
        text = json.dumps({"about": "see docs/model-card.md", "weights": rows}, ensure_ascii=False, indent=0)
        WEIGHTS.write_text(text + "\n", encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
