"""The command line: data on standard output, messages beside it, exit status, files whole or not there."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import served
from served import Command
from typer.testing import CliRunner

import quotekit
from quotekit import Extraction, Failure
from quotekit.cli import app
from quotekit.cli.inputs import read_sample

COMMANDS = (
    "extract", "render", "speakers", "cast", "segments", "verify", "batch", "sample", "evaluate", "serve", "rules",
)  # fmt: skip


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Run the command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: str | bytes | None = None) -> Any:
        return CliRunner().invoke(app, list(arguments), input=stdin)

    return run


def lines_of(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_version(run: Any) -> None:
    assert run("--version").stdout == f"quotekit {quotekit.__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help(run: Any, command: str) -> None:
    result = run(command, "-h")
    assert result.exit_code == 0
    assert f"quotekit {command} " in result.stdout
    assert re.search(r"Exit\s+status:\s+0;", result.stdout)
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_help_names_every_command(run: Any) -> None:
    assert re.findall(r"^│ ([a-z]+) ", run("--help").stdout, re.MULTILINE) == list(COMMANDS)


def test_sample(run: Any) -> None:
    result = run("extract", "--sample")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Kremlin" in result.stdout
    assert run("extract", "--sample", "-f", "jsonl").stdout == run("extract", "--sample", "-f", "jsonl").stdout


def test_jsonl_is_what_python_gives(run: Any, harbour: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(harbour, encoding="utf8")
    result = run("extract", "a.txt", "--format", "jsonl", "--text")
    (again,) = quotekit.read(io.StringIO(result.stdout))
    assert (again, again.id) == (quotekit.extract(harbour), "a.txt")


def test_jsonl_in_and_out(run: Any, harbour: str) -> None:
    stdin = "\n".join([json.dumps({"id": "x", "text": harbour}), "", json.dumps({"text": "", "more": 1})])
    result = run("extract", "--input-format", "jsonl", "--format", "jsonl", stdin=stdin)
    first, second = lines_of(result.stdout)
    assert (first["id"], second["id"]) == ("x", "-:3")
    assert "text" not in first
    assert len(first["attributions"]) == len(quotekit.extract(harbour))
    assert second["attributions"] == []


@pytest.mark.parametrize("ending", ["jsonl", "json", "csv", "txt"])
def test_output_file(run: Any, tmp_path: Path, ending: str) -> None:
    result = run("extract", "--sample", "-o", f"out.{ending}")
    assert (result.exit_code, result.stdout) == (0, "")
    written = (tmp_path / f"out.{ending}").read_text(encoding="utf8")
    assert "Kremlin" in written
    if ending == "json":
        assert json.loads(written)[0]["id"] == "summit.txt"
    if ending == "csv":
        assert next(csv.DictReader(io.StringIO(written)))["id"] == "summit.txt"


def test_bad_inputs_do_not_stop_the_others(run: Any, harbour: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(harbour, encoding="utf8")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    (tmp_path / "folder").mkdir()
    (tmp_path / "b.jsonl").write_bytes(b'{"id": "b1", "text": "x"}\n{"id": "b2"\n{"id": "b3"}\n"x"\n{"text": "\xe9"}\n')
    result = run("extract", "none.txt", "a.txt", "latin.txt", "folder", "b.jsonl", "-f", "jsonl")
    assert result.exit_code == 1
    documents = {
        document["id"]: document["error"] and document["error"]["message"] for document in lines_of(result.stdout)
    }
    assert documents == {
        "none.txt": "none.txt: no such file or folder; look for it with ls, or name its folder",
        "a.txt": None,
        "latin.txt": "latin.txt: not UTF-8 (unexpected end of data at byte 3); convert it first, such as: "
        "iconv -f WINDOWS-1252 -t UTF-8 latin.txt > text.txt",
        "folder": "folder: no files in it or its subfolders",
        "b1": None,
        "b.jsonl:2": "b.jsonl:2: broken JSON (Expecting ',' delimiter at column 12)",
        "b3": 'b.jsonl:3: there is no key "text" (the keys are id); name the column: --text-column NAME',
        "b.jsonl:4": "b.jsonl:4: a line holds a JSON object, not str",
        "b.jsonl:5": "b.jsonl:5: not UTF-8 (invalid continuation byte at byte 10 of the line)",
    }
    failed = next(document for document in lines_of(result.stdout) if document["error"])
    assert failed["attributions"] is None
    assert len(result.stderr.splitlines()) == 7
    assert all(line.startswith("quotekit: ") for line in result.stderr.splitlines())
    assert run("extract", "none.txt", "-f", "jsonl", "--quiet").stderr == ""


def test_offsets_count_line_ends_as_they_are_and_no_byte_order_mark(run: Any, tmp_path: Path) -> None:
    text = "Noon.\r\n\r\n“We sail,” said Anna Berg.\r\n"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (document,) = lines_of(run("extract", "a.txt", "-f", "jsonl").stdout)
    span = document["attributions"][0]["contents"][0]
    assert text[span["start"] : span["end"]] == span["text"] == "“We sail,”"


def test_two_jobs(run: Any, harbour: str) -> None:
    stdin = "\n".join(json.dumps({"id": str(number), "text": harbour}) for number in range(40))
    arguments = ("extract", "-i", "jsonl", "-f", "jsonl")
    one = run(*arguments, stdin=stdin)
    two = served.run(*arguments, "--jobs", "2", given=stdin)
    assert two.stdout == one.stdout
    assert [document["id"] for document in lines_of(two.stdout)] == [str(number) for number in range(40)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--model", "no_such_model"], "no spaCy pipeline 'no_such_model'"),
        (["--model", "en_core_web_lg"], "-m spacy download en_core_web_lg"),
        (["--jobs", "0"], "1 or more processes, or -1 for one a core; not 0"),
        (["more.txt"], "--sample or files, not both"),
        (["-o", "no/such/folder/a.csv"], "no such folder; make it with"),
        (["--format", "xml"], "xml"),
        (["--min-confidence", "7"], "--min-confidence"),
        (["--media", "song"], "speech"),
        (["-o", "a.xlsx"], "a.xlsx: Excel opens CSV: -f excel -o a.csv"),
        (["-o", "a.xlsx", "-f", "excel"], "a.xlsx: Excel opens CSV: -f excel -o a.csv"),
        (["-o", "a.parq"], "a.parq: end it in .txt, .jsonl,"),
        (["-o", "a.pq"], "or say with -f what to write"),
        (["-o", "a.parquet.gz"], "a.parquet.gz: end it in"),
        (["-o", "quotes"], "quotes: end it in"),
        (["-o", "out/"], "out/ is a folder, but one file is written: name it, -o out/quotes.csv"),
        (["-o", "."], ". is a folder, but one file is written: name it, -o quotes.csv"),
    ],
)
def test_wrong_calls(run: Any, arguments: list[str], message: str) -> None:
    result = run("extract", "--sample", *arguments)
    assert result.exit_code == 2
    assert message in re.sub(r"[\s│]+", " ", result.stderr)
    assert result.stdout == ""
    assert not os.listdir()


def test_nothing_named_and_nothing_piped(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from quotekit.cli import running

    monkeypatch.setattr(running.sys, "stdin", type("Terminal", (), {"isatty": staticmethod(lambda: True)})())
    with pytest.raises(running.typer.Exit) as stop:
        running.inputs_of(None, None, False)
    assert stop.value.exit_code == 2


def test_options_reach_the_rules(run: Any) -> None:
    (everything,) = lines_of(run("extract", "--sample", "-f", "jsonl").stdout)
    (sure,) = lines_of(run("extract", "--sample", "-f", "jsonl", "--min-confidence", "0.96").stdout)
    assert 0 < len(sure["attributions"]) < len(everything["attributions"])
    (quoted,) = lines_of(run("extract", "--sample", "-f", "jsonl", "--scope", "quoted").stdout)
    assert all(each["form"] != "indirect" for each in quoted["attributions"])


def test_endings_that_are_known_need_no_format_and_others_do(run: Any, tmp_path: Path) -> None:
    for arguments in (["-o", "a.json"], ["-o", "b.out", "-f", "json"]):
        assert run("extract", "--sample", *arguments).exit_code == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.out").read_bytes()
    assert run("extract", "--sample", "-o", os.devnull).exit_code == 0


def test_media(run: Any) -> None:
    (everything,) = lines_of(run("extract", "--sample", "-f", "jsonl").stdout)
    assert {each["medium"] for each in everything["attributions"]} == {"speech", "writing", "thought"}
    (some,) = lines_of(run("extract", "--sample", "-f", "jsonl", "--media", "writing", "--media", "thought").stdout)
    assert {each["medium"] for each in some["attributions"]} == {"writing", "thought"}
    assert "object-of-cue" in run("render", "--sample", "--media", "thought").stdout
    assert "object-of-cue" not in run("render", "--sample", "--media", "writing").stdout
    assert "Voss" not in run("speakers", "--sample", "--media", "writing").stdout


def test_failures_of_a_kind_are_told_three_times_and_counted(run: Any, tmp_path: Path) -> None:
    lines = [{"body": "Noon.", "headline": "x"}] * 34 + [{"text": None}, {"text": 7}, {"text": "Noon."}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    result = run("extract", "a.jsonl", "-f", "csv")
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 37)
    what = 'there is no key "text" (the keys are body, headline); name the column: --text-column body'
    assert result.stderr.splitlines() == [
        *(f"quotekit: a.jsonl:{number}: {what}" for number in (1, 2, 3)),
        'quotekit: a.jsonl:35: there is no text (null): leave such rows out, or put "" where a text is empty',
        'quotekit: a.jsonl:36: "text" holds no string (a int); name the column: --text-column NAME',
        "quotekit: … and 31 more like it: there is no key",
    ]


@pytest.mark.parametrize("command", ["extract", "speakers", "render"])
def test_columns_are_named(run: Any, tmp_path: Path, command: str) -> None:
    (tmp_path / "a.jsonl").write_text('{"body": "“We sail,” said Anna Berg.", "uid": 7}\n', encoding="utf8")
    result = run(command, "a.jsonl", "--text-column", "body", "--id-column", "uid")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Anna Berg" in result.stdout
    if command != "speakers":
        assert re.search(r"^7$|<title>7", result.stdout, re.MULTILINE)


def test_speakers_by_ending(run: Any, tmp_path: Path) -> None:
    assert run("speakers", "--sample", "-o", "sp.csv").exit_code == 0
    assert (tmp_path / "sp.csv").read_text(encoding="utf8").startswith("name,type,attributions,")
    wrong = run("speakers", "--sample", "-o", "sp.jsonl")
    assert (wrong.exit_code, wrong.stderr.split(" (")[0]) == (2, "quotekit: sp.jsonl: end it in .txt, .json, .csv")


def test_rules(run: Any) -> None:
    result = run("rules")
    assert result.exit_code == 0
    assert all(rule.name in result.stdout for rule in quotekit.DEFAULT_RULES)
    assert run("rules", "according-to").stdout == quotekit.explain("according-to") + "\n"
    wrong = run("rules", "acording-to")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "did you mean according-to" in wrong.stderr


@pytest.mark.parametrize("format", ["table", "json", "csv"])
def test_speakers(run: Any, format: str) -> None:
    result = run("speakers", "--sample", "-f", format)
    assert result.exit_code == 0
    assert "Kremlin" in result.stdout
    assert run("speakers", "none.txt", "-f", format).exit_code == 1


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--dialogue", "yes", "'yes' is not one of auto, on, off; did you mean on?"),
        ("--scope", "quotd", "'quotd' is not one of auto, all, quoted; did you mean quoted?"),
        ("--format", "jsonlines", "segments; did you mean jsonl?"),
        ("--markup", "xhtml", "did you mean html?"),
        ("--min-confidence", "90", "at most 1"),
        ("--min-confidence", "x", "no number"),
    ],
)
def test_a_wrong_value_is_told_what_is_allowed(run: Any, option: str, value: str, says: str) -> None:
    result = run("extract", "--sample", option, value)
    assert result.exit_code == 2
    assert says in re.sub(r"[│\s]+", " ", result.stderr)


def test_sample_is_what_the_documentation_shows() -> None:
    shown = Path(__file__).parents[1] / "docs" / "examples" / "summit.txt"
    assert read_sample() == (shown.read_bytes().decode("utf8"), "summit.txt")


# The process as a shell sees it


def test_closed_pipe_is_quiet(tmp_path: Path, harbour: str) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps({"text": harbour * 3}) + "\n" for _ in range(200)))
    process = Command("extract", str(source), "-f", "jsonl", "--text")
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 1


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent in another way there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path, harbour: str, jobs: str) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps({"text": harbour}) + "\n" for _ in range(20_000)))
    process = Command("extract", str(source), "-o", str(tmp_path / "out.jsonl"), "-j", jobs)
    while process.poll() is None and not any(part.stat().st_size for part in tmp_path.glob(".out.jsonl.*")):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    assert process.stderr
    assert b"Traceback" not in process.stderr.read()
    assert process.wait() == 130
    assert [each.name for each in tmp_path.iterdir()] == ["a.jsonl"]


def test_latin_terminal_gets_utf8(harbour: str) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "quotekit", "extract", "-f", "jsonl"],
        input=harbour.encode(),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
    )
    assert json.loads(process.stdout.decode("utf8"))["attributions"][0]["contents"][0]["text"].startswith("“")


def test_results_of_every_kind_have_their_line(run: Any) -> None:
    assert {Extraction, Failure} == {
        type(result)
        for result in quotekit.read(
            io.StringIO(run("extract", "none.txt", "-", "-f", "jsonl", stdin="Anna said no.").stdout)
        )
    }
