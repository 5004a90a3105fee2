"""What stands in names, keys and values never reaches a terminal as a code, nor a spreadsheet as a formula."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from served import Command

from bench.scraps import ALL
from quotekit import Failure, extract
from quotekit.cli.telling import one_line
from quotekit.export import csv as csv_format
from quotekit.reading.models import BUNDLED

OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]")  # all but the end of a line
EVIL = "\x1b[31mRED\x1b]0;pwn\x07\n\x9b1m\u2028\u202e"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="2026-11-27: names of files hold any byte there only")


def errors_of(*arguments: str, folder: Path) -> bytes:
    command = Command(*arguments, cwd=folder)
    _, errors = command.communicate()
    assert command.returncode in (1, 2)
    return errors


def check(errors: bytes, lines: int) -> None:
    found = errors.decode()
    assert not OBEYED.search(found), found
    assert found.count("\n") == lines, found
    assert all(line.startswith("quotekit: ") for line in found.splitlines())


@LINUX
@pytest.mark.parametrize("command", ["extract", "speakers", "render"])
def test_keys_and_names_of_files(tmp_path: Path, command: str) -> None:
    name = f"bad {EVIL}.jsonl"
    (tmp_path / name).write_text(json.dumps({EVIL: "x"}) + "\n" + json.dumps({"id": EVIL, "text": None}) + "\n")
    (tmp_path / f"not UTF-8 {EVIL}.txt").write_bytes(b"\xff\xfa")
    check(errors_of(command, ".", "-o", "pages" if command == "render" else "out.csv", folder=tmp_path), 3)


@LINUX
def test_keys_and_names_in_a_corpus(tmp_path: Path) -> None:
    name = f"bad {EVIL}.jsonl"
    (tmp_path / name).write_text(json.dumps({EVIL: "x", "text": ""}) + "\n" + json.dumps({EVIL: "x"}) + "\n")
    check(errors_of("batch", name, "out", folder=tmp_path), 2)
    check(errors_of("batch", name, "other", "--id-column", EVIL + "x", folder=tmp_path), 1)
    check(errors_of("batch", name, "other", "--text-column", EVIL + "x", folder=tmp_path), 1)
    check(errors_of("batch", f"none {EVIL}.jsonl", "other", folder=tmp_path), 1)
    (tmp_path / "out" / f"stray {EVIL}").write_text("")
    check(errors_of("batch", name, "out", "--resume", folder=tmp_path), 3)


@LINUX
def test_names_that_are_not_there(tmp_path: Path) -> None:
    check(errors_of("extract", EVIL, "-o", "out.csv", folder=tmp_path), 1)
    check(errors_of("extract", "--sample", "-o", f"{EVIL}/out.csv", folder=tmp_path), 1)
    check(errors_of("extract", "--sample", "-o", "out.csv", "--model", EVIL, folder=tmp_path), 1)


@given(st.lists(st.sampled_from(ALL)).map("".join) | st.text())
def test_one_line(words: str) -> None:
    found = one_line(words)
    assert found.isprintable() or not OBEYED.search(found)
    assert "\n" not in found
    found.encode()


@given(st.lists(st.sampled_from((";", "\t", ",", '"', "=1+1", "\n", "\r", "@a", "＝1", "-", " ", "a"))).map("".join))
def test_no_reader_of_csv_finds_a_formula(words: str) -> None:
    out = io.StringIO()
    csv_format.dump([(Failure(words), words)], out)
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=delimiter):
            for cell in row:
                assert not cell.lstrip(" \t\r\n").startswith(tuple("=+-@＝＋－＠")), (delimiter, cell)


def test_cells_behind_a_semicolon() -> None:
    found = extract("“Sail;=HYPERLINK(A1);x,” said Anna Berg.", nlp=BUNDLED)
    out = io.StringIO()
    csv_format.dump_excel([(found, "a;=1+1;b")], out)
    cells = [cell for row in csv.reader(io.StringIO(out.getvalue()), delimiter=";") for cell in row]
    assert "'=HYPERLINK(A1)" in cells
    assert not any(cell.startswith("=") for cell in cells)
    unguarded = io.StringIO()
    csv_format.dump([(found, "a")], unguarded, guard=False)
    assert ";=HYPERLINK" in unguarded.getvalue()
