"""What holds for any text whatsoever, with a made-up parser (many texts) and with the real one (fewer).

`QUOTEKIT_EXAMPLES=20` tries twenty times as many.
"""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from strategies import TEXTS
from typer.testing import CliRunner

import quotekit
from bench.promises import check
from bench.stub import stub
from quotekit import Extraction, extract, extract_many
from quotekit.cli import app
from quotekit.export.dicts import from_dict
from quotekit.reading.models import BUNDLED

TIMES = int(os.environ.get("QUOTEKIT_EXAMPLES", "1"))


def tries(number: int) -> Any:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
    return settings(max_examples=number * TIMES, deadline=None, suppress_health_check=slow)


@cache
def stubbed() -> Language:
    return stub()


@cache
def pipeline() -> Language:
    return quotekit.load(BUNDLED)


@cache
def foreign() -> Language:
    nlp = spacy.load(BUNDLED)
    nlp.add_pipe("quotekit")
    return nlp


BATCHES = st.lists(TEXTS, min_size=1, max_size=8)


@tries(300)
@given(TEXTS)
@example("“" * 300 + "a”" * 300)
@example("Anna Berg said that “" * 60)
@example("“We sail,” Anna Berg said. " * 40)
@example('G: "n\x0c"a h-""s')  # fuzzed 2026-11-24: a piece that goes on, and one that is in it, of one attribution
@example("0" * 30 + '‹0‹0–A0000\r"' + "0" * 30 + '"˒"000000\ra')  # 2026-11-24: passages that overlap
def test_promises_hold_with_any_parse(text: str) -> None:
    found = extract(text, nlp=stubbed())
    check(text, found)
    assert extract(text, nlp=stubbed()) == found


@tries(60)
@given(TEXTS)
@example("\ufeff“We sail,”\r\n\r\nsaid \0Anna Berg.")
def test_promises_hold_with_the_real_model(text: str) -> None:
    found = extract(text, nlp=BUNDLED)
    check(text, found)
    assert extract(text, nlp=BUNDLED) == found


@tries(40)
@given(BATCHES, st.integers(1, 9))
def test_any_batch_gives_the_same(texts: list[str], size: int) -> None:
    alone = [extract(text, nlp=stubbed()) for text in texts]
    assert list(extract_many(texts, nlp=stubbed(), batch_size=size)) == alone


@tries(10)
@given(BATCHES, st.integers(1, 9))
def test_any_batch_gives_the_same_with_the_real_model(texts: list[str], size: int) -> None:
    alone = [extract(text, nlp=BUNDLED) for text in texts]
    assert list(extract_many(texts, nlp=BUNDLED, batch_size=size)) == alone


@tries(30)
@given(TEXTS)
def test_component_and_doc_give_the_same(text: str) -> None:
    assert pipeline()(text)._.extraction == extract(text, nlp=BUNDLED)
    doc = foreign()(text)
    found = extract(doc)
    check(text, found)
    assert doc._.extraction == found


@tries(10)
@given(BATCHES)
def test_command_line_gives_the_same(texts: list[str]) -> None:
    lines = "".join(json.dumps({"id": str(number), "text": text}) + "\n" for number, text in enumerate(texts))
    arguments = ["extract", "--model", BUNDLED, "-i", "jsonl", "-f", "jsonl", "--text"]
    result = CliRunner().invoke(app, arguments, input=lines.encode())
    assert (result.exit_code, result.stderr) == (0, "")
    found = [from_dict(json.loads(line)) for line in result.stdout_bytes.decode().split("\n")[:-1]]
    assert found == [extract(text, nlp=BUNDLED) for text in texts]


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, min_size=6, max_size=20))
def test_two_processes_give_the_same(texts: list[str]) -> None:
    alone = list(extract_many(texts, nlp=BUNDLED, batch_size=2))
    assert list(extract_many(texts, nlp=BUNDLED, batch_size=2, n_process=2)) == alone


@pytest.mark.parametrize("mark", ["“", "”", "'", '"', "»", "``", "“ ", "’ ", "“a", "“a” "])
def test_a_hundred_thousand_marks(mark: str) -> None:
    text = mark * (100_000 // len(mark))
    found = extract(text, nlp=stubbed())
    check(text, found)
    assert isinstance(found, Extraction)


@pytest.mark.parametrize("pair", ["“”", "‘’", "«»", "„“", '""', "「」"])
def test_two_hundred_deep(pair: str) -> None:
    text = "Anna Berg said: " + f"{pair[0]}We sail " * 200 + f"at noon.{pair[1]} " * 200 + "“So,” said Tom Oduya."
    found = extract(text, nlp=stubbed())
    check(text, found)
    assert found.quotations[-1].text.endswith("So,")


@pytest.mark.parametrize(
    "text", ["“" + "sail" * 100 + "”, said Anna " + "B" * 300 + "erg.", "x" * 201, "’" * 250 + "a"]
)
def test_words_of_hundreds_of_letters(text: str) -> None:
    check(text, extract(text, nlp=stubbed()))
    check(text, extract(text, nlp=BUNDLED))


def test_text_longer_than_the_pipeline_takes() -> None:
    nlp = quotekit.load(BUNDLED)
    nlp.max_length = 500
    text = "“We sail at noon,” said Anna Berg.\n\n" * 10 + "“We sail,” said Tom Oduya, and so on. " * 40
    found = extract(text, nlp=nlp)
    check(text, found)
    assert len(found) == 50
    assert found[-1].source is not None
    assert found[-1].source.text == "Tom Oduya"


@pytest.mark.parametrize("plane", range(17))
def test_letters_of_every_plane(plane: int) -> None:
    points = [*range(plane << 16, (plane << 16) + 0x10000, 97)]
    letters = "".join(chr(point) for point in points if not 0xD800 <= point < 0xE000)
    text = f"“{letters},” said Anna Berg.\n\n{letters} said that {letters} “{letters[:50]}”."
    check(text, extract(text, nlp=stubbed()))
