"""Formats for other tools: each parses back, keeps the text, and fits the offsets."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import pyarrow
import pyarrow.parquet as parquet
import pytest
from attrs import evolve
from hypothesis import given
from test_export import extractions

from quotekit import Attribution, Extraction, Failure, InputError, Span, Speaker, extract, read, write
from quotekit.batch import BatchExtractor
from quotekit.export import arrow, brat, brat_reader, citron, tei, web_annotations
from quotekit.export import csv as csv_format
from quotekit.export import segment_lines as pieces
from quotekit.export.rows import COLUMNS, rows_of, to_dicts
from quotekit.export.segments import segments

TEI = f"{{{tei.NAMESPACE}}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
LETTER = "“We sail at noon,” said Anna Berg. “Bring the <lamp> & rope.”\r\nNobody answered.\n"


def storable(words: str) -> str:
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


def attribution(*places: tuple[int, int], text: str = LETTER, parent: Attribution | None = None) -> Attribution:
    spans = tuple(Span.of(text, start, end) for start, end in places)
    return Attribution(spans, "direct", None, None, Speaker("Anna"), "explicit", "x", 0.5, quoted=spans, parent=parent)


@given(extractions())
def test_rows_are_the_same_everywhere(extraction: Extraction) -> None:
    rows = rows_of(evolve(extraction, id="a"))
    assert all(list(row) == list(COLUMNS) for row in rows)
    out = io.BytesIO()
    arrow.dump([(extraction, "a")], out, size=2)
    table = parquet.read_table(io.BytesIO(out.getvalue()))
    assert table.schema == arrow.SCHEMA
    wanted = [{key: storable(cell) if isinstance(cell, str) else cell for key, cell in row.items()} for row in rows]
    assert table.to_pylist() == wanted == arrow.to_table([(extraction, "a")]).to_pylist()
    lines = io.StringIO()
    csv_format.dump([(extraction, "a")], lines, guard=False)
    header, *cells = csv.reader(io.StringIO(lines.getvalue(), newline=""))
    assert header == list(COLUMNS)
    contents = [str(row["content"]).replace("\0", "\ufffd") for row in rows]  # CSV cannot say NUL
    assert [row[header.index("content")] for row in cells] == contents


def test_rows_tell_names_from_descriptions() -> None:
    found = extract("“It leaks,” said a neighbour. “It does not,” said Ida Moen.")
    named = [(row["speaker"], row["speaker_named"]) for row in rows_of(found)]
    assert named == [("neighbour", False), ("Ida Moen", True)]
    columns = list(COLUMNS)
    assert columns[columns.index("speaker_type") + 1] == "speaker_named"
    assert arrow.to_table([(found, "a")])["speaker_named"].to_pylist() == [False, True]


def test_parquet_has_row_groups_and_a_row_for_a_failure(harbour: str) -> None:
    found = extract(harbour)
    out = io.BytesIO()
    arrow.dump([(found, "a"), (Failure("no such file"), "b")], out, size=2)
    file = parquet.ParquetFile(io.BytesIO(out.getvalue()))
    assert file.num_row_groups == (len(found) + 2) // 2
    assert file.read().to_pylist()[-1]["error"] == "no such file"


def test_no_results_still_have_columns() -> None:
    assert arrow.to_table([]).schema == arrow.SCHEMA
    assert to_dicts([]) == []


def test_data_frame(harbour: str) -> None:
    found = extract(harbour)
    frame = pyarrow.Table.from_pylist(to_dicts([found, (found, "b")]))
    assert frame.column_names == list(COLUMNS)
    assert set(frame["id"].to_pylist()) == {"1", "b"}
    assert frame["content_start"].to_pylist() == [each.start for each in found] * 2
    assert found.to_dicts("b") == rows_of(evolve(found, id="b"))


@pytest.mark.parametrize(
    ("id", "name"), [(4711, "4711"), ("a", "a"), (None, None), (2.5, "2.5"), (UUID(int=1), str(UUID(int=1)))]
)
def test_identifiers_are_strings_everywhere(harbour: str, id: Any, name: str | None) -> None:
    pairs = [(extract(harbour), id), (Failure("no such file"), id)]
    assert {row["id"] for row in to_dicts(pairs)} == {name}
    assert set(arrow.to_table(pairs)["id"].to_pylist()) == {name}
    file = io.StringIO()
    write(pairs, file)
    assert [json.loads(line)["id"] for line in file.getvalue().splitlines()] == [name, name]
    assert set(BatchExtractor().extract([(harbour, id), ("", id)])["id"].to_pylist()) == {name}
    assert {row["id"] for row in pairs[0][0].to_dicts(id)} == {name or "1"}


def test_results_without_identifiers_are_numbered_from_1_everywhere(harbour: str) -> None:
    results = [extract(harbour), Failure("no such file")]
    assert {row["id"] for row in to_dicts(results)} == {"1", "2"}
    assert set(arrow.to_table(results)["id"].to_pylist()) == {"1", "2"}
    file = io.StringIO()
    write(results, file)
    assert [json.loads(line)["id"] for line in file.getvalue().splitlines()] == ["1", "2"]
    assert {row["id"] for row in results[0].to_dicts()} == {"1"}


def test_excel_csv(harbour: str) -> None:
    found = extract(harbour)
    evil = evolve(found[0], speaker=Speaker("=1+1"))
    out = io.StringIO(newline="")
    csv_format.dump_excel([(Extraction(harbour, (evil,)), "a")], out)
    assert out.getvalue().startswith("\ufeffid,number,")
    assert "\r\na,1," in out.getvalue()
    assert "'=1+1" in out.getvalue()


@given(extractions())
def test_tei_keeps_the_text(extraction: Extraction) -> None:
    out = io.StringIO()
    tei.dump([(extraction, "a\x00<b>")], out)
    root = ElementTree.fromstring(out.getvalue())
    assert root.tag == f"{TEI}TEI"
    kept = "".join(root.find(f".//{TEI}ab").itertext())  # type: ignore[union-attr]
    assert kept == re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", extraction.text)
    ids = [each.get(XML_ID) for each in root.iter() if each.get(XML_ID)]
    assert len(ids) == len(set(ids))
    for said in root.iter(f"{TEI}said"):
        for key in ("who", "next", "prev"):
            assert said.get(key) is None or said.get(key, "")[1:] in ids
    for number, each in enumerate(extraction, 1):
        places = [set(range(span.start, span.end)) for span in each.contents]
        said = [each for each in root.iter(f"{TEI}said") if each.get(XML_ID, "").startswith(f"q{number}.")]
        assert sum(len("".join(part.itertext())) for part in said) >= len(set().union(*places))


def test_tei_links_pieces_and_nests() -> None:
    whole = attribution((0, 18), (35, 61))
    inner = attribution((36, 41), parent=whole)
    root = ElementTree.fromstring(tei.to_tei(Extraction(LETTER, (whole, inner))))
    first, second, nested = root.iter(f"{TEI}said")
    assert first.attrib == {XML_ID: "q1.1", "who": "#s1", "direct": "true", "aloud": "true", "next": "#q1.2"}
    assert "".join(first.itertext()) == "“We sail at noon,”"
    assert second.get("prev") == "#q1.1"
    assert list(second) == [nested]
    assert root.find(f".//{TEI}persName").text == "Anna"  # type: ignore[union-attr]


def test_tei_cuts_what_crosses() -> None:
    found = Extraction("abcdef", (attribution((0, 4), text="abcdef"), attribution((2, 6), text="abcdef")))
    said = ElementTree.fromstring(tei.to_tei(found)).iter(f"{TEI}said")
    assert ["".join(each.itertext()) for each in said] == ["abcd", "cd", "ef"]


def test_tei_corpus_and_lost_text(harbour: str) -> None:
    found = extract(harbour)
    out = io.StringIO()
    tei.dump([(found, "a"), (Failure("x"), "b"), (found, "c")], out)
    root = ElementTree.fromstring(out.getvalue())
    assert [each.text for each in root.findall(f"{TEI}TEI//{TEI}title")] == ["a", "c"]
    with pytest.raises(InputError, match="text=True"):
        tei.to_tei(evolve(found, text=""))
    with pytest.raises(InputError, match="text=True"):
        evolve(found, text="").segments()


@given(extractions())
def test_brat_fits_the_text(extraction: Extraction) -> None:
    seen = set()
    for line in brat.to_ann(extraction).splitlines():
        key, words, *rest = line.split("\t")
        assert key not in seen
        seen.add(key)
        if key[0] == "T":
            _, _, offsets = words.partition(" ")
            places = [tuple(map(int, each.split())) for each in offsets.split(";")]
            assert " ".join(extraction.text[start:end] for start, end in places).replace("\t", " ") == rest[0]
        elif key[0] == "R":
            assert {each.partition(":")[2] for each in words.split()[1:]} <= seen


def test_brat_keeps_offsets_where_utf8_cannot_say_a_character(tmp_path: Path) -> None:
    brat.write(Extraction("a\ud800b"), tmp_path / "a")
    assert (tmp_path / "a.txt").read_text(encoding="utf8") == "a\ufffdb"


def test_brat_parts_pieces_and_lines(tmp_path: Path) -> None:
    text = "“We sail\nat noon,” she said, “or never.”"
    found = Extraction(text, (attribution((0, 18), (29, 40), text=text),))
    assert brat.to_ann(found).splitlines()[0] == "T1\tContent 0 8;9 18;29 40\t“We sail at noon,” “or never.”"
    brat.write(found, tmp_path / "a")
    assert (tmp_path / "a.txt").read_text(encoding="utf8") == text
    assert (tmp_path / "a.ann").read_text(encoding="utf8") == brat.to_ann(found)
    with pytest.raises(InputError, match="one file a text"):
        brat.dump([(found, "a"), (found, "b")], io.StringIO())


def sayable(extraction: Extraction) -> Extraction:
    """What brat can say of an extraction whose text is one line."""
    known: dict[int, Attribution] = {}
    for each in extraction:
        speaker = each.speaker and Speaker(each.speaker.name, each.speaker.type)
        parent = each.parent and known[id(each.parent)]
        told = each.addressee and evolve(each.addressee, mention=None)
        known[id(each)] = evolve(each, speaker=speaker, parent=parent, addressee=told, alternatives=())
    names = Counter(each.speaker for each in known.values() if each.speaker)
    return Extraction(extraction.text, tuple(known.values()), (), tuple(name for name, _ in names.most_common()))


@given(extractions())
def test_brat_comes_back(extraction: Extraction) -> None:
    ann = brat.to_ann(extraction)
    again = brat_reader.from_ann(ann, extraction.text)
    assert brat.to_ann(again) == ann
    if brat.LINE.fullmatch(extraction.text):
        assert again == sayable(extraction)


def test_brat_files_come_back(harbour: str, tmp_path: Path) -> None:
    found = extract(harbour)
    brat.write(found, tmp_path / "a")
    (again,) = read(tmp_path / "a.ann")
    assert (again, again.id) == (sayable(found), "a")


def test_brat_by_hand() -> None:
    ann = "T1\tContent 0 18\t“We sail at noon,”\nA1\tForm T1 direct\nT2\tSource 24 33\tAnna Berg\n"
    (each,) = brat_reader.from_ann(
        ann + "R1\tHasSource Arg1:T1 Arg2:T2\t\nE1\tOther:T2\n#1\tAnnotatorNotes T1\tsure\n", LETTER
    )
    assert (each.rule, each.confidence, each.form, each.cue, each.speaker) == ("by-hand", 1.0, "direct", None, None)
    assert each.source is not None
    assert (each.source.text, each.source.head.text) == ("Anna Berg", "Anna Berg")
    assert each.quoted == each.contents == (Span.of(LETTER, 0, 18),)


@pytest.mark.parametrize(
    ("ann", "message"),
    [
        ("\nT1\tContent 0 3\tWe", "a.ann, line 2: the words are not those at its offsets"),
        ("T1\tContent 0\tWe", "a.ann, line 1: not enough values"),
        ("T1\tContent 0 3\t“We\nA1\tForm T1 direct\n#1\tAnnotatorNotes T1\t{", "a.ann, line 3: "),
        ("T1\tContent 0 3\t“We\nR1\tInside Arg1:T1 Arg2:T1", "a.ann: the document does not fit"),
    ],
)
def test_broken_brat(ann: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LETTER, encoding="utf8", newline="")
    (tmp_path / "a.ann").write_text(ann, encoding="utf8", newline="")
    with pytest.raises(InputError, match=message):
        list(read(tmp_path / "a.ann"))
    (failure,) = read(tmp_path / "a.ann", on_error="record")
    assert isinstance(failure, Failure)
    assert failure.id == "a"
    with pytest.raises(InputError, match="No such file"):
        list(read(tmp_path / "b.ann"))


@given(extractions())
def test_annotations_select_the_words(extraction: Extraction) -> None:
    out = io.StringIO()
    web_annotations.dump([(extraction, "a b\ud800"), (Failure("x"), "c"), (extraction, "d")], out)
    page = json.loads(out.getvalue())
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len({each["id"] for each in page["items"]}) == len(page["items"]) == 2 * len(extraction)
    for each in page["items"]:
        for target in each["target"]:
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            assert quote["exact"] == extraction.text[start:end]
            assert extraction.text[:start].endswith(quote["prefix"])
            assert extraction.text[end:].startswith(quote["suffix"])


@given(extractions())
def test_citron_fits_the_text(extraction: Extraction) -> None:
    out = io.StringIO()
    citron.dump([(extraction, "a"), (Failure("x"), "b")], out)
    document = json.loads(out.getvalue())
    assert document["text"] == extraction.text
    assert len(document["quotes"]) == sum(each.cue is not None for each in extraction)
    for quote in document["quotes"]:
        for span in (quote["cue"], *quote["sources"], *quote["contents"]):
            assert extraction.text[span["start"] : span["end"]] == span["text"]
        assert re.fullmatch(r"[01]\.\d{4}", quote.get("confidence", "0.0000"))  # none where it was not measured


@pytest.mark.parametrize("quoted_only", [True, False])
@given(extraction=extractions())
def test_segments_hold_every_character_once(extraction: Extraction, quoted_only: bool) -> None:
    found = segments(extraction, quoted_only=quoted_only)
    assert "".join(each.span.text for each in found) == extraction.text
    assert [each.span.start for each in found] == [0, *(each.span.end for each in found)][:-1]
    assert all((each.kind == "narrator") == (each.attribution is None) for each in found)
    out = io.StringIO()
    pieces.dump([(extraction, "a")], out, quoted_only=quoted_only)
    assert "".join(json.loads(line)["text"] for line in out.getvalue().split("\n") if line) == extraction.text


def test_segments_keep_the_marks_and_the_outer_voice() -> None:
    found = extract("Anna Berg said, “We sail at noon.” Nobody answered.")
    assert [(each.kind, each.span.text) for each in found.segments()] == [
        ("narrator", "Anna Berg said, "),
        ("speech", "“We sail at noon.”"),
        ("narrator", " Nobody answered."),
    ]
    assert str(found.segments()[1].speaker) == "Anna Berg"
    outer = attribution((0, 18))
    inner = evolve(attribution((3, 8), parent=outer), speaker=Speaker("Bo"))
    voices = [str(each.speaker) for each in Extraction(LETTER, (outer, inner)).segments()]
    assert voices == ["Anna", "None"]
