"""How novels mark who says what: dashes, single marks, frames inside the marks, verse, letters, chapters, thoughts."""

from __future__ import annotations

import pytest

import quotekit
from quotekit.languages import load_language
from quotekit.reading.lay_out import lay_out
from quotekit.reading.models import BUNDLED
from quotekit.records import Extraction

ENGLISH = load_language("en")
MET = "Hedda Moen met Piet on the steps.\n\n"
TALK = "\n\n“Is it late?” asked Hedda.\n\n“Past ten,” said Piet.\n\n“Then we must go.”\n"
Turns = list[tuple[str | None, tuple[str, ...]]]


def read(text: str) -> Extraction:
    return quotekit.extract(text, nlp=BUNDLED, dialogue="on")


def turns(text: str) -> Turns:
    """Each outermost record as its speaker and the pieces of its words."""
    return [
        (each.speaker.name if each.speaker else None, tuple(span.text for span in each.contents))
        for each in read(text)
        if each.parent is None
    ]


def test_who_is_told_of_within_the_words_is_not_the_one_who_speaks() -> None:
    text = (
        "Sarah Moen met Peter.\n\n“Is it late?” asked Peter.\n\n“He said it was late,” said Sarah.\n\n“I think it is.”"
    )
    inside = {(each.speaker and each.speaker.name, each.text) for each in read(text) if each.parent is not None}
    assert ("Sarah Moen", "it was late") not in inside
    assert inside <= {("Peter", "it is"), ("Peter", "it was late"), (None, "it was late")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "—Is it far? asked Hedda.\n\n—Very far, said Piet. He sat down.\n\n—I would rather stand.",
            [("Hedda Moen", ("—Is it far?",)), ("Piet", ("—Very far,",)), ("Hedda Moen", ("—I would rather stand.",))],
            id="dashes",
        ),
        pytest.param(
            "—Is it far? —asked Hedda.\n\n—Very far —said Piet—. You had better sit down.\n\n—I would rather stand.",
            [
                ("Hedda Moen", ("—Is it far?",)),
                ("Piet", ("—Very far", "You had better sit down.")),
                ("Hedda Moen", ("—I would rather stand.",)),
            ],
            id="dashes around the frame",
        ),
        pytest.param(
            "— Is it far? — asked Hedda.\n\n— Very far, — said Piet, — so sit down.",
            [("Hedda Moen", ("Is it far?",)), ("Piet", ("Very far,", "so sit down."))],
            id="commas and dashes",
        ),
        pytest.param(
            "—Is it far? asked Hedda.\n\n—As you like, said Piet, and sat down.",
            [("Hedda Moen", ("—Is it far?",)), ("Piet", ("—As you like,",))],
            id="what follows a frame may be told",
        ),
    ],
)
def test_dashes(text: str, expected: Turns) -> None:
    assert turns(MET + text) == expected


@pytest.mark.parametrize("dash", ["--", "—", "–"])
def test_dashes_and_marks_that_are_glued_to_words(dash: str) -> None:
    text = (
        'Hedda Moen met Mr. Vik.\n\n"Is it late?" asked Hedda.\n\n'
        f'"Why, to be sure," said Mr. Vik{dash}"yes, it is."\n\n'
        f'"Nonsense!" cried Hedda.{dash}"Tom Rask came an hour ago."'
    )
    assert turns(text) == [
        ("Hedda Moen", ('"Is it late?"',)),
        ("Mr. Vik", ('"Why, to be sure,"', '"yes, it is."')),
        ("Hedda Moen", ('"Nonsense!"', '"Tom Rask came an hour ago."')),
    ]


def test_frames_inside_the_marks() -> None:
    text = MET + "“I saw nothing, said Piet, and I repeat it.”\n\n“It is late, said Hedda. We must go.”"
    assert turns(text) == [
        ("Piet", ("“I saw nothing,", "and I repeat it.”")),
        ("Hedda Moen", ("“It is late,", "We must go.”")),
    ]


def test_words_of_another_stay_inside_where_frames_stand_outside() -> None:
    text = MET + "“The boat, said Piet, would sail at noon.”" + TALK
    assert lay_out(text, ENGLISH).quotations[0].text == "The boat, said Piet, would sail at noon."


def test_british_marks() -> None:
    text = (
        MET + "‘I don’t think it’s Hedda’s boat,’ said Piet. ‘The boys’ nets aren’t in it.’\n\n"
        "‘Did he say “come at once”, or didn’t he?’ asked Hedda.\n\n‘He said ’twas late.’"
    )
    assert turns(text) == [
        ("Piet", ("‘I don’t think it’s Hedda’s boat,’", "‘The boys’ nets aren’t in it.’")),
        ("Hedda Moen", ("‘Did he say “come at once”, or didn’t he?’",)),
        ("Piet", ("‘He said ’twas late.’",)),
    ]


def test_two_turns_in_a_paragraph() -> None:
    text = MET + "“Is it far?” “Very far.” “Then we had better start,” said Hedda.\n\n“Yes,” said Piet."
    assert turns(text) == [
        ("Hedda Moen", ("“Is it far?”",)),
        ("Piet", ("“Very far.”",)),
        ("Hedda Moen", ("“Then we had better start,”",)),
        ("Piet", ("“Yes,”",)),
    ]


def test_an_act_interrupts_a_sentence() -> None:
    found = turns(MET + "“Is it”—Hedda looked at the sea—“very far?”\n\n“Very,” said Piet.")
    assert [words for _, pieces in found for words in pieces] == ["“Is it”", "“very far?”", "“Very,”"]
    assert {name for name, _ in found[:-1]} == {"Hedda Moen"}


VERSE = "“The boat went out on Monday,\n  The boat came in by night,\n  And all the girls of Sanden\n  Were in white.”"


def test_verse_is_one_passage() -> None:
    assert turns(MET + "Piet began to sing:\n\n" + VERSE + TALK)[0] == ("Piet", (VERSE,))


def test_a_mark_that_nothing_closes_holds_no_paragraphs() -> None:
    text = '"It is late.\nHedda went out.\nPiet said "no" and stayed.'
    assert len(lay_out(text, ENGLISH).paragraphs) == 3


def test_a_letter_is_nobody_s_turn() -> None:
    text = MET + "Hedda opened the letter.\n\n    Dear Hedda,\n    I am well.\n    Your aunt, Ada" + TALK
    assert turns(text)[0] == ("Hedda Moen", ("“Is it late?”",))


@pytest.mark.parametrize(
    "head",
    [
        "THE NET\n\nBY ADA COLE\n\nCHAPTER I.\n\nHEDDA COMES HOME",
        "THE NET\n\nADA COLE\n\nPART ONE\n\n1\n\nTHE HARBOUR",
        "Chapter 1: Hedda Comes Home",
        "Chapter One\n\nPiet and the Long Net",
        "I. The Boat Comes In",
    ],
)
def test_headings_are_no_labels(head: str) -> None:
    text = f"{head}\n\n{MET}“Is it late?” asked Hedda.\n\nCHAPTER II. PIET IS ANGRY\n\n“Past ten,” said Piet."
    assert not lay_out(text, ENGLISH).labels.turns
    assert turns(text) == [("Hedda Moen", ("“Is it late?”",)), ("Piet", ("“Past ten,”",))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What now? he thought.", "What now?"),
        ("She sat down. Where was he? Vera wondered.", "Where was he?"),
        ("What a fool I am! thought Vera.", "What a fool I am!"),
        ("_I must not laugh,_ thought Vera. The door opened.", "_I must not laugh,_"),
        ("Vera looked up. *Why does he not answer?* she wondered.", "*Why does he not answer?*"),
        ("“I must go,” she thought.", "“I must go,”"),
    ],
)
def test_thoughts(text: str, words: str) -> None:
    thought = quotekit.extract(text, nlp=BUNDLED)[-1]
    assert (thought.text, thought.form, thought.medium) == (words, "direct", "thought")
    assert thought.addressee is None


@pytest.mark.parametrize(
    "text",
    [
        "Is it true? He thought about it.",
        "_He knows._ She put the cup down.",
        "“Is it true?” he asked. She thought so.",
    ],
)
def test_no_thoughts(text: str) -> None:
    assert "thought" not in {each.medium for each in quotekit.extract(text, nlp=BUNDLED) if each.form == "direct"}
