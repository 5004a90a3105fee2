"""The cast of a story, the list that corrects it, and the pieces for audiobooks."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from attrs import evolve
from typer.testing import CliRunner

import quotekit
from quotekit.cli import app
from quotekit.errors import InputError
from quotekit.export import scripts
from quotekit.export.cast import cast_of, draw, dump_csv
from quotekit.export.scripts import pieces
from quotekit.reading.models import BUNDLED
from quotekit.records import Extraction, Failure
from quotekit.speakers.cast_list import Part, read_cast_list, with_cast

STORY = """Sarah Lund came down to the harbour. Her brother Peter sat on the steps with a net.

"Is the boat in?" asked Sarah.

"Since noon," said Peter.

"And the letter?"

"On the table."

"Did you read it?"

"It was not mine."
"""


@pytest.fixture(scope="module")
def found() -> Extraction:
    return quotekit.extract(STORY, nlp=BUNDLED)


def test_cast(found: Extraction) -> None:
    sarah, peter = cast_of(found)
    assert (sarah.name, sarah.aliases, sarah.gender, sarah.speaks) == ("Sarah Lund", ("Sarah",), "she", 3)
    assert (peter.name, peter.gender, peter.talks_to) == ("Peter", "he", (("Sarah Lund", 3),))
    assert cast_of(Extraction("")) == ()


def test_the_list_goes_out_and_comes_back(found: Extraction, tmp_path: Path) -> None:
    path = tmp_path / "cast.csv"
    with path.open("w", encoding="utf8") as out:
        dump_csv(cast_of(found), out)
    assert with_cast(found, read_cast_list(path)) == found
    path.write_text("name,aliases\nSarah Lund,\nPeter Lund,Pete; Peter\n", encoding="utf8")
    renamed = with_cast(found, read_cast_list(path))
    assert {each.speaker.name for each in renamed if each.speaker} == {"Sarah Lund", "Peter Lund"}
    assert "Peter" in renamed.speakers[1].aliases
    assert [each.contents for each in renamed] == [each.contents for each in found]


def test_two_characters_become_one(found: Extraction) -> None:
    joined = with_cast(found, [Part("The Lunds", ("Sarah", "Peter"))])
    (speaker,) = joined.speakers
    assert (speaker.name, {*speaker.aliases}) == (
        "The Lunds",
        {"Sarah Lund", "Sarah", "Peter", "brother"},
    )
    assert {id(each.speaker) for each in joined} == {id(speaker)}
    assert [mention.span.start for mention in speaker.mentions] == sorted(m.span.start for m in speaker.mentions)


@pytest.mark.parametrize("text", ["words", '[{"aliases": []}]', "[1]", "aliases\nAda\n", "name,aliases\n,Ada\n"])
def test_a_broken_list_says_what_one_looks_like(text: str, tmp_path: Path) -> None:
    path = tmp_path / "cast.csv"
    path.write_text(text, encoding="utf8")
    with pytest.raises(InputError, match="begins with the line name,aliases"):
        read_cast_list(path)
    with pytest.raises(InputError, match=r"nowhere.csv: No such file"):
        read_cast_list(tmp_path / "nowhere.csv")


def test_json_list(tmp_path: Path) -> None:
    path = tmp_path / "cast.json"
    path.write_text('[{"name": "Ada", "aliases": ["A."]}, {"name": "Bo"}]', encoding="utf8")
    assert read_cast_list(path) == (Part("Ada", ("A.",)), Part("Bo"))


def test_pieces_hold_every_word(found: Extraction) -> None:
    made = list(pieces(found))
    assert made[1:4] == [("Sarah Lund", "Is the boat in?"), ("NARRATOR", "asked Sarah."), ("Peter", "Since noon,")]
    assert " ".join(words for _, words in made) == " ".join(STORY.replace('"', "").split())


def test_scripts(found: Extraction) -> None:
    results = [evolve(found, id="a"), Failure("broken", id="b")]

    def written(name: str) -> str:
        out = io.StringIO()
        getattr(scripts, name)(results, out)
        return out.getvalue()

    assert "[Peter] On the table.\n" in written("dump_script")
    assert {"speaker": "Peter", "text": "On the table."} in json.loads(written("dump_json"))
    assert ["a", "Peter", "On the table."] in list(csv.reader(io.StringIO(written("dump_csv"))))
    root = ElementTree.fromstring(written("dump_ssml"))
    assert ("Peter", "On the table.") in [(each.get("name"), "".join(each.itertext())) for each in root]


def test_picture(found: Extraction, tmp_path: Path) -> None:
    draw(cast_of(found), tmp_path / "cast.svg")
    assert "<svg" in (tmp_path / "cast.svg").read_text(encoding="utf8")
    with pytest.raises(InputError, match="xyz"):
        draw(cast_of(found), tmp_path / "cast.xyz")


def test_commands(tmp_path: Path) -> None:
    story, parts = tmp_path / "story.txt", tmp_path / "cast.csv"
    story.write_text(STORY, encoding="utf8")
    run = CliRunner().invoke
    assert run(app, ["cast", str(story), "-q", "-o", str(parts)]).exit_code == 0
    assert "Sarah Lund,Sarah,she,3," in parts.read_text(encoding="utf8")
    parts.write_text("name,aliases\nPete,Peter\n", encoding="utf8")
    made = run(app, ["segments", str(story), "-q", "--cast", str(parts)])
    assert made.exit_code == 0
    assert "[Pete] Since noon,\n" in made.stdout
    assert run(app, ["segments", str(story), "-q", "--cast", str(tmp_path / "no.csv")]).exit_code == 2


def test_what_is_said_where_there_is_nothing(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("", encoding="utf8")
    made = CliRunner().invoke(app, ["cast", str(story), "--picture", str(tmp_path / "cast.svg")])
    assert made.exit_code == 0
    assert "nobody speaks" in made.stderr
    assert "is not drawn" in " ".join(made.stderr.split())
    made = CliRunner().invoke(app, ["segments", str(story), "-o", str(tmp_path / "out.docx")])
    assert made.exit_code == 2
    assert "-f" in made.stderr
    assert "a table" not in made.stderr
