"""Layouts as people have them: what is read, who speaks, and that every offset points into the text as given."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quotekit
from bench import transcripts
from bench.layouts import compare
from quotekit.languages import load_language
from quotekit.reading.lay_out import lay_out
from quotekit.reading.layout.markdown import drop_stress, read_links
from quotekit.reading.layout.markup import is_html, read_markup
from quotekit.reading.layout.offsets import Edit, apply
from quotekit.reading.models import BUNDLED
from quotekit.records import Extraction

ENGLISH = load_language()
Said = list[tuple[str, str | None]]


def said(found: Extraction) -> Said:
    """The words, by letters and digits, and the speaker of everything that lies in nothing else."""
    return [
        (
            " ".join(re.findall(r"\w+", " ".join(span.text for span in each.contents))),
            each.speaker.name if each.speaker else None,
        )
        for each in found
        if each.parent is None
    ]


TURNS: Said = [("Did you count the sheep", "Mara Lind"), ("All but one", "Joel Ash"), ("Then count again", "Mara Lind")]
SPOKEN = [("Mara Lind", "Did you count the sheep?"), ("Joel Ash", "All but one."), ("Mara Lind", "Then count again.")]


def turns_as(form: str) -> str:
    """The three turns in a form: {name}, {words}, {n} from 1."""
    return "".join(form.format(name=name, words=words, n=n) for n, (name, words) in enumerate(SPOKEN, 1))


FORMS = {
    "wrapped": "Mara Lind: Did you count\nthe sheep?\nJoel Ash: All but\none.\nMara Lind: Then count\nagain.\n",
    "own lines": turns_as("{name}\n{words}\n\n"),
    "own lines with a colon": turns_as("{name}:\n\n{words}\n\n"),
    "own lines with a clock": turns_as("{name}  0:0{n}\n{words}\n\n"),
    "own lines with a role": turns_as("{name} -- Hill Farm\n\n{words}\n\n"),
    "numbered": turns_as("{name}, Fell Co. - Shepherd [{n}]\n------\n{words}\n------\n"),
    "brackets": turns_as("[{name}] {words}\n"),
    "a chat export": turns_as("3/5/24, 2:4{n} PM - {name}: {words}\n"),
    "another chat export": turns_as("[3/5/2024, 2:45:0{n} PM] {name}: {words}\n"),
    "line numbers": "1   Mara Lind: Did you count\n2   the sheep?\n3   Joel Ash: All but one.\n"
    "4   Mara Lind: Then count again.",
    "WebVTT": "WEBVTT\n\n" + turns_as("00:00:0{n}.000 --> 00:00:0{n}.900\n<v {name}>{words}</v>\n\n"),
    "SubRip": turns_as("{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{name}: {words}\n\n"),
    "HTML": turns_as("<p><strong>{name}:</strong> {words}</p>\n"),
    "a wiki": turns_as(":'''{name}''': {words}\n\n"),
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_turns(text: str) -> None:
    found = quotekit.extract(text)
    assert said(found) == TURNS
    check(text, found)


def as_seen(source: str) -> str:
    """What a reader of a page sees of its source."""
    return html.unescape(re.sub(r"</?[a-z][^<>]*>", "", source))


def check(text: str, found: Extraction) -> None:
    """Every span says what stands there."""
    assert found.text == text
    spans = [span for each in found for span in (*each.contents, *each.quoted)]
    spans += [each.source.span for each in found if each.source]
    spans += [span for each in found.quotations for span in (*each.spans, *each.inners)]
    for span in spans:
        assert as_seen(text[span.start : span.end]) == span.text


SHOUTED = {
    "record": (
        "  Mr. LINDEN. Mr. Speaker, the sheep are gone.\n  Ms. ORR of Fell. They are not.\n  Mr. LINDEN. I yield.\n",
        [("Mr Speaker the sheep are gone", "Mr. LINDEN"), ("They are not", "Ms. ORR"), ("I yield", "Mr. LINDEN")],
    ),
    "screenplay": (
        "EXT. HILL - DAWN\n\nFog.\n\nMARA\n(softly)\nDid you count them?\n\nJOEL (O.S.)\nAll but one.\n\nMara sits.\n",
        [("Did you count them", "Mara"), ("All but one", "JOEL")],
    ),
    "parliament": (
        "Madam Chair (Dame Ruth Moss): Order.\n\nHon. Members: Hear, hear!\n\n"
        "Dr Jon Fell (Upton) (Lab): They are well.\n",
        [("Order", "Ruth Moss"), ("Hear hear", "Hon. Members"), ("They are well", "Jon Fell")],
    ),
    "bare questions": (
        "Q Did you count them?\nA All but one.\nQ Which one was it?\nA The black one.\n",
        [("Did you count them", "Q"), ("All but one", "A"), ("Which one was it", "Q"), ("The black one", "A")],
    ),
    "a chat": (
        "10:01 <@mara> did you count them\n10:02 <joel> all but one\n10:02 * joel sighs\n10:03 <@mara> again then\n",
        [("did you count them", "mara"), ("all but one", "joel"), ("again then", "mara")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SHOUTED.values(), ids=SHOUTED)
def test_other_turns(text: str, expected: Said) -> None:
    assert said(quotekit.extract(text)) == expected


ARTICLE = (
    "The hill was empty, Mara Lind said on Monday. “We counted them twice, and one of the black sheep was gone,” "
    "she told the Fell Post. Her neighbour, Joel Ash, said that he had seen nothing. “I sleep at night,” Ash added."
)


def wrap(text: str, width: int) -> str:
    """The text in lines of at most so many columns."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


LAYOUTS = {
    **{f"{width} columns": wrap(ARTICLE, width) for width in (25, 30, 35, 40, 60, 72, 100)},
    "double-spaced": wrap(ARTICLE, 60).replace("\n", "\n\n"),
    "a page number inside": wrap(ARTICLE, 60).replace("\n", "\n\n                 - 12 -\n\n", 1),
    "links": ARTICLE.replace("Mara Lind", "\nMara Lind\n").replace("Joel Ash", "\nJoel Ash\n").replace(" \n", "\n"),
    "Windows line ends": wrap(ARTICLE, 60).replace("\n", "\r\n"),
    "HTML": f"<p>{ARTICLE}</p>".replace("“", "&ldquo;")
    .replace("”", "&rdquo;")
    .replace("Joel Ash", "<a href='#'>Joel Ash</a>"),
    "marks decoded twice": ARTICLE.replace("“", "â€œ").replace("”", "â€\x9d"),
    "control codes for marks": ARTICLE.replace("“", "\x93").replace("”", "\x94"),
    "soft hyphens": ARTICLE.replace("neighbour", "neigh\xadbour").replace("counted", "coun\xadted"),
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_layout_changes_nothing(text: str) -> None:
    found = quotekit.extract(text)
    check(text, found)
    assert [who for _, who in said(found)] == [who for _, who in said(quotekit.extract(ARTICLE))]


MARKED: dict[str, tuple[str, Said]] = {
    "no space behind a mark": ("“We shear,”said Mara Lind.“It is June.”", [("We shear It is June", "Mara Lind")]),
    "no space before a mark": ("Mara Lind said:“We shear.”", [("We shear", "Mara Lind")]),
    "never closed": (
        "“The dog is gone, said Mara.\n\n“It is asleep,” said Joel.",
        [("The dog is gone", "Mara"), ("It is asleep", "Joel")],
    ),
    "a question never closed": (
        '"Where is the dog? asked Mara.\n\n"Asleep," said Joel.',
        [("Where is the dog", "Mara"), ("Asleep", "Joel")],
    ),
    "a dash": (
        "—You will shear, Mara answered, when I say so.\n\n—I will shear now, said Joel Ash.\n",
        [("You will shear when I say so", "Mara"), ("I will shear now", "Joel Ash")],
    ),
    "italics": ("*I must count again,* thought Mara.", [("I must count again", "Mara")]),
    "a block with a by-line": (
        "> The hill keeps its sheep.\n> -- Mara Lind, Fell Songs\n",
        [("The hill keeps its sheep", "Mara Lind")],
    ),
    "a block behind a verb": (
        "Mara Lind wrote:\n\n> The hill keeps its sheep.\n> It keeps its dogs.\n",
        [("The hill keeps its sheep It keeps its dogs", "Mara Lind")],
    ),
    "a letter quoted": (
        "On Tue, May 5, 2026 at 9:02 AM Mara Lind <mara@example.org> wrote:\n> The dog is back.\n\nGood.\n",
        [("The dog is back", "Mara Lind")],
    ),
    "a by-line with a work and a year": (
        "“The hill keeps its sheep.”\n— Mara Lind, *Fell Songs* (1961)\n",
        [("The hill keeps its sheep", "Mara Lind")],
    ),
    "two passages side by side": (
        "“Is it late?” “Very late,” said Joel.",
        [("Is it late", None), ("Very late", "Joel")],
    ),
    "a nickname": ("“We shear,” said William “Curly” Ash.", [("We shear", "William “Curly” Ash")]),
    "a kicker": ("EXCLUSIVE: ‘I will not shear,’ says Mara Lind", [("I will not shear", "Mara Lind")]),
    "subtitles with hyphens": ("1\n00:00:01,000 --> 00:00:02,000\n- All right?\n- All right.\n", []),
}


@pytest.mark.parametrize(("text", "expected"), MARKED.values(), ids=MARKED)
def test_marks(text: str, expected: Said) -> None:
    found = quotekit.extract(text)
    check(text, found)
    assert [pair for pair in said(found) if pair[1]] == [pair for pair in expected if pair[1]]
    free = {" ".join(re.findall(r"\w+", each.text)) for each in found.quotations if each.reason}
    assert {words for words, who in expected if not who} <= free | {words for words, who in said(found) if not who}


@pytest.mark.parametrize(
    "text", ["- bread\n- two lamps\n- one rope\n", "He *never* said so.", "> > Old.\n> Older.\nNew.\n"]
)
def test_no_marks(text: str) -> None:
    assert lay_out(text, ENGLISH).quotations == ()


def test_ten_layouts_of_twenty_texts_give_the_same() -> None:
    rows = compare().values()
    assert sum(same for same, _, _ in rows) >= 0.98 * sum(of for _, of, _ in rows)


def test_turns_are_found_in_every_form_of_transcript() -> None:
    rows = transcripts.compare(transcripts.CONVERSATIONS[:2]).values()
    assert sum(found for found, _, _ in rows) >= 0.98 * sum(of for _, of, _ in rows)
    assert not any(line.startswith("+") for _, _, wrong in rows for line in wrong)


NO_TURNS = {
    "sections": "INTRODUCTION\nSheep are old.\n\nMETHODS\nWe counted sheep.\n\nRESULTS\nOne was gone.\n",
    "a poem": "The hill is cold,\n  The sheep are old,\nThe dog is in the yard;\n  And nobody is told.\n",
    "chapters": "I\n\nThe hill was cold.\n\nII\n\nThe sheep were old.\n\nI\n\nNobody came.\n",
    "fields": "Title: The Hill\nHost: Mara Lind\nGuest: Joel Ash\n",
}


@pytest.mark.parametrize("text", NO_TURNS.values(), ids=NO_TURNS)
def test_no_turns(text: str) -> None:
    assert lay_out(text, ENGLISH).labels.turns == {}


@pytest.mark.parametrize("text", ["if a < b and c > d", "<lena> hi\n<tim> ho", "3 <5", "a <b", "I <3 you", "R&D; AT&T"])
def test_no_markup(text: str) -> None:
    assert not is_html(text)
    assert list(read_markup(text, "auto")) == []


def test_markup_is_an_option() -> None:
    text = "<p>&ldquo;We sail,&rdquo; said Anna Berg.</p>"
    assert said(quotekit.extract(text)) == said(quotekit.extract(text, markup="html")) == [("We sail", "Anna Berg")]
    assert quotekit.extract(text, markup="none").quotations == ()


MARKDOWN = [
    "“We sail,” said [Anna Berg](https://example.org/said?a=b).",
    "**“We sail,”** said *Anna Berg*.",
    "“We _sail_,” said **Anna Berg**.[^1]\n\n[^1]: The Courier.",
    '![A boat](boat.png) “We [sail](/sail "said she"),” said Anna Berg.',
]


@pytest.mark.parametrize("text", MARKDOWN)
def test_markdown(text: str) -> None:
    (found,) = quotekit.extract(text)
    assert found.speaker is not None
    assert (found.speaker.name, found.text.replace("_", "").strip("“,”")) == ("Anna Berg", "We sail")
    assert all(span.fits(text) for span in found.contents)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The mayor said _nobody_ would go.", "_nobody_ would go"),
        ("The mayor said that he wanted **that**.", "that he wanted **that**"),
        ("The mayor said *nobody* would go to **it**.", "*nobody* would go to **it**"),
    ],
)  # fmt: skip
def test_a_span_has_both_signs_of_emphasis_or_none(text: str, content: str) -> None:
    (found,) = quotekit.extract(text)
    assert [span.text for span in found.contents] == [content]


@pytest.mark.parametrize("text", ["a[0](1)", "5 ** 2 ** 3", "snake_case_name", "[sic] (see below)", "2 * 3 * 4"])
def test_no_markdown(text: str) -> None:
    assert [*read_links(text), *drop_stress(text)] == []


Drawn = tuple[int, int, str, bool]
EDITS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4), st.text("xy", max_size=3), st.booleans()), max_size=6)


@settings(max_examples=200, deadline=None)
@given(st.text("abc \n", max_size=12), EDITS, EDITS)
def test_what_is_left_stands_where_the_map_says(
    text: str, first: list[tuple[int, int, str, bool]], second: list[tuple[int, int, str, bool]]
) -> None:
    edited, offsets = apply(text, _edits(text, first))
    edited, offsets = apply(edited, _edits(edited, second), offsets)
    if offsets is None:
        assert edited == text
        return
    assert len(offsets.starts) == len(offsets.ends) == len(edited)
    last = 0
    for char, start, end in zip(edited, offsets.starts, offsets.ends, strict=True):
        assert last <= start <= end <= len(text)
        last = start
        if char not in "xy":
            assert text[start:end] == char
    start, end = offsets.hull(0, len(edited))
    assert 0 <= start <= end <= len(text)
    for (_, stop), (begin, _) in zip(offsets.pieces(0, len(edited)), offsets.pieces(0, len(edited))[1:], strict=False):
        assert stop <= begin


def _edits(text: str, drawn: list[Drawn]) -> list[Edit]:
    return [
        Edit(start, min(start + length, len(text)), words, furniture)
        for start, length, words, furniture in drawn
        if start <= len(text)
    ]


@pytest.mark.parametrize("odd", ["<!ENTITY a 'x'>", "<![C[", "<![if x]>", "<!-", "<!x", "<!--x--!>"])
def test_declaration_that_is_none_loses_no_text(odd: str) -> None:
    text = f"<p>“We sail,” said Anna Berg.</p> {odd}\n\n<p>“We stay,” said Tom Oduya.</p>"
    assert len(quotekit.extract(text, nlp=BUNDLED)) == 2


@pytest.mark.parametrize("mark", "'*_:")
def test_line_that_ends_in_many_marks(mark: str) -> None:
    assert quotekit.extract(f"ANNA BERG,t we {mark * 60}st!y.”", nlp=BUNDLED) is not None  # took for ever


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ('Ana Ruiz said"No." Then she left.', ['"No."'], "Ana Ruiz"),
        ("Ana Ruiz said“No.” Then she left.", ["“No.”"], "Ana Ruiz"),
        ("1\t“We will stay,” said Ana Ruiz.", ["“We will stay,”"], "Ana Ruiz"),
        ("Story: Jo Hill\n\n“We will stay,” said Ana Ruiz.", ["“We will stay,”"], "Ana Ruiz"),
        (
            "“It was cold.\n\nWe had no coal.\n\nNobody wept,” said Ana Ruiz.",
            ["“It was cold.", "We had no coal.", "Nobody wept,”"],
            "Ana Ruiz",
        ),
        (
            'Ana Ruiz said: "It was cold.\n\nWe had no coal."\n\nIt rained.',
            ['"It was cold.', 'We had no coal."'],
            "Ana Ruiz",
        ),
        (
            "“I came,” said Orla Moe, “for the money.\n\n“I stayed,” she went on, “for the soup.”",
            ["“I came,”", "“for the money.", "“I stayed,”", "“for the soup.”"],
            "Orla Moe",
        ),
    ],
)
def test_marks_that_are_glued_or_only_at_the_ends(text: str, words: list[str], speaker: str) -> None:
    [found] = quotekit.extract(text)
    assert [span.text for span in found.contents] == words
    assert found.speaker is not None
    assert found.speaker.name == speaker


def test_a_mark_that_is_lost_opens_nothing() -> None:
    found = quotekit.extract("“It is late, said Tom Ash.\n\nHe left. It rained.\n\n“It is not,” said Lena Orr.")
    assert [(a.speaker.name, a.text) for a in found if a.speaker] == [
        ("Tom Ash", "“It is late,"),
        ("Lena Orr", "“It is not,”"),
    ]


def test_a_pull_quote_is_not_said_twice() -> None:
    text = "“We will rebuild it all.”\n\nIt rained.\n\n“We will rebuild it all,” Mayor Ana Ruiz told reporters."
    [found] = quotekit.extract(text)
    assert found.contents[0].start == text.rindex("“")


@pytest.mark.parametrize(
    "text",
    [
        "“No, no.”\n\n“No, no, I will not,” said Ana Ruiz.",
        "“We will rebuild it all.”\n\n“We will rebuild it all.”",
    ],
)
def test_what_is_short_or_comes_again_alone_is_no_pull_quote(text: str) -> None:
    assert len(quotekit.extract(text).quotations) == 2
