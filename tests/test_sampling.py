"""Checking by hand: the sample, the page of it, what verdicts say, verdicts as gold."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import quotekit
from quotekit.cli import app
from quotekit.errors import InputError
from quotekit.evaluation import read_gold
from quotekit.evaluation.sampling import Verdict, agree, gold_of, overrides_of, precision_by, read_verdicts, sample
from quotekit.export.pages.sampled import make_sample_page

TEXTS = [
    "“We stay,” said Anna Berg. Tom Oduya said that it rained.\n\nAccording to Ida Falk, nobody came.",
    "Ida Falk said that the pier was old. “So is the boat,” she added.\n\nIt rained for days.",
    "It rained.",
]


@pytest.fixture(scope="module")
def results() -> list[tuple[Any, str]]:
    return [(quotekit.extract(text), f"t{number}") for number, text in enumerate(TEXTS)]


def test_a_sample_is_the_same_for_a_seed(results: list[tuple[Any, str]]) -> None:
    drawn = sample(results, 3, seed=4)
    assert drawn == sample(list(reversed(results)), 3, seed=4)
    assert len(drawn) == 3
    assert {len({(each.id, each.number) for each in sample(results, 100)})} == {5}
    assert sample([], 5) == []
    with pytest.raises(InputError, match="'colour'"):
        sample(results, by=["colour"])


def test_each_kind_has_its_share(results: list[tuple[Any, str]]) -> None:
    drawn = sample(results, 4, by=["form"])
    assert Counter(each.stratum for each in drawn) == {"direct": 2, "indirect": 2}
    assert {each.stratum: each.population for each in drawn} == {"direct": 2, "indirect": 3}


def test_the_page_leads_back_to_the_texts(results: list[tuple[Any, str]]) -> None:
    drawn = sample(results, 100)
    chosen: dict[str, list[Any]] = {}
    for each in drawn:
        chosen.setdefault(each.id, []).append(each)
    page = make_sample_page(results, chosen)
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    texts = {id: result.text for result, id in results}
    for note in data["notes"]:
        record = note["record"]
        original = {id: result for result, id in results}[record["id"]][record["number"] - 1]
        assert (record["start"], record["end"], record["rule"]) == (original.start, original.end, original.rule)
    assert len(data["pieces"]) == len(drawn)
    for start, end, id, offset in data["pieces"]:
        assert texts[id][offset : offset + end - start]
    assert "5 to check" in page


def verdict(number: int, word: Any, **more: Any) -> Verdict:
    return Verdict("t0", number, number * 10, number * 10 + 5, word, rule="that-clause", form="indirect", **more)


def test_precision_with_intervals() -> None:
    found = [verdict(n, "right" if n < 8 else "wrong") for n in range(10)] + [verdict(99, "missed")]
    (share,) = precision_by(found)
    assert (share.right, share.count, share.precision) == (8, 10, 0.8)
    assert (share.low, share.high) == (0.4902, 0.9433)  # Wilson
    assert [each.name for each in precision_by(found, "rule")] == ["that-clause"]
    assert precision_by([]) == []


def test_weighted_precision() -> None:
    rare = [verdict(n, "wrong", stratum="rare", population=10) for n in range(2)]
    common = [verdict(n + 5, "right", stratum="common", population=90) for n in range(2)]
    (share,) = precision_by([*rare, *common])
    assert (share.precision, share.weighted) == (0.5, 0.9)


def test_agreement() -> None:
    one = [verdict(n, word) for n, word in enumerate(["right", "right", "wrong", "wrong", "right"])]
    other = [verdict(n, word) for n, word in enumerate(["right", "right", "wrong", "right", "right"])]
    (row,) = agree(one, other)
    assert (row.count, row.same, row.kappa) == (5, 4, 0.5455)
    assert agree(one, []) == []
    assert agree(one[:2], other[:2])[0].kappa is None


def test_verdicts_become_gold_and_overrides(results: list[tuple[Any, str]]) -> None:
    first = results[0][0]
    rows = [
        Verdict("t0", 1, first[0].start, first[0].end, "right"),
        Verdict("t0", 2, first[1].start, first[1].end, "wrong speaker", "Tom Oduya", right_speaker="Ida Falk"),
        Verdict("t0", 3, first[2].start, first[2].end, "wrong"),
        Verdict("t1", None, 0, 8, "missed", right_speaker="Ida Falk"),
    ]
    gold = list(gold_of(rows, results))
    assert [each["id"] for each in gold] == ["t0", "t1"]
    assert [row["entity"] for row in gold[0]["attributions"]] == ["Anna Berg", "Ida Falk"]
    assert gold[1]["attributions"] == [{"content": [[0, 8]], "entity": "Ida Falk"}]
    assert overrides_of(rows) == [{"form": "Tom Oduya", "id": "Ida Falk", "text": "t0", "wikidata": "", "note": ""}]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"id": "a", "start": 0, "end": 1}', "'verdict'"),
        ('{"id": "a", "start": 0, "end": 1, "verdict": "fine"}', "'fine' is no verdict"),
        ('{"id": "a", "start": "0", "end": 1, "verdict": "right"}', "whole numbers"),
    ],
)
def test_broken_verdicts(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "v.jsonl").write_text(line)
    with pytest.raises(InputError, match=says):
        read_verdicts(tmp_path / "v.jsonl")


def test_commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, results: list[tuple[Any, str]]) -> None:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Any:
        return CliRunner().invoke(app, list(arguments))

    quotekit.write(results, "results.jsonl")
    assert run("sample", "results.jsonl", "-n", "4", "--by", "form,confidence", "-o", "check.html").exit_code == 0
    assert "4 to check" in Path("check.html").read_text(encoding="utf8")
    assert run("sample", "results.jsonl", "-n", "2", "-o", "list.jsonl").exit_code == 0
    assert len(Path("list.jsonl").read_text(encoding="utf8").splitlines()) == 2
    assert run("sample", "results.jsonl", "--by", "colour").exit_code == 2
    assert run("sample", "nowhere.jsonl").exit_code == 2
    Path("quotes").mkdir()
    done = run("sample", "quotes")
    assert (done.exit_code, "quotekit extract FILES --text -o quotes.jsonl" in done.stderr) == (2, True)
    for name, words in (("anna", ["right", "right", "wrong speaker"]), ("tom", ["right", "wrong", "wrong speaker"])):
        lines = [
            {"id": "t0", "number": n + 1, "start": each.start, "end": each.end, "speaker": str(each.speaker),
             "rule": each.rule, "form": each.form, "verdict": word, "right_speaker": "Ida Falk"}
            for n, (each, word) in enumerate(zip(results[0][0], words, strict=False))
        ]  # fmt: skip
        Path(f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)))
    shown = run("evaluate", "anna.jsonl", "tom.jsonl")
    assert shown.exit_code == 0, shown.stderr
    assert "anna: 3 judged" in shown.stdout
    assert "kappa" in shown.stdout
    plain = json.loads(run("evaluate", "anna.jsonl", "tom.jsonl", "--format", "json").stdout)
    assert plain["agreement"]["all"][0]["same"] == 2
    made = run(
        "evaluate", "anna.jsonl", "--results", "results.jsonl", "--to-gold", "g.jsonl", "--to-overrides", "o.csv"
    )
    assert made.exit_code == 0, made.stderr
    (document,) = read_gold("g.jsonl")
    assert [each.entity for each in document.annotations] == ["Anna Berg", "Tom Oduya", "Ida Falk"]
    assert [row["id"] for row in csv.DictReader(Path("o.csv").read_text().splitlines())] == ["Ida Falk"]
    assert run("evaluate", "anna.jsonl", "--to-gold", "g.jsonl").exit_code == 2
