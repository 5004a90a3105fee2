"""The review page in a real browser: it filters, steps, can be read in both modes, and obeys no text."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from test_rendering import attribution, evil_extraction

from quotekit import Attribution, Cue, Extraction, Mention, Quotation, Span, Speaker
from quotekit.rendering import write_folder
from quotekit.rendering.people import HUES
from quotekit.rendering.safe import sayable

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
    page.get_by_text("we stay.").hover()
    note.wait_for(state="visible")
    words = note.inner_text()
    for expected in ("Anna Berg", "direct speech", "no. 1", "in 2 pieces", "said (verb say)", "90%", "colon-frame"):
        assert expected in words
    assert page.locator(".said.lit").count() == 2
    assert page.locator(".cue.lit").inner_text() == "said"
    assert page.locator(".source.lit").inner_text() == "Anna Berg"
    page.mouse.move(5, 5)
    note.wait_for(state="hidden")
    assert page.locator(".lit").count() == 0


def test_the_innermost_is_shown_and_linked(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.get_by_text("nobody", exact=True).click()
    assert focused(page) == "a2"
    page.locator("#note a").click()
    assert focused(page) == "a1"
    assert "Holds 3: Anna Berg" in page.locator("#note").inner_text()


def test_note_does_not_hide_the_words(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    page.keyboard.press("j")
    note = page.locator("#note").bounding_box()
    for piece in page.locator(".lit").all():
        box = piece.bounding_box()
        assert box["y"] + box["height"] <= note["y"] + 1 or box["y"] >= note["y"] + note["height"] - 1


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
    stops = page.locator("a[href], button:not([hidden]), [tabindex='0']").count()
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
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Inside 2: Tom Oduya"
    page.keyboard.press("Escape")
    assert focused(page) == "a2"
    assert not page.locator("#note").is_visible()


def test_roles_and_names(show: Any, harbour: Extraction) -> None:
    page = show(harbour)
    assert page.get_by_role("group", name="1: Anna Berg, direct speech, explicit source").count() == 1
    assert page.get_by_role("group", name="Attributed to nobody: title").count() == 1
    assert page.get_by_role("region", name="Speakers").count() == 1
    assert page.get_by_role("button", name="Anna Berg 2 attributions, 8 words").count() == 1
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
    page.get_by_text("nobody", exact=True).click()
    assert page.locator("#note .name").inner_text() == "Tom Oduya"  # what lies under what is left out
    page.locator("[data-who]", has_text="Anna Berg").click()
    assert page.locator("#shown").inner_text() == "Showing 3 of 4"
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".off").count() == 0
    assert page.locator("#shown").inner_text() == ""
    assert not page.get_by_role("button", name="Show all").is_visible()


def test_without_scripts_text_and_lists_are_there(browser: Browser, harbour: Extraction) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(harbour.to_html())
    assert page.locator("article").inner_text().startswith("“If it rains,”")
    assert page.locator(".voices li").count() == 3
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


def test_print_keeps_the_text_on_white(show: Any, harbour: Extraction) -> None:
    page = show(harbour, "dark")
    page.keyboard.press("j")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("#note").is_visible()
    assert page.evaluate(TEXT) == HARBOUR
    assert page.locator("article").is_visible()
    assert all(each[0] >= LEAST_CONTRAST for each in page.evaluate(CONTRASTS))
    pdf = page.pdf()
    assert pdf.startswith(b"%PDF")
    assert len(pdf) > 5000
