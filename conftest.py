"""Every example in README, CONTRIBUTING and docs is a test: run as written, output compared.

In: ```python blocks with >>> lines, ```console blocks with $ lines. Out: one test an example.
Never runs a command other than `quotekit` itself, and never writes into the checkout.
"""

from __future__ import annotations

import doctest
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "tests"))

from served import folder_of_server  # noqa: E402

OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
RUN = ("quotekit ", "echo ", "rm quotes/")  # in a folder of the page's own
# One width and no colours, so that a table looks the same on every terminal.
PLAIN = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}


# No test may fail because the machine is busy; examples beyond these repeat what earlier ones have tried.
settings.register_profile("quotekit", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quotekit")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Workers (`pytest -n 2`) share the tests file by file: a file loads once what its tests share."""
    from xdist.scheduler import LoadFileScheduling

    return LoadFileScheduling(config, log)


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with what it shall print."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line.rstrip())
    return [(command, "\n".join(lines).strip("\n")) for command, lines in found]


def output_of(command: str) -> str:
    """What a command prints, messages too, when run as a shell would."""
    folders = (folder_of_server(), Path(sys.executable).parent, os.environ["PATH"])
    path = os.pathsep.join(str(each) for each in folders if each is not None)
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
