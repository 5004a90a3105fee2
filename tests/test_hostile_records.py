"""Records and lines that somebody else wrote: each is taken as the schema has it, or refused with file and line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_export import extractions
from typer.testing import CliRunner

from quotekit import Extraction, Failure, InputError, Mention, Span, extract, read
from quotekit.batch.source import chunks, open_source
from quotekit.cli import app
from quotekit.export.brat_reader import from_ann
from quotekit.export.dicts import from_dict, to_dict
from quotekit.reading.models import BUNDLED
from quotekit.records import disjoint

TEXT = "“We sail at noon,” said Anna Berg, the harbour master. Tom Oduya said that “nobody” came."
GOOD = to_dict(extract(TEXT, nlp=BUNDLED, id="a"))
ROW = GOOD["attributions"][0]
HUGE = "1" * 5000

# What a line of texts may hold, and what is said of it.
LINES = [
    ('{"id": ' + HUGE + ', "text": "x"}', "broken JSON (a number of thousands of digits)"),
    ('{"text": "x", "score": NaN}', "broken JSON (NaN is no value of JSON: write null)"),
    ('{"text": "x", "score": -Infinity}', "broken JSON (-Infinity is no value of JSON: write null)"),
    ('{"text": ' + "[" * 100_000 + "]" * 100_000 + "}", "broken JSON (nested too deeply)"),
    ('{"text": "x", "text": "y"}', "the key 'text' stands twice in an object: leave one of them out"),
    ('{"text": "x", "more": {"a": 1, "a": 1}}', "the key 'a' stands twice in an object: leave one of them out"),
]
KINDS = ["digits", "NaN", "Infinity", "brackets", "twice", "twice inside"]


def lines_file(folder: Path, line: str) -> Path:
    path = folder / "in.jsonl"
    path.write_text(
        json.dumps({"id": "a", "text": TEXT}) + f"\n{line}\n" + json.dumps({"id": "c", "text": TEXT}) + "\n"
    )
    return path


@pytest.mark.parametrize(("line", "message"), LINES, ids=KINDS)
def test_line_spoils_only_itself(tmp_path: Path, line: str, message: str) -> None:
    path = lines_file(tmp_path, line)
    done = CliRunner().invoke(app, ["extract", str(path), "-f", "jsonl", "--model", BUNDLED])
    assert (done.exit_code, done.stderr) == (1, f"quotekit: {path}:2: {message}\n")
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert (first["id"], second["id"], third["id"]) == ("a", f"{path}:2", "c")
    assert first["attributions"] == third["attributions"] == GOOD["attributions"]
    assert second["error"]["message"] == f"{path}:2: {message}"


@pytest.mark.parametrize(("line", "message"), LINES[:3], ids=KINDS[:3])
def test_line_spoils_only_itself_in_a_corpus(tmp_path: Path, line: str, message: str) -> None:
    from pyarrow import parquet

    path = lines_file(tmp_path, line)
    arguments = ["batch", str(path), str(tmp_path / "out"), "--part-rows", "1", "--model", BUNDLED]
    for more in ([], ["--resume"]):
        done = CliRunner().invoke(app, [*arguments, *more])
        assert done.exit_code == 1
        assert done.stderr.splitlines()[-1] == f"quotekit: in.jsonl:2: {message}"
        (tmp_path / "out" / "part-00001.parquet").unlink()
    assert parquet.read_table(tmp_path / "out" / "part-00002.parquet").num_rows == len(GOOD["attributions"]) + len(
        GOOD["nested"]
    )


@pytest.mark.parametrize("line", [line for line, _ in LINES], ids=KINDS)
def test_line_of_results_spoils_only_itself(tmp_path: Path, line: str) -> None:
    path = tmp_path / "results.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n{line}\n{json.dumps(GOOD)}\n")
    with pytest.raises(InputError, match=r"results\.jsonl, line 2: "):
        list(read(path))
    assert [type(each) for each in read(path, on_error="record")] == [Extraction, Failure, Extraction]


def test_plain_text_that_begins_like_json_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text('{"id": ' + HUGE + " and more", encoding="utf-8")
    done = CliRunner().invoke(app, ["extract", str(path), "-f", "jsonl", "--model", BUNDLED])
    assert (done.exit_code, json.loads(done.stdout)["attributions"]) == (0, [])


def test_half_a_surrogate_is_a_text_as_any_other(tmp_path: Path) -> None:
    path = lines_file(tmp_path, '{"id": "b\\udc00", "text": "“We \\ud800 sail,” said Anna Berg."}')
    done = CliRunner().invoke(app, ["extract", str(path), "-f", "jsonl", "--model", BUNDLED])
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout.splitlines()[1])["attributions"][0]["contents"][0]["text"] == "“We \ud800 sail,”"


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(GOOD))
    change(document)
    return document


# Name, what is done to a good document, and what the message names.
WRONG: list[tuple[str, Callable[[dict[str, Any]], object], str]] = [
    ("text is a number", lambda d: d.update(text=5), '"text" is a string, not 5'),
    ("text is a list", lambda d: d.update(text=["x"]), '"text" is a string'),
    ("schema is true", lambda d: d.update(schema=True), "this is schema True"),
    ("error is text", lambda d: d.update(error="x"), '"error" is an object or null'),
    ("error without words", lambda d: d.update(error={"message": None, "kind": "x"}), '"message" is a string'),
    ("attributions are text", lambda d: d.update(attributions="ab"), '"attributions" is a list of objects'),
    ("attributions are numbers", lambda d: d.update(attributions=[1]), '"attributions" is a list of objects'),
    ("speakers are an object", lambda d: d.update(speakers={"name": "x"}), '"speakers" is a list of objects'),
    ("confidence is a word", lambda d: d["attributions"][0].update(confidence="high"), '"confidence" is a number'),
    ("confidence is NaN", lambda d: d["attributions"][0].update(confidence=float("nan")), '"confidence" is a number'),
    ("confidence is 2", lambda d: d["attributions"][0].update(confidence=2), '"confidence" is a number from 0 to 1'),
    ("confidence is true", lambda d: d["attributions"][0].update(confidence=True), '"confidence" is a number'),
    ("form is none", lambda d: d["attributions"][0].update(form="__class__"), '"form" is one of direct, indirect'),
    ("form is a list", lambda d: d["attributions"][0].update(form=["direct"]), '"form" is a string'),
    ("medium is none", lambda d: d["attributions"][0].update(medium="shout"), '"medium" is one of speech'),
    ("negated is a word", lambda d: d["attributions"][0].update(negated="no"), '"negated" is true or false'),
    ("rule is missing", lambda d: d["attributions"][0].pop("rule"), "lacks 'rule'"),
    ("no contents", lambda d: d["attributions"][0].update(contents=[]), '"contents" holds at least 1'),
    ("contents twice", lambda d: d["attributions"][0]["contents"].append(ROW["contents"][0]), "overlap"),
    ("empty content", lambda d: d["attributions"][0]["contents"][0].update(start=0, end=0, text=""), "an empty span"),
    ("offset is true", lambda d: d["attributions"][0]["contents"][0].update(start=False), '"start" is a whole number'),
    ("offset is huge", lambda d: d["attributions"][0]["contents"][0].update(start=10**30), '"start" is a whole number'),
    ("offset is a float", lambda d: d["attributions"][0]["contents"][0].update(start=0.0), '"start" is a whole number'),
    ("offset is infinite", lambda d: d["attributions"][0]["contents"][0].update(start=1e999), '"start" is a whole'),
    ("offset is negative", lambda d: d["attributions"][0]["contents"][0].update(start=-1), '"start" is a whole number'),
    ("other words", lambda d: d["attributions"][0]["contents"][0].update(text="x" * 18), "offsets do not fit the text"),
    ("beyond the text", lambda d: d["quotations"][0]["inners"][0].update(start=999, end=999, text=""), "do not fit"),
    ("cue is text", lambda d: d["attributions"][0].update(cue="said"), '"cue" is an object or null'),
    ("kind of a cue", lambda d: d["attributions"][0]["cue"].update(kind="shout"), '"kind" is one of verb'),
    ("lemma is null", lambda d: d["attributions"][0]["cue"].update(lemma=None), '"lemma" is a string'),
    ("kind of a source", lambda d: d["attributions"][0]["source"].update(kind=7), '"kind" is a string'),
    ("speaker is -1", lambda d: d["attributions"][0]["speaker"].update(number=-1), '"number" is a whole number from 0'),
    ("speaker is 99", lambda d: d["attributions"][0]["speaker"].update(number=99), '"number" is a whole number from 0'),
    ("type of a speaker", lambda d: d["speakers"][0].update(type="robot"), '"type" is one of person'),
    ("aliases are text", lambda d: d["speakers"][0].update(aliases="abc"), '"aliases" is a list of strings'),
    ("three marks", lambda d: d["quotations"][0].update(marks=["a", "b", "c"]), '"marks" are two'),
    ("fewer inners", lambda d: d["quotations"][0].update(inners=[]), '"inners" holds at least 1'),
    ("depth is huge", lambda d: d["quotations"][0].update(depth=10**30), '"depth" is a whole number'),
    ("parent is beyond", lambda d: d["attributions"][0].update(parent=9), '"parent" is a whole number from 0 to'),
    ("place is huge", lambda d: d.update(nested=[{**ROW, "number": 10**30}]), '"number" is a whole number from 0'),
    ("parents in a circle", lambda d: d["attributions"][0].update(parent=0), '"parent" 0 is inside itself'),
]


@pytest.mark.parametrize(("change", "message"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_document_that_the_schema_forbids(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    document = changed(change)
    with pytest.raises(InputError) as raised:
        from_dict(document)
    assert message in str(raised.value)
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(document) + "\n" + json.dumps(GOOD) + "\n")
    first, second = read(path, on_error="record")
    assert isinstance(first, Failure)
    assert first.error.startswith(f"{path}, line 1: ")
    assert second == from_dict(GOOD)


VALUES = st.sampled_from(
    [None, True, -1, 0, 10**30, 1e999, float("nan"), 0.5, "", "x", "__class__", [], [1], ["a", "b"], {}, {"start": 1}]
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, each in inside for place in places(each, (*path, key)))]


@given(st.sampled_from(places(GOOD)[1:]), VALUES)
def test_any_value_in_any_place_is_taken_or_refused(place: tuple[Any, ...], value: Any) -> None:
    document: Any = json.loads(json.dumps(GOOD))
    *above, last = place
    row = document
    for key in above:
        row = row[key]
    row[last] = value
    try:
        found = from_dict(document)
    except InputError:
        return
    if isinstance(found, Extraction) and found.text:
        to_dict(found)
        assert all(found.text[each.start : each.end] == each.text for a in found for each in a.contents)


ANN = (
    "T1\tContent 10 12\thi\nT2\tCue 5 9\tsaid\nT3\tSource 0 4\tAnna\n"
    "R1\tHasCue Arg1:T1 Arg2:T2\nR2\tHasSource Arg1:T1 Arg2:T3\n"
)


@pytest.mark.parametrize(
    "note",
    [
        '{"quoted": [1]}',
        '{"quoted":[[1,2,3]]}', '{"quoted":"abc"}', '{"quoted": {"a": 1}}',
        '{"quoted": [[1, true]]}',
        '{"quoted": [[0, 99]]}', '{"quoted": [[-3, 2]]}', '{"cue": 5}', '{"cue": {"lemma": 5}}',
        '{"cue": {"kind": []}}',
        '{"speaker":["x"]}', '{"speaker":"x","type":["a"]}', '{"speaker":"x","type":"robot"}',
        '{"source":{"head":[1]}}',
        '{"source":{"head":["a","b"]}}', '{"source": {"head": null}}', '{"source": "x"}', '{"rule": 7}',
        '{"confidence": "high"}', '{"confidence": 7}', '{"confidence": NaN}', '{"reference": "none"}',
        '{"a":' + "[" * 100_000, '{"confidence": ' + HUGE + "}", '{"rule": "a", "rule": "b"}',
    ],
    ids=lambda note: note[:30],
)  # fmt: skip
def test_note_of_brat_that_nothing_wrote(tmp_path: Path, note: str) -> None:
    path = tmp_path / "a.ann"
    path.write_text(f"{ANN}#1\tAnnotatorNotes T1\t{note}\n")
    (tmp_path / "a.txt").write_text("Anna said hi.")
    with pytest.raises(InputError, match=r"a\.ann"):
        list(read(path))
    assert [type(each) for each in read(path, on_error="record")] == [Failure]


@pytest.mark.parametrize(
    "line",
    [
        "T1\tContent -3 -1\thi", "T1\tContent 12 10\t", "T1\tContent 10 99\thi.", "T1\tContent 10\thi", "T1", "T1\t",
        "T1\tContent " + HUGE + " 1\thi", "R1\tHasCue", "A1\tForm", "#1\tAnnotatorNotes ",
        "T1\tContent 10 12\thi\nA1\tForm T1 loud", "T1\tContent 10 12\thi\nR1\tInside Arg1:T1 Arg2:T1",
    ],
)  # fmt: skip
def test_line_of_brat_that_nothing_wrote(line: str) -> None:
    with pytest.raises(InputError, match="<ann>"):
        from_ann(line, "Anna said hi.")


def test_fragments_of_brat_that_overlap_are_cut_apart() -> None:
    found = from_ann("T1\tContent 10 13;5 12\thi. said hi\n", "Anna said hi.")
    assert [(each.start, each.end) for each in found[0].contents] == [(5, 12), (12, 13)]


# What no record can be, however it is made


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_disjoint(spans: list[tuple[int, int]]) -> None:
    found = disjoint(spans)
    points = [point for start, end in found for point in range(start, end)]
    assert points == sorted(set(points)) == sorted({point for start, end in spans for point in range(start, end)})
    assert all(start < end for start, end in found)


@given(extractions())
def test_head_lies_in_its_mention(extraction: Extraction) -> None:
    for each in extraction:
        if each.source:
            span, head = each.source.span, each.source.head
            assert span.start <= head.start < head.end <= span.end
            assert extraction.text[head.start : head.end] == head.text


@pytest.mark.parametrize(
    ("head", "wanted"), [((5, 8), (9, 19)), ((17, 25), (17, 19)), ((10, 12), (10, 12)), ((19, 22), (9, 19))]
)
def test_head_outside_is_cut_off(head: tuple[int, int], wanted: tuple[int, int]) -> None:
    text = "abcdefghijklmnopqrstuvwxyz"
    assert Mention.of(Span.of(text, 9, 19), Span.of(text, *head), "nominal").head == Span.of(text, *wanted)


@pytest.mark.parametrize("rows", [1, 2, 9])
def test_line_that_is_too_long_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    monkeypatch.setattr("quotekit.batch.lines.LONGEST", 300)
    path = lines_file(tmp_path, json.dumps({"id": "b", "text": "x" * 3_000_000}))
    message = f"{path}:2: a line of more than 300 bytes: cut its text into several, a line each"
    done = CliRunner().invoke(app, ["extract", str(path), "-f", "jsonl", "--model", BUNDLED])
    assert (done.exit_code, done.stderr) == (1, f"quotekit: {message}\n")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", f"{path}:2", "c"]
    source = open_source(path)
    parts = source.parts(rows)
    assert [part.stop for part in parts][-1] == 3
    found = [item for _, _, items in chunks(source, parts, 1) for item in items]
    assert [id for _, id in found] == ["a", "in.jsonl:2", "c"]
    for part in parts:  # each is found by its offset
        assert next(source.items(part))[1] == found[part.start][1]


def test_object_of_thousands_of_keys_is_told_in_a_line(tmp_path: Path) -> None:
    path = lines_file(tmp_path, json.dumps({f"k{number:04}": 1 for number in range(5000)}))
    done = CliRunner().invoke(app, ["extract", str(path), "-f", "jsonl", "--model", BUNDLED])
    assert "k0011 and 4,988 more); name the column" in done.stderr
    assert len(done.stderr) < 400
