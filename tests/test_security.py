"""What SECURITY.md promises of the package's own code, read from its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotekit

FILES = sorted(Path(quotekit.__file__).parent.rglob("*.py"))
# What runs text as code, starts programs, or talks to other machines.
MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "code", "codeop", "subprocess", "pty"} | {
    *("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "xmlrpc", "webbrowser"),
}
CALLS = {"eval", "exec", "compile", "__import__", "system", "popen", "execv", "execve", "spawnv", "startfile"}
METHODS_ALLOWED = {"compile"}  # re.compile
MODULES_ALLOWED = {"urllib.parse"}  # takes addresses apart, opens none
NAMES_ALLOWED = {"PicklingError"}  # an error to catch: it loads nothing


def is_banned(module: str) -> bool:
    return module.split(".")[0] in MODULES and module not in MODULES_ALLOWED


def found(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if is_banned(each.name))
        elif isinstance(node, ast.ImportFrom) and node.module and is_banned(node.module):
            if {each.name for each in node.names} - NAMES_ALLOWED:
                yield node.module
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in CALLS:
                yield node.func.id
            elif isinstance(node.func, ast.Attribute) and node.func.attr in CALLS - METHODS_ALLOWED:
                yield node.func.attr
        elif isinstance(node, ast.keyword) and node.arg == "shell":
            yield "shell="


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_no_pickle_eval_shell_or_network(path: Path) -> None:
    assert list(found(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from pickle import loads",
        "from urllib.request import urlopen",
        "eval('1')",
        "import os; os.system('ls')",
        "f(shell=True)",
    ],
)
def test_the_search_finds_something(code: str) -> None:
    assert len(list(found(ast.parse(code)))) == 1
