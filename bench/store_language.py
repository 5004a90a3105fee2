"""Parses the examples and cases of a language and keeps the parses, so that its tests need no model.

    python -m bench.store_language fr [--model NAME]

Review the change of tests/languages/CODE/parses.json as a diff: it says what the rules are tested on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from bench.marked import read_marked
from quotekit.languages import load_language
from quotekit.languages.language import Language
from quotekit.reading.lay_out import lay_out
from quotekit.reading.models import reader
from quotekit.reading.parsing import parse

TESTS = Path(__file__).parents[1] / "tests" / "languages"
DERIVED = ("lower", "kids", "left", "right")


def cases(code: str) -> list[dict[str, Any]]:
    """The marked sentences of a language, in the format of the scorer; none where it has no file of them."""
    path = TESTS / code / "cases.jsonl"
    found = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()] if path.is_file() else []
    return [*found, *(case for text in sorted((TESTS / code).glob("sentences-*.txt")) for case in read_marked(text))]


def texts_of(language: Language) -> Iterator[str]:
    """Examples of rules, examples of repairs, and marked sentences."""
    for rule in language.rules:
        yield from (example.text for example in (*rule.examples, *rule.counter_examples))
    for each in language.repairs:
        yield from (each.example, each.counter_example)
    yield from (case["text"] for case in cases(language.code))


def main() -> int:
    """Writes the store of a language anew."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("language", help="code of the language")
    parser.add_argument("--model", help="spaCy pipeline to parse with; the one to fall back to unless given")
    args = parser.parse_args()
    language = load_language(args.language)
    nlp = reader(args.model or language.models.bundled, language)
    texts = sorted(set(texts_of(language)))
    trees = parse([(text, lay_out(text, language).paragraphs) for text in texts], nlp, language, is_ours=True)
    rows = (
        f"{json.dumps(text, ensure_ascii=False)}: {json.dumps([_columns(tree) for tree in mine], ensure_ascii=False)}"
        for text, mine in zip(texts, trees, strict=True)
    )
    store = TESTS / args.language / "parses.json"
    store.parent.mkdir(parents=True, exist_ok=True)
    store.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf8")
    print(f"{len(texts)} texts in {store}")
    return 0


def _columns(tree: Any) -> dict[str, Any]:
    return {name: column for name, column in attrs.asdict(tree).items() if name not in DERIVED}


if __name__ == "__main__":
    sys.exit(main())
