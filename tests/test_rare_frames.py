"""Frames that news have too seldom to be weighed: exact sources and words on sentences written for it."""

from __future__ import annotations

import pytest

import quotekit

Row = tuple[str | None, str]


def rows(text: str) -> list[Row]:
    return [(a.speaker.name if a.speaker else None, a.text) for a in quotekit.extract(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Per the bylaws, members vote twice.", "bylaws", "members vote twice"),
        ("Anna Berg runs the mill. To her, the new road is a disaster.", "Anna Berg", "the new road is a disaster"),
        ("For Moritz Kern, the vote was a farce.", "Moritz Kern", "the vote was a farce"),
        ("Police released a recording of the driver saying the brakes had failed.", "driver", "the brakes had failed"),
        ("A video of Nadia Vale saying “the dam will hold” went viral.", "Nadia Vale", "“the dam will hold”"),
        ("The message from Ana Ruiz was clear: “Nobody will go.”", "Ana Ruiz", "“Nobody will go.”"),
        ("The verdict from Ana Ruiz? “Nonsense.”", "Ana Ruiz", "“Nonsense.”"),
        ("Jo Hill's answer to the critics? “Read the report.”", "Jo Hill", "“Read the report.”"),
        ("The reply from the ministry was short: “No comment.”", "ministry", "“No comment.”"),
        ("When asked if the pier would reopen, Jo Hill said it would not.", "Jo Hill", "it would not"),
        (
            "Mayor Jo Hill wrote on her page: The storm is over. Please stay off the roads. I will give news at noon.",
            "Jo Hill",
            "The storm is over. Please stay off the roads. I will give news at noon",
        ),
        (
            "For Anna Berg, who has run the mill for years, the answer is simple: “We need the water.”",
            "Anna Berg",
            "“We need the water.”",
        ),
    ],
)
def test_frame(text: str, speaker: str, content: str) -> None:
    assert rows(text) == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The fee is 20 euros per person.",
        "Per Holm, a plumber, pays nothing.",
        "To her right, the river was a mirror.",
        "To the north, the hills were white.",
        "For three years, the mill was a ruin.",
        "For children, entry is free.",
        "For Anna Berg, it was a third win.",
    ],
)
def test_no_frame(text: str) -> None:
    assert rows(text) == []


def test_what_is_told_inside_of_what_is_said_has_its_own_speaker() -> None:
    outer, inner = quotekit.extract("Aker said Ruiz had told him, “Stay.”")
    assert (outer.speaker.name, inner.speaker.name, inner.text) == ("Aker", "Ruiz", "“Stay.”")  # type: ignore[union-attr]
    assert inner.parent is outer


def test_nothing_that_is_said_is_negated() -> None:
    [found] = quotekit.extract("Ruiz said nothing about the bridge.")
    assert found.negated
    assert found.text == "nothing about the bridge"


def test_words_of_a_reporter_end_what_stands_behind_a_colon() -> None:
    [found] = quotekit.extract("Berg wrote on her page: The storm is over. Jo Hill left the room.")
    assert found.text == "The storm is over"


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("“Work is a gift,” as the company handbook puts it.", "company handbook", "“Work is a gift,”"),
        ("“Rivers remember” (Lena Orr 2019: 44).", "Lena Orr", "“Rivers remember”"),
        (
            "“A promise is a debt.” Vale v. Aker, 12 U.S. 3, 4 (1990) (Holm, J., dissenting).",
            "Holm",
            "“A promise is a debt.”",
        ),
        ("In the words of Anna Berg, “the vote was a farce.”", "Anna Berg", "“the vote was a farce.”"),
        ("I have since learned that the doctor wrote a book.", None, "that the doctor wrote a book"),
        ("She was not sure that the ferry would run.", None, "that the ferry would run"),
        ("I met three people who asked me if I watch birds.", "three people", "if I watch birds"),
        (
            "I tell my patients and students that to understand fear, we have to see where it began.",
            None,
            "that to understand fear, we have to see where it began",
        ),
    ],
)
def test_thoughts_and_reports_that_parsers_or_weights_lose(text: str, speaker: str | None, content: str) -> None:
    assert (speaker, content) in rows(text)


def test_paragraphs_of_speech_between_two_reports_of_one_speaker_are_hers() -> None:
    text = (
        "Anna Berg said the choir would sing in May.\n\n“We promised.”\n\n“We will keep it.”\n\nShe said it was full."
    )
    assert [speaker for speaker, _ in rows(text)] == ["Anna Berg"] * 4


def test_a_question_ends_a_chain_of_speech() -> None:
    text = "Anna Berg said it was cold.\n\n“We are glad to be here.”\n\n“Are you tired?”\n\n“We never sleep.”"
    assert rows(text)[-1] == (None, "“We never sleep.”")


def test_a_narrator_does_not_say_what_stands_behind_a_colon() -> None:
    text = "I wrote to her at noon: the rain had come. I was happy then. My feet were cold."
    assert all("happy" not in said for _, said in rows(text))
