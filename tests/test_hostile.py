"""A text full of tags, quotes, formulas and control codes, through every format the command line writes."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

import quotekit
from bench.promises import check
from quotekit.cli import app
from quotekit.export.formats import FORMATS as ALL_FORMATS
from quotekit.reading.models import BUNDLED

TAGS = "<script>alert(1)</script><img src=x onerror=alert(2)>]]> --> </said></TEI> &evil; <!ENTITY evil 'x'>"
TEXT = (
    f"“We {TAGS} sail,” said Anna <b>Berg</b>.\n\n"
    '“=HYPERLINK("http://a.example";"sail")” said =cmd|\' /C calc\'!A1.\n\n'
    "“+1+1 and @SUM(A1)” said @berg, “-2”.\r\n\r\n"
    "\x1b[31m“Red \x1b]0;title\x07 sail,\x1b[0m” said Tom \x9b31mOduya.\n\n"
    "“\x00\x08\x7f\u202eback\u202c, \ufeff\u2028next”, Berg added; T1\tcontent 0 4\t“he said”\n"
    '{"text": "x"} said that "{{ 7*7 }} ${7*7} %s %n" was late.'
)
# Control codes that a terminal obeys; line ends and tabs are layout.
OBEYED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
FORMATS = tuple(name for name, each in ALL_FORMATS.items() if not each.is_binary)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("hostile") / "hostile <&'\"=1+1.txt"
    path.write_bytes(TEXT.encode())
    return str(path)


def written(source: str, name: str, folder: Path) -> str:
    out = folder / "out"
    done = CliRunner().invoke(app, ["extract", source, "-f", name, "-o", str(out), "--model", BUNDLED, "-q"])
    assert done.exit_code == 0, done.output
    files = sorted(path for path in out.rglob("*") if path.is_file()) if out.is_dir() else [out]
    return "\n".join(path.read_bytes().decode() for path in files)


def test_it_is_read() -> None:
    found = quotekit.extract(TEXT, nlp=BUNDLED)
    check(TEXT, found)
    assert len(found) >= 4, "else nothing below proves anything"


# Cells, brat and TEI hold the words to the letter: they are for programs.
@pytest.mark.parametrize("name", sorted({*FORMATS} - {"csv", "excel", "brat", "tei"}))
def test_a_terminal_obeys_nothing(source: str, name: str, tmp_path: Path) -> None:
    out = written(source, name, tmp_path)
    assert "sail" in out
    assert not OBEYED.search(out)


@pytest.mark.parametrize("name", ["csv", "excel"])
def test_a_spreadsheet_computes_nothing(source: str, name: str, tmp_path: Path) -> None:
    written(source, name, tmp_path)
    with (tmp_path / "out").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert len({len(row) for row in rows}) == 1, "a cell broke its row"
    assert len(rows) > 4
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+@\t\r") or re.match(r"-\D", cell)]


@pytest.mark.parametrize("name", ["json", "jsonl", "annotations", "citron"])
def test_json_is_json(source: str, name: str, tmp_path: Path) -> None:
    out = written(source, name, tmp_path)
    parts = out.splitlines() if name == "jsonl" else [out]
    assert all(json.loads(part) for part in parts if part)


def test_tei_has_no_tags_from_the_text(source: str, tmp_path: Path) -> None:
    root = ElementTree.fromstring(written(source, "tei", tmp_path))
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not names & {"script", "img", "b"}
    assert "<script>alert(1)</script>" in "".join(root.itertext())


def test_a_page_has_no_tags_from_the_text(source: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = CliRunner().invoke(app, ["render", source, "-o", str(page), "--model", BUNDLED, "-q"])
    assert done.exit_code == 0, done.output
    tags = Tags()
    tags.feed(page.read_text(encoding="utf8"))
    assert "img" not in tags.names
    assert not [name for name in tags.attributes if name.startswith("on")]
    harmless = Tags()
    harmless.feed(quotekit.extract("“We sail,” said Anna Berg.", nlp=BUNDLED).to_html())
    assert tags.names.count("script") == harmless.names.count("script")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [name for name, _ in attrs]
