"""What users see of the types: a script of theirs passes mypy's strictest check, and misuse does not."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "tests" / "data" / "user_script.py"


def mypy(*files: str) -> str:
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--no-error-summary", *files]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "MYPYPATH": ""}, capture_output=True, text=True
    )
    return done.stdout + done.stderr


def test_a_script_of_a_user_is_typed() -> None:
    assert mypy(str(SCRIPT)) == ""


def test_it_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script: dict[str, Any] = runpy.run_path(str(SCRIPT))
    script["main"](tmp_path / "a.jsonl")
    out = capsys.readouterr().out
    assert "('Anna Berg', 'explicit', 'person', 2) {'Anna Berg': 2} ['a1', 'a'] 2" in out
    assert "no_such_model" in out


def test_misuse_is_told(tmp_path: Path) -> None:
    lines = {
        'quotekit.extract("", scope="some")': "scope",
        'quotekit.extract("", languge="en")': "languge",
        'quotekit.extract_many([], min_confidence="high")': "min_confidence",
        'quotekit.extract("")[0].resolved': "resolved",
        'quotekit.extract("")[0].confidence + 1': "Unsupported operand",
        'quotekit.extract("").filter(form="loud")': "form",
    }
    path = tmp_path / "wrong.py"
    path.write_text("import quotekit\n\n" + "\n".join(lines) + "\n")
    told = mypy(str(path))
    wrong = {int(number) for number in re.findall(r"wrong\.py:(\d+): error", told)}
    assert wrong == {*range(3, 3 + len(lines))}, told
