"""Formats: nothing is lost where nothing may be, and nothing harms who opens it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from quotekit import (
    Addressee,
    Alternative,
    Attribution,
    Cue,
    Extraction,
    Failure,
    InputError,
    Mention,
    Quotation,
    Span,
    Speaker,
    extract,
    read,
    write,
)
from quotekit.export import csv as csv_format
from quotekit.export import json as json_format
from quotekit.export import table as table_format
from quotekit.export import tally as speakers_format
from quotekit.export.dicts import from_dict, to_dict
from quotekit.export.files import writing
from quotekit.records import disjoint

SCHEMA = json.loads((files("quotekit.export") / "schema-1.json").read_text(encoding="utf8"))
validator = Draft202012Validator(SCHEMA)


ALTERNATIVES = [Alternative("dash-byline", None, "said", confidence) for confidence in (None, 0.25)]


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Records of every shape that they can have, whether or not a text would ever give them."""
    text = draw(st.text(min_size=1, max_size=30))

    def span() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span.of(text, start, draw(st.integers(start + 1, len(text))))

    def mention() -> Mention:
        return Mention.of(span(), span(), draw(st.sampled_from(["name", "nominal", "pronoun"])))

    def apart(least: int) -> tuple[Span, ...]:
        found = [(each.start, each.end) for each in (span(), *many(span))]
        return tuple(Span.of(text, *each) for each in disjoint(found)) if least or draw(st.booleans()) else ()

    def many(make: Any) -> tuple[Any, ...]:
        return tuple(make() for _ in range(draw(st.integers(0, 2))))

    def speaker(depth: int = 0) -> Speaker:
        members = many(lambda: speaker(1)) if not depth else ()
        name, aliases = draw(st.text(max_size=5)), many(lambda: draw(st.text(max_size=5)))
        return Speaker(name, "person", aliases, many(mention), members)

    speakers = many(speaker)
    attributions: list[Attribution] = []
    for _ in range(draw(st.integers(0, 3))):
        attributions.append(
            Attribution(
                contents=apart(1),
                form=draw(st.sampled_from(["direct", "indirect", "mixed"])),
                cue=draw(st.sampled_from([None, Cue(span(), "say", "verb")])),
                source=draw(st.sampled_from([None, mention()])),
                speaker=draw(st.sampled_from([None, *speakers, speaker()])),
                reference="explicit",
                rule="colon-frame",
                confidence=draw(st.none() | st.floats(0, 1)),
                quoted=apart(0),
                medium="writing",
                negated=draw(st.booleans()),
                parent=draw(st.sampled_from([None, *attributions])),
                resolved_by=draw(st.sampled_from([None, "pronoun"])),
                could_be=many(lambda: draw(st.text(max_size=5))),
                addressee=draw(
                    st.sampled_from([None, Addressee("Ada", mention(), "frame"), Addressee("Bo", None, "turn")])
                ),
                alternatives=many(
                    lambda: Alternative("dash-byline", None, "said", draw(st.sampled_from([None, 0.25])))
                ),
            )
        )
    quotations = many(lambda: Quotation((span(),), (span(),), ("“", ""), False, 1, "title"))
    return Extraction(text, tuple(attributions), quotations, speakers, draw(st.sampled_from(["en", "fr"])))


@given(extractions())
def test_nothing_is_lost(extraction: Extraction) -> None:
    document = json.loads(json.dumps(to_dict(evolve(extraction, id="a"))))
    again = from_dict(document)
    assert again == extraction
    assert isinstance(again, Extraction)
    assert [each.alternatives for each in again] == [each.alternatives for each in extraction]
    validator.validate(document)


@given(extractions())
def test_without_the_text_only_the_text_is_lost(extraction: Extraction) -> None:
    document = to_dict(extraction, text=False)
    assert "text" not in document
    assert from_dict(document) == evolve(extraction, text="")
    validator.validate(document)


def test_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_design_of_a_line(harbour: str) -> None:
    document = to_dict(extract(harbour, id="a1"), text=False)
    first = document["attributions"][0]
    assert (document["schema"], document["id"], document["error"]) == (1, "a1", None)
    assert first["contents"][0]["text"] == "“We sail at noon,”"
    assert first["cue"] == {"start": 19, "end": 23, "text": "said", "lemma": "say", "kind": "verb"}
    assert first["source"]["text"] == "Anna Berg, the harbour master"
    assert first["speaker"]["name"] == "Anna Berg"


def test_file_and_back(harbour: str, tmp_path: Path) -> None:
    results = [(extract(harbour), "a"), (Failure("no such file"), "b"), (extract("\ud800 “x”"), "c")]
    write(results, tmp_path / "a.jsonl")
    again = list(read(tmp_path / "a.jsonl"))
    assert [(each, each.id) for each in again] == results
    write(again, tmp_path / "b.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    assert "“We sail" in (tmp_path / "a.jsonl").read_text(encoding="utf8")


def test_open_files(harbour: str) -> None:
    file = io.StringIO()
    write([extract(harbour)], file)
    file.seek(0)
    (again,) = read(file)
    assert (again, again.id) == (extract(harbour), "1")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "broken JSON"),
        ("[]", "a line holds a JSON object, not list"),
        ("{}", "lacks 'attributions'"),
        ('{"schema": 2, "attributions": []}', "upgrade quotekit"),
        ('{"attributions": [{}]}', "lacks"),
        ('{"attributions": 7}', "does not fit the schema"),
        ('{"attributions": null}', "does not fit the schema"),
        ('{"attributions": [], "error": "x"}', "does not fit the schema"),
        ("[" * 100_000, "broken JSON"),
        (
            '{"text": "abc", "attributions": [], "quotations": [{"spans": [{"start": 0, "end": 2, '
            '"text": "x"}], "inners": [], "marks": ["a", "b"], "is_closed": true}]}',
            "offsets do not fit the text",
        ),
    ],
)
def test_broken_lines_are_named(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text('{"attributions": []}\n\n' + line + '\n{"attributions": []}\n')
    with pytest.raises(InputError, match=f"broken.jsonl, line 3: .*{message}"):
        list(read(path))
    results = [type(result) for result in read(path, on_error="record")]
    assert results == [Extraction, Failure, Extraction]


def test_parents_in_a_circle() -> None:
    document = to_dict(extract("Anna said, “We sail.”"))
    document["attributions"][0]["parent"] = 0
    with pytest.raises(InputError, match="does not fit"):
        from_dict(document)


def test_missing_and_foreign_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        list(read(tmp_path / "none.jsonl"))
    (tmp_path / "latin.jsonl").write_bytes(b'{"text": "caf\xe9"}')
    with pytest.raises(InputError, match="not UTF-8"):
        list(read(tmp_path / "latin.jsonl"))


def test_what_write_does_not_take(harbour: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with pytest.raises(TypeError, match=r"write\(\[extraction\], path\)"):
        write(extract(harbour), path)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not str"):
        write(["text"], path)  # type: ignore[list-item]
    assert list(tmp_path.iterdir()) == []


def test_files_are_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("old")
    path.chmod(0o640)

    def results() -> Iterator[Extraction]:
        yield Extraction("x")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(results(), path)
    assert path.read_text() == "old"
    write([Extraction("x")], path)
    assert '"schema": 1' in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with writing(tmp_path / "link") as out:
        out.write("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


# JSON, CSV, tables


def test_json_is_one_array(harbour: str) -> None:
    out = io.StringIO()
    json_format.dump([(extract(harbour), "a"), (Failure("x"), "b")], out)
    assert [document["id"] for document in json.loads(out.getvalue())] == ["a", "b"]
    out = io.StringIO()
    json_format.dump([], out)
    assert json.loads(out.getvalue()) == []


def rows_of(extraction: Extraction | Failure) -> list[dict[str, str]]:
    out = io.StringIO()
    csv_format.dump([(extraction, "a")], out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def test_csv_rows(harbour: str) -> None:
    found = extract(harbour)
    rows = rows_of(found)
    assert len(rows) == len(found)
    for row, each in zip(rows, found, strict=True):
        assert [row["content_start"], row["content_end"]] == [str(each.start), str(each.end)]
        for span, place in zip(each.contents, row["content_spans"].split(), strict=True):
            start, end = map(int, place.split(":"))
            assert harbour[start:end] == span.text
        assert row["speaker"] == (each.speaker.name if each.speaker else "")
    assert rows_of(Failure("no such file"))[0]["error"] == "no such file"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("\t1", "'\t1"),
        ("\t=1", "'\t'=1"),  # for those who split at a tab, too
        ("\r=1", "'\r'=1"),
        ("a;=1", "a;'=1"),
        ('a; "=1"', 'a; "\'=1"'),
        ("a - b, c-d", "a - b, c-d"),
    ],
)
def test_csv_has_no_formulas(name: str, cell: str) -> None:
    each = extract("Anna said, “We sail.”")[0]
    row = rows_of(Extraction("", (evolve(each, speaker=Speaker(name)),)))[0]
    assert row["speaker"] == cell
    assert row["content"] == each.text


def table_of(extraction: Extraction | Failure) -> str:
    out = io.StringIO()
    table_format.dump([(extraction, "a.txt")], out)
    return out.getvalue()


def test_table(harbour: str) -> None:
    table = table_of(extract(harbour))
    assert "a.txt" in table
    assert "Anna Berg" in table
    assert "1 passage in quotation marks attributed to nobody" in table
    assert "left out" not in table
    thoughts = " ".join(table_of(extract(harbour, media=["thought"])).split())
    assert "1 passage in quotation marks attributed to nobody;" in thoughts
    assert "in quotation marks left out, as asked for" in thoughts
    assert "\x1b" not in table
    assert "no attributions" in table_of(extract(""))
    assert "not read: no such file" in table_of(Failure("no such file"))


def test_table_obeys_no_text() -> None:
    each = extract("Anna said, “We sail.”")[0]
    contents = (Span(0, 9, "\x1b[2J\u202e[red]x[/red]\x07"),)
    evil = evolve(each, contents=contents, speaker=Speaker("A\x1b]0;x\x07"))
    table = table_of(Extraction("", (evil,)))
    assert not {"\x1b", "\x07", "\u202e"} & set(table)
    assert "[red]x" in table


def test_speakers_are_counted(harbour: str) -> None:
    found = extract(harbour)
    rows = speakers_format.count_speakers([found, Failure("x"), found])
    assert (rows[0].name, rows[0].type, rows[0].texts) == ("Anna Berg", "person", 2)
    assert rows[0].words == 2 * (4 + 5)
    assert sum(row.attributions for row in rows) == 2 * sum(each.parent is None for each in found)
    assert sum(row.share for row in rows) == pytest.approx(1, abs=0.001)


def test_nameless_speakers_come_last() -> None:
    each = extract("Anna said, “We sail.”")[0]
    nameless = Extraction("", (evolve(each, speaker=None),) * 3)
    rows = speakers_format.count_speakers([nameless, Extraction("", (each,))])
    assert [(row.name, row.share) for row in rows] == [("Anna", 0.25), (None, 0.75)]
    out = io.StringIO()
    speakers_format.dump_table(rows, out)
    assert "speaker not known" in out.getvalue()
    out = io.StringIO()
    speakers_format.dump_csv(rows, out)
    assert out.getvalue().splitlines()[1].startswith("Anna,")
    assert out.getvalue().splitlines()[1].endswith(",,,,")  # no identifier, and no terms where nobody asked
    rows[0].terms = ("sea", "north wind")
    out = io.StringIO()
    speakers_format.dump_csv(rows, out)
    assert ",sea; north wind," in out.getvalue()
    out = io.StringIO()
    speakers_format.dump_json(rows, out)
    assert json.loads(out.getvalue())[1]["name"] is None
