"""What the command line reads: folders, patterns, names that nothing has, files that are no text."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import served
from typer.testing import CliRunner

from quotekit.batch.find_files import find_files
from quotekit.cli import app
from quotekit.cli.inputs import COUNTABLE, Columns, count_inputs, read_inputs
from quotekit.records import Failure

ENDINGS = (".txt", ".html", ".htm", ".xhtml", ".vtt", ".srt", ".epub", ".jsonl", ".ndjson")


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Articles with awkward names, in a folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a b.TXT", "Zoë.txt", "older/b.txt", "older/1990/b.txt", ".hidden.txt", ".git/x.txt"):
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("“We sail,” said Anna Berg.", encoding="utf8")
    (tmp_path / "articles" / "lines.jsonl").write_text('{"id": "x", "text": "Noon."}\n\n{"text": "One."}\n')
    (tmp_path / "articles" / "notes.md").write_text("# Notes")
    (tmp_path / "empty").mkdir()
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Any:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def found(name: str, endings: tuple[str, ...] = ENDINGS) -> list[str]:
    return [each if isinstance(each, str) else each.error for each in find_files(name, endings)]


# Folders


@pytest.mark.parametrize("name", ["articles", "articles/", "./articles", "articles/."])
def test_folder_gives_its_texts_in_order_and_then_those_of_its_subfolders(name: str) -> None:
    files = ["Zoë.txt", "a b.TXT", "b.txt", "lines.jsonl", "older/b.txt", "older/1990/b.txt"]
    assert found(name) == [f"articles/{file}" for file in files]


def test_input_format_says_which_files_of_a_folder_are_read() -> None:
    assert [id for _, id in read_inputs(["articles"], "jsonl")] == ["x", "articles/lines.jsonl:3"]
    assert "articles/lines.jsonl" not in [id for _, id in read_inputs(["articles"], "text")]
    assert len(list(read_inputs(["articles"]))) == 7


def test_no_two_files_have_one_identifier() -> None:
    ids = [id for _, id in read_inputs(["articles", "articles/older/1990/../b.txt"], "text")]
    assert len(set(ids)) == len(ids) == 6


def test_current_folder() -> None:
    os.chdir("articles/older")
    assert found(".") == ["b.txt", "1990/b.txt"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty", "empty: no files in it or its subfolders"),
        (
            "other",
            "other: no files in it or its subfolders end in .txt; for others give a pattern, such as 'other/*.md'",
        ),
    ],
)
def test_folder_without_texts(folder: Path, name: str, message: str) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "a.md").touch()
    (folder / "other" / "b.md").touch()
    (folder / "other" / "c.html").touch()
    assert found(name, (".txt",)) == [message]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to this user")
def test_closed_subfolder_is_told(folder: Path) -> None:
    closed = folder / "articles" / "older"
    closed.chmod(0)
    try:
        assert found("articles")[-1] == "articles/older: Permission denied"
    finally:
        closed.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="no links and pipes there")
def test_links_and_pipes_in_a_folder(folder: Path) -> None:
    (folder / "empty" / "gone.txt").symlink_to("nowhere.txt")
    (folder / "empty" / "up").symlink_to("..")
    os.mkfifo(folder / "empty" / "pipe.txt")
    ((result, id),) = read_inputs(["empty"])
    assert (result, id) == (Failure("empty/gone.txt: No such file or directory"), "empty/gone.txt")


def test_folder_through_the_command() -> None:
    result = run("extract", "articles", "-i", "text", "-f", "jsonl")
    documents = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, result.stderr) == (0, "")
    assert [each["id"] for each in documents][:2] == ["articles/Zoë.txt", "articles/a b.TXT"]
    assert all(each["attributions"][0]["speaker"]["name"] == "Anna Berg" for each in documents)


# Patterns


def test_patterns() -> None:
    assert found("articles/*.txt") == ["articles/Zoë.txt", "articles/b.txt"]
    assert found("articles/**/b.txt") == ["articles/b.txt", "articles/older/1990/b.txt", "articles/older/b.txt"]
    assert found("articles/*.md") == ["articles/notes.md"]
    assert "no file matches" in found("articles/*.doc")[0]


def test_file_whose_name_looks_like_a_pattern(folder: Path) -> None:
    (folder / "draft [2].txt").touch()
    (folder / "draft 2.txt").touch()
    assert found("draft [2].txt") == ["draft [2].txt"]


# Names that nothing has


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("articles/bb.txt", "did you mean articles/b.txt?"),
        ("artcles", "did you mean articles?"),
        ("old/b.txt", "there is no folder old"),
        ("q.txt", "look for it with ls, or name its folder"),
    ],
)
def test_missing(name: str, advice: str) -> None:
    assert found(name) == [f"{name}: no such file or folder; {advice}"]


# Files that are no text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "a PDF, not plain text; convert it first, such as: pdftotext 'my file'"),
        (b"PK\x03\x04", "a Word document or an archive, not plain text"),
        (b"{\\rtf1", "rich text, not plain text"),
        (b"\x1f\x8b\x08", "packed, not plain text; convert it first, such as: gunzip --keep 'my file'"),
        ("Å".encode("utf-16"), "UTF-16, not plain text; convert it first, such as: iconv -f UTF-16 -t UTF-8 'my file'"),
        (b"PAR1", "Parquet, not plain text; read it with: quotekit batch 'my file' quotes/"),
        (b"caf\xe9", "not UTF-8 (unexpected end of data at byte 3); convert it first, such as: iconv -f WINDOWS-1252"),
    ],
)
def test_no_text(folder: Path, data: bytes, message: str) -> None:
    (folder / "my file").write_bytes(data)
    ((result, id),) = read_inputs(["my file"])
    assert isinstance(result, Failure)
    assert id == "my file"
    assert result.error.startswith(f"my file: {message}")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('\n {"text": "Noon."}\n{"text": "One."}', "JSON Lines, not plain text; say so: -i jsonl"),
        ('{\n "text": "Noon."\n}\n', "a JSON object, not plain text; put it on one line: jq -c . 'my file'"),
        ('[\n{"text": "Noon."}]\n', "a JSON array, not plain text; put an object a line: jq -c '.[]' 'my file'"),
    ],
)
def test_json_is_not_taken_for_plain_text(folder: Path, data: str, message: str) -> None:
    (folder / "my file").write_text(data)
    ((result, id),) = read_inputs(["my file"])
    assert isinstance(result, Failure)
    assert id == "my file"
    assert result.error.startswith(f"my file: {message}")
    assert list(read_inputs(["my file"], "text")) == [(data, "my file")]


@pytest.mark.parametrize(
    "data", ['[{"text": "Noon."}]', '[\n{"text": "Noon."},\n{"text": "One."}\n]', '{\n"text": "Noon."}']
)
def test_json_is_not_taken_for_json_lines(folder: Path, data: str) -> None:
    (folder / "a.jsonl").write_text(data)
    ((result, _),) = read_inputs(["a.jsonl"])
    assert isinstance(result, Failure)
    assert re.match(r"a.jsonl: a JSON (array|object), not JSON Lines; put .*: jq -c \S+ a.jsonl > texts", result.error)
    stopped = run("batch", "a.jsonl", "out")
    assert (stopped.exit_code, stopped.stderr) == (2, f"quotekit: {result.error}\n")


@pytest.mark.parametrize("data", ["[Applause] {", "[1]", "{Enter Anna}\n", "[]", '"Noon."', "12\n", "\n\n  \n", ""])
def test_what_only_begins_like_json_is_a_text(folder: Path, data: str) -> None:
    (folder / "a.txt").write_text(data)
    assert list(read_inputs(["a.txt"])) == [(data, "a.txt")]
    assert data == "" or run("extract", "-f", "jsonl", stdin=data).exit_code == 0


def test_standard_input_is_read_as_its_first_line_says() -> None:
    lines = '\n{"id": "x", "text": "Noon."}\n{"text": "One."}\n'
    documents = [json.loads(line) for line in run("extract", "-f", "jsonl", stdin=lines).stdout.splitlines()]
    assert [each["id"] for each in documents] == ["x", "-:3"]
    (one,) = run("extract", "-i", "text", "-f", "jsonl", stdin=lines).stdout.splitlines()
    assert json.loads(one)["id"] == "-"
    text = "\n\n“We sail,” said Anna Berg."
    (document,) = run("extract", "-f", "jsonl", stdin=text).stdout.splitlines()
    assert json.loads(document)["attributions"][0]["contents"][0]["start"] == 2  # the empty lines count


def test_identifiers_by_a_key_that_is_not_there(folder: Path) -> None:
    columns = Columns(id="uid")
    ((result, id),) = read_inputs(["articles/lines.jsonl"], columns=columns)
    assert (result, id) == (
        Failure(
            "articles/lines.jsonl: there is no key 'uid' for the ids in the first 2 lines; "
            "say which it is (--id-column): 'id', 'text'"
        ),
        "articles/lines.jsonl",
    )
    (folder / "some.jsonl").write_text('{"text": "", "uid": 1}\n{"text": ""}\n{broken\n{"text": "", "uid": null}\n')
    with pytest.warns(UserWarning, match="^some.jsonl: 1 of the first 3 lines have no 'uid'; they"):
        ids = [id for _, id in read_inputs(["some.jsonl"], columns=columns)]
    assert ids == ["1", "some.jsonl:2", "some.jsonl:3", "some.jsonl:4"]


def test_one_place_is_told(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"id": "x", "text": 7}\n')
    assert run("extract", "a.jsonl").stderr.startswith('quotekit: a.jsonl:1: "text" holds no string')
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("quotekit.pipeline.many.decide", lambda *_: 1 / 0)
        assert run("extract", "articles/b.txt").stderr == "quotekit: articles/b.txt: division by zero\n"


def test_unfinished_string_is_told_where_it_starts() -> None:
    result = run("extract", "-i", "jsonl", stdin='{"text": "noon\n')
    assert result.stderr == "quotekit: -:1: broken JSON (Unterminated string starting at column 10)\n"


# Where the output lies


@pytest.mark.parametrize(
    "names",
    [["lines.jsonl"], ["./lines.jsonl"], ["b.txt", "lines.jsonl"], ["."], ["*.jsonl"], ["link.jsonl"]],
    ids=" ".join,
)
def test_output_is_no_input(folder: Path, names: list[str]) -> None:
    os.chdir("articles")
    if os.name != "nt":
        Path("link.jsonl").symlink_to("lines.jsonl")
    before = Path("lines.jsonl").read_bytes()
    result = run("extract", *names, "-o", "lines.jsonl")
    assert result.exit_code == 2
    assert result.stderr.startswith("quotekit: the output is also an input: ")
    assert Path("lines.jsonl").read_bytes() == before


@pytest.mark.parametrize("output", ["all.jsonl", "all.csv", "all.json"])
@pytest.mark.parametrize("name", [".", "*"])
def test_output_of_an_earlier_run_is_left_out(output: str, name: str) -> None:
    os.chdir("articles")
    assert run("extract", name, "-o", output, "-i", "text" if name == "*" else "jsonl").exit_code == 0
    before = Path(output).read_bytes()
    again = run("extract", name, "-o", output, "-i", "text" if name == "*" else "jsonl")
    assert (again.exit_code, again.stderr, Path(output).read_bytes()) == (0, "", before)
    assert run("extract", output, "-o", output).exit_code == 2


def test_redirected_output_is_left_out() -> None:
    os.chdir("articles")
    with open("all.jsonl", "wb") as out:
        assert served.run("extract", ".", "-f", "jsonl", stdout=out).returncode == 0
    documents = [json.loads(line) for line in Path("all.jsonl").read_text(encoding="utf8").splitlines()]
    assert len(documents) == 7
    assert not [each for each in documents if each["error"]]


def test_redirected_input_is_not_overwritten() -> None:
    os.chdir("articles")
    before = Path("b.txt").read_bytes()
    with open("b.txt", "rb") as stdin:
        command = served.Command("extract", "-", "-o", "b.txt", stdin=stdin)
        errors = command.communicate()[1]
    assert (command.returncode, Path("b.txt").read_bytes()) == (2, before)
    assert errors == b"quotekit: the output is also an input: -; write to another file\n"


def test_gold_is_not_overwritten() -> None:
    result = run("evaluate", "articles/lines.jsonl", "-o", "articles/lines.jsonl")
    assert (result.exit_code, result.stderr) == (
        2,
        "quotekit: the output is also an input: articles/lines.jsonl; write to another file\n",
    )


# How many there are


def test_count_is_the_number_of_what_is_read(folder: Path) -> None:
    names = ["articles", "gone.txt", "articles/*.md", "empty"]
    assert count_inputs(names) == len(list(read_inputs(names))) == 10


@pytest.mark.parametrize("names", [["articles", "-"], ["big.jsonl"], [os.devnull + ".jsonl", "dev.jsonl"]])
def test_count_of_what_has_to_be_read_first(folder: Path, names: list[str]) -> None:
    with open("big.jsonl", "wb") as big:
        big.truncate(COUNTABLE + 1)
    (folder / "dev.jsonl").symlink_to(os.devnull)
    assert count_inputs(names) is None


# Forgotten and mistyped words


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["articles/b.txt"], "quotekit extract articles/b.txt"),
        (["-"], "quotekit extract -"),
        (["extrct", "articles"], "Did you mean 'extract'?"),
        (["extract", "--formt", "csv"], "--format"),
        (["batch", "-", "out"], "quotekit extract -"),
        (["batch", "articles/line.jsonl", "out"], "no such file; did you mean articles/lines.jsonl?"),
        (["batch", "articles", "out"], "a corpus is one file; put all into one: cat articles/*.jsonl > all.jsonl"),
        (["batch", "a.jsonl", "b.jsonl", "out"], "put several into one: cat *.jsonl > all.jsonl"),
    ],
)
def test_hints(arguments: list[str], message: str) -> None:
    result = run(*arguments, stdin="")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.stderr.replace("│", " ").split())
