"""The review page in a real browser: it filters, steps, can be read in both modes, and obeys no text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from test_rendering import attribution, evil_extraction

from quotekit import Attribution, Cue, Extraction, Mention, Quotation, Span, Speaker
from quotekit.export.pages import write_folder
from quotekit.export.pages.safe import sayable
from quotekit.export.pages.voices import HUES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.browser,
    # 2026-11: no browser comes from PyPI, so the machine has to have one.
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine; Debian: apt-get install chromium"),
]

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

# The contrast of a colour with what is painted behind it, of every text on the page.
CONTRASTS = """() => {
  const parse = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return { rgb: [r, g, b], a };
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const { rgb, a } = parse(getComputedStyle(each).backgroundColor);
      if (a === 1) return rgb;
      if (a > 0) throw new Error("half transparent");
    }
    throw new Error("nothing is painted");
  };
  const ratio = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((one, other) => other - one);
    return (x + 0.05) / (y + 0.05);
  };
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    if (element.closest("script, [hidden]") || style.display === "none") continue;
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (own) found.push([ratio(parse(style.color).rgb, behind(element)), element.outerHTML.slice(0, 90)]);
    const before = getComputedStyle(element, "::before");
    if (element.dataset.tag && before.content !== "none") {
      found.push([ratio(parse(before.color).rgb, parse(before.backgroundColor).rgb), element.dataset.tag]);
    }
  }
  return found;
}"""
# Every speaker's source and cue inside what every other speaker says, lit or not.
EVERY_LOOK_IN_EVERY_OTHER = """(looks) => {
  const paragraph = document.querySelector("article").appendChild(document.createElement("p"));
  for (const outer of looks) for (const lit of ["", " lit"]) for (const inner of looks) {
    const said = paragraph.appendChild(document.createElement("span"));
    said.className = `said ${outer}${lit}`;
    said.dataset.tag = "AB";
    for (const kind of ["source", "cue", "verbatim", "bare"]) {
      const piece = said.appendChild(document.createElement("span"));
      piece.className = `${kind} ${kind === "bare" ? "" : inner}`;
      piece.textContent = "words";
    }
  }
}"""
TEXT = "document.getElementById('text').textContent"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Any]:
    """Opens an extraction or a file; at the end nothing may have gone wrong or been asked of anybody."""
    wrong: list[str] = []
    pages: list[Page] = []

    def show(what: Extraction | Path, scheme: Any = "light", view: Any = WIDE) -> Page:
        path = what if isinstance(what, Path) else tmp_path / "page.html"
        if isinstance(what, Extraction):
            path.write_text(what.to_html(title="Harbour"), encoding="utf8", newline="")
        page = browser.new_page(color_scheme=scheme, viewport=view)
        pages.append(page)
        page.on("console", lambda message: wrong.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: request.url.startswith("file:") or wrong.append(request.url))
        page.goto(path.as_uri())
        return page

    yield show
    for page in pages:
        page.close()
    assert wrong == []


HARBOUR = (
    "“If it rains,” said Anna Berg, “we stay.” The “Ferry” is old.\n\n"
    "Tom Oduya said that Anna had told him that “nobody” came.\n\nIt rained, they say."
)


@pytest.fixture
def harbour() -> Extraction:
    """Anna in two pieces; Tom, and Anna inside; somebody; and a name that is nobody's speech."""

    def span(words: str) -> Span:
        return Span.of(HARBOUR, HARBOUR.index(words), HARBOUR.index(words) + len(words))

    def mention(words: str) -> Mention:
        return Mention(span(words), span(words), "name")

    anna, tom = Speaker("Anna Berg", "person", ("Anna",)), Speaker("Tom Oduya", "person")
    said = attribution(
        HARBOUR,
        "“If it rains,”",
        "“we stay.”",
        speaker=anna,
        source=mention("Anna Berg"),
        cue=Cue(span("said"), "say", "verb"),
    )
    outer = attribution(HARBOUR, "that Anna had told him that “nobody” came", speaker=tom, source=mention("Tom Oduya"))
    inner = attribution(
        HARBOUR,
        "that “nobody” came",
        speaker=anna,
        source=mention("Anna had"),
        parent=outer,
        quoted=(span("nobody"),),
    )
    nameless = attribution(HARBOUR, "It rained", speaker=None, source=mention("they"))
    ferry = Quotation((span("“Ferry”"),), (span("Ferry"),), ("“", "”"), True, 0, "title")
    return Extraction(HARBOUR, (said, outer, inner, nameless), (ferry,), (anna, tom))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


# Reading


def test_text_is_the_text(show: Any, harbour: Extraction) -> None:
    assert show(harbour).evaluate(TEXT) == HARBOUR


@pytest.mark.parametrize(
    "text",
    [
        "\n\n  One.\r\n\r\nTwo.\rThree.\n",
        "".join(map(chr, range(1, 0xA1))) + "\u2028\u2029\ufeff\ufffe\U0001f600",
        "a\x00b\ud800c",
        "<b>&lt;&amp;&#0;</article></p><!-- ]]> <plaintext>",
        " \u202eright to left\u202c שלום עולם مرحبا ",
    ],
)
def test_any_text_is_the_text(show: Any, text: str) -> None:
    words = text.strip() or text
    page = show(Extraction(text, (attribution(text, words, words[2:5]), attribution(text, words[1:7]))))
    assert page.evaluate(TEXT) == sayable(text)


def test_hostile_texts_run_nothing(show: Any, tmp_path: Path) -> None:
    page = show(evil_extraction())
    for key in ("j", "k", "Tab", "Tab"):
        page.keyboard.press(key)
    page.locator("[data-who]").first.click()
    assert page.locator("img").count() == 0
    assert page.locator("#note").count() == 1
    write_folder([(evil_extraction(), "<img src=x onerror=alert(3)>")], tmp_path / "pages")
    index = show(tmp_path / "pages" / "index.html")
    index.locator("td ~ td, th a").first.click()
    index.wait_for_url("**/img-*.html")
    assert index.evaluate(TEXT) == sayable(evil_extraction().text)


# The note


def test_hover_shows_the_note(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    note = page.locator("#note")
    assert not note.is_visible()
    page.locator("article").get_by_text("we stay.").hover()
    note.wait_for(state="visible")
    words = note.inner_text()
    for expected in (
        "Anna Berg",
        "word for word",
        "no. 1",
        "in 2 pieces",
        "said (verb say)",
        "words and source: 90%",
    ):
        assert expected in words
    assert "colon-frame" not in words  # folded, for those who want to know
    assert "colon-frame" in (note.text_content() or "")
    assert page.locator(".said.lit").count() == 2
    assert page.locator(".cue.lit").inner_text() == "said"
    assert page.locator(".source.lit").inner_text() == "Anna Berg"
    page.mouse.move(5, 5)
    note.wait_for(state="hidden")
    assert page.locator(".lit").count() == 0


def test_the_innermost_is_shown_and_linked(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.locator("article").get_by_text("nobody", exact=True).click()
    assert focused(page) == "a2"
    page.locator("#note a").click()
    assert focused(page) == "a1"
    assert "Holds 3: Anna Berg" in page.locator("#note").inner_text()


@pytest.mark.parametrize("width", [1280, 1000])
def test_note_does_not_hide_the_words(show: Any, harbour: Extraction, width: int) -> None:
    page = show(harbour, view={"width": width, "height": 900})
    page.keyboard.press("j")
    note = page.locator("#note").bounding_box()
    for piece in page.locator(".lit").all():
        box = piece.bounding_box()
        is_beside = box["x"] + box["width"] <= note["x"] + 1  # docked at the right
        assert is_beside or box["y"] + box["height"] <= note["y"] + 1 or box["y"] >= note["y"] + note["height"] - 1


def test_passages_of_nobody_are_listed_and_linked(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    assert page.locator(".passages li").all_inner_texts() == ["Ferry title"]
    page.get_by_role("link", name="Ferry").click()
    assert focused(page) == "q0"
    assert page.locator("#note").inner_text().split("\n")[-1] == "title"


# The keyboard


def test_keys_step_through(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    seen = []
    for key in ("j", "j", "ArrowRight", "ArrowDown", "j", "k", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(focused(page))
    assert seen == ["a0", "a1", "a2", "a3", "a0", "a3", "a2", "a1"]
    assert page.locator("#place").inner_text() == "2 of 4"
    assert page.locator("#note").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#note").is_visible()


def test_steps_go_on_from_a_passage_of_nobody(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.locator("#q0").focus()
    page.keyboard.press("j")
    assert focused(page) == "a1"
    page.locator("#q0").focus()
    page.keyboard.press("k")
    assert focused(page) == "a0"


def test_buttons_step_through(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.get_by_role("button", name="Next attribution").click()
    page.get_by_role("button", name="Next attribution").click()
    assert focused(page) == "a1"
    page.get_by_role("button", name="Previous attribution").click()
    assert focused(page) == "a0"


def test_tab_reaches_everything_and_shows_where_it_is(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    stops = page.locator("a[href], button:not([hidden]), summary, [tabindex='0']").count()
    seen = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style == "solid" or page.evaluate("document.activeElement.className") == "skip"
        seen.append(page.evaluate("document.activeElement.outerHTML"))
    assert len(set(seen)) == stops
    assert [each for each in ("a0", "q0", "a1", "a2", "a3") if any(f'id="{each}"' in html for html in seen)] == [
        "a0", "q0", "a1", "a2", "a3"
    ]  # fmt: skip


def test_enter_goes_into_the_note_and_escape_comes_back(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert focused(page) == "note"
    seen = []
    for _ in range(6):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent"))
    verdicts = ["✓ right", "✗ wrong", "≠ wrong speaker", "↔ wrong boundary"]
    assert seen == [*verdicts, "How it was decided", "Inside 2: Tom Oduya"]
    page.keyboard.press("Escape")
    assert focused(page) == "a2"
    assert not page.locator("#note").is_visible()


def test_escape_keeps_the_place(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    assert focused(page) == "a1"
    page.keyboard.press("Enter")
    assert "Tom Oduya" in page.locator("#note").inner_text()
    assert focused(page) == "a1"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert focused(page) == "a2"
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    assert focused(page) == "a1"


def test_escape_keeps_the_place_of_what_a_mouse_showed(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.locator("article").get_by_text("It rained").hover()
    page.locator("#note").wait_for(state="visible")
    page.keyboard.press("Escape")
    assert focused(page) == "a3"
    page.keyboard.press("k")
    assert focused(page) == "a2"


def test_a_resting_mouse_does_not_move_the_place(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.locator("article").get_by_text("we stay.").hover()
    page.locator("#note", has_text="no. 1").wait_for(state="visible")
    page.keyboard.press("j")
    assert focused(page) == "a2"


def test_tab_leads_out_of_the_note_to_the_words(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    for _ in range(6):
        page.keyboard.press("Tab")
    assert focused(page) == "a0"
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "a0"
    page.keyboard.press("Tab")
    assert focused(page) == "q0"


def test_a_note_under_the_mouse_stays_once_it_is_used(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.locator("article").get_by_text("we stay.").hover()
    page.get_by_role("button", name="wrong", exact=False).last.click()
    page.mouse.move(5, 5)
    page.wait_for_timeout(500)  # longer than a note lingers
    assert page.locator("#note").is_visible()
    page.keyboard.press("Tab")  # how it was decided
    page.keyboard.press("Tab")
    assert focused(page) == "a0"


# The unsure


def unsure(extraction: Extraction, *confidences: float) -> Extraction:
    """The same with other confidences."""
    pairs = zip(extraction, confidences, strict=True)
    return evolve(extraction, attributions=tuple(evolve(each, confidence=number) for each, number in pairs))


def test_steps_to_the_least_sure_first(show: Any, harbour: Extraction) -> None:
    page = show(unsure(harbour, 0.6, 0.9, 0.69, 0.3))
    doubts = page.get_by_role("link", name="3 unsure")
    seen = []
    for _ in range(4):
        page.keyboard.press("u")
        seen.append(focused(page))
    assert seen == ["a3", "a0", "a2", "a3"]
    assert page.locator(".unsure.lit").count() == 1
    doubts.click()
    assert focused(page) == "a0"
    page.locator("[data-who]", has_text="Tom Oduya").click()
    page.keyboard.press("u")  # none of his
    page.keyboard.press("j")
    assert focused(page) == "a1"


def test_u_goes_on_with_what_nobody_has_checked(show: Any, harbour: Extraction) -> None:
    page = show(unsure(harbour, 0.6, 0.9, 0.69, 0.3))
    page.keyboard.press("u")
    page.keyboard.press("1")
    page.locator("#a1").focus()
    page.keyboard.press("u")
    assert focused(page) == "a0"


def test_an_address_leads_to_an_attribution(show: Any, harbour: Extraction, tmp_path: Path) -> None:
    write_folder([(unsure(harbour, 0.9, 0.9, 0.69, 0.3), "a.txt")], tmp_path / "pages")
    page = show(tmp_path / "pages" / "index.html")
    page.locator("[data-name=unsure] a").click()
    page.wait_for_url("**/a.html#a3")
    assert focused(page) == "a3"
    assert page.locator("#note").is_visible()


# Verdicts


def test_verdicts(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    checked = page.locator("#checked")
    assert not checked.is_visible()
    page.keyboard.press("j")
    page.keyboard.press("1")
    assert checked.inner_text() == "checked 1 of 4: 1 right"
    page.keyboard.press("j")
    page.get_by_role("button", name="wrong speaker").click()
    assert page.get_by_role("button", name="wrong speaker").get_attribute("aria-pressed") == "true"
    assert page.locator("#note").is_visible()
    assert page.locator("#a0").get_attribute("data-tag") == "AB ✓"
    assert page.locator("#a1").get_attribute("data-tag") == "TO ≠"
    assert (page.locator("#a1").get_attribute("aria-label") or "").endswith(", checked: wrong speaker")
    page.keyboard.press("2")
    assert page.locator("#a1").get_attribute("data-tag") == "TO ✗"
    assert checked.inner_text() == "checked 2 of 4: 1 right"
    page.keyboard.press("2")  # takes it back
    assert page.locator("#a1").get_attribute("data-tag") == "TO"
    assert checked.inner_text() == "checked 1 of 4: 1 right"
    page.keyboard.press("Escape")
    page.locator("#q0").focus()
    page.keyboard.press("1")  # nobody's words have none
    assert checked.inner_text() == "checked 1 of 4: 1 right"


def test_verdicts_are_kept_for_this_text_and_these_answers(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.keyboard.press("j")
    page.keyboard.press("2")
    page.reload()
    assert page.locator("#checked").inner_text() == "checked 1 of 4: 0 right"
    assert page.locator("#a0").get_attribute("data-tag") == "AB ✗"
    key = page.evaluate("Object.keys(localStorage)[0]")
    for odd in ("[[99, 'right'], [0, 'x']]", "no JSON", "{}"):
        page.evaluate("([key, odd]) => localStorage.setItem(key, odd)", [key, odd])
        page.reload()
        assert not page.locator("#checked").is_visible()


def test_verdicts_are_saved_as_json_lines(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.keyboard.press("j")
    page.keyboard.press("1")
    page.locator("#a3").focus()
    page.keyboard.press("3")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save").click()
    assert download.value.suggested_filename == "page-verdicts.jsonl"
    lines = Path(download.value.path()).read_text(encoding="utf8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "id": "1",
            "number": number,
            "start": each.start,
            "end": each.end,
            "speaker": each.speaker and each.speaker.name,
            "rule": each.rule,
            "form": each.form,
            "verdict": verdict,
        }
        for number, each, verdict in ((1, harbour[0], "right"), (4, harbour[3], "wrong speaker"))
    ]
    rows = harbour.to_dicts()
    assert [rows[number - 1]["content_start"] for number in (1, 4)] == [harbour[0].start, harbour[3].start]


SELECT = """(words) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""


def saved(page: Page, name: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_text(encoding="utf8")


def test_what_was_missed_who_it_is_and_which_words_are_right(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.keyboard.press("j")
    page.keyboard.press("3")
    page.get_by_label("Who is it?").fill("Ida Falk")
    page.get_by_label("Who is it?").press("Enter")
    page.locator("#a1").focus()
    page.evaluate(SELECT, "told him")
    page.get_by_role("button", name="These are the words of no. 2").click()
    assert "told him" in page.locator("#note").inner_text()
    page.keyboard.press("Escape")
    page.evaluate(SELECT, "is old")
    page.get_by_role("button", name="Speech that was missed").click()
    page.locator("#picking input").fill("Tom Oduya")
    page.get_by_role("button", name="Note it").click()
    assert page.locator("#checked").inner_text() == "checked 2 of 4: 0 right, 1 missed"
    page.reload()
    assert "is old" in page.locator("#missed").inner_text()
    rows = [json.loads(line) for line in saved(page, "Save").splitlines()]
    speaker, boundary, missed = rows
    assert (speaker["verdict"], speaker["right_speaker"]) == ("wrong speaker", "Ida Falk")
    assert boundary["verdict"] == "wrong boundary"
    assert HARBOUR[boundary["right_start"] : boundary["right_end"]] == "told him"
    assert (missed["number"], missed["verdict"], missed["right_speaker"]) == (None, "missed", "Tom Oduya")
    assert HARBOUR[missed["start"] : missed["end"]] == "is old"
    page.get_by_role("button", name="take back").click()
    assert page.locator("#checked").inner_text() == "checked 2 of 4: 0 right"


def test_names_are_edited_and_merged(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.get_by_role("button", name="Edit names").click()
    page.get_by_label("Name of Tom Oduya").fill("Anna Berg")
    page.get_by_label("Name of Tom Oduya").press("Enter")
    table = saved(page, "Save names").splitlines()
    assert table == ["form,id,text,name,wikidata,note", "Tom Oduya,anna-berg,1,Anna Berg,,"]
    page.locator("[data-who]").first.click()  # both are one now
    assert page.locator("#shown").inner_text() == "Showing 3 of 4"
    page.reload()
    assert page.locator("[data-who] .name").all_inner_texts()[:2] == ["Anna Berg", "Anna Berg"]


def test_choosing_a_speaker_shows_the_first_words(show: Any) -> None:
    page = show(many_voices(200), view=PHONE)
    page.locator("[data-who]").nth(25).click()
    first = page.locator(".said[tabindex]:not(.off)").first.bounding_box()
    assert 0 < first["y"] < PHONE["height"]


def test_those_who_speak_inside_others_words_are_counted_so(show: Any, harbour: Extraction) -> None:
    tom = harbour[1]
    inside = Extraction(harbour.text, (tom, evolve(harbour[2], parent=tom)), (), harbour.speakers)
    page = show(inside)
    counts = page.locator(".voices .count").all_inner_texts()
    assert counts[1] == "1× inside others’ words"


def test_broken_lines_are_joined(show: Any) -> None:
    lines = (
        "The harbour office said that no boat would leave before\nnoon, since the wind had turned "
        "and the ice was on its\nway to the pier."
    )
    page = show(Extraction(lines))
    assert page.evaluate(TEXT) == lines
    assert page.locator("article p").evaluate("(p) => getComputedStyle(p).whiteSpace") == "normal"
    verse = show(Extraction("A short line\nand another\nand one more"))
    assert verse.locator("article p").first.evaluate("(p) => getComputedStyle(p).whiteSpace") != "normal"


def test_verdicts_are_copied(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.keyboard.press("j")
    page.keyboard.press("1")
    page.evaluate("addEventListener('copy', (event) => { window.copied = event.clipboardData.getData('text/plain'); })")
    page.get_by_role("button", name="Copy").click()
    assert page.locator("#copy").inner_text() == "Copied"
    assert json.loads(page.evaluate("window.copied"))["verdict"] == "right"


def test_a_frame_of_a_notebook_works_without_an_error(show: Any, harbour: Extraction, tmp_path: Path) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8>{harbour._repr_html_()}", encoding="utf8")
    page = show(path)
    frame = page.frame_locator("iframe")
    frame.locator("#a0").click()
    page.keyboard.press("1")
    assert frame.locator("#checked").inner_text() == "checked 1 of 4: 1 right"
    assert not frame.locator("#save").is_visible()  # a frame may not download
    frame.locator("#copy").click()
    assert frame.locator("#copy").inner_text() == "Copied"
    page.keyboard.press("j")
    assert frame.locator("#place").inner_text() == "2 of 4"


def test_roles_and_names(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    assert page.get_by_role("group", name="1: Anna Berg, word for word, speaker named").count() == 1
    assert page.get_by_role("group", name="Nobody’s words: title").count() == 1
    assert page.get_by_role("region", name="Speakers").count() == 1
    assert page.get_by_role("button", name="Anna Berg 1 attribution, 5 words").count() == 1
    assert page.get_by_role("heading", level=1).inner_text() == "Harbour"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))


# The filter


def test_filter(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    button = page.locator("[data-who]", has_text="Tom Oduya")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator("#shown").inner_text() == "Showing 1 of 4"
    assert page.evaluate("[...document.querySelectorAll('.said[tabindex]:not(.off)')].map((each) => each.id)") == ["a1"]
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == "a1"
    page.keyboard.press("Escape")
    page.locator("article").get_by_text("nobody", exact=True).click()
    assert page.locator("#note .name").inner_text() == "Tom Oduya"  # what lies under what is left out
    page.locator("[data-who]", has_text="Anna Berg").click()
    assert page.locator("#shown").inner_text() == "Showing 3 of 4"
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".off").count() == 0
    assert page.locator("#shown").inner_text() == ""
    assert not page.get_by_role("button", name="Show all").is_visible()


def test_next_goes_to_the_first_that_is_shown(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.locator("[data-who]", has_text="Tom Oduya").click()
    page.get_by_role("button", name="Go to the next that is shown").click()
    assert focused(page) == "a1"
    assert page.locator("#note").is_visible()


def test_without_scripts_text_and_lists_are_there(browser: Browser, harbour: Extraction) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(harbour.to_html())
    assert page.locator("article").inner_text().startswith("“If it rains,”")
    assert page.locator(".voices li").count() == 3
    assert page.locator("#key .said").first.is_visible()
    context.close()


# Looks


def many_voices(count: int) -> Extraction:
    """A text in which so many people say a few words each, each with a source and a cue."""
    text, records, speakers = "", [], []
    for number in range(count):
        start = len(text)
        text += f"“We count boat {number},” said Person{number % 30}. "
        cut = text.index("said", start)
        name = Span.of(text, cut + 5, len(text) - 2)
        speaker = Speaker(name.text, "person")
        content = Span.of(text, start, cut - 1)
        cue = Cue(Span.of(text, cut, cut + 4), "say", "verb")
        records.append(
            Attribution((content,), "direct", cue, Mention(name, name, "name"), speaker, "explicit", "turn", 0.9)
        )
        speakers.append(speaker)
        text = text[:-1] + "\n\n" if number % 4 == 3 else text
    return Extraction(text, tuple(evolve(each) for each in records), (), tuple(dict.fromkeys(speakers)))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(show: Any, harbour: Extraction, scheme: str) -> None:
    page = show(harbour, scheme)
    page.locator("[data-who]").first.click()
    page.keyboard.press("j")
    page.evaluate(EVERY_LOOK_IN_EVERY_OTHER, [*(f"h{number}" for number in range(HUES)), "nobody"])
    found = page.evaluate(CONTRASTS)
    assert len(found) > 26 * 13
    assert [each for each in found if each[0] < LEAST_CONTRAST] == []


def test_colours_differ(show: Any) -> None:
    page = show(many_voices(30))
    looks = page.evaluate("""() => [...document.querySelectorAll(".voices button")].map((button) => {
        const style = getComputedStyle(button);
        return style.getPropertyValue("--ink") + style.getPropertyValue("--tint") + style.getPropertyValue("--line");
    })""")
    assert len(set(looks)) == 30
    patterns = page.evaluate("""() => [0, 12, 24].map((number) => {
        const said = document.getElementById("a" + number);
        const label = getComputedStyle(said, "::before");
        return [getComputedStyle(said).backgroundImage, label.backgroundColor + label.borderRadius];
    })""")
    assert len({pattern for pattern, _ in patterns}) == len({label for _, label in patterns}) == 3


def test_unsure_and_not_said_look_different_without_colour(show: Any, harbour: Extraction) -> None:
    said, outer, inner, nameless = unsure(harbour, 0.9, 0.9, 0.9, 0.3)
    page = show(evolve(harbour, attributions=(said, evolve(outer, negated=True), inner, nameless)))
    look = (
        "(id) => { const s = getComputedStyle(document.getElementById(id)); return [s.backgroundImage, s.boxShadow]; }"
    )
    assert page.evaluate(look, "a0") == ["none", "none"]
    hatched, _ = page.evaluate(look, "a3")
    assert hatched.startswith("repeating-linear-gradient")
    nothing, border = page.evaluate(look, "a1")
    assert nothing == "none"
    assert border != "none"
    assert page.evaluate("getComputedStyle(document.getElementById('a1')).backgroundColor") == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("view", [WIDE, PHONE], ids=["wide", "phone"])
def test_500_quotations_can_be_used(show: Any, view: Any) -> None:
    page = show(many_voices(500), view=view)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("[data-who]").nth(4).click()
    for _ in range(3):
        page.keyboard.press("j")
    assert page.locator("#place").inner_text() == "3 of 17"
    page.evaluate("new Promise(requestAnimationFrame)")  # the note is placed when the page has scrolled
    here = page.locator(":focus").bounding_box()
    note = page.locator("#note").bounding_box()
    assert page.locator("header").bounding_box()["height"] <= here["y"] < view["height"]
    assert note["y"] >= here["y"] + here["height"] or note["y"] + note["height"] <= here["y"]
    assert 0 <= note["y"] < view["height"]


def test_the_key_can_be_seen_beside_many_speakers(show: Any) -> None:
    key = show(many_voices(30)).locator("#key").bounding_box()
    assert key["y"] + key["height"] <= WIDE["height"]


def test_the_header_covers_nothing_however_long_the_title(show: Any, harbour: Extraction, tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    path.write_text(harbour.to_html(title="A long headline about the old ferry " * 4), encoding="utf8")
    for view in (WIDE, {"width": 700, "height": 600}, PHONE):
        page = show(path, view=view)
        page.keyboard.press("k")
        page.keyboard.press("1")
        page.evaluate("new Promise(requestAnimationFrame)")
        header = page.locator("header").bounding_box()["height"]
        assert (
            page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--bar')") == f"{header:.0f}px"
        )
        assert page.locator(":focus").bounding_box()["y"] >= header
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_fingers_find_what_they_press(browser: Browser, harbour: Extraction) -> None:
    page = browser.new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    page.set_content(unsure(harbour, 0.9, 0.9, 0.9, 0.3).to_html())
    assert not page.locator("#key li").first.is_visible()  # closed, above the text
    page.locator("#a0").tap()
    page.keyboard.press("1")
    for each in page.locator("button:visible, .chip:visible, summary:visible").all():
        assert each.bounding_box()["height"] >= 40
    page.get_by_role("button", name="Close the note").tap()
    assert not page.locator("#note").is_visible()
    assert focused(page) == "a0"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_an_index_fits_a_phone(show: Any, harbour: Extraction, tmp_path: Path) -> None:
    found = evolve(harbour, text="A headline of some length about the harbour\n" + HARBOUR, attributions=())
    name = "a/rather/long/path/of/a/folder/" + "with-a-file-of-a-long-name" * 3 + ".txt"
    write_folder([(found, name), (harbour, name), (harbour, "b.txt")], tmp_path / "pages")
    page = show(tmp_path / "pages" / "index.html", view=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for each in page.locator("tbody th, td").all():
        box = each.bounding_box()
        assert box is None or box["width"] <= 1 or (box["width"] >= 100 and box["x"] + box["width"] <= PHONE["width"])
    assert all(each[0] >= LEAST_CONTRAST for each in page.evaluate(CONTRASTS))


def test_a_filtered_page_prints_as_filtered(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.keyboard.press("j")
    page.keyboard.press("1")
    assert not page.locator(".ledger").is_visible()
    page.emulate_media(media="print")
    assert not page.locator("#filtered").is_visible()
    rows = [row.split("\t") for row in page.locator(".ledger tbody tr:visible").all_inner_texts()]
    assert [row[0] for row in rows] == ["1", "2", "3", "4"]
    assert rows[0][4:] == ["90%", "colon-frame", "✓ right"]
    assert "1 right" in page.locator("header").inner_text()
    page.emulate_media(media="screen")
    page.locator("[data-who]", has_text="Anna Berg").click()
    page.emulate_media(media="print")
    assert page.locator("#filtered").inner_text() == "Showing 2 of 4: Anna Berg"
    assert [row.split("\t")[0] for row in page.locator(".ledger tbody tr:visible").all_inner_texts()] == ["1", "3"]
    label = "getComputedStyle(document.getElementById('a0'), '::before').content"
    assert page.evaluate(label) == '"1 AB ✓"'


def test_print_keeps_the_text_on_white(show: Any, harbour: Extraction) -> None:
    page = show(harbour, "dark")
    page.keyboard.press("j")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("#note").is_visible()
    assert page.evaluate(TEXT) == HARBOUR
    assert page.locator("article").is_visible()
    assert all(each[0] >= LEAST_CONTRAST for each in page.evaluate(CONTRASTS))
    page.evaluate("document.getElementById('key').open = false")
    pdf = page.pdf()
    assert page.evaluate("document.getElementById('key').open")
    assert pdf.startswith(b"%PDF")
    assert len(pdf) > 5000
