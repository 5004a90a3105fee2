"""To whom words are said, where the text tells it."""

from __future__ import annotations

import re

import pytest

import quotekit
from quotekit.export.cast import cast_of
from quotekit.export.tei import to_tei
from quotekit.reading.models import BUNDLED
from quotekit.records import Addressee, Extraction
from quotekit.speakers.cast_list import Part, with_cast


def read(text: str, **options: str) -> Extraction:
    return quotekit.extract(text, nlp=BUNDLED, **options)  # type: ignore[arg-type]


def addressee(text: str) -> tuple[str | None, str | None, str] | None:
    """Name, words and way of the addressee of the last record."""
    told = read(text)[-1].addressee
    return (told.name, told.mention and told.mention.text, told.known_by) if told else None


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("“We sail,” Anna said to Petra.", "Petra", "Petra"),
        ("Berg told reporters that the bridge was shut.", "reporters", "reporters"),
        ("He asked the mayor whether it was true.", "the mayor", "the mayor"),
        ("“Stop!” he shouted at the driver.", "the driver", "the driver"),
        ("Berg wrote to Petra Lund that he was ill.", "Petra Lund", "Petra Lund"),
        ("Petra was told by the mayor that nobody would come.", "Petra", "Petra"),
        ("“Come in,” she said, turning to Petra.", "Petra", "Petra"),
        ("“And now,” said the captain to the man at the wheel, “we turn.”",) + ("the man at the wheel",) * 2,
        ("Berg said in a statement to Reuters that it was shut.", "Reuters", "Reuters"),
        ("Berg assured Lund and Moen that it was shut.", "Lund and Moen", "Lund and Moen"),
        ("Petra Lund came in. “It is late,” Berg told her.", "Petra Lund", "her"),
        ("“It is late,” Berg told them.", None, "them"),
    ],
)
def test_a_frame_names_the_hearer(text: str, name: str | None, words: str) -> None:
    assert addressee(text) == (name, words, "frame")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Sit down, Petra,” said Berg.", "Petra"),
        ("“My dear Anna! Come in,” said Berg.", "Anna"),
        ("“Good morning, Mrs. Vik,” said Berg.", "Mrs. Vik"),
        ("“Yes, captain,” said Berg.", "captain"),
    ],
)
def test_the_words_call_the_hearer(text: str, words: str) -> None:
    assert addressee(text) == (words, words, "vocative")


@pytest.mark.parametrize(
    "text",
    [
        "“We sail,” said Anna.",
        "“Anna has come,” said Berg.",
        "“Petra Lund, the mayor, is ill,” said Berg.",
        "“I saw Anna, Ben and Carl,” said Berg.",
        "“I told my brother, Ada, and he laughed,” said Berg.",
        "“We live in Oslo, Norway,” said Berg.",
        "Berg said at a conference in Oslo that it was late.",
        "Berg referred to Lund as “a fool.”",
        "Berg told the story that he was ill.",
        "Berg said that he had spoken to Lund.",
    ],
)
def test_who_is_only_talked_about_does_not_hear(text: str) -> None:
    assert addressee(text) is None


DIALOGUE = """Sarah Lund came down to the harbour. Her brother Peter sat on the steps with a net.

"Is the boat in?" asked Sarah.

"Since noon," Peter told her.

"And the letter?"

"On the table."
"""


def test_two_who_talk_talk_to_each_other() -> None:
    found = read(DIALOGUE, dialogue="on")
    told = [each.addressee for each in found]
    assert [each and each.name for each in told] == ["Peter", "Sarah Lund", "Peter", "Sarah Lund"]
    assert [each and each.known_by for each in told] == ["turn", "frame", "turn", "turn"]


def test_sir_is_the_other_one_of_two_who_talk() -> None:
    text = "Ada Lund met Tom Rask.\n\n“Is it late?” asked Tom.\n\n“Past ten, sir,” said Ada.\n"
    heard = quotekit.extract(text, nlp=BUNDLED, dialogue="on")[-1].addressee
    assert heard is not None
    assert (heard.name, heard.mention and heard.mention.text, heard.known_by) == ("Tom Rask", "sir", "vocative")


def test_several_who_are_called_hear_it() -> None:
    text = (
        "Ada Lund, Tom Rask and Piet Moen sat in the kitchen.\n\n"
        "“Tom, come here, and you, Piet, stay where you are,” said Ada.\n"
    )
    heard = quotekit.extract(text, nlp=BUNDLED, dialogue="on")[0].addressee
    assert heard is not None
    assert (heard.name, heard.known_by) == ("Tom and Piet", "vocative")


def test_a_third_one_near_leaves_it_open() -> None:
    found = read(DIALOGUE + '\n"That will never hold," said Ivar.\n\n"It held," said Sarah.\n', dialogue="on")
    assert found[3].addressee is None


def test_everywhere_in_the_output() -> None:
    found = read("“We sail,” Anna Berg said to Petra Lund. “I stay,” said Petra Lund.")
    first = found[0]
    assert first.addressee is not None
    assert str(first.addressee) == "Petra Lund"
    assert found.to_dicts()[0]["addressee"] == "Petra Lund"
    assert "said to  Petra Lund (29:39 Petra Lund), told by the frame" in quotekit.explain(first)
    assert re.search(r'<said [^>]*who="#s1" toWhom="#s2"', to_tei(found))
    assert cast_of(found)[0].talks_to == (("Petra Lund", 1),)
    assert ">Petra Lund<" in str(quotekit.render(found)) or "Said to" in str(quotekit.render(found))
    renamed = with_cast(found, [Part("Petra Vik", ("Petra Lund",))])
    assert renamed[0].addressee == Addressee("Petra Vik", first.addressee.mention, "frame")


def test_who_never_speaks_is_in_the_list_of_persons_by_name_only() -> None:
    tei = to_tei(read("“We sail,” Anna Berg said to Petra Lund. “I stay,” she told reporters."))
    assert "<persName>Petra Lund</persName>" in tei
    assert "reporters</persName>" not in tei


def test_markup_moves_the_words() -> None:
    given = "<p>“We sail,” Anna said to <b>Petra</b>.</p>"
    told = read(given, markup="html")[0].addressee
    assert told is not None
    assert told.mention is not None
    assert given[told.mention.span.start : told.mention.span.end] == "Petra"
