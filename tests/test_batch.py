"""Corpora: the same rows whatever the engine and however often a run is killed; no text is lost."""

from __future__ import annotations

import io
import json
import os
import pickle
import platform
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from served import Command
from typer.testing import CliRunner

from quotekit import extract_many
from quotekit.batch import ENGINES, BatchExtractor, Counts, extract_corpus
from quotekit.batch.engines import Job
from quotekit.batch.folder import DONE, MANIFEST
from quotekit.batch.lock import LOCK, holding
from quotekit.batch.progress import reporting
from quotekit.batch.source import chunks, open_source
from quotekit.cli import app
from quotekit.errors import InputError, ModelNotFoundError, QuotekitError
from quotekit.export.rows import rows_of
from quotekit.reading.models import BUNDLED

TEXTS = (
    "“We sail at noon,” said Anna Berg.",
    "The tide was low.",
    "Tom Oduya said the plan was a “bad joke” and that nobody had asked the pilots.",
    "",
    "“Nobody told us,” the statement read. The ferry, according to Berg, is full.",
)


def batch_of(*texts: str | None) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"id": list(range(len(texts))), "text": pa.array(texts, pa.string())})


def rows_in(folder: Path) -> list[dict[str, Any]]:
    """All rows, in the order of the parts."""
    return [row for part in sorted(folder.glob("part-*.parquet")) for row in parquet.read_table(part).to_pylist()]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve texts in a Parquet file with row groups that no part fits."""
    path = tmp_path_factory.mktemp("corpus") / "texts.parquet"
    rows = [{"id": f"t{number}", "text": TEXTS[number % len(TEXTS)]} for number in range(12)]
    parquet.write_table(pa.Table.from_pylist(rows), path, row_group_size=5)
    return path


# Batches


def test_one_row_an_attribution_and_one_for_a_text_without() -> None:
    extractor = BatchExtractor()
    found = extractor(batch_of(*TEXTS))
    assert found.schema == extractor.schema
    assert [(row["id"], row["number"], row["speaker"], row["content"]) for row in found.to_pylist()] == [
        ("0", 1, "Anna Berg", "“We sail at noon,”"),
        ("1", None, None, None),
        ("2", 1, "Tom Oduya", "the plan was a “bad joke” and that nobody had asked the pilots"),
        ("3", None, None, None),
        ("4", 1, "statement", "“Nobody told us,”"),
        ("4", 2, "Berg", "The ferry … is full"),
    ]
    assert set(found.column("error").to_pylist()) == {None}


def test_offsets_are_those_of_the_text() -> None:
    for row in BatchExtractor()(batch_of(TEXTS[0])).to_pylist():
        assert TEXTS[0][row["content_start"] : row["content_end"]] == row["content"]
        assert TEXTS[0][row["cue_start"] : row["cue_end"]] == row["cue"] == "said"


def test_rows_are_those_of_extract_many() -> None:
    wanted = [
        row for result, _ in extract_many((text, str(n)) for n, text in enumerate(TEXTS)) for row in rows_of(result)
    ]
    found = BatchExtractor()(batch_of(*TEXTS)).to_pylist()
    names = BatchExtractor().schema.names
    assert [row for row in found if row["number"]] == [{name: row.get(name) for name in names} for row in wanted]


def test_options_reach_the_rules() -> None:
    text = "Tom Oduya said that nobody had asked the pilots."
    assert BatchExtractor()(batch_of(text)).column("form").to_pylist() == ["indirect"]
    assert BatchExtractor(scope="quoted")(batch_of(text)).column("form").to_pylist() == [None]
    assert BatchExtractor(min_confidence=1.0)(batch_of(text)).column("form").to_pylist() == [None]


def test_extractor_is_picklable_and_small() -> None:
    extractor = BatchExtractor(nlp=BUNDLED, text="body", id=None, scope="quoted", min_confidence=0.5)
    extractor(pa.RecordBatch.from_pydict({"body": [TEXTS[0]]}))  # loads the model
    sent = pickle.dumps(extractor)
    assert pickle.loads(sent) == extractor
    assert len(sent) < 1000


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())], ids=str)
def test_kinds_of_strings(kind: pa.DataType) -> None:
    batch = pa.RecordBatch.from_arrays([pa.array([TEXTS[0]]).cast(kind)], ["text"])
    assert BatchExtractor(id=None)(batch).column("speaker").to_pylist() == ["Anna Berg"]


def test_null_text_has_a_row_with_an_error() -> None:
    found = BatchExtractor()(batch_of(None, TEXTS[0])).to_pylist()
    assert [(row["id"], row["speaker"]) for row in found] == [("0", None), ("1", "Anna Berg")]
    assert found[0]["error"] == 'there is no text (null): leave such rows out, or put "" where a text is empty'
    assert found[0]["number"] is None


def test_text_that_is_not_utf8_spoils_only_itself() -> None:
    texts = pa.array([b"caf\xe9", TEXTS[0].encode()]).view(pa.string())
    found = BatchExtractor(id=None)(pa.RecordBatch.from_arrays([texts], ["text"])).to_pylist()
    assert [row["speaker"] for row in found] == [None, "Anna Berg"]
    assert "not UTF-8 (unexpected end of data at byte 3)" in found[0]["error"]


def test_half_a_surrogate_is_written_as_an_escape() -> None:
    text = "“We \ud800 sail,” said Anna Berg."
    (row,) = BatchExtractor().extract([(text, "a\udc00")]).to_pylist()
    assert (row["id"], row["content"], row["content_end"]) == ("a\\udc00", "“We \\ud800 sail,”", 12)


def test_ids_of_any_type_and_none() -> None:
    assert BatchExtractor()(batch_of("", "")).column("id").to_pylist() == ["0", "1"]
    batch = pa.RecordBatch.from_pydict({"text": ["", ""]})
    assert BatchExtractor(id=None)(batch).column("id").to_pylist() == [None, None]


def test_empty_batch_gives_an_empty_batch() -> None:
    found = BatchExtractor()(batch_of())
    assert (found.num_rows, found.schema) == (0, BatchExtractor().schema)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            {"id": [1], "body": ["x"]},
            "there is no column 'text' for the texts; say which it is (--text-column): 'id', 'body'",
        ),
        ({"text": ["x"]}, "there is no column 'id' for the ids; say which it is (--id-column): 'text'"),
        ({}, "there is no column 'text' for the texts; say which it is (--text-column): but there is no column at all"),
        ({"id": [1], "text": [2]}, "the column 'text' holds int64, not strings; name the column that holds the texts"),
        ({"id": [1], "text": [b"x"]}, "the column 'text' holds bytes, not strings; decode them first"),
    ],
)
def test_wrong_columns(columns: dict[str, list[Any]], message: str) -> None:
    with pytest.raises(InputError) as raised:
        BatchExtractor()(pa.RecordBatch.from_pydict(columns))
    assert str(raised.value) == message


def test_wrong_options(nlp: Any) -> None:
    with pytest.raises(TypeError, match="the name or the folder of a spaCy pipeline, not a English"):
        BatchExtractor(nlp=nlp)
    with pytest.raises(ValueError, match="quoted"):
        BatchExtractor(scope="some")  # type: ignore[arg-type]
    with pytest.raises(ModelNotFoundError, match="no_such_model"):
        BatchExtractor(nlp="no_such_model")(batch_of("x"))


# Parts


@pytest.mark.parametrize("rows", [1, 4, 5, 7, 12, 100])
def test_parts_cover_the_file_once(corpus: Path, rows: int) -> None:
    source = open_source(corpus)
    parts = source.parts(rows)
    assert [row for part in parts for row in range(part.start, part.stop)] == list(range(12))
    for missing in (parts, parts[1:], parts[::2]):
        found = [(part.number, id) for part, _, items in chunks(source, missing, 3) for _, id in items]
        assert found == [(part.number, f"t{row}") for part in missing for row in range(part.start, part.stop)]


def test_lines_without_text_are_no_rows_and_broken_ones_have_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('\ufeff{"key": "a", "body": "x"}\n\n\n{broken\n{"body": "z"}\n \n{"key": "d"}\n', encoding="utf8")
    with pytest.warns(UserWarning, match="a.jsonl: 1 of the first 3 lines have no 'key'; they"):
        source = open_source(path, "body", "key")
    for rows in (1, 2, 3, 9):
        found = [item for _, _, items in chunks(source, source.parts(rows), 1) for item in items]
        assert [id for _, id in found] == ["a", "a.jsonl:4", "a.jsonl:5", "d"]
        assert [text if isinstance(text, str) else text.error for text, _ in found] == [
            "x",
            "a.jsonl:4: broken JSON (Expecting property name enclosed in double quotes at column 2)",
            "z",
            'a.jsonl:7: there is no key "body" (the keys are key); name the column: --text-column NAME',
        ]


def test_parquet_rows_without_an_id_are_called_by_their_number(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"text": ["x", "y", "z"]}), path)
    source = open_source(path)
    found = [item for _, _, items in chunks(source, source.parts(2)[1:], 9) for item in items]
    assert found == [("z", "a.parquet:3")]


@pytest.mark.parametrize("ending", ["parquet", "jsonl"])
def test_empty_file_gives_one_empty_part(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    if ending == "parquet":
        parquet.write_table(pa.table({"text": pa.array([], pa.string())}), path)
    else:
        path.write_text("\n")
    assert extract_corpus(path, tmp_path / "out") == Counts(0, 0, 0)
    table = parquet.read_table(tmp_path / "out")
    assert (table.num_rows, table.schema.names) == (0, BatchExtractor().schema.names)


# Runs


def test_engines_give_the_rows_of_one_batch(corpus: Path, tmp_path: Path) -> None:
    wanted = BatchExtractor()(parquet.read_table(corpus).combine_chunks().to_batches()[0]).to_pylist()
    for engine, processes in (("local", 1), ("local", 2), ("daft", 2)):
        out = tmp_path / f"{engine}{processes}"
        counts = extract_corpus(corpus, out, engine=engine, n_process=processes, part_rows=5)
        assert rows_in(out) == wanted
        assert counts == Counts(12, sum(row["number"] is not None for row in wanted), 0)
        assert json.loads((out / DONE).read_text()) == {"texts": 12, "attributions": counts.attributions, "failed": 0}
        assert sorted(each.name for each in out.iterdir()) == [
            DONE,
            MANIFEST,
            *(f"part-0000{n}.parquet" for n in range(3)),
        ]
    assert parquet.read_table(tmp_path / "daft2").to_pylist() == wanted  # the other files are no part of the data


def test_progress_counts_what_was_there_before(corpus: Path, tmp_path: Path) -> None:
    extract_corpus(corpus, tmp_path, part_rows=5)
    (tmp_path / "part-00001.parquet").unlink()
    (tmp_path / ".part-00001.parquet.0123abcd.part").write_bytes(b"half")
    seen: list[tuple[int, int, bool]] = []
    counts = extract_corpus(
        corpus,
        tmp_path,
        part_rows=5,
        resume=True,
        on_progress=lambda done, total: seen.append((done.texts, total, (tmp_path / DONE).exists())),
    )
    assert (seen[0], seen[-1], counts.texts) == ((7, 12, False), (12, 12, False), 12)
    assert (tmp_path / DONE).exists()
    assert len(rows_in(tmp_path)) == 14
    assert not list(tmp_path.glob(".*"))


def test_part_that_is_not_readable_is_done_again(corpus: Path, tmp_path: Path) -> None:
    extract_corpus(corpus, tmp_path, part_rows=5)
    wanted = rows_in(tmp_path)
    whole = (tmp_path / "part-00000.parquet").read_bytes()
    (tmp_path / "part-00000.parquet").write_bytes(whole[: len(whole) // 2])
    extract_corpus(corpus, tmp_path, part_rows=5, resume=True)
    assert rows_in(tmp_path) == wanted


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scope": "quoted"}, r"begun with scope auto \(now quoted\): use the same again"),
        ({"cues": ["skeet"]}, r"begun with cues {} \(now {'skeet': 'say'}\): use the same again"),
        ({"gender": False}, r"begun with gender True \(now False\)"),
        ({"rules": ["according-to"]}, r"begun with rules none \(now \['according-to'\]\)"),
        ({"min_confidence": 0.5}, r"begun with least confidence 0.0 \(now 0.5\)"),
        ({"media": {"speech"}}, r"begun with media none \(now \['speech'\]\)"),
        ({"part_rows": 4}, r"begun with texts a part 5 \(now 4\): use the same again, or write to another folder$"),
    ],
)
def test_resume_with_other_options_is_refused(
    corpus: Path, tmp_path: Path, options: dict[str, Any], message: str
) -> None:
    extract_corpus(corpus, tmp_path, part_rows=5)
    with pytest.raises(QuotekitError, match=message):
        extract_corpus(corpus, tmp_path, resume=True, **{"part_rows": 5, **options})


TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}"
AT = rf"begun with input size 13 \(now 24\), input changed at {TIME} \(now {TIME}\): use the same"


def test_resume_with_another_input_is_refused(corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": ""}\n')
    extract_corpus(path, tmp_path / "out")
    path.write_text('{"text": "", "id": "x"}\n')
    with pytest.raises(QuotekitError, match=AT):
        extract_corpus(path, tmp_path / "out", resume=True)


def test_folders_of_others_are_left_alone(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(QuotekitError, match="is not empty: add --resume"):
        extract_corpus(corpus, tmp_path)
    with pytest.raises(QuotekitError, match="was not written by quotekit batch"):
        extract_corpus(corpus, tmp_path, resume=True)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_file_that_shrinks_in_the_meantime_ends_the_run(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": ""}\n' * 3)
    source = open_source(path)
    parts = source.parts(2)
    path.write_text('{"text": ""}\n')
    with pytest.raises(InputError, match="ends before row 2"):
        list(chunks(source, parts, 2))


@pytest.mark.parametrize("engine", ["local", "daft"])
def test_what_stops_a_worker_is_said_in_one_line(corpus: Path, tmp_path: Path, engine: str) -> None:
    job = Job(open_source(corpus), BatchExtractor(nlp="no_such_model"), tmp_path)
    with pytest.raises(QuotekitError, match=r"^there is no spaCy pipeline 'no_such_model'.*$"):
        list(ENGINES[engine](job, job.source.parts(5), 2))
    assert not list(tmp_path.iterdir())


def test_wrong_arguments(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there is no engine 'spark'; there are local, daft"):
        extract_corpus(corpus, tmp_path, engine="spark")
    with pytest.raises(ValueError, match="part_rows is a number of texts"):
        extract_corpus(corpus, tmp_path, part_rows=0)


# The command


def quotekit(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, ["batch", *map(str, arguments)])


def test_command_says_what_it_did_and_that_a_text_failed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXTS[0]}) + "\n{broken\n", encoding="utf8")
    result = quotekit(path, tmp_path / "out")
    assert (result.exit_code, result.stdout) == (1, "")
    summary, reason = result.stderr.splitlines()
    assert re.fullmatch(r"quotekit: 2 texts, 1 attributions, 1 failed \([\d.,]+ texts/s\)", summary)
    assert reason.startswith("quotekit: a.jsonl:2: broken JSON")
    assert [(row["id"], row["speaker"], row["error"]) for row in rows_in(tmp_path / "out")] == [
        ("a", "Anna Berg", None),
        (
            "a.jsonl:2",
            None,
            "a.jsonl:2: broken JSON (Expecting property name enclosed in double quotes at column 2)",
        ),
    ]
    again = quotekit(path, tmp_path / "out", "--resume", "--quiet")
    assert (again.exit_code, again.stderr) == (1, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["q.jsonl"], "q.jsonl: no such file; look for it with ls, or name its folder"),
        (["b.parquet"], "b.parquet: no such file; did you mean a.parquet?"),
        (["a.csv"], "a.csv: a corpus is a .parquet or a .jsonl file; unpack or convert this one first"),
        (["broken.parquet"], "broken.parquet: not a Parquet file (Parquet magic bytes not found in footer."),
        (["a.parquet", "--text-column", "body"], "a.parquet: there is no column 'body' for the texts"),
        (["a.parquet", "--model", "no_such_model"], "there is no spaCy pipeline 'no_such_model'"),
    ],
)
def test_wrong_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str) -> None:
    monkeypatch.chdir(tmp_path)
    parquet.write_table(pa.table({"text": ["x"]}), "a.parquet")
    Path("broken.parquet").write_bytes(b"PAR1 and no more")
    result = quotekit(arguments[0], "out", *arguments[1:])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"quotekit: {message}")
    assert not Path("out").exists()


def test_first_reasons_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": ""}\n' * 3 + '{"id": "b", "text": null}\n' * 5)
    result = quotekit(path, tmp_path / "out", "--part-rows", "2")
    null = 'there is no text (null): leave such rows out, or put "" where a text is empty'
    assert result.exit_code == 1
    assert result.stderr.splitlines()[1:] == [
        *(f"quotekit: a.jsonl:{number}: {null}" for number in (4, 5, 6)),
        f"quotekit: … and 2 more: column error in {tmp_path / 'out'}",
    ]


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("--id-column", "for the ids in the first 2 lines; say which it is (--id-column): 'i', 'text'"),
        ("--text-column", "for the texts in the first 2 lines; say which it is (--text-column): 'i', 'text'"),
    ],
)
def test_key_that_is_in_no_line_stops_before_anything_is_written(tmp_path: Path, option: str, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"i": "a", "text": ""}\n{broken\n{"text": ""}\n')
    result = quotekit(path, tmp_path / "out", option, "uid")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"quotekit: {path}: there is no key 'uid' {message}")
    assert not (tmp_path / "out").exists()


def test_media_reach_the_rules(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "Anna Berg wrote that it rained. Tom Oduya said that it snowed."}) + "\n")
    assert quotekit(path, tmp_path / "out", "--media", "writing", "--quiet").exit_code == 0
    assert [row["speaker"] for row in rows_in(tmp_path / "out")] == ["Anna Berg"]


def test_one_run_at_a_time(corpus: Path, tmp_path: Path) -> None:
    with (
        holding(tmp_path),
        pytest.raises(QuotekitError, match=rf"another run writes to it \(process {os.getpid()} "),
    ):
        extract_corpus(corpus, tmp_path, part_rows=5)
    other = {"process": os.getpid(), "machine": "somewhere else"}
    (tmp_path / LOCK).write_text(json.dumps(other))
    with pytest.raises(QuotekitError, match=r"on somewhere else\); if that is no more, delete .*_lock\.json$"):
        extract_corpus(corpus, tmp_path, part_rows=5)
    (tmp_path / LOCK).write_text("")  # not written yet
    with pytest.raises(QuotekitError, match=r"another run writes to it; if that is no more, delete .*_lock\.json$"):
        extract_corpus(corpus, tmp_path, part_rows=5)
    assert [each.name for each in tmp_path.iterdir()] == [LOCK]


@pytest.mark.skipif(os.name == "nt", reason="nobody is asked there whether a process lives")
def test_lock_of_a_dead_process_is_taken_over(corpus: Path, tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for process in (dead.pid, os.getpid()):  # after a restart a run may get the number of the one before
        (tmp_path / LOCK).write_text(json.dumps({"process": process, "machine": platform.node()}))
        assert extract_corpus(corpus, tmp_path, part_rows=5, resume=process == os.getpid()).texts == 12
        assert not (tmp_path / LOCK).exists()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent in another way there")
def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    source = tmp_path / "texts.jsonl"
    source.write_text("".join(json.dumps({"text": TEXTS[0]}) + "\n" for _ in range(20_000)))
    process = Command("batch", str(source), str(tmp_path / "out"), "--part-rows", "20")
    while process.poll() is None and not list((tmp_path / "out").glob("part-*")):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate()[1] == b"quotekit: stopped; the same command with --resume goes on\n"
    assert process.returncode == 130
    assert not (tmp_path / "out" / LOCK).exists()


@pytest.mark.parametrize(("engine", "extra", "module"), [("local", "arrow", "pyarrow"), ("daft", "batch", "daft")])
def test_what_is_missing_is_told_for_the_index_and_for_a_clone(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, extra: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(QuotekitError) as raised:
        extract_corpus(corpus, tmp_path, engine=engine)
    assert str(raised.value).endswith(
        f"python -m pip install 'quotekit-nlp[{extra}]' (in a clone of the repository: '.[{extra}]')"
    )


def test_log_tells_rate_and_time_left(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = [0.0]
    monkeypatch.setattr("quotekit.batch.progress.time.monotonic", lambda: clock[0])
    with reporting() as report:
        for clock[0], texts in ((5.0, 100), (25.0, 300), (75.0, 800)):
            report(Counts(texts, 50, 2), 1100)
    assert capsys.readouterr().err.splitlines() == [
        "quotekit: 800 of 1,100 texts, 10.0 texts/s, 0:00:30 left, 2 failed",
        "quotekit: 800 texts, 50 attributions, 2 failed; 100 of the texts were done before (10.0 texts/s)",
    ]


def test_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr("quotekit.batch.progress.time.monotonic", lambda: clock[0])
    terminal = io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    with reporting(terminal) as report:
        for clock[0], texts in ((0.0, 0), (10.0, 40)):
            report(Counts(texts, 7, 0), 60)
    shown = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", terminal.getvalue())
    assert "40/60 4.0 texts/s, 0:00:05 left, 0 failed" in shown
    assert shown.endswith("quotekit: 40 texts, 7 attributions, 0 failed (4.0 texts/s)\n")


def start(source: Path, out: Path, *options: str) -> Command:
    return Command("batch", str(source), str(out), "--resume", "--part-rows", "3", *options)


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 there")
def test_killed_twice_and_resumed_gives_the_same_rows(tmp_path: Path, harbour: str) -> None:
    source = tmp_path / "texts.jsonl"
    texts = ["\n\n".join([*TEXTS[number % 3 :], harbour]) for number in range(90)]
    source.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)))
    out = tmp_path / "out"
    kept: dict[Path, int] = {}
    for options in (["--jobs", "2"], ["--jobs", "2", "--engine", "daft"]):
        process = start(source, out, *options)
        while process.poll() is None and len(list(out.glob("part-*.parquet"))) <= len(kept) + 1:
            time.sleep(0.002)
        process.kill()
        # Ends only when the other ends of the pipe get closed: no worker may outlive the run. (Python may
        # warn there of shared memory that the killed process left.)
        process.communicate()
        assert not (out / DONE).exists()
        kept = {part: part.stat().st_mtime_ns for part in out.glob("part-*.parquet")}
        assert 0 < len(kept) < 30
    process = start(source, out)
    assert b"texts were done before" in process.communicate()[1]
    assert process.returncode == 0
    assert all(part.stat().st_mtime_ns == before for part, before in kept.items())
    extract_corpus(source, tmp_path / "whole", part_rows=3)
    assert rows_in(out) == rows_in(tmp_path / "whole")
    assert {row["id"] for row in rows_in(out)} == {str(number) for number in range(90)}
