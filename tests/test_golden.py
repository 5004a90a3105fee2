"""Records of texts of many kinds, kept as JSON and reviewed as a diff, so that any change of any answer shows.

The texts are tests/golden/*.txt, written for this; the records lie beside them. Write those anew with
``python tests/test_golden.py`` and read what changed in them. They are what quotekit answers, not what
is right: a mistake in them is a mistake that is known.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import quotekit
from quotekit.export.dicts import to_dict
from quotekit.reading.models import BUNDLED

SAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "summit.txt"
FOLDER = Path(__file__).parent / "golden"
TEXTS = [SAMPLE, *sorted(FOLDER.glob("*.txt"))]


@cache
def records() -> dict[str, Any]:
    """By name: what quotekit answers to each text."""
    texts = ((path.read_text(encoding="utf8"), path.stem) for path in TEXTS)
    return {name: kept(to_dict(each, text=False)) for each, name in quotekit.extract_many(texts, nlp=BUNDLED)}


def kept(document: dict[str, Any]) -> Any:
    for row in (*document["attributions"], *document["nested"]):
        # What lost, and the third digit of a probability, may differ between builds of numpy.
        row["confidence"] = None if row["confidence"] is None else round(row["confidence"], 1)
        del row["alternatives"], row["resolution"]  # the latter is the old name of another
    return json.loads(json.dumps(document))


def file_of(name: str) -> Path:
    return FOLDER / f"{name}.json"


@pytest.mark.parametrize("name", [path.stem for path in TEXTS])
def test_records(name: str) -> None:
    assert records()[name] == json.loads(file_of(name).read_text(encoding="utf8"))


def test_records_belong_to_texts() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {path.stem for path in TEXTS}


def test_sample_article_resolves_who_it_names() -> None:
    names = {speaker["name"] for speaker in records()["summit"]["speakers"]}
    assert {"Kremlin", "Vladimir Putin", "Qin Gang", "statement", "Irina Voss"} <= names


if __name__ == "__main__":
    for name, document in records().items():
        file_of(name).write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
