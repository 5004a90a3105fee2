"""The command line on a terminal: colours, progress, completion; and none of these off it."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from served import Command, environment, run

pty = pytest.importorskip("pty", reason="pseudo-terminals are a thing of Unix")

COLOUR = re.compile(r"\x1b\[(?:\d+;)*3[0-7]m")


def on_terminal(*arguments: str, **more: str) -> tuple[int, str]:
    """Exit status, and what a person sees who runs the command."""
    ours, theirs = pty.openpty()
    process = Command(*arguments, stdin=theirs, stdout=theirs, stderr=theirs, env=environment(COLUMNS="80", **more))
    os.close(theirs)
    seen = b""
    while True:
        try:
            read = os.read(ours, 1 << 16)
        except OSError:  # how Linux says that nobody writes any more
            break
        if not read:
            break
        seen += read
    os.close(ours)
    return process.wait(), seen.decode("utf8")


def piped(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return run(*arguments, env=environment(**more))


@pytest.fixture
def articles(tmp_path: Path) -> str:
    """A folder with 40 short articles."""
    tmp_path /= "articles"
    tmp_path.mkdir()
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text("“We sail,” said Anna Berg.", encoding="utf8")
    return str(tmp_path)


def test_colours_on_a_terminal_only() -> None:
    for arguments in (["--help"], ["rules", "acording-to"], ["extract", "--sample"]):
        plain = piped(*arguments)
        assert "\x1b" not in plain.stdout + plain.stderr
    for arguments in (["--help"], ["extract", "--sample"]):
        assert COLOUR.search(on_terminal(*arguments)[1])
        assert not COLOUR.search(on_terminal(*arguments, NO_COLOR="1")[1])


def test_progress_on_a_terminal_only(articles: str, tmp_path: Path) -> None:
    arguments = ("extract", articles, "-o", str(tmp_path / "out.jsonl"))
    status, seen = on_terminal(*arguments)
    assert status == 0
    assert re.search(r"texts .* 40/40 [\d,.]+ texts/s, 0:00:00 left", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen))
    assert on_terminal(*arguments, "--quiet") == (0, "")
    quiet = piped(*arguments)
    assert (quiet.stdout, quiet.stderr) == ("", "")


def test_no_page_on_a_terminal() -> None:
    status, seen = on_terminal("render", "--sample")
    assert (status, seen) == (
        2,
        "quotekit: a page is for a browser: name a file, such as -o page.html, or a folder, such as -o pages\r\n",
    )


def test_nothing_named_on_a_terminal() -> None:
    status, seen = on_terminal("extract")
    assert status == 2
    assert "name the files to read" in seen


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["ren"], ["render"]),
        (["extract", "--inp"], ["--input-format"]),
        (["extract", "--format", "js"], ["jsonl", "json"]),
        (["rules", "according"], ["according-to", "according-to-clause"]),
        (["extract", "art"], []),  # the shell knows the files
    ],
)
def test_completion(words: list[str], offered: list[str]) -> None:
    done = complete(
        _QUOTEKIT_COMPLETE="complete_bash", COMP_WORDS=" ".join(["quotekit", *words]), COMP_CWORD=str(len(words))
    )
    assert (done.stdout.split(), done.stderr) == (offered, "")


def test_completion_script_leaves_files_to_the_shell() -> None:
    assert "complete -o default -F _quotekit_completion quotekit" in complete(_QUOTEKIT_COMPLETE="source_bash").stdout


def complete(**asked: str) -> subprocess.CompletedProcess[str]:
    """What the installed program answers the shell."""
    return run(env=environment(**asked))
