"""Pages: the text as given, well-formed however spans overlap, and nothing in it that a browser obeys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from test_export import extractions
from typer.testing import CliRunner

import quotekit
from quotekit import Attribution, Cue, Extraction, Failure, InputError, Mention, Quotation, Span, Speaker, extract
from quotekit.cli import app
from quotekit.export.explanation import find_rule, way_sentence
from quotekit.export.pages import make_page, write_folder
from quotekit.export.pages.heading import find_headline
from quotekit.export.pages.safe import embedded, sayable
from quotekit.export.pages.voices import find_voices, label_names
from quotekit.export.pages.weave import Mark, find_blocks, weave
from quotekit.export.tally import count_speakers

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;\u2028\x00\ud800"
VOID = {"meta", "img", "br", "link"}


class Reader(HTMLParser):
    """Reads a page as a browser would, and refuses what is not well-formed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for tag, _ in self.open:
            self.texts[tag] = self.texts.get(tag, "") + data

    def data(self) -> Any:
        """What the script of the page is given."""
        return json.JSONDecoder().raw_decode(self.texts["script"])[0]


def pieces_of(page: str, look: str) -> list[dict[str, str | None]]:
    """The elements of a kind in the text, not those of the key beside it."""
    elements = [attrs for _, attrs in Reader(page).elements if "data-of" in attrs]
    return [attrs for attrs in elements if look in (attrs["class"] or "").split()]


def attribution(text: str, *contents: str, **fields: Any) -> Attribution:
    """A record made by hand, each content found in the text by its words."""
    spans = tuple(Span.of(text, text.index(words), text.index(words) + len(words)) for words in contents)
    record = Attribution(spans, "direct", None, None, Speaker("Anna Berg", "person"), "explicit", "colon-frame", 0.9)
    return evolve(record, **fields)


# The text


@given(extractions())
def test_text_is_kept_whatever_is_marked(extraction: Extraction) -> None:
    reader = Reader(extraction.to_html())
    assert reader.texts.get("article", "") == sayable(extraction.text)


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(alphabet="ab <&\"'\n\r\t\x0b\x0c\x1c\x85\u2028\u2029\x00", max_size=60))
    place = st.integers(-2, len(text) + 2)
    marks = st.builds(Mark, place, place, st.just("x"), st.sampled_from("pq"))
    return text, draw(st.lists(marks, max_size=12))


@given(texts_with_marks())
def test_marks_are_cut_into_well_formed_elements(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    covered: dict[str, set[int]] = {"p": set(), "q": set()}

    class Places(Reader):
        at = 0

        def handle_data(self, data: str) -> None:
            super().handle_data(data)
            for _, attrs in self.open:
                if owner := attrs.get("data-of"):
                    covered[owner].update(range(self.at, self.at + len(data)))
            self.at += len(data)

    reader = Places(f"<article>{weave(text, marks)}</article>")
    assert reader.texts.get("article", "") == sayable(text)
    for owner, places in covered.items():
        wanted = [m for m in marks if m.owner == owner and 0 <= m.start < m.end <= len(text)]
        assert places == {place for mark in wanted for place in range(mark.start, mark.end)}


def test_crossing_marks_say_their_name_once() -> None:
    marks = [Mark(0, 4, "a", "a", {"id": "a"}), Mark(2, 6, "b", "b", {"id": "b"})]
    assert weave("abcdef", marks) == (
        '<p dir="auto"><span class="a" data-of="a" id="a">ab<span class="b" data-of="b" id="b">cd</span></span>'
        '<span class="b" data-of="b">ef</span></p>'
    )


def test_a_mark_over_two_paragraphs_is_cut_between_them() -> None:
    assert weave("ab\n\ncd", [Mark(1, 5, "a", "a", {"id": "a"})]) == (
        '<p dir="auto">a<span class="a" data-of="a" id="a">b\n\n</span></p>'
        '<p dir="auto"><span class="a" data-of="a">c</span>d</p>'
    )


def test_paragraphs_without_a_blank_line_are_told_apart() -> None:
    assert list(find_blocks("\n One.\n\n Two.\nThree.")) == [(0, ""), (8, ""), (14, ' class="next"')]
    assert list(find_blocks("")) == []
    assert list(find_blocks(" \n")) == [(0, "")]


def test_carriage_returns_survive() -> None:
    page = Extraction("One.\r\nTwo.\rThree.").to_html()
    assert "One.&#13;\n" in page
    assert "\r" not in page
    assert Reader(page).texts["article"] == "One.\r\nTwo.\rThree."


# Safety


def evil_extraction() -> Extraction:
    text = f"Anna said: {EVIL} and “{EVIL}”."
    span = Span.of(text, 11, 11 + len(EVIL))
    quotation = Span.of(text, text.index("“"), text.index("”") + 1)
    speaker = Speaker(EVIL, "person", (EVIL,))
    each = Attribution(
        (span,), "direct", Cue(span, EVIL, "verb"), Mention(span, span, "name"), speaker, "explicit", EVIL, 0.5
    )
    return Extraction(text, (each,), (Quotation((quotation,), (quotation,), ("“", "”"), True, 0, EVIL),), (speaker,))


def test_no_text_becomes_markup(tmp_path: Path) -> None:
    page = quotekit.render(evil_extraction(), title=EVIL)
    write_folder([(evil_extraction(), EVIL), (Failure(EVIL), EVIL)], tmp_path)
    for each in (page, *(path.read_text(encoding="utf8") for path in tmp_path.iterdir())):
        tags = [tag for tag, _ in Reader(each).elements]
        assert "img" not in tags
        assert tags.count("script") in (0, 2)
        assert "onerror" not in {name for _, attrs in Reader(each).elements for name in attrs}
        each.encode("utf8")
    assert Reader(page).data()["notes"][0]["rows"][0][1].startswith("</script>")


def test_the_policy_allows_the_page_alone() -> None:
    page = Extraction("").to_html()
    (csp,) = [attrs["content"] for tag, attrs in Reader(page).elements if attrs.get("http-equiv")]
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-\S{44}'; script-src 'sha256-\S{44}'; "
        r"base-uri 'none'; form-action 'none'",
        csp or "",
    )
    assert not re.search(r"https?://|url\(|@import|<link", page)
    assert " style=" not in page


@given(st.recursive(st.text(), lambda each: st.lists(each) | st.dictionaries(st.text(), each)))
def test_embedded_data_is_ascii_and_whole(data: Any) -> None:
    markup = embedded(data)
    assert markup.isascii()
    assert not set("<>&") & set(markup)
    assert json.loads(markup) == data


# What the page says


def test_what_is_marked(harbour: str) -> None:
    found = extract(harbour)
    page = found.to_html(title="Harbour")
    reader = Reader(page)
    assert reader.texts["title"] == reader.texts["h1"] == "Harbour"
    stops = [attrs for attrs in pieces_of(page, "said") if "tabindex" in attrs]
    assert [attrs["id"] for attrs in stops] == [f"a{number}" for number in range(len(found))]
    assert stops[0]["aria-label"] == "1: Anna Berg, word for word, speaker named"
    assert {"tabindex": "0", "role": "group", "data-tag": "AB"}.items() <= stops[0].items()
    assert pieces_of(page, "source")[0]["data-of"] == pieces_of(page, "cue")[0]["data-of"] == "a0"
    assert [attrs["id"] for attrs in pieces_of(page, "bare")] == ["q0"]
    assert "smart" in reader.texts["ol"]
    assert "term" in reader.texts["ol"]


def test_html_is_shown_as_it_was_read() -> None:
    text = "<p>“We sail,” said Anna&nbsp;Berg.</p><p>Tom &amp; Ida stay.</p>"
    reader = Reader(extract(text).to_html())
    assert reader.texts["article"] == text  # offsets still count in it
    shown = [attrs.get("data-shown") for _, attrs in reader.elements if attrs.get("class") == "markup"]
    assert "&" in shown
    assert len(shown) >= 6


def test_a_description_is_labelled_by_its_first_word() -> None:
    assert label_names(
        ["people in Heihe", "people of Velden", "Anna Berg"], {"people in Heihe", "people of Velden"}
    ) == {
        "people in Heihe": "people",
        "people of Velden": "people2",
        "Anna Berg": "AB",
    }


def test_a_note_tells_why(harbour: str) -> None:
    note = Reader(extract(harbour).to_html()).data()["notes"][0]
    rows = dict(note["rows"])
    assert note["title"] == "Anna Berg"
    assert note["kind"] == "word for word, speaker named"
    assert rows["Source"] == "Anna Berg, the harbour master (name)"
    assert rows["Cue"] == "said (verb say)"
    assert dict(note["more"])["Rule"] in {rule.name for rule in quotekit.DEFAULT_RULES}
    assert re.fullmatch(r"words and source: >?\d\d%", rows["Confidence"])
    assert rows["Speaker"] == "Anna Berg (person)"
    assert rows["Found by"] == way_sentence("same-name")


def test_pieces_of_one_content_belong_together() -> None:
    text = "“If it rains,” she said, “we stay.”"
    page = Extraction(text, (attribution(text, "“If it rains,”", "“we stay.”"),)).to_html()
    assert [(attrs["data-of"], attrs["data-tag"]) for attrs in pieces_of(page, "said")] == [
        ("a0", "AB"),
        ("a0", "… AB"),
    ]


def test_nested_attributions_know_each_other() -> None:
    text = "Anna said that Tom had said that it rained."
    outer = attribution(text, "that Tom had said that it rained", negated=True)
    inner = attribution(text, "that it rained", speaker=None, parent=outer)
    notes = Reader(Extraction(text, (outer, inner)).to_html()).data()["notes"]
    assert [(note["inside"], note["holds"]) for note in notes] == [(None, [1]), (0, [])]
    assert [note["title"] for note in notes] == ["Anna Berg", "speaker not known"]
    assert notes[0]["kind"] == "not said, word for word, speaker named"


def test_a_description_that_opens_a_sentence_is_labelled_by_its_first_word() -> None:
    voices, _ = find_voices(quotekit.extract("One of them said that the pier was closed."))
    assert [(voice.name, voice.label) for voice in voices] == [("One of them", "one")]


def test_words_count_once_and_labels_differ() -> None:
    text = "Anna said that Tom had said that it rained."
    outer = attribution(text, "that Tom had said that it rained")
    inner = attribution(text, "that it rained", parent=outer)
    voices, of = find_voices(Extraction(text, (outer, inner)))
    assert [(voice.name, voice.attributions, voice.inside, voice.words) for voice in voices] == [("Anna Berg", 1, 1, 7)]
    assert voices[0].counted == "1× quoted, 7 words, each counted once; not counted: 1 inside what others say"
    assert of == [0, 0]
    names = ["Anna Berg", "Ada Bell", "ab", "Kremlin", "the town of Riga", "…", "!"]
    assert list(label_names(names).values()) == ["AB", "AB2", "Ab3", "Kr", "TTO", "#", "#2"]


def test_numbers_are_those_of_the_list_of_speakers(harbour: str) -> None:
    found = extract(harbour)
    rows = count_speakers([found])
    voices, _ = find_voices(found)
    assert [(voice.name, voice.attributions, voice.words) for voice in voices if voice.attributions] == [
        (row.name or "speaker not known", row.attributions, row.words) for row in rows
    ]


def test_what_was_not_said_counts_no_words_and_is_not_tinted() -> None:
    text = "Anna said: “We sail.” She never said that they stay."
    said, unsaid = attribution(text, "“We sail.”"), attribution(text, "that they stay", negated=True)
    found = Extraction(text, (said, unsaid))
    (voice,), _ = find_voices(found)
    assert (voice.attributions, voice.words, voice.unsaid) == (2, 2, 1)
    assert voice.counted.endswith("not counted: the words of 1 that was not said")
    assert [row.words for row in count_speakers([found])] == [2]
    page = found.to_html()
    assert [attrs["data-tag"] for attrs in pieces_of(page, "said")] == ["AB", "not AB"]
    assert [attrs["data-tag"] for attrs in pieces_of(page, "unsaid")] == ["not AB"]
    assert pieces_of(page, "unsaid")[0]["aria-label"] == "2: Anna Berg, not said, word for word, speaker named"
    assert dict(Reader(page).data()["notes"][1]["rows"])["Not said"] == "the text says that this was not said"


def test_the_unsure_are_marked_and_listed_least_sure_first() -> None:
    text = "Anna said: “We sail.” And “We stay.” And “We wait.”"
    sail, stay, wait = (
        attribution(text, words, confidence=confidence)
        for words, confidence in (("“We sail.”", 0.69), ("“We stay.”", 0.7), ("“We wait.”", 0.5))
    )
    page = Extraction(text, (sail, stay, evolve(wait, speaker=None))).to_html()
    assert [attrs["data-tag"] for attrs in pieces_of(page, "said")] == ["AB ?", "AB", "who? ?"]
    assert [attrs["data-of"] for attrs in pieces_of(page, "unsure")] == ["a0", "a2"]
    assert (pieces_of(page, "unsure")[0]["aria-label"] or "").endswith(", unsure")
    reader = Reader(page)
    assert reader.data()["unsure"] == [2, 0]
    assert [attrs["href"] for _, attrs in reader.elements if attrs.get("id") == "doubts"] == ["#a2"]
    assert "2 unsure" in reader.texts["header"]
    assert "unsure" not in Reader(Extraction(text, (stay,)).to_html()).texts["header"]


def test_a_confidence_says_of_what() -> None:
    text = "LEE: Are we ready?\nRUIZ: We are."
    (turn, _) = extract(text)
    note = Reader(Extraction(text, (evolve(turn, speaker=None),)).to_html()).data()["notes"][0]
    rows = dict(note["rows"])
    assert rows["Confidence"] == (
        "words and source: 90%, the same for every turn of a transcript: set by hand, not measured"
    )
    assert dict(note["more"])[""] == find_rule("transcript-turn").sentence
    assert rows["Speaker"] == "not known: who is meant is not clear from the text"
    assert "Found by" not in rows


def test_every_piece_has_a_name() -> None:
    text = "“If it rains,” she said, “we stay.”"
    page = Extraction(text, (attribution(text, "“If it rains,”", "“we stay.”"),)).to_html()
    assert [(attrs["role"], attrs["aria-label"]) for attrs in pieces_of(page, "said")] == [
        ("group", "1: Anna Berg, word for word, speaker named"),
        ("group", "1, continued: Anna Berg"),
    ]


def test_a_list_of_all_is_there_to_be_printed() -> None:
    text = "Anna: “We sail at noon.”"
    cells = Reader(Extraction(text, (attribution(text, "“We sail at noon.”"),)).to_html()).texts["tbody"].split("\n")
    assert cells[1] == "1Anna Berg (AB)“We sail at noon.”direct90%colon-frame"


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Ferry stops\nThe ferry stops at noon.", "Ferry stops"),
        ("\n  Will the   ferry stop?  \n\nIt will.", "Will the ferry stop?"),
        ("Ferry stops: “No more,” says Berg\n\nMore.", "Ferry stops: “No more,” says Berg"),
        ("The ferry stops at noon.\n\nMore.", None),
        ("“We sail.”\n\nMore.", None),
        ("LEE:\nAre we ready?", None),
        ("* * *\n\nThe ferry stops.", None),
        ("x" * 120, "x" * 120),
        ("x" * 121, None),
        ("", None),
    ],
)
def test_headlines(text: str, headline: str | None) -> None:
    assert find_headline(Extraction(text)) == headline


def test_a_turn_is_no_headline() -> None:
    assert find_headline(extract("LEE: Are we ready?\nRUIZ: We are.")) is None
    assert find_headline(extract("BREAKING: Ferry stops\nIt stops at noon.")) == "BREAKING: Ferry stops"


def test_a_page_is_headed_by_title_or_headline_or_name() -> None:
    found = Extraction("Ferry stops\n\nThe ferry stops at noon.")
    named = evolve(found, id="a.txt")
    for page, heading, origin in (
        (make_page(named), "Ferry stops", "a.txt"),
        (make_page(named, title="Mine"), "Mine", "a.txt"),
        (make_page(Extraction("It stops.", id="a.txt")), "a.txt", None),
        (found.to_html(), "Ferry stops", None),
        (Extraction("It stops.").to_html(), "Who said what", None),
    ):
        reader = Reader(page)
        assert reader.texts["title"] == reader.texts["h1"] == heading
        assert [tag for tag, attrs in reader.elements if attrs.get("class") == "from"] == ["bdi"] * (origin is not None)
        assert (origin or "") in reader.texts["header"]


@given(st.lists(st.text(max_size=6), unique=True, max_size=30))
def test_no_two_voices_share_a_label(names: list[str]) -> None:
    labels = [label.upper() for label in label_names(names).values()]
    assert len(set(labels)) == len(labels) == len(names)


def test_passages_of_nobody() -> None:
    text = "“One” and “two” and “three,” he said."
    spans = [Span.of(text, match.start(), match.end()) for match in re.finditer("“[^”]+”", text)]
    reasons = ("title", None, None)
    quotations = tuple(
        Quotation((span,), (span,), ("“", "”"), True, 0, reason) for span, reason in zip(spans, reasons, strict=True)
    )
    page = Extraction(text, (attribution(text, "“three,”"),), quotations).to_html()
    assert Reader(page).data()["bare"] == ["title", "nothing beside it reports speech"]


def test_nothing_gives_a_page_of_nothing() -> None:
    reader = Reader(extract("").to_html())
    assert "article" not in reader.texts
    assert "Nobody is quoted." in reader.texts["aside"]
    assert "0 quotes" in reader.texts["header"]


def test_a_page_needs_the_text() -> None:
    text = "Anna: “We sail.”"
    with pytest.raises(InputError, match="text=True"):
        evolve(Extraction(text, (attribution(text, "“We sail.”"),)), text="").to_html()


def test_pages_are_plain_strings() -> None:
    """Markup would escape whatever is added to it."""
    assert type(Extraction("").to_html()) is type(Extraction("")._repr_html_()) is str


def test_notebooks_get_a_frame(harbour: str) -> None:
    ((tag, attrs),) = Reader(extract(harbour)._repr_html_()).elements
    assert tag == "iframe"
    assert attrs["sandbox"] == "allow-scripts"
    assert attrs["srcdoc"] == extract(harbour).to_html()


# Folders and the command


def results() -> Iterator[tuple[Extraction | Failure, str]]:
    text = "Anna: “We sail.”"
    unsure = (attribution(text, "sail", confidence=p) for p in (0.69, 0.7))
    yield (
        Extraction(text, (attribution(text, "“We sail.”"), attribution(text, "We", speaker=None), *unsure)),
        "a/x.txt",
    )
    yield Failure("no such file"), "gone.txt"
    yield Extraction(""), "b/X.txt"
    yield Extraction(""), "../../index"
    yield Extraction(""), "?"


def test_a_folder_of_pages(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "pages"
    write_folder(results(), folder)
    names = ["X-2.html", "index-2.html", "index.html", "text.html", "x.html"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert [path.name for path in tmp_path.iterdir()] == ["deep"]
    reader = Reader((folder / "index.html").read_text(encoding="utf8"))
    links = [attrs["href"] for tag, attrs in reader.elements if tag == "a"]
    assert links == ["x.html", "x.html#a2", "x.html#a1", "X-2.html", "index-2.html", "text.html"]
    assert "not read: no such file" in reader.texts["table"]
    assert [attrs["data-name"] for tag, attrs in reader.elements if tag == "td" and "data-name" in attrs][:3] == [
        "attributions",
        "unsure",
        "speaker not known",
    ]
    assert 'href="index.html"' in (folder / "x.html").read_text(encoding="utf8")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Run the command in a folder with two articles."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("“We sail,” said Anna Berg.", encoding="utf8")
    Path("b.txt").write_text("“We stay,” said Tom Oduya.", encoding="utf8")
    return lambda *arguments: CliRunner().invoke(app, ["render", *arguments])


def test_one_text_gives_one_page(run: Any) -> None:
    assert run("a.txt", "-o", "a.html").exit_code == 0
    assert Reader(Path("a.html").read_text(encoding="utf8")).texts["title"] == "a.txt"
    assert run("a.txt").stdout == Path("a.html").read_text(encoding="utf8")


def test_title_of_one_page(run: Any) -> None:
    page = Reader(run("a.txt", "--title", "Low water").stdout)
    assert page.texts["title"] == page.texts["h1"] == "Low water"
    assert "a.txt" in page.texts["header"]
    result = run("a.txt", "b.txt", "--title", "Low water", "-o", "pages")
    assert result.exit_code == 2
    assert "--title is for one page" in result.stderr


def test_several_texts_give_a_folder(run: Any) -> None:
    result = run("a.txt", "b.txt", "gone.txt", "-o", "pages")
    assert result.exit_code == 1
    assert result.stderr == "quotekit: gone.txt: no such file or folder; look for it with ls, or name its folder\n"
    assert sorted(path.name for path in Path("pages").iterdir()) == ["a.html", "b.html", "index.html"]


def test_the_name_of_a_folder_makes_a_folder(run: Any) -> None:
    assert run("a.txt", "-o", "one/").exit_code == 0
    assert sorted(path.name for path in Path("one").iterdir()) == ["a.html", "index.html"]
    assert run("a.txt", "-o", "two").exit_code == 0
    assert sorted(path.name for path in Path("two").iterdir()) == ["a.html", "index.html"]
    assert run("b.txt", "-o", "one").exit_code == 0
    assert (Path("one") / "b.html").is_file()


@pytest.mark.parametrize("output", ["-", "a.html"])
def test_several_texts_do_not_go_into_one_file(run: Any, output: str) -> None:
    result = run("a.txt", "b.txt", "-o", output)
    assert result.exit_code == 2
    assert "name a folder after -o" in result.stderr


def test_no_page_of_what_was_not_read(run: Any) -> None:
    assert run("gone.txt", "-o", "gone.html").exit_code == 1
    assert not Path("gone.html").exists()
