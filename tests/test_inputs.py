"""Input formats of the command line: web pages, subtitles, e-books, tables."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from quotekit.cli import app
from quotekit.cli.inputs import count_inputs, guess_format, read_inputs
from quotekit.records import Failure

PAGE = "<html><body><p>&ldquo;We shear,&rdquo; said <b>Mara Lind</b>.</p></body></html>"
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="c" href="cover.png" media-type="image/png"/>
</manifest><spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/>
<itemref idref="c"/></spine></package>"""
CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""


def book(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/epub+zip")
        made.writestr("META-INF/container.xml", CONTAINER)
        made.writestr("OEBPS/book.opf", PACKAGE)
        made.writestr("OEBPS/nav.xhtml", "<nav>Contents</nav>")
        made.writestr("OEBPS/text/one.xhtml", PAGE)
        made.writestr("OEBPS/text/two b.xhtml", PAGE.replace("Mara Lind", "Joel Ash"))
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["extract", *map(str, arguments), "-f", "jsonl", "--text", "-q"])


def speakers(done: Result) -> list[tuple[str, str]]:
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    for row in rows:
        for each in row["attributions"]:
            for span in (*each["contents"], each["source"]):
                assert row["text"][span["start"] : span["end"]] == span["text"]
    return [(row["id"], each["speaker"]["name"]) for row in rows for each in row["attributions"]]


def test_a_book_is_a_text_a_chapter(tmp_path: Path) -> None:
    path = book(tmp_path / "sheep.epub")
    done = run(path)
    assert done.exit_code == 0
    expected = [(f"{path}#OEBPS/text/one.xhtml", "Mara Lind"), (f"{path}#OEBPS/text/two b.xhtml", "Joel Ash")]
    assert speakers(done) == speakers(run("-i", "epub", tmp_path)) == expected
    assert count_inputs([str(path)]) is None


@pytest.mark.parametrize("data", [b"PK\x03\x04 no book", b"", b"<html>"])
def test_what_is_no_book_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(data)
    done = run(path)
    assert done.exit_code == 1
    assert "no EPUB file that can be read" in json.loads(done.stdout)["error"]["message"]


def test_a_book_called_a_text_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "sheep.txt")
    [(failure, _)] = read_inputs([str(path)])
    assert isinstance(failure, Failure)
    assert "an e-book; say so: -i epub" in failure.error


def test_pages_and_subtitles_are_texts(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.srt").write_text(
        "1\n00:00:01,000 --> 00:00:02,000\nMARA: All right?\n\n2\n00:00:03,000 --> 00:00:04,000\nJOEL: All right.\n"
    )
    assert speakers(run(tmp_path)) == [
        (f"{tmp_path}/a.html", "Mara Lind"), (f"{tmp_path}/b.srt", "MARA"), (f"{tmp_path}/b.srt", "JOEL"),
    ]  # fmt: skip
    assert count_inputs([str(tmp_path)]) == 2
    assert (guess_format("a.HTM"), guess_format("b.vtt"), guess_format("c.epub")) == ("html", "text", "epub")


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_a_table_is_refused_with_the_way_to_lines(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("id,text\n1,“We shear,” said Mara Lind.\n")
    done = run(path)
    assert done.exit_code == 1
    assert "a table, not a text; make JSON Lines of it first" in json.loads(done.stdout)["error"]["message"]
    assert speakers(run("-i", "text", path)) == [(str(path), "Mara Lind")]
