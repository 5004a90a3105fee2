"""What is shown: reports inside of speech, paragraphs behind a colon, and what is too doubtful to show."""

from __future__ import annotations

import pytest
from spacy.language import Language

import quotekit
from quotekit.languages import least, load_language

Row = tuple[str, str | None, bool]
MANUAL = (
    "The tool supports the following dialects. It reads a folder and writes a report. You want to keep it small. "
    "The menu shows the different forms of a report that currently exist. Press the green button to start. "
) * 8


def rows(nlp: Language, text: str) -> list[Row]:
    """Words, source, and whether they lie in the words of somebody else."""
    return [
        (" ".join(span.text for span in each.contents), each.source.text if each.source else None, bool(each.parent))
        for each in quotekit.extract(text, nlp=nlp)
    ]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        (
            "“I suspect the ferry will not run before May,” Anna Berg said.",
            ("the ferry will not run before May", "I", True),
        ),
        (
            "“My brother said the lamp was out,” Jo Holm told the court.",
            ("the lamp was out", "My brother", True),
        ),
        ("“Do we know that the harbour is closed?” Anna Berg asked.", ("that the harbour is closed", "we", True)),
    ],
)
def test_clauses_between_marks(nlp: Language, text: str, inner: Row) -> None:
    assert inner in rows(nlp, text)


def test_what_a_title_holds_is_nobodys(nlp: Language) -> None:
    assert rows(nlp, "The film “She Said It Would Rain” opened on Friday.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Berg tweeted on Monday:\n\nThe ferry will run again on Friday. Bring coffee, please.\n\nIt rained.",
            ("The ferry will run again on Friday. Bring coffee, please.", "Anna Berg", False),
        ),
        (
            "Berg posted letters to the town:\n\nI, Tom Berg, hereby close the harbour to all ships.\n\n"
            "— Tom Berg, Lord of the Ferries\n\nThe paper printed it.",
            ("I, Tom Berg, hereby close the harbour to all ships.", "Tom Berg", False),
        ),
    ],
)
def test_paragraph_that_is_announced(nlp: Language, text: str, expected: Row) -> None:
    assert expected in rows(nlp, text)
    for each in quotekit.extract(text, nlp=nlp):
        assert all(text[span.start : span.end] == span.text for span in each.contents)


@pytest.mark.parametrize(
    "text",
    [
        "The council has three aims:\n\nThe pier should be open all year round.\n\nIt rained.",
        "Anna Berg wrote:\n\n- two boats\n- one lamp that nobody had seen before.\n",
        "The new rules say that dogs:\n\nmust be on a lead at all times in town.\n",
    ],
)
def test_paragraph_that_is_a_list(nlp: Language, text: str) -> None:
    assert "direct" not in {each.form for each in quotekit.extract(text, nlp=nlp)}


@pytest.mark.parametrize(
    "text",
    ["Asked whether she would go, Berg said no.", "Pressed by the Post on why it was shut, Berg said no."],
)
def test_what_somebody_is_asked_is_not_reported(nlp: Language, text: str) -> None:
    assert rows(nlp, text) == [("no", "Berg", False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berg said the ferry was late, which nobody believed.", ("the ferry was late", "Berg", False)),
        (
            "The council met. The mayor added: The pier is unsafe. It was built in 1902 and nobody has the keys.",
            ("The pier is unsafe. It was built in 1902 and nobody has the keys.", "The mayor", False),
        ),
        (
            "Ruiz was quoted by the Valley Post as saying the bridge would open in May.",
            ("the bridge would open in May", "Ruiz", False),
        ),
    ],
)
def test_the_words_and_no_more(nlp: Language, text: str, expected: Row) -> None:
    assert rows(nlp, text) == [expected]


def test_a_bare_relative_says_nothing(nlp: Language) -> None:
    assert rows(nlp, "The “Ferry” is what people call the boat.") == []


def test_span_of_a_page_reads_as_the_page(nlp: Language) -> None:
    page = "<p>&ldquo;We <b>will</b> sail &amp; fish,&rdquo; said <i>Ana</i> Ruiz.</p>"
    [found] = quotekit.extract(page, nlp=nlp)
    [span] = found.contents
    assert span.text == "We will sail & fish,"
    assert page[span.start : span.end] == "We <b>will</b> sail &amp; fish,"
    assert found.source is not None
    assert found.source.text == "Ana Ruiz"


def test_manual_reports_nothing_unless_asked(nlp: Language) -> None:
    assert list(quotekit.extract(MANUAL, nlp=nlp)) == []
    assert list(quotekit.extract(MANUAL, nlp=nlp, doubtful=True)) != []


def test_words_between_marks_are_never_doubtful(nlp: Language) -> None:
    found = quotekit.extract(f"{MANUAL * 4}\n\nAnna Berg called the tool “a slow old mule” in her report.", nlp=nlp)
    assert [each.quoted[0].text for each in found] == ["a slow old mule"]


def test_every_rule_in_the_table_is_one() -> None:
    language = load_language()
    rules = {rule.name for rule in language.rules}
    assert set(language.leasts.rows) <= rules
    assert all(0 <= least <= 1 for row in language.leasts.rows.values() for least in row.values())


def test_a_measured_number_raises_a_judged_one_and_never_lowers_it(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {"measured": {"a": 0.3, "b": 0.6, "c": 0.4}, "judged": {"a": {"reports": 0.5, "inside": 0.2}, "b": {}}}
    monkeypatch.setattr(least, "data_json", lambda package, name: tables)
    leasts = least.load_leasts.__wrapped__("any")
    assert [leasts.of(rule, "reports") for rule in "abc"] == [0.5, 0.6, 0.4]
    assert leasts.of("a", "inside") == 0.2


README = """# parcel-post

Splits a file. It supports gzip and zstd, and the parser accepts a path.

```python
print(f"{name} said {word!r}")
x = "a" if y == "b" else "c"
```

E001: The file could not be opened.
E002: The header claims to be longer than the file.

`host`: The host to connect to.
"""


def test_readme_says_nothing_by_weak_rules() -> None:
    assert [each.text for each in quotekit.extract(README)] == []


def test_block_of_code_that_is_the_whole_text_is_read() -> None:
    [found] = quotekit.extract("```\n“We sail at noon, whatever the weather does,” said Anna Berg.\n```")
    assert found.speaker is not None
    assert found.speaker.name == "Anna Berg"


def test_wish_in_a_heading_is_hidden() -> None:
    text = "Pupils want the old clock back\n\nPupils at Hollow Lane gathered on Monday. “It was late,” said Ivo Marlow."
    assert [each.text for each in quotekit.extract(text)] == ["“It was late,”"]
    assert "the old clock" in [each.text for each in quotekit.extract(text, doubtful=True)]
