"""One table of formats: the command line, its help, the endings and the documentation are made of it."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

import quotekit
from quotekit.cli import app
from quotekit.export.formats import FORMATS, TALLY_FORMATS, endings_of, find_format

ROOT = Path(__file__).resolve().parent.parent
TEXT = "Anna Berg said, “We sail at noon.” Nobody answered."


@pytest.fixture(scope="module")
def found() -> quotekit.Extraction:
    return quotekit.extract(TEXT)


@pytest.fixture(autouse=True)
def _docs() -> Iterator[None]:
    sys.path.insert(0, str(ROOT / "docs"))
    yield
    sys.path.remove(str(ROOT / "docs"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_through_the_command_line(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / f"out{next(iter(FORMATS[name].endings), '.x')}"
    done = CliRunner().invoke(app, ["extract", str(tmp_path / "a.txt"), "-q", "-f", name, "-o", str(out)])
    assert (done.exit_code, done.stderr) == (0, "")
    assert b"sail" in out.read_bytes()


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.reader])
def test_what_can_be_read_comes_back(name: str, tmp_path: Path, found: quotekit.Extraction) -> None:
    path = tmp_path / f"out{FORMATS[name].endings[0]}"
    with path.open("w", encoding="utf-8", newline="") as out:
        FORMATS[name].write([(found, "out")], out, text=True)
    (tmp_path / "out.txt").write_text(TEXT, encoding="utf-8")  # brat has the text in a file of its own
    (again,) = quotekit.read(path)
    assert isinstance(again, quotekit.Extraction)
    assert again.id == "out"
    assert again.text == TEXT
    assert [each.contents for each in again] == [each.contents for each in found]
    assert again == found or name == "brat"


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if not each.reader and each.endings])
def test_what_cannot_be_read_says_what_can(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{FORMATS[name].endings[0]}"
    path.write_text("x\n")
    wanted = "broken JSON" if name == "table" else f"nothing reads {name} back; what can be read: jsonl, json, brat"
    with pytest.raises(quotekit.InputError, match=wanted):
        list(quotekit.read(path))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ('{"schema": 1}', "holds no JSON array; name a file of JSON Lines .jsonl"),
        ("[1]", r"out.json, document 1: the array holds JSON objects, not int"),
        ('[{"schema": 7}]', r"out.json, document 1: this is schema 7"),
        ("[\n1,", "broken JSON .* at line 2"),
        ("[" * 100_000, "broken JSON"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_broken_arrays_are_told(words: str | bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    with pytest.raises(quotekit.InputError, match=message):
        list(quotekit.read(path))


def test_one_broken_document_of_an_array_is_a_failure(tmp_path: Path, found: quotekit.Extraction) -> None:
    out = io.StringIO()
    FORMATS["json"].write([(found, "a"), (found, "b")], out, text=True)
    path = tmp_path / "out.json"
    path.write_text(out.getvalue().replace('"schema": 1', '"schema": 7', 1), encoding="utf-8")
    first, second = quotekit.read(path, on_error="record")
    assert isinstance(first, quotekit.Failure)
    assert (second, second.id) == (found, "b")


def test_no_two_formats_share_an_ending() -> None:
    for table in (FORMATS, TALLY_FORMATS):
        assert len(endings_of(table)) == sum(len(each.endings) for each in table.values())
        assert list(table) == [each.name for each in table.values()]


@pytest.mark.parametrize(
    ("path", "name"),
    [("a.tei.xml", "tei"), ("A.JSONL", "jsonl"), ("a.xml", None), ("a.csv/b", None), ("quotes.ann", "brat")],
)
def test_an_ending_stands_for_a_format(path: str, name: str | None) -> None:
    assert find_format(path) is (None if name is None else FORMATS[name])


@pytest.mark.parametrize(("command", "table"), [("extract", FORMATS), ("speakers", TALLY_FORMATS)])
def test_help_names_every_format(command: str, table: dict[str, object]) -> None:
    made = typer.main.get_command(app).commands[command]  # type: ignore[attr-defined]
    (option,) = [each for each in made.params if each.name == "format"]
    assert f"What to write: {', '.join(table)}." in option.help
    done = CliRunner().invoke(app, [command, "--sample", "-f", "docx"])
    assert done.exit_code == 2
    assert "'docx' is not one of" in done.stderr


@pytest.mark.parametrize("page", ["exports.md", "command-line.md"])
def test_the_documentation_has_the_table(page: str) -> None:
    import refresh  # type: ignore[import-not-found]

    written = refresh.FORMATS.findall((ROOT / "docs" / "howto" / page).read_text(encoding="utf-8"))
    assert [each.strip() for each in written] == [refresh.format_table().strip()], f"python docs/refresh.py {page}"
    assert re.search(r"\| `jsonl` \| `.jsonl`, `.ndjson` \|", written[0])
