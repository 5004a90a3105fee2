"""Fits the small trees that decide who says a turn of a dialogue, on annotated novels.

    python -m bench.fit_dialogue [GOLD.jsonl] [--write] [--table]

Prints how often the right character is found with each novel left out of the training in turn, --table the
figures of score.py for the records that come out then; --write fits on all of them and puts the trees into
the package. Needs LightGBM and scikit-learn, which the package does not.

Gradient-boosted trees over pairs of a turn and a candidate, fitted on the order of the candidates of a turn
(cross entropy of their softmax, Bruch 2021); then the same once more with the shares of the neighbouring turns,
each novel's from trees that have not seen it; then a straight line over the log odds of the one chosen, so that
0.8 is right in four of five turns (Platt 1999).
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from attrs import define
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bench.corpus import EVAL, scorer
from bench.fit_forest import flat_tree
from quotekit.attribution.attribute import attribute
from quotekit.export.dicts import to_dict
from quotekit.pipeline.finish import finish
from quotekit.pipeline.one import read_one
from quotekit.pipeline.options import Options
from quotekit.pipeline.relocate import relocate
from quotekit.reading.reading import Draft, Reading
from quotekit.speakers.dialogue import resolve_dialogue
from quotekit.speakers.dialogue.clues import Board
from quotekit.speakers.dialogue.rank import COLUMNS, NEIGHBOURS, Rows, Weights, neighbours, trees_of
from quotekit.speakers.dialogue.stage import board_of
from quotekit.speakers.dialogue.voices import Voice
from quotekit.speakers.resolve import resolve_speakers
from quotekit.speakers.settled import Settled

WEIGHTS = Path(__file__).parents[1] / "quotekit" / "languages" / "en" / "data" / "dialogue_weights.json"
TREES = 60
SETTINGS = {
    "objective": "rank_xendcg", "num_leaves": 15, "learning_rate": 0.15, "min_data_in_leaf": 40, "lambda_l2": 1.0,
    "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
KINDS = ("all", "explicit", "anaphoric", "implicit")
Floats = NDArray[np.float32]


@define(eq=False)
class Novel:
    """One annotated novel as the stage sees it.

    Attributes:
        id: Its identifier.
        board: Its turns with candidates.
        rows: Every pair of a turn and a candidate.
        is_right: Is the candidate of each pair the one who speaks?
        known: Has the turn of each pair a right candidate?
        document: The novel with its annotations, in the shape of score.py.
        reading: The novel as read.
        drafts: What stage one found in it.
        gold: Who says each turn, by the number of the turn, with the kind that the corpus gives it.
        people: Whom each voice stands for in the gold.
    """

    document: dict[str, Any]
    reading: Reading
    drafts: Sequence[Draft]
    board: Board
    rows: Rows
    is_right: NDArray[np.bool_]
    known: NDArray[np.bool_]
    gold: dict[int, tuple[str, str]]
    people: dict[Voice, str | None]

    @classmethod
    def of(cls, document: dict[str, Any], reading: Reading) -> Novel:
        """Lay out a novel that was read."""
        drafts = attribute(reading)
        board = board_of(settle(reading, drafts))
        names = next(tuple(clues[0]) for _, clues in board.clues())
        rows, gold, people = Rows.of(board, names), gold_of(board, document), people_of(board, document)
        numbers = rows.turns.tolist()
        right = [
            number in gold and people.get(voice) == gold[number][0]
            for number, voice in zip(numbers, rows.voices, strict=True)
        ]
        known = {number for number, is_right in zip(numbers, right, strict=True) if is_right}
        is_known = np.array([number in known for number in numbers])
        return cls(document, reading, drafts, board, rows, np.array(right), is_known, gold, people)

    def best(self, shares: Floats) -> dict[int, tuple[float, Voice]]:
        """The candidate with the largest share of each turn, with it."""
        best: dict[int, tuple[float, Voice]] = {}
        for number, voice, share in zip(self.rows.turns.tolist(), self.rows.voices, shares.tolist(), strict=True):
            if number not in best or share > best[number][0]:
                best[number] = share, voice
        return best

    def verdicts(self, shares: Floats) -> Iterator[tuple[str, float, bool]]:
        """For each annotated turn: its kind, the share of the one chosen, and whether that is right."""
        best = self.best(shares)
        for number, (who, kind) in self.gold.items():
            share, voice = best.get(number, (0.0, None))
            yield kind, share, voice is not None and self.people.get(voice) == who


def settle(reading: Reading, drafts: Sequence[Draft]) -> Settled:
    """What stage two settles before the dialogue is asked."""
    held: list[Settled] = []

    def keep(settled: Settled) -> dict[int, Any]:
        held.append(settled)
        return {}

    resolve_speakers(reading, drafts, later=keep)
    return held[0]


def gold_of(board: Board, document: dict[str, Any]) -> dict[int, tuple[str, str]]:
    """Who says each turn, by the characters that the annotated quotations share with it."""
    votes: defaultdict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    offsets = board.story.reading.offsets  # the gold counts in the text as given
    spans = [[offsets.hull(*span) if offsets else span for span in turn.spans] for turn in board.turns]
    starts = [each[0][0] for each in spans]
    for each in document["attributions"]:
        for start, end in each["content"] if each.get("entity") else ():
            last = int(np.searchsorted(starts, end))
            for number in range(max(0, last - 3), last):
                shared = sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in spans[number])
                if shared:
                    votes[number][each["entity"], each.get("subtype") or "other"] += shared
    return {number: counts.most_common(1)[0][0] for number, counts in votes.items()}


def people_of(board: Board, document: dict[str, Any]) -> dict[Voice, str | None]:
    """The annotated person whom each voice means, by its name, else by its aliases."""
    people = scorer().People(document["attributions"])
    bare, fold = scorer()._bare, scorer()._fold  # how score.py compares names: without titles, to the letter
    names_of: defaultdict[str, set[str]] = defaultdict(set)
    for each in document["attributions"]:
        if each.get("entity"):
            names_of[each["entity"]].update(map(fold, (each["entity"], *each.get("aliases", ()))))

    def meant(name: str) -> list[str]:
        if exact := [who for who, names in names_of.items() if fold(name) in names]:
            return exact
        words = bare(name)
        return [who for who, known in people.words.items() if words and words <= known]

    found: dict[Voice, str | None] = {}
    story = board.story
    for voice in (*story.places, *story.nominals.values()):
        names = meant(voice.name)
        if len(names) != 1:
            votes = Counter(who for each in voice.characters for alias in each.aliases for who in meant(alias))
            names = [who for who, _ in votes.most_common(1)]
        found[voice] = names[0] if names else None
    if story.narrator is not None:
        tellers = [
            each["entity"]
            for each in document["attributions"]
            if each.get("entity") and any("narr" in alias.casefold() for alias in each.get("aliases", ()))
        ]
        found[story.narrator] = tellers[0] if tellers else found.get(story.narrator)
    return found


def fit(rows: Sequence[Floats], novels: Sequence[Novel]) -> Any:
    """The trees over the pairs of the turns of some novels whose right candidate is known."""
    groups = [
        count for novel in novels for count in np.unique(novel.rows.turns[novel.known], return_counts=True)[1].tolist()
    ]
    return lightgbm.train(
        SETTINGS,
        lightgbm.Dataset(
            np.vstack([each[novel.known] for each, novel in zip(rows, novels, strict=True)]),
            np.concatenate([novel.is_right[novel.known] for novel in novels]).astype(int),
            group=groups,
        ),
        TREES,
    )


def left_out(rows: Sequence[Floats], novels: Sequence[Novel]) -> tuple[list[Floats], list[Any], float]:
    """The shares of each novel by trees that have not seen it, those trees, and how far their sums are stretched."""
    made, models = [], []
    for n in range(len(novels)):
        others = [k for k in range(len(novels)) if k != n]
        model = fit([rows[k] for k in others], [novels[k] for k in others])
        models.append(model)
        made.append(model.predict(rows[n], raw_score=True).astype(np.float32))
    stretch = stretch_of(made, novels)
    return [novel.rows.shares(stretch * mine) for novel, mine in zip(novels, made, strict=True)], models, stretch


def stretch_of(sums: Sequence[Floats], novels: Sequence[Novel]) -> float:
    """What the sums are multiplied with so that shares are as often right as they say (Guo et al. 2017).

    It depends on no count of candidates, as a line over the shares would: a short story has few.
    """

    def loss(stretch: float) -> float:
        return -sum(
            float(np.log(np.maximum(novel.rows.shares(stretch * mine)[novel.is_right], 1e-6)).sum())
            for novel, mine in zip(novels, sums, strict=True)
        )

    return min((round(1.1**step, 3) for step in range(40)), key=loss)


def report(name: str, novels: Sequence[Novel], shares: Sequence[Floats]) -> None:
    """Print the share of turns whose character is right, by kind and by novel."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    by_novel = {}
    for novel, mine in zip(novels, shares, strict=True):
        verdicts = list(novel.verdicts(mine))
        by_novel[novel.document["id"]] = sum(is_right for _, _, is_right in verdicts) / max(1, len(verdicts))
        for kind, _, is_right in verdicts:
            for key in ("all", kind):
                seen[key] += 1
                right[key] += is_right
    print(f"{name}:", ", ".join(f"{kind} {right[kind] / max(1, seen[kind]):.1%}" for kind in KINDS))
    print("   ", ", ".join(f"{id} {share:.1%}" for id, share in by_novel.items()))


def line_over(novels: Sequence[Novel], shares: Sequence[Floats]) -> tuple[float, float]:
    """Slope and offset over the log odds of the shares of those chosen."""
    verdicts = [each for novel, mine in zip(novels, shares, strict=True) for each in novel.verdicts(mine)]
    odds = [math.log(share / (1 - share)) for _, each, _ in verdicts for share in (min(max(each, 1e-4), 1 - 1e-4),)]
    model = LogisticRegression(C=1e6).fit(np.array(odds)[:, None], [is_right for _, _, is_right in verdicts])
    return float(model.coef_[0][0]), float(model.intercept_[0])


def to_json(model: Any, names: Sequence[str], stretch: float) -> dict[str, Any]:
    """The trees as lists: of each node the column, threshold, left and right child, and value."""
    trees = [flat_tree(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]
    for tree in trees:
        tree["limit"] = [float(f"{limit:.5g}") for limit in tree["limit"]]
        tree["value"] = [round(stretch * value, 4) for value in tree["value"]]
    return {"features": list(names), "bias": 0.0, "trees": [[tree[column] for column in COLUMNS] for tree in trees]}


def records(novel: Novel, weights: Weights) -> dict[str, Any]:
    """What quotekit says of a novel with these trees, in the shape of score.py."""
    reading = novel.reading
    drafts, resolutions = resolve_dialogue(reading, novel.drafts, weights=weights)
    found = finish(reading, drafts, resolutions, Options(dialogue="on"))
    if reading.given is not None and reading.offsets is not None:
        found = relocate(found, reading.given, reading.offsets)
    plain = to_dict(found, text=False)
    rows = [{**scorer().plain(each), "confidence": each["confidence"] or 0.0} for each in plain["attributions"]]
    return {"id": novel.document["id"], "attributions": rows}


def print_table(
    novels: Sequence[Novel],
    first: Sequence[Any],
    second: Sequence[Any],
    stretches: tuple[float, float],
    line: tuple[float, float],
) -> None:
    """Print score.py's figures for each novel, by trees that have not seen it; then the mean and all at once."""
    names = names_of(novels[0])
    made = []
    print("| novel | quotations | P | R | strict F1 | right person | explicit | anaphoric | implicit |")
    print("|---|---|---|---|---|---|---|---|---|")
    means: list[tuple[float, float]] = []
    for n, novel in enumerate(novels):
        forests = [
            trees_of(to_json(models[n], columns, stretch))
            for models, columns, stretch in zip((first, second), (names, (*names, *NEIGHBOURS)), stretches, strict=True)
        ]
        made.append(records(novel, Weights(forests[0], forests[1], *line)))
        means.append(_row(novel.document["id"], [novel.document], made[-1:]))
    strict, person = (sum(column) / len(means) for column in zip(*means, strict=True))
    print(f"| mean over novels | | | | {strict:.1f} | {person:.1f} | | | |")
    _row("all", [novel.document for novel in novels], made)
    sure = [_only_sure(each) for each in made]
    _row("all, names of 0.8 and more", [novel.document for novel in novels], sure)


def _row(name: str, gold: Sequence[dict[str, Any]], made: Sequence[dict[str, Any]]) -> tuple[float, float]:
    by_id = {each["id"]: each for each in made}
    entity = scorer().score(gold, by_id)[0]["entity"]
    person = scorer().right_person(gold, by_id)
    kinds = " | ".join(f"{person.get(kind, 0):.1f}" for kind in KINDS)
    print(
        f"| {name} | {entity['items']:,} | {entity['p']:.1f} | {entity['r']:.1f} | {entity['f1']:.1f} | {kinds} |",
        flush=True,
    )
    return entity["f1"], person["all"]


def _only_sure(document: dict[str, Any], least: float = 0.8) -> dict[str, Any]:
    return {**document, "attributions": [each for each in document["attributions"] if each["confidence"] >= least]}


def names_of(novel: Novel) -> tuple[str, ...]:
    """The names of the clues, in the order of the columns."""
    return next(tuple(clues[0]) for _, clues in novel.board.clues())


def main() -> None:
    """Fits, prints and, if asked to, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", default=str(EVAL / "pdnc_dev.jsonl"))
    parser.add_argument("--table", action="store_true", help="print the figures of score.py by novel")
    parser.add_argument("--write", action="store_true", help="put the trees into the package")
    args = parser.parse_args()
    documents = [json.loads(line) for line in Path(args.gold).read_text(encoding="utf8").splitlines()]
    novels = [Novel.of(document, read_one(document["text"], Options())) for document in documents]
    names = names_of(novels[0])
    first = [novel.rows.values for novel in novels]
    shares, first_models, once = left_out(first, novels)
    report("one pass, each novel left out", novels, shares)
    second = [
        np.hstack([rows, neighbours(novel.board, novel.rows, mine)])
        for rows, novel, mine in zip(first, novels, shares, strict=True)
    ]
    shares, second_models, twice = left_out(second, novels)
    report("two passes, each novel left out", novels, shares)
    slope, offset = line_over(novels, shares)
    print(f"sums stretched {once:.2f} and {twice:.2f} times")
    print(f"calibration: {slope:.3f} of the log odds, {offset:+.3f}")
    if args.write:
        weights = {
            "slope": round(slope, 3),
            "offset": round(offset, 3),
            "first": to_json(fit(first, novels), names, once),
            "second": to_json(fit(second, novels), (*names, *NEIGHBOURS), twice),
        }
        WEIGHTS.write_text(json.dumps(weights, separators=(",", ":")) + "\n", encoding="utf8")
        print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1000:.0f} KB", flush=True)
    if args.table:
        print_table(novels, first_models, second_models, (once, twice), (slope, offset))


if __name__ == "__main__":
    main()
