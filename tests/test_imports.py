"""What importing costs: nothing heavy before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("spacy", "thinc", "textacy", "numpy", "rich", "typer")


def loaded_after(code: str, names: tuple[str, ...] = HEAVY) -> list[str]:
    code += f"\nimport sys\nprint(*[name for name in {names!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1].split()


@pytest.mark.parametrize(
    "code",
    [
        "import quotekit",
        "import quotekit; quotekit.Attribution, quotekit.DEFAULT_RULES, quotekit.read, quotekit.__version__",
        "from quotekit import extract, extract_many, explain, load",
    ],
)
def test_import_is_light(code: str) -> None:
    assert loaded_after(code) == []


def test_command_line_starts_without_spacy() -> None:
    start = "import sys\nfrom quotekit.cli import app\ntry: app({!r})\nexcept SystemExit: pass"
    for arguments in (
        ["--version"],
        ["--help"],
        ["extract", "--help"],
        ["render", "--help"],
        ["rules"],
        ["rules", "colon-frame"],
    ):
        assert loaded_after(start.format(arguments), ("spacy", "thinc", "textacy", "numpy")) == []


def test_textacy_is_not_needed_to_extract() -> None:
    assert loaded_after("import quotekit; quotekit.extract('“We sail,” said Anna.')", ("textacy",)) == []


def test_star_gives_the_public_names() -> None:
    import quotekit

    names: dict[str, object] = {}
    exec("from quotekit import *", names)
    assert set(quotekit.__all__) <= set(names)
