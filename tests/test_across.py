"""Speakers across texts: which rule links which forms, what is left apart, how people correct it."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import quotekit
from bench.link import b_cubed, linked_pairs, people_of
from quotekit.cli import app
from quotekit.errors import InputError
from quotekit.export.tally import count_speakers
from quotekit.speakers.across import (
    LINK_RULES,
    Form,
    LinkedSpeakers,
    Override,
    correct_names,
    find_unused,
    forms_of,
    link_forms,
    read_overrides,
)
from quotekit.speakers.across.forms import day_of
from quotekit.speakers.across.overrides import overrides_of

DATA = Path(__file__).parent / "data" / "across.jsonl"


def person(text: str, name: str, **more: Any) -> Form:
    return Form(text, name, **{"type": "person", **more})


def ids(found: LinkedSpeakers) -> list[tuple[str, str | None, str]]:
    return [(link.name, link.id, link.rule) for link in found.links]


@pytest.mark.parametrize(
    ("forms", "last"),
    [
        ([person("1", "Ada Prentice"), person("2", "Ada Prentice")], ("ada-prentice", "same-name")),
        ([person("1", "Ada Prentice"), person("2", "Ada M. Prentice")], ("ada-prentice", "same-name")),
        ([person("1", "Ada Prentice"), person("2", "Ms. Ada Prentice")], ("ada-prentice", "same-name")),
        ([person("1", "Lucía Orbán"), person("2", "Lucia Orban")], ("lucia-orban", "same-name")),
        ([person("1", "Karl-Heinz Brandt"), person("2", "Karl Heinz Brandt")], ("karl-heinz-brandt", "same-name")),
        ([person("1", "Ada Prentice"), person("2", "Slick Ada Prentice")], ("ada-prentice", "nickname")),
        ([person("1", "Theodore Okafor"), person("2", "Ted Okafor")], ("theodore-okafor", "short-given-name")),
        ([person("1", "Juan Carlos Medina"), person("2", "Juan Medina")], ("juan-carlos-medina", "middle-name")),
        ([person("1", "Viktor Zelenko"), person("2", "Viktor Zelenkow")], ("viktor-zelenkow", "spelling")),
        ([person("1", "Ada Prentice"), person("2", "Prentice")], ("ada-prentice", "only-bearer")),
        ([person("1", "Ada Prentice"), person("2", "Prentice", type="organization")], ("ada-prentice", "only-bearer")),
        ([person("1", "Prentice"), person("2", "Prentice")], ("prentice", "same-short-name")),
        ([Form("1", "Norlake Energy", type="organization"), Form("2", "Norlake", type="unknown")],
         ("norlake-energy", "short-body-name")),
        ([Form("1", "River Safety Board", aliases=("RSB",), type="organization"),
          Form("2", "RSB", type="organization")], ("river-safety-board", "alias-in-a-text")),
    ],
)  # fmt: skip
def test_two_forms_of_one(forms: list[Form], last: tuple[str, str]) -> None:
    found = link_forms(forms)
    assert len(found) == 1
    rules = {link.rule for link in found.links}
    assert {link.id for link in found.links} == {last[0]}
    assert last[1] in rules
    assert rules <= set(LINK_RULES)


@pytest.mark.parametrize(
    "forms",
    [
        [person("1", "Ada Prentice"), person("2", "Olga Prentice")],
        [person("1", "George Hartley Jr."), person("2", "George Hartley Sr.")],
        [person("1", "Marta Lindholm"), person("2", "Maria Lindholm")],
        [person("1", "Ted Okafor"), person("1", "Theodore Okafor")],  # one text has both
        [person("1", "Robert Calder"), person("2", "Calder", aliases=("Ms. Calder",))],
        [person("1", "Ada Prentice"), Form("2", "Prentice Steel", type="organization")],
    ],
)
def test_two_people(forms: list[Form]) -> None:
    assert len({link.id for link in link_forms(forms).links}) == 2


TWO = [
    person("1", "Ada Prentice", role="governor", outlet="Post", day=100),
    person("1", "Ines Falk", outlet="Post", day=100),
    person("2", "Olga Prentice", role="coach", outlet="Globe", day=100),
]


@pytest.mark.parametrize(
    ("form", "id", "rule"),
    [
        (person("3", "Prentice", aliases=("Gov. Prentice",)), "ada-prentice", "role"),
        (person("3", "Prentice", role="coach of the team"), "olga-prentice", "role"),
        (person("3", "Prentice", outlet="Globe", day=130), "olga-prentice", "outlet-and-time"),
        (person("3", "Prentice", outlet="Globe", day=160), "prentice@3", "apart"),  # too long ago
        (person("3", "Prentice", outlet="Globe", day=90), "prentice@3", "apart"),  # not yet
        (person("3", "Prentice"), "prentice@3", "apart"),
    ],
)
def test_whose_surname(form: Form, id: str, rule: str) -> None:
    assert ids(link_forms([*TWO, form]))[-1] == ("Prentice", id, rule)


def test_company_and_fame() -> None:
    beside = [*TWO, person("3", "Ines Falk"), person("3", "Prentice")]
    assert ids(link_forms(beside))[-1] == ("Prentice", "ada-prentice", "company")
    known = [
        *(person(f"k{n}", "Ada Prentice") for n in range(6)),
        person("o", "Olga Prentice"),
        person("x", "Prentice"),
    ]
    assert ids(link_forms(known))[-1] == ("Prentice", "ada-prentice", "best-known")


def test_a_nickname_is_never_the_name() -> None:
    found = link_forms([person("1", "Slick Ada Prentice", aliases=("Ada Prentice", "Prentice"))])
    assert [(each.id, each.name) for each in found] == [("ada-prentice", "Ada Prentice")]


def test_descriptions_are_not_linked() -> None:
    found = link_forms([Form("1", "the minister", is_named=False), Form("2", "the minister", is_named=False)])
    assert (len(found), found.id_of("1", "the minister")) == (0, None)
    assert "description" in found.explain("1", "the minister")


def test_nothing() -> None:
    assert len(link_forms([])) == 0
    assert len(quotekit.link_speakers([])) == 0


def test_overrides(tmp_path: Path) -> None:
    forms = [*TWO, person("3", "Prentice"), person("4", "A. Prentis")]
    table = tmp_path / "table.csv"
    table.write_text(
        "form,id,text,wikidata,note\nPrentice,olga-prentice,3,,saw the film\nA. Prentis,ada-prentice,,Q1,\n"
    )
    found = link_forms(forms, read_overrides(table))
    assert found.id_of("3", "Prentice") == "olga-prentice"
    assert found.id_of("4", "A. Prentis") == "ada-prentice"
    (ada,) = [each for each in found if each.id == "ada-prentice"]
    assert (ada.wikidata, ada.texts) == ("Q1", 2)
    described = Form("9", "the mayor", is_named=False)
    found = link_forms([*forms, described], [Override("the mayor", "ada-prentice", "9", "Ada Prentice")])
    assert found.id_of("9", "the mayor") == "ada-prentice"
    assert found.of("9", "the mayor").name == "Ada Prentice"  # type: ignore[union-attr]
    (row,) = [row for row in found.table() if row["form"] == "the mayor"]
    assert (row["id"], row["name"]) == ("ada-prentice", "Ada Prentice")
    apart = link_forms(forms, [Override("Ines Falk", "")])
    assert apart.id_of("1", "Ines Falk") == "ines-falk@1"


@pytest.mark.parametrize(
    ("override", "says"),
    [
        (Override("Ada Prentise", "ada"), "no speaker is called “Ada Prentise”; the nearest is “Ada Prentice”"),
        (Override("Xu", "xu"), "no speaker is called “Xu”"),
        (Override("Ada Prentice", "ada", "text-02"), "“Ada Prentice”: no text with speakers has the id “text-02”; the "
         "nearest is “text-2”"),
        (Override("Ada Prentice", "ada", "text-2"), "“Ada Prentice” is no speaker of the text “text-2”, but of: "
         "text-1"),
    ],
)  # fmt: skip
def test_a_row_that_corrects_nothing_is_reported(override: Override, says: str) -> None:
    links = link_forms([person("text-1", "Ada Prentice"), person("text-2", "Olga Berg")]).links
    right = [Override("ada prentice", "ada"), Override("Olga Berg", "", "text-2")]
    assert list(find_unused([*right, override], links)) == [says]


def test_unused_rows_are_a_warning_in_python() -> None:
    found = quotekit.extract("“Go,” said Anna Berg.", id="a")
    with pytest.warns(UserWarning, match="override table: no speaker is called “Ana Berg”; the nearest is “Anna Berg”"):
        quotekit.link_speakers([found], overrides=[Override("Ana Berg", "anna-berg")])


def test_names_of_a_table_in_a_result() -> None:
    text = "“We stay,” said Anna Berg. “Go,” said Annie. “No,” Tom Oduya told Annie."
    found = quotekit.extract(text, id="a")
    table = [Override("Anna Berg", "a-berg", name="Anna Berg-Holm"), Override("Annie", "a-berg", name="Anna Berg-Holm")]
    changed = correct_names(found, link_forms(forms_of([(found, "a")]), table), "a")
    assert [each.speaker and each.speaker.name for each in changed] == ["Anna Berg-Holm", "Anna Berg-Holm", "Tom Oduya"]
    assert [each.contents for each in changed] == [each.contents for each in found]
    (anna, tom) = changed.speakers
    assert anna.aliases == ("Anna Berg", "Annie")
    assert [mention.text for mention in anna.mentions] == ["Anna Berg", "Annie", "Annie"]
    assert str(changed[2].addressee) == "Anna Berg-Holm"
    assert tom == found[2].speaker
    assert correct_names(found, link_forms(forms_of([(found, "a")])), "a") is found


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_from_any_spreadsheet(tmp_path: Path, delimiter: str) -> None:
    table = tmp_path / "table.csv"
    lines = [["form", "id", "note"], ["Prentice", "ada-prentice", "seen, and heard"]]
    table.write_text("\ufeff" + "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines), "utf8")
    assert read_overrides(table) == (Override("Prentice", "ada-prentice", note="seen, and heard"),)


@pytest.mark.parametrize(
    ("text", "says"),
    [("name,id\na,b\n", "no column 'form'"), ("form,id\na,b\na,c\n", "line 3: a is c here and b above")],
)
def test_broken_overrides(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "table.csv").write_text(text)
    with pytest.raises(InputError, match=says):
        read_overrides(tmp_path / "table.csv")
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        read_overrides(tmp_path / "nowhere.csv")


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in DATA.read_text(encoding="utf8").splitlines()]


@pytest.fixture(scope="module")
def forms(gold: list[dict[str, Any]]) -> list[Form]:
    pairs = list(quotekit.extract_many((each["text"], each["id"]) for each in gold))
    outlets, dates = ({each["id"]: each[name] for each in gold} for name in ("outlet", "date"))
    return list(forms_of(pairs, outlets, dates))


def test_the_articles(gold: list[dict[str, Any]], forms: list[Form]) -> None:
    people = {each["id"]: people_of(each) for each in gold}
    precision, recall, _ = b_cubed(linked_pairs(forms, link_forms(forms), people))
    assert precision > 0.97
    assert recall > 0.93


def test_the_order_of_texts_makes_no_difference(forms: list[Form]) -> None:
    mixed = list(forms)
    random.Random(1).shuffle(mixed)
    one, other = link_forms(forms), link_forms(mixed)
    assert set(one.links) == set(other.links)
    assert [each.id for each in one] == [each.id for each in other]


def test_its_own_table_changes_nothing(forms: list[Form]) -> None:
    found = link_forms(forms)
    rows = [{name: None if cell is None else str(cell) for name, cell in row.items()} for row in found.table()]
    again = link_forms(forms, list(overrides_of(rows)))
    assert {(each.text, each.name): each.id for each in again.links if each.id} == {
        (each.text, each.name): each.id for each in found.links if each.id
    }


def test_b_cubed() -> None:
    assert b_cubed([("a", 1), ("a", 1), ("b", 2)]) == (1, 1, 1)
    assert b_cubed([]) == (0, 0, 0)
    precision, recall, _ = b_cubed([("a", 1), ("b", 1)])
    assert (precision, recall) == (0.5, 1)


def test_days() -> None:
    assert day_of("2026-01-31T10:00") == day_of("20260131")
    assert day_of(None) is day_of("soon") is day_of("2026-13-01") is None


def test_counting_by_link() -> None:
    texts = ["Ada Prentice said that it rained.", "“It rained,” said Prentice.", "Prentice said that it stopped."]
    results = [quotekit.extract(text) for text in texts]
    links = quotekit.link_speakers(results)
    assert [(row.name, row.speaker_id, row.attributions, row.texts) for row in count_speakers(results, links)] == [
        ("Ada Prentice", "ada-prentice", 3, 3)
    ]
    rows = [row for number, each in enumerate(results, 1) for row in each.to_dicts(str(number))]
    assert {row["speaker_id"] for row in rows} == {None}
    nameless = count_speakers([quotekit.extract("“Go,” he said.")])
    assert sorted(row.label for row in nameless) == ["speaker not known"]


def table_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(Path(name).read_text(encoding="utf8").splitlines()))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, gold: list[dict[str, Any]]) -> Any:
    monkeypatch.chdir(tmp_path)
    lines = [json.dumps({**each, "text": each["text"], "people": None}) for each in gold[:12]]
    Path("texts.jsonl").write_text("\n".join(lines), encoding="utf8")
    return lambda *arguments: CliRunner().invoke(app, [*arguments, "--quiet"])


def test_command(run: Any) -> None:
    done = run("speakers", "texts.jsonl", "--outlet", "outlet", "--date", "date", "--forms", "forms.csv", "-o", "s.csv")
    assert done.exit_code == 0, done.stderr
    rows = table_of("s.csv")
    assert {row["speaker_id"] for row in rows} >= {"mara-lindholm", "peter-lindholm", "theodore-okafor"}
    table = Path("forms.csv").read_text(encoding="utf8").replace(",peter-lindholm,", ",peter-l,")
    Path("forms.csv").write_text(table, encoding="utf8")
    run("speakers", "texts.jsonl", "--overrides", "forms.csv", "-o", "t.csv")
    assert "peter-l" in {row["speaker_id"] for row in table_of("t.csv")}
    wrong = "form,id\nMara Lindholmm,mara\n" + "".join(f"Nobody {number},x\n" for number in range(4))
    Path("wrong.csv").write_text(wrong, encoding="utf8")
    said = run("speakers", "texts.jsonl", "--overrides", "wrong.csv", "-o", "u.csv").stderr.splitlines()
    assert said[0].endswith("no speaker is called “Mara Lindholmm”; the nearest is “Mara Lindholm”")
    assert (len(said), said[-1]) == (4, "quotekit: override table: 2 more rows have no effect")
    assert run("speakers", "texts.jsonl", "--rows", "out").exit_code == 2
    assert run("speakers", "texts.jsonl", "--overrides", "nowhere.csv").exit_code == 2


def test_a_page_with_the_names_of_a_table(run: Any) -> None:
    Path("berg.txt").write_text("“We stay,” said Anna Berg. “Go,” said Tom Oduya.", encoding="utf8")
    Path("names.csv").write_text(
        "form,id,text,name\nAnna Berg,berg,berg.txt,Ada Berg\nTim Oduya,t,berg.txt,Tim\n", encoding="utf8"
    )
    done = run("render", "berg.txt", "--overrides", "names.csv", "-o", "berg.html")
    assert done.exit_code == 0
    assert done.stderr == "quotekit: override table: no speaker is called “Tim Oduya”; the nearest is “Tom Oduya”\n"
    page = Path("berg.html").read_text(encoding="utf8")
    assert '"name":"Ada Berg"' in page.replace('": "', '":"')
    assert '"name":"Anna Berg"' not in page.replace('": "', '":"')


def test_second_pass_over_a_corpus(run: Any) -> None:
    import pyarrow.parquet as parquet

    assert run("batch", "texts.jsonl", "quotes", "--keep", "date,outlet", "--part-rows", "5").exit_code == 0
    done = run("speakers", "quotes", "--outlet", "outlet", "--date", "date", "--rows", "linked", "-f", "json")
    assert done.exit_code == 0, done.stderr
    plain = run("speakers", "texts.jsonl", "--outlet", "outlet", "--date", "date", "-f", "json")
    assert json.loads(done.stdout) == json.loads(plain.stdout)
    table = parquet.read_table("linked")
    before = parquet.read_table("quotes")
    assert table.drop_columns(["speaker_id"]).equals(before.drop_columns(["speaker_id"]))
    assert {"mara-lindholm", "peter-lindholm"} <= set(table.column("speaker_id").to_pylist())
    assert set(table.column("outlet").to_pylist()) == {"Courier", "Harbour Post", "Globe"}
    assert table.schema.field("content_spans").type.value_type.names == ["start", "end"]
    missing = run("speakers", "quotes", "--outlet", "paper")
    assert missing.exit_code == 2
    assert "quotekit batch --keep paper" in missing.stderr


def test_second_pass_by_daft(run: Any) -> None:
    import pyarrow.parquet as parquet

    run("batch", "texts.jsonl", "quotes", "--keep", "date,outlet", "--part-rows", "5")
    for engine in ("local", "daft"):
        run("speakers", "quotes", "--outlet", "outlet", "--rows", engine, "--engine", engine)
    rows = [
        parquet.read_table(engine).sort_by([("id", "ascending"), ("number", "ascending")])
        for engine in ("local", "daft")
    ]
    columns = ["id", "number", "speaker_id"]  # Daft writes large strings
    assert rows[0].select(columns).to_pylist() == rows[1].select(columns).to_pylist()


def test_kept_columns(run: Any) -> None:
    assert run("extract", "texts.jsonl", "--keep", "date,outlet", "-o", "q.csv").exit_code == 0
    rows = table_of("q.csv")
    assert {(row["id"], row["date"], row["outlet"]) for row in rows} >= {("01", "2026-01-05", "Courier")}
    assert all(int(row["words"]) > 0 for row in rows)
    assert rows[0]["role"] == "Governor"
    missing = run("extract", "texts.jsonl", "--keep", "paper", "-o", "q.csv")
    assert missing.exit_code == 1
    refused = run("extract", "texts.jsonl", "--keep", "date", "-o", "q.jsonl")
    assert refused.exit_code == 2
    assert "a row an attribution" in refused.stderr
    assert run("batch", "texts.jsonl", "b", "--keep", "words").exit_code == 2
