"""What breaks around a run: each fault is provoked, told in one line, and leaves output that is whole."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import Command, run

import quotekit
from quotekit import QuotekitError, extract_many
from quotekit.reading.models import BUNDLED

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="2026-11-24: needs /dev/full and kill -9, which Linux has")


@LINUX
@pytest.mark.parametrize("output", ["-", "/dev/full"])
def test_full_disk(output: str) -> None:
    with open("/dev/full", "wb") as full:
        process = run("extract", "--sample", "-f", "jsonl", "-o", output, stdout=full)
    assert (process.returncode, process.stderr) == (2, f"quotekit: {output}: No space left on device\n")


@LINUX
def test_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    import resource

    out = tmp_path / "out.jsonl"
    out.write_text("old\n")

    def small_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    arguments = [sys.executable, "-m", "quotekit", "extract", "--sample", "-o", str(out)]
    process = subprocess.run(
        arguments, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, preexec_fn=small_disk
    )
    assert process.returncode == 2
    assert process.stderr == f"quotekit: {out}: File too large\n"
    assert (os.listdir(tmp_path), out.read_text()) == (["out.jsonl"], "old\n")


def test_missing_output_folder(tmp_path: Path) -> None:
    out = tmp_path / "none" / "out.csv"
    process = run("extract", "--sample", "-o", str(out))
    advice = f"no such folder; make it with: mkdir -p {out.parent}"
    assert (process.returncode, process.stderr) == (2, f"quotekit: {out}: {advice}\n")


@LINUX
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_closed_pipe(tmp_path: Path, harbour: str, jobs: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"text": harbour}) + "\n" for _ in range(2000)))
    with Command("extract", str(source), "-f", "jsonl", "-j", jobs) as process:
        assert process.stdout
        assert process.stderr
        assert json.loads(process.stdout.readline())["attributions"]
        process.stdout.close()
        errors = process.stderr.read()
        assert (process.wait(), errors) == (1, b""), "the status of a program whose reader went away"


@LINUX
def test_killed_worker(harbour: str) -> None:
    def texts() -> Iterator[str]:
        yield harbour
        for number in range(5000):
            if number == 200:  # the workers have been at it for some batches
                for child in multiprocessing.active_children():
                    child.kill()
            yield harbour

    # Had it waited for a worker that is gone, this would never end.
    with pytest.raises(QuotekitError, match="killed") as raised:
        list(extract_many(texts(), nlp=BUNDLED, n_process=2))
    assert "\n" not in str(raised.value)


@LINUX
@pytest.mark.parametrize("command", [["extract"], ["extract", "-j", "2"], ["batch", "--part-rows", "50000"]])
def test_sigterm_leaves_nothing_half(tmp_path: Path, harbour: str, command: list[str]) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"text": harbour}) + "\n" for _ in range(50_000)))
    (tmp_path / "out").mkdir()
    out = [str(tmp_path / "out")] if command[0] == "batch" else ["-o", str(tmp_path / "out" / "a.jsonl"), "-q"]
    with Command(command[0], str(source), *out, *command[1:]) as process:
        while process.poll() is None and not list((tmp_path / "out").iterdir()):
            time.sleep(0.05)
        time.sleep(1)
        os.kill(process.pid, signal.SIGTERM)
        assert process.communicate()[1] == b""  # ends when every worker has closed it
    assert process.returncode == 128 + signal.SIGTERM
    left = [each.name for each in (tmp_path / "out").iterdir()]
    assert left == (["_manifest.json"] if command[0] == "batch" else [])


@LINUX
def test_command_whose_worker_is_killed_for_its_memory(tmp_path: Path, harbour: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"text": harbour}) + "\n" for _ in range(20_000)))
    with Command("extract", str(source), "-j", "2", "-o", str(tmp_path / "a.jsonl")) as process:
        while process.poll() is None and len(children(process.pid)) < 2:
            time.sleep(0.05)
        time.sleep(1)
        for child in children(process.pid)[:1]:
            os.kill(child, signal.SIGKILL)  # what Linux does where memory runs out
        (line,) = process.communicate()[1].decode().splitlines()
    assert line.startswith("quotekit: a worker process ended in the middle of its work: killed, or out of memory; ")
    assert (process.returncode, [each.name for each in tmp_path.iterdir()]) == (2, ["in.jsonl"])


def children(of: int) -> list[int]:
    """Processes that work for another."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((each / "stat").read_text().rsplit(")", 1)[1].split()[1])
            line = (each / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue  # it has ended meanwhile
        if parent == of and b"resource_tracker" not in line:
            found.append(int(each.name))
    return found


def test_vanishing_file_is_told_and_the_others_are_read(tmp_path: Path, harbour: str) -> None:
    from quotekit.cli.inputs import read_inputs

    names = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")]
    for name in names:
        name.write_text(harbour)
    inputs = read_inputs([str(tmp_path)], None)
    items = [next(inputs)]
    names[1].unlink()
    items += inputs
    found = list(extract_many(items, nlp=BUNDLED, on_error="record"))
    assert [type(result) for result, _ in found] == [quotekit.Extraction, quotekit.Failure, quotekit.Extraction]


@pytest.mark.parametrize(
    ("model", "message"),
    [("en_core_web_none", "en_core_web_none"), ("./nowhere", "nowhere")],
)
def test_missing_model(model: str, message: str) -> None:
    process = run("extract", "--sample", "--model", model)
    assert process.returncode == 2
    assert process.stdout == ""
    assert process.stderr.count("\n") == 1
    assert message in process.stderr


def test_model_of_another_spacy(tmp_path: Path) -> None:
    quotekit.load(BUNDLED).to_disk(tmp_path / "model")
    meta = tmp_path / "model" / "meta.json"
    content = json.loads(meta.read_text())
    content["spacy_version"] = ">=9.0,<10.0"
    meta.write_text(json.dumps(content))
    process = run("extract", "--sample", "--model", str(tmp_path / "model"))
    (warning,) = process.stderr.splitlines()
    assert warning.startswith("quotekit: warning: ")
    assert "spaCy v9.0" in warning
    assert (process.returncode, "Kremlin" in process.stdout) == (0, True), "it loads, so it may well read"
