"""A folder of parts: what counts as done can be read, one run gets in, and what others put there stays."""

from __future__ import annotations

import json
import multiprocessing
import os
import platform
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from served import PATIENCE, Command
from typer.testing import CliRunner

from quotekit.batch import BatchExtractor, Counts, extract_corpus
from quotekit.batch.folder import find_errors, path_of, read_counts, write_part
from quotekit.batch.lock import LOCK, holding
from quotekit.cli import app
from quotekit.errors import InputError, QuotekitError
from quotekit.export.files import writing, writing_bytes

TEXTS = ("“We sail at noon,” said Anna Berg.", "The tide was low.", "Tom Oduya said that nobody had asked the pilots.")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "texts.jsonl"
    lines = [json.dumps({"id": f"t{number}", "text": TEXTS[number % 3]}) for number in range(6)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def rows_in(folder: Path) -> list[dict[str, Any]]:
    return [row for part in range(3) for row in parquet.read_table(path_of(folder, part)).to_pylist()]


def test_part_whose_rows_are_damaged_is_done_again(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    extract_corpus(source, out, part_rows=2)
    wanted, whole = rows_in(out), path_of(out, 1).read_bytes()
    damaged = bytearray(whole)
    damaged[40:400] = bytes(byte ^ 0x5A for byte in damaged[40:400])
    path_of(out, 1).write_bytes(damaged)
    before = path_of(out, 0).stat().st_mtime_ns
    assert extract_corpus(source, out, part_rows=2, resume=True).texts == 6
    assert rows_in(out) == wanted
    assert path_of(out, 0).stat().st_mtime_ns == before, "a whole part is kept"


def test_any_byte_that_changes_is_seen_or_does_not_matter(tmp_path: Path) -> None:
    extractor = BatchExtractor(id=None)
    rows = extractor(pa.RecordBatch.from_pydict({"text": [*TEXTS, None]}))
    counts = Counts.of(4, rows)
    write_part(tmp_path, 0, [rows], extractor.schema, counts)
    path, whole = path_of(tmp_path, 0), path_of(tmp_path, 0).read_bytes()
    assert read_counts(tmp_path, 0, extractor.schema) == counts == Counts(4, 2, 1)
    seen = 0
    for place in range(0, len(whole), 11):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        found = read_counts(tmp_path, 0, extractor.schema)
        seen += found is None
        if found is not None and found.texts == 4:
            assert parquet.read_table(path).to_pylist() == rows.to_pylist()
    assert seen > len(whole) // 11 // 4


def test_strays_are_left_alone_and_told(source: Path, tmp_path: Path) -> None:
    source.write_text(source.read_text() + '{"id": "bad", "text": null}\n')
    out = tmp_path / "out"
    extract_corpus(source, out, part_rows=3)
    strays = ["part-00000 (copy).parquet", "part-00007.parquet", "notes.txt"]
    for name in strays:
        (out / name).write_bytes(b"mine")
    with pytest.warns(
        UserWarning, match=r"did not write \(notes.txt, part-00000 \(copy\).parquet, part-00007.parquet\)"
    ):
        done = extract_corpus(source, out, part_rows=3, resume=True)
    assert (done.texts, done.failed) == (7, 1)
    assert [(out / name).read_bytes() for name in strays] == [b"mine"] * 3
    assert [id for id, _ in find_errors(out)] == ["bad"]
    with pytest.warns(UserWarning, match="did not write"):
        result = CliRunner().invoke(app, ["batch", str(source), str(out), "--resume", "--part-rows", "3"])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("quotekit: texts.jsonl:7: there is no text (null)")


# One run at a time


def try_to_hold(folder: Path, ready: Any, done: Any, got_in: Any) -> None:
    ready.wait()
    try:
        with holding(folder):
            got_in.put(True)
            done.wait()  # until all have tried
    except QuotekitError:
        got_in.put(False)
        done.wait()


@pytest.mark.skipif(os.name == "nt", reason="2026-11-27: nobody is asked there whether a process lives")
def test_of_several_that_find_a_stale_lock_one_gets_in(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    stale = json.dumps({"process": dead.pid, "machine": platform.node()})
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    runs = 3
    counts: list[int] = []
    for trial in range(int(os.environ.get("QUOTEKIT_TRIALS", "20"))):
        folder = tmp_path / str(trial)
        folder.mkdir()
        (folder / LOCK).write_text(stale)
        ready, done, got_in = context.Barrier(runs), context.Barrier(runs), context.Queue()
        tries = [context.Process(target=try_to_hold, args=(folder, ready, done, got_in)) for _ in range(runs)]
        for each in tries:
            each.start()
        counts.append(sum(got_in.get(timeout=PATIENCE) for _ in tries))
        for each in tries:
            each.join(PATIENCE)
        assert not list(folder.iterdir())
    assert set(counts) == {1}, counts


def test_held_folder_is_free_afterwards_and_only_then(tmp_path: Path) -> None:
    for _ in range(3):
        with holding(tmp_path):
            with pytest.raises(QuotekitError, match="another run writes to it"), holding(tmp_path):
                pass
            assert json.loads((tmp_path / LOCK).read_text())["process"] == os.getpid()
        assert not list(tmp_path.iterdir())


# Files that change, and names of files


def test_file_that_changes_while_it_is_read(source: Path, tmp_path: Path) -> None:
    changed: list[bool] = []

    def change(done: Counts, total: int) -> None:
        if not changed and done.texts:
            changed.append(True)
            source.write_text(source.read_text().replace("noon", "dawn"), encoding="utf-8")

    with pytest.raises(QuotekitError, match=r"texts\.jsonl: was changed while it was read"):
        extract_corpus(source, tmp_path / "out", part_rows=2, on_progress=change)
    assert not (tmp_path / "out" / "_done.json").exists()


def test_damaged_page_of_the_input_is_told_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "texts.parquet"
    parquet.write_table(
        pa.table({"id": ["a"] * 500, "text": [f"{number} {TEXTS[0]}" for number in range(500)]}),
        path,
        use_dictionary=False,
    )
    whole = bytearray(path.read_bytes())
    whole[600:900] = bytes(byte ^ 0x5A for byte in whole[600:900])
    path.write_bytes(whole)
    with pytest.raises(InputError, match=r"texts\.parquet: it is damaged, or was changed while it was read"):
        extract_corpus(path, tmp_path / "out")


@pytest.mark.parametrize("open_it", [writing, writing_bytes])
def test_message_names_the_file_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_it: Any
) -> None:
    whole = Path.open

    def refuse(path: Path, *args: Any, **more: Any) -> Any:
        if path.suffix == ".part":
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path, *args, **more)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(PermissionError) as raised, open_it(tmp_path / "x.csv"):
        pass
    assert raised.value.filename == str(tmp_path / "x.csv")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="2026-11-27: finds the worker in /proc, which Linux has")
def test_killed_worker_of_daft_is_told_in_one_line(tmp_path: Path) -> None:
    source = tmp_path / "texts.jsonl"
    lines = [json.dumps({"id": str(number), "text": "\n\n".join(TEXTS)}) for number in range(2000)]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    arguments = ["batch", str(source), str(tmp_path / "out"), "--engine", "daft", "--part-rows", "10"]
    with Command(*arguments) as run:
        while run.poll() is None and not list((tmp_path / "out").glob("part-*")):
            time.sleep(0.05)
        for each in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                parent = int((each / "stat").read_text().rsplit(")", 1)[1].split()[1])
                if parent == run.pid and b"udf_worker" in (each / "cmdline").read_bytes():
                    os.kill(int(each.name), signal.SIGKILL)
        errors = run.communicate()[1].decode()
    line = errors.splitlines()[-1]
    assert "Traceback" not in errors
    assert "pipeline node" not in errors, "what Daft logs of the same error"
    assert line.startswith("quotekit: a worker of Daft did not finish its part: ")
    assert line.endswith("; --resume goes on")
    assert run.returncode == 2
