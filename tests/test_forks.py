"""Threads, forks and pools: the same answers, no child that waits for ever, and one line where it cannot be.

What could hang runs in a process of its own, which is ended after `LONGEST` seconds.
"""

from __future__ import annotations

import importlib
import inspect
import multiprocessing
import os
import pkgutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import quotekit
from quotekit import Extraction, QuotekitError, extract, extract_many
from quotekit.reading.locks import OPENED
from quotekit.reading.models import BUNDLED

LONGEST = 900  # seconds; on a busy machine a script takes minutes
NO_FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="2026-11-27: Windows has no fork")
TEXTS = (
    "“We sail at noon,” said Anna Berg. “If it rains,” she added, “we stay.”",
    "Tom Oduya said the plan was a “bad joke” and that nobody had asked the pilots.",
    "“Nobody told us,” the statement read.\n\nThe ferry, according to Berg, is full.",
)
BUSY = f"""
import multiprocessing, os, signal, threading, time
from quotekit import extract, extract_many

TEXTS = {TEXTS!r}

def busy(done):
    while not done.is_set():
        extract(TEXTS[0] * 8)

def beside_threads(work):
    done = threading.Event()
    threads = [threading.Thread(target=busy, args=(done,)) for _ in range(2)]
    for each in threads:
        each.start()
    time.sleep(0.2)
    try:
        return work()
    finally:
        done.set()
        for each in threads:
            each.join()

def forked():
    child = os.fork()
    if not child:
        signal.alarm({LONGEST // 4})  # a child that waits for ever is ended by it
        os._exit(0 if [extract(each) for each in TEXTS] == alone else 3)
    return os.waitpid(child, 0)[1]
"""


def run(folder: Path, code: str) -> str:
    """What a script prints that has the helpers above."""
    script = folder / "script.py"
    script.write_text(BUSY + code, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=LONGEST)
    assert done.returncode == 0, done.stderr
    return done.stdout


@NO_FORK
def test_forked_beside_busy_threads(tmp_path: Path) -> None:
    code = """
alone = [extract(each) for each in TEXTS]
print(beside_threads(lambda: [forked() for _ in range(4)]))
"""
    assert run(tmp_path, code) == f"{[0] * 4}\n"


def test_two_processes_beside_busy_threads(tmp_path: Path) -> None:
    code = """
def many():
    return list(extract_many(TEXTS * 4, n_process=2, batch_size=2))

if __name__ == "__main__":
    print(beside_threads(many) == [extract(each) for each in TEXTS] * 4)
"""
    assert run(tmp_path, code) == "True\n"


@NO_FORK
def test_forked_after_warming_up(tmp_path: Path) -> None:
    """As servers do that load once and then fork: each child reads in two threads."""
    code = f"""
alone = [extract(each) for each in TEXTS]
children = []
for _ in range(3):
    child = os.fork()
    if not child:
        signal.alarm({LONGEST // 4})
        found = []
        threads = [threading.Thread(target=lambda: found.append([extract(each) for each in TEXTS])) for _ in range(2)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        os._exit(0 if found == [alone] * 2 else 3)
    children.append(child)
print([os.waitpid(each, 0)[1] for each in children])
"""
    assert run(tmp_path, code) == "[0, 0, 0]\n"


def read_many(n_process: int, texts: tuple[str, ...]) -> list[Extraction]:
    return list(extract_many(texts, nlp=BUNDLED, n_process=n_process, batch_size=1))


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_inside_the_worker_of_an_executor(method: str) -> None:
    alone = read_many(1, TEXTS)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(method)) as pool:
        assert pool.submit(extract, TEXTS[0], nlp=BUNDLED).result(LONGEST) == alone[0]
        assert pool.submit(read_many, 2, TEXTS).result(LONGEST) == alone


def why_not(n_process: int) -> str:
    with pytest.raises(QuotekitError) as raised:
        extract_many(TEXTS, nlp=BUNDLED, n_process=n_process)
    return str(raised.value)


@pytest.mark.parametrize("n_process", [2, -1])
def test_worker_of_a_pool_is_told_to_use_one_process(n_process: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    with multiprocessing.get_context("spawn" if n_process == 2 else None).Pool(1) as pool:
        if n_process == 2:
            assert pool.apply_async(why_not, (2,)).get(LONGEST).startswith("use n_process=1: this is a worker of a")
        assert pool.apply_async(read_many, (1, TEXTS)).get(LONGEST) == read_many(1, TEXTS)


def test_what_cannot_be_sent_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotekit.pipeline.workers._context", lambda: multiprocessing.get_context("spawn"))
    with pytest.raises(QuotekitError, match=r"defined at the top of a module, no lambdas; or use n_process=1$"):
        list(extract_many(TEXTS, nlp=BUNDLED, n_process=2, coref=lambda text: []))


def test_threads_share_everything(tmp_path: Path) -> None:
    """The default pipeline, one of your own, a rule set, records: the same answers as in one thread."""
    mine = quotekit.load(BUNDLED)
    ways: list[Any] = [
        partial(extract, nlp=BUNDLED),
        partial(extract, nlp=mine),
        lambda text: mine(text)._.extraction,
        lambda text: next(iter(extract_many([text], nlp=BUNDLED))),
    ]
    texts = [f"{each}\n\nNumber {number} said so." for number in range(3) for each in TEXTS]
    for way in ways:
        alone = [way(each) for each in texts]
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(way, texts)) == alone


def test_stream_belongs_to_one_thread() -> None:
    """A generator that two threads ask at once refuses the second, as Python's generators do."""
    inside, leave = threading.Event(), threading.Event()

    def texts() -> Iterator[str]:
        inside.set()
        leave.wait(LONGEST)
        yield TEXTS[0]

    stream = extract_many(texts(), nlp=BUNDLED)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(next, stream)
        inside.wait(LONGEST)
        try:
            with pytest.raises(ValueError, match="already executing"):
                next(stream)
        finally:
            leave.set()
        assert first.result(LONGEST) == extract(TEXTS[0], nlp=BUNDLED)


class Unreadable(Exception):
    """What the generator of a user raises."""


@pytest.mark.parametrize("n_process", [1, 2])
@pytest.mark.parametrize("done", [0, 5, 23])
def test_generator_that_raises_gives_back_what_was_done_before(n_process: int, done: int) -> None:
    def texts() -> Iterator[str]:
        yield from islice(TEXTS * 10, done)
        raise Unreadable("row 24")

    found: list[Extraction] = []
    with pytest.raises(Unreadable, match="row 24"):
        found.extend(
            extract_many(texts(), nlp=BUNDLED, n_process=n_process, batch_size=4)
        )  # keeps what came before the exception
    assert found == read_many(1, tuple(islice(TEXTS * 10, done)))


def test_cached_properties_that_extract_asks_for_are_open_in_a_child() -> None:
    rooms = ("languages", "reading", "attribution", "speakers", "pipeline")
    names = [each.name for each in pkgutil.walk_packages(quotekit.__path__, "quotekit.")]
    modules = [importlib.import_module(name) for name in names if name.split(".")[1] in rooms and ".across" not in name]
    kinds = {
        kind
        for module in modules
        for kind in vars(module).values()
        if inspect.isclass(kind) and any(isinstance(each, cached_property) for each in vars(kind).values())
    }
    assert kinds - OPENED == set(), "Python before 3.12 has a lock for each: register them with open_properties"
