"""Every example in README, CONTRIBUTING and docs is a test: run as written, output compared.

In: ```python blocks with >>> lines, ```console blocks with $ lines. Out: one test an example.
Never runs a command other than `quotekit` itself, and never writes into the checkout.
"""

from __future__ import annotations

import atexit
import doctest
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).resolve().parent
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
RUN = ("quotekit ", "echo ", "rm quotes/")  # in a folder of the page's own
# One width and no colours, so that a table looks the same on every terminal.
PLAIN = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with what it shall print."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line.rstrip())
    return [(command, "\n".join(lines).strip("\n")) for command, lines in found]


@cache
def served() -> str:
    """A folder with a `quotekit` that runs in a fork of one process: most of a command would be loading the model."""
    if not hasattr(os, "fork"):
        return ""
    folder = Path(tempfile.mkdtemp(prefix="quotekit-served-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    command = [sys.executable, str(ROOT / "tests" / "serve_commands.py"), str(folder / "socket"), str(folder)]
    server = subprocess.Popen(command, env={**os.environ, **PLAIN}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    atexit.register(server.terminate)
    while not (folder / "quotekit").exists() and server.poll() is None:
        time.sleep(0.05)
    return str(folder)


def output_of(command: str) -> str:
    """What a command prints, messages too, when run as a shell would."""
    path = os.pathsep.join(filter(None, (served(), str(Path(sys.executable).parent), os.environ["PATH"])))
    done = subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, **PLAIN, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf8",
        timeout=300,
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()).strip("\n")


def run_console(example: Example) -> None:
    """Runs the `quotekit` commands of a block, and what leads up to them, and compares what they print."""
    for command, wanted in commands(example.parsed):
        if not command.startswith(RUN):
            continue  # pip, git, sphinx: shown, not run
        got = output_of(command)
        if not doctest.OutputChecker().check_output(wanted + "\n", got + "\n", OPTIONS):
            raise AssertionError(f"{command}\nwanted:\n{wanted}\ngot:\n{got}")


def is_missing(name: str) -> bool:
    """Is it neither a module nor a program? For examples that need more than the tests do."""
    return find_spec(name) is None and shutil.which(name) is None


def enter(namespace: dict[str, Any]) -> None:
    """Every page starts in a folder of its own that has the sample articles where README says."""
    folder = Path(tempfile.mkdtemp(prefix="quotekit-docs-"))
    shutil.copytree(ROOT / "docs" / "examples", folder / "docs" / "examples")
    namespace["is_missing"] = is_missing
    namespace["_left"], namespace["_folder"] = Path.cwd(), folder
    os.chdir(folder)


def leave(namespace: dict[str, Any]) -> None:
    """Back, and nothing stays behind."""
    os.chdir(namespace["_left"])
    shutil.rmtree(namespace["_folder"])


pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=OPTIONS),
        CodeBlockParser("console", run_console),
        SkipParser(),
    ],
    patterns=["README.md", "CONTRIBUTING.md", "docs/*.md", "docs/**/*.md"],
    setup=enter,
    teardown=leave,
).pytest()
