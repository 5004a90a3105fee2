"""Would the encoder find who "he" and "she" are? The sieve, and small models with and without hidden states.

    python -m bench.encoder.pronouns [GOLD …] [--most 60000]

GOLD is JSON Lines whose attributions have an `entity`; --most takes of each text the first so many code points.
Every pronoun that is the source of an attribution whose speaker the gold knows is a case; its candidates are those of
the sieve `pronoun`, and right is the one whose name the gold has. Models are fitted on the other nine tenths of the
texts. Prints how often the likeliest candidate is right, file by file. Needs LightGBM and scikit-learn.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import lightgbm
import numpy as np
from attrs import evolve, frozen
from sklearn.linear_model import LogisticRegression

from bench.corpus import EVAL
from bench.encoder.looks import Read
from bench.encoder.variants import SHIPPED
from bench.ways import is_right_person
from quotekit.attribution.attribute import attribute
from quotekit.evaluation import Document, read_gold, to_document
from quotekit.evaluation.matching import Side, answering
from quotekit.evaluation.ranges import Letters
from quotekit.languages.encoder import Encoder, encoder_in
from quotekit.pipeline.finish import finish
from quotekit.pipeline.one import read_one
from quotekit.pipeline.options import Options
from quotekit.speakers import resolve_speakers
from quotekit.speakers.entity import Entity
from quotekit.speakers.mentions.phrases import Ref
from quotekit.speakers.sieves import DEFAULT_SIEVES, pronouns
from quotekit.speakers.walk import Verdict, Walk

FOLDS, KEPT = 10, 48  # of the texts; main components of the hidden states
OPTIONS: Final = Options(dialogue="off")
FILES: Final = ("basil_dev", "litbank_dev", "pdnc_dev")
TREES: Final = {
    "objective": "rank_xendcg", "num_leaves": 7, "learning_rate": 0.1, "min_data_in_leaf": 30, "lambda_l2": 5.0,
    "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip


@frozen(eq=False)
class Case:
    """A pronoun with its candidates.

    Attributes:
        file: Name of the gold file.
        text: Identifier of the text.
        numbers: What the sieve knows of each candidate; its own score is the first column.
        states: Hidden states at the last mention of each.
        pronoun: That at the pronoun.
        right: Is it who the gold says?
        chosen: The candidate that the sieve takes, or None.
    """

    file: str
    text: str
    numbers: Any
    states: Any
    pronoun: Any
    right: Any
    chosen: int | None


@frozen(eq=False)
class Noted:
    """What the sieve saw at a pronoun."""

    candidates: Sequence[pronouns.Candidate]
    numbers: Any
    chosen: int | None


def noting(notes: dict[int, Noted]) -> Callable[[Walk, Ref], Verdict]:
    """The sieve, which keeps what it sees by the place of the pronoun."""

    def he(walk: Walk, ref: Ref) -> Verdict:
        verdict = pronouns.he(walk, ref)
        if ref.pronoun is not None and ref.pronoun.person == "3" and ref.pronoun.gender in ("m", "f"):
            found = list(pronouns.candidates_of(walk, ref).values())
            sentence = walk.scene.sentence_at(ref.start)
            numbers = [[*_numbers(each, sentence), np.log1p(ref.at - each.latest.at)] for each in found]
            chosen = [n for n, each in enumerate(found) if isinstance(verdict, Entity) and each.entity is verdict]
            notes[ref.at] = Noted(found, np.array(numbers, np.float32), chosen[0] if chosen else None)
        return verdict

    return he


def _numbers(each: pronouns.Candidate, sentence: int) -> list[float]:
    entity, latest = each.entity, each.latest
    flags = (latest.is_pronoun, bool(entity.sex()), entity.is_named, entity.kind() == "person")
    ago = sentence - latest.sentence
    return [each.score, ago, ago == 0, latest.weight, *map(float, flags), np.log1p(entity.count), len(each.by_sentence)]


def cases_of(gold: Document, file: str, encoder: Encoder) -> Iterator[Case]:
    """The cases of one text."""
    reading = read_one(gold.text or "", OPTIONS)
    drafts = attribute(reading, OPTIONS.chosen_rules)
    notes: dict[int, Noted] = {}
    sieves = [evolve(each, resolve=noting(notes)) if each.name == "pronoun" else each for each in DEFAULT_SIEVES]
    found = finish(reading, drafts, resolve_speakers(reading, drafts, sieves=sieves))
    outermost = [each for each in found if each.parent is None]
    predicted, letters = to_document(found, gold.id), Letters(gold.text or "")
    wanted, ours = Side(gold.annotations, letters), Side(predicted.annotations, letters)
    attribution_of = {id(made): each for made, each in zip(predicted.annotations, outermost, strict=True)}
    as_given = {reading.offsets.hull(at, at + 1)[0] if reading.offsets else at: at for at in notes}
    read = Read.of(reading, encoder)
    for number, each in enumerate(gold.annotations):
        got = answering(wanted, number, ours, letters) if each.entity else None
        source = attribution_of[id(got)].source if got is not None else None
        at = as_given.pop(source.head.start, None) if source is not None else None
        if got is None or at is None or not notes[at].candidates:
            continue
        noted = notes[at]
        right = [is_right_person(each, evolve(got, entity=one.entity.name), gold) for one in noted.candidates]
        states = [read.kept[read.at(one.latest.at)] for one in noted.candidates]
        yield Case(
            file, gold.id, noted.numbers, np.array(states, np.float32),
            np.array(read.kept[read.at(at)], np.float32), np.array(right), noted.chosen,
        )  # fmt: skip


def columns(cases: Sequence[Case], encoder: Encoder) -> dict[str, list[Any]]:
    """What models may see, a row a candidate: what the sieve knows; labels of tokens too; hidden states too."""
    states = np.concatenate([each.states for each in cases])
    middle = states.mean(0)
    sizes, axes = np.linalg.eigh(np.cov((states - middle).T))
    axes = axes[:, ::-1][:, :KEPT] / np.sqrt(sizes[::-1][:KEPT])
    found: dict[str, list[Any]] = {"what the sieve knows": [], "and labels": [], "and hidden states": []}
    for each in cases:
        score = each.numbers[:, :1]
        rank = (-score[:, 0]).argsort().argsort()[:, None]
        plain = np.hstack([each.numbers, rank, score / max(score.max(), 1e-9), np.full_like(score, len(score))])
        alike = each.states @ each.pronoun / (np.linalg.norm(each.states, axis=1) * np.linalg.norm(each.pronoun) + 1e-6)
        labels = np.hstack([plain, alike[:, None], encoder.labels.probabilities(each.states.astype(np.float16)).T])
        small, pronoun = (each.states - middle) @ axes, (each.pronoun - middle) @ axes
        for name, row in zip(found, (plain, labels, np.hstack([labels, small, small * pronoun])), strict=True):
            found[name].append(row)
    return found


def chosen_by(rows: Sequence[Any], cases: Sequence[Case], *, trees: bool) -> list[int]:
    """The likeliest candidate of each case, by a model that has not seen its text."""
    order = {name: n for n, name in enumerate(dict.fromkeys((each.file, each.text) for each in cases))}
    fold_of = [order[each.file, each.text] % FOLDS for each in cases]
    everything = np.concatenate(rows)
    scaled = [(row - everything.mean(0)) / (everything.std(0) + 1e-3) for row in rows]
    chosen = [0] * len(cases)
    for fold in range(FOLDS):
        seen = [n for n, each in enumerate(cases) if fold_of[n] != fold and each.right.any()]
        inputs, right = np.concatenate([scaled[n] for n in seen]), np.concatenate([cases[n].right for n in seen])
        if trees:
            data = lightgbm.Dataset(inputs, right.astype(int), group=[len(cases[n].right) for n in seen])
            score = lightgbm.train(TREES, data, 50).predict
        else:
            score = LogisticRegression(C=0.02, max_iter=500).fit(inputs, right).decision_function
        for n in (n for n in range(len(cases)) if fold_of[n] == fold):
            chosen[n] = int(np.argmax(score(scaled[n])))
    return chosen


def report(name: str, cases: Sequence[Case], chosen: Sequence[int | None]) -> None:
    """Print a row: the share that is right, file by file."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for each, one in zip(cases, chosen, strict=True):
        for key in (each.file, "all"):
            seen[key] += 1
            right[key] += one is not None and bool(each.right[one])
    keys = (*(key for key in seen if key != "all"), "all")
    print(f"| {name} | {' | '.join(f'{100 * right[key] / seen[key]:.1f}' for key in keys)} |", flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Prints a table; see the module docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, default=[EVAL / f"{name}.jsonl" for name in FILES])
    parser.add_argument("--most", type=int, metavar="CODE_POINTS", help="of each text; all of it unless given")
    args = parser.parse_args(argv)
    encoder = encoder_in(SHIPPED)
    cases: list[Case] = []
    for path in args.gold:
        for gold in read_gold(str(path)):
            text = (gold.text or "")[: args.most]
            kept = tuple(each for each in gold.annotations if each.end <= len(text))
            cases += cases_of(evolve(gold, text=text, annotations=kept), path.stem, encoder)
    counts = Counter(each.file for each in cases)
    print(f"| | {' | '.join(f'{name}, {count}' for name, count in counts.items())} | all, {len(cases)} |")
    print(f"|---{'|---' * (len(counts) + 1)}|")
    report("a candidate is right", cases, [int(each.right.argmax()) for each in cases])
    report("the sieve", cases, [each.chosen for each in cases])
    report("its likeliest candidate, ties or not", cases, [int(each.numbers[:, 0].argmax()) for each in cases])
    for name, rows in columns(cases, encoder).items():
        report(f"logistic model: {name}", cases, chosen_by(rows, cases, trees=False))
        report(f"trees: {name}", cases, chosen_by(rows, cases, trees=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
