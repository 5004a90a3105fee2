"""Who says each turn of a story: invented dialogues, the gate, and the pieces of the stage."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import quotekit
from quotekit.cli import app
from quotekit.languages import load_language
from quotekit.languages.stand_ins import ADDRESSED, BEAT, DIALOGUE_TURN
from quotekit.reading.lay_out import lay_out
from quotekit.reading.models import BUNDLED
from quotekit.records import Extraction
from quotekit.speakers.addressees.vocative import is_address
from quotekit.speakers.dialogue import order, stage
from quotekit.speakers.dialogue.candidates import add_candidates
from quotekit.speakers.dialogue.gate import is_story
from quotekit.speakers.dialogue.rank import Weights, trees_of
from quotekit.speakers.dialogue.story import Story
from quotekit.speakers.dialogue.turns import find_turns

ENGLISH = load_language("en")
HARBOUR = """Hedda Moen came down to the harbour. Her brother Piet sat on the steps with a net.

"Is the boat in?" asked Hedda.

"Since noon," said Piet.

"And the letter?"

"On the table."

"Did you read it?"

"It was not mine."

"You might have."

"I might."
"""


def read(text: str, mode: stage.DialogueMode = "on") -> Extraction:
    return quotekit.extract(text, nlp=BUNDLED, dialogue=mode)


def voices(text: str) -> list[str | None]:
    """The speaker of each direct record, in text order; of several pieces of one turn once."""
    found = [(each.contents[0].start, each.speaker.name if each.speaker else None) for each in read(text)]
    return [name for _, name in found]


def test_two_people_take_six_turns_without_a_frame() -> None:
    assert voices(HARBOUR) == ["Hedda Moen", "Piet"] * 4


def test_a_turn_says_why() -> None:
    turn = read(HARBOUR)[3]
    assert (turn.rule, turn.reference, turn.source, turn.cue) == (DIALOGUE_TURN, "implicit", None, None)
    assert 0.5 < turn.confidence < 1
    assert "Hedda Moen" in {other.source for other in turn.alternatives}
    assert "take turns" in quotekit.explain(turn)


def test_a_third_one_joins() -> None:
    text = (
        HARBOUR
        + '\nTheir neighbour Ivar came along the quay.\n\n"That will never hold," said Ivar.\n\n'
        + '"It held yesterday, Ivar," said Piet.\n\n"Yesterday there was no wind, Piet."\n'
    )
    assert voices(text)[-3:] == ["Ivar", "Piet", "Ivar"]


def test_who_is_addressed_answers() -> None:
    text = (
        "Ada Lund, Tom Rask and Mrs. Vik sat in the kitchen. Ada cut the bread.\n\n"
        '"Who was at the door, Tom?" asked Ada.\n\n"Only the postman."\n\n'
        '"Was there anything for me?" asked Mrs. Vik.\n\n"One card, Mrs. Vik."\n'
    )
    assert voices(text)[1] == "Tom Rask"


def test_who_acts_beside_the_words_says_them() -> None:
    text = HARBOUR.replace('"I might."', 'Hedda stood up. "Then I shall."')
    last = read(text)[-1]
    assert (last.text, last.speaker and last.speaker.name) == ('"Then I shall."', "Hedda Moen")
    assert last.rule in (BEAT, DIALOGUE_TURN, "neighbour-sentence")


def test_the_narrator_has_the_name_that_others_use() -> None:
    talk = "".join(
        f'"{words}, Jonas," said Ada.\n\n"{answer}," I said.\n\nI looked at the sea. I said nothing more.\n\n'
        for words, answer in (("You are late", "I was held up"), ("Sit down", "I would rather stand"), ("Well", "Yes"))
    )
    found = read("I met Ada Lund on the bridge. I had not seen her for a year.\n\n" + talk)
    told = [each for each in found if each.source and each.source.text == "I"]
    assert {each.speaker.name for each in told if each.speaker} == {"Jonas"}
    assert {each.resolved_by for each in told} == {"narrator"}


def test_mrs_with_the_name_of_a_man_is_his_wife() -> None:
    text = (
        "Thomas Vik sat by the fire. Thomas Vik was tired. Mrs. Thomas Vik came in with the lamp.\n\n"
        '"Is it late?" asked Thomas Vik.\n\n"Past ten," said Mrs. Thomas Vik.\n\n"Then I am going to bed."\n'
    )
    assert voices(text)[:2] == ["Thomas Vik", "Mrs. Thomas Vik"]


def test_a_monologue_over_paragraphs_is_one_turn() -> None:
    text = (
        "Ada Lund looked at Tom Rask. Tom nodded.\n\n"
        "“It began in March,” said Ada. “The ice broke early that year, and we went out too soon.\n\n"
        "“We were four days on the floe before a boat came by.\n\n"
        "“Nobody has asked me about it since.”\n\n“I am asking,” said Tom.\n"
    )
    found = read(text)
    assert [each.speaker.name for each in found if each.speaker and each.start < text.index("“I am")] == [
        "Ada Lund"
    ] * (sum(each.start < text.index("“I am") for each in found))
    assert len(find_turns(lay_out(text, ENGLISH))) == 2


def test_brothers_share_a_surname_and_no_words() -> None:
    text = (
        "Karl Lund sat by the fire. His younger brother Frank Lund came in with the lamp, and Frank was wet.\n\n"
        '"Is it late, Frank?" asked Karl.\n\n"Past ten," said Frank.\n\n'
        '"Then I am going to bed."\n\n"Good night, Karl."\n'
    )
    assert voices(text) == ["Karl Lund", "Frank Lund", "Karl Lund", "Frank Lund"]


@pytest.mark.parametrize(
    "told",
    [
        "Old Mr. Lund had two sons. The elder, Karl, kept the shop, and the younger, Frank, went to sea.",
        "Karl Lund had a younger brother, Frank Lund, who went to sea. Karl kept the shop.",
    ],
)
@pytest.mark.parametrize(("younger", "elder"), [(" brother", ""), ("", " brother")])
def test_the_younger_and_the_elder_brother(told: str, younger: str, elder: str) -> None:
    text = f"""{told}

"There is a ship in," said the younger{younger}.

"Is it yours, Frank?" asked the elder{elder}.

"It is, Karl."
"""
    names = [name.split()[0] for name in voices(text) if name]
    assert names == ["Frank", "Karl", "Frank"]


def test_who_spoke_in_the_paragraph_before_frames_nothing() -> None:
    text = (
        "Ada Lund and Tom Rask stood at the gate.\n\n"
        "“It is late,” said Ada. “We should have gone by the road,” she added.\n\n"
        "“You said the road was flooded, Ada.”\n\n“So it was, Tom.”\n"
    )
    found = read(text)
    assert [each.speaker.name for each in found if each.speaker and each.parent is None][-2:] == [
        "Tom Rask",
        "Ada Lund",
    ]
    assert found[-1].source is None


def test_a_paragraph_that_ends_in_a_colon_names_who_speaks_next() -> None:
    text = HARBOUR + "\nTheir neighbour Ivar came along the quay. Then Ivar said:\n\n“That will never hold.”\n"
    assert voices(text)[-1] == "Ivar"


def test_who_was_called_by_name_long_ago_still_takes_part() -> None:
    text = (
        "Dana sat down on the crates.\n\n“That was my bread, Luis,” Dana said.\n\n“It had no name on it.”\n\n"
        "“How many?”\n\n“Forty.”\n\n" + "“When?”\n\n“In June.”\n\n" * 4
    )
    last = read(text)[-1]
    assert "Luis" in {last.speaker and last.speaker.name, *(other.source for other in last.alternatives)}


def test_somebody_in_the_crowd_is_none_of_those_with_names() -> None:
    text = HARBOUR + "\nA crowd had gathered on the quay.\n\n“Shame!” shouted somebody.\n"
    assert voices(text)[-1] not in ("Hedda Moen", "Piet")


@pytest.mark.parametrize(
    ("words", "gender"),
    [("“Yes, sir.”", "m"), ("“No, ma’am. A sack.”", "f"), ("“And what, sir, is this?”", "m"), ("“It is late.”", "")],
)
def test_words_tell_whether_a_man_or_a_woman_is_spoken_to(words: str, gender: str) -> None:
    text = f"Ada Lund met Tom Rask.\n\n{words}\n"
    reading = lay_out(text, ENGLISH)
    turns = find_turns(reading)
    add_candidates(Story(reading, None, []), turns)
    assert [turn.called for turn in turns] == [gender]


def test_a_letter_that_is_read_aloud_has_the_voice_of_the_reader() -> None:
    text = (
        "Ada Lund looked at Tom Rask. Tom opened the letter and read it to her.\n\n"
        "“It begins so,” said Tom. “‘Dear Ada, I am well. The boat is sold.’ That is all.”\n\n"
        "“Is it from Piet?” asked Ada.\n\n“It is from his wife.”\n"
    )
    assert voices(text) == ["Tom Rask", "Ada Lund", "Tom Rask"]


def test_a_crowd_speaks_with_many_voices() -> None:
    text = (
        HARBOUR + "\nA crowd had gathered on the quay.\n\n“Shame!” shouted the crowd.\n\n"
        "“Be quiet!” cried an old woman.\n\n“Let him speak,” said a third voice.\n"
    )
    assert not {"Hedda Moen", "Piet"} & set(voices(text)[-3:])
    assert len(set(voices(text)[-3:])) == 3


def test_another_frame_in_the_paragraph_keeps_its_speaker() -> None:
    text = HARBOUR + '\n"Are you coming?" said Hedda. Piet shook his head. "No," said Piet.\n'
    assert voices(text)[-2:] == ["Hedda Moen", "Piet"]


def test_off_leaves_the_turns_alone() -> None:
    assert not {each.rule for each in read(HARBOUR, "off")} & {DIALOGUE_TURN, ADDRESSED, BEAT}


def test_auto_knows_a_story_by_its_shape() -> None:
    assert [each.rule for each in read(HARBOUR, "auto")] == [each.rule for each in read(HARBOUR)]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (HARBOUR, True),
        ("", False),
        ("No marks at all.", False),
        ('The mayor opened the bridge in 2024. "It is safe," she said.\n\n"It cost 12 million," said Berg.', False),
        # a monologue over paragraphs answers nobody
        ("“We open in May.\n\n“We close in June.\n\n“Is that clear?” said Ada Lund.", False),
    ],
)
def test_gate(text: str, is_one: bool) -> None:
    assert is_story(lay_out(text, ENGLISH)) is is_one


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("“⟦Ada⟧, come here.”", True),
        ("“Come here, ⟦Ada⟧.”", True),
        ("“Yes, my dear ⟦Ada⟧!”", True),
        ("“⟦Ada⟧ has come.”", False),
        ("“I saw ⟦Ada⟧.”", False),
    ],
)
def test_address(words: str, is_one: bool) -> None:
    start, end = words.index("⟦"), words.index("⟧") - 1
    assert is_address(words.replace("⟦", "").replace("⟧", ""), start, end, ENGLISH.people) is is_one


def test_turns_and_conversations() -> None:
    text = "“One.”\n\n“Two.” He sat. “Three.”\n\nNo.\n\nNo.\n\nNo.\n\nNo.\n\n“Four?”\n"
    turns = find_turns(lay_out(text, ENGLISH))
    assert [len(turn.spans) for turn in turns] == [1, 2, 1]
    assert [turn.conversation for turn in turns] == [turns[0].conversation] * 2 + [turns[0].conversation + 1]
    assert [turn.asks for turn in turns] == [False, False, True]


def test_ordered_rules_do_without_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "weights_of", lambda language: None)
    assert voices(HARBOUR) == ["Hedda Moen", "Piet"] * 4
    assert {step.name for step in order.STEPS} == {"frame", "pronoun", "beat", "turn", "address", "recency"}


def test_forest_sums_its_leaves() -> None:
    tree = [[0, 0, 0], [0.5, 0.0, 0.0], [1, 1, 2], [2, 1, 2], [0.0, -2.0, 2.0]]
    trees = trees_of({"features": ["x"], "bias": 1.0, "trees": [tree, tree]})
    chances = trees.probabilities(np.array([[0.0], [1.0], [0.5]], dtype=np.float32))
    assert chances == pytest.approx([1 / (1 + np.exp(3)), 1 / (1 + np.exp(-5)), 1 / (1 + np.exp(3))])


def test_weights_name_the_clues_that_there_are() -> None:
    weights = Weights.of(ENGLISH.dialogue_weights)
    assert weights.second.names[: len(weights.first.names)] == weights.first.names
    assert 0 < weights.calibrate(0.01) < weights.calibrate(0.5) < weights.calibrate(0.99) < 1


def test_empty_and_wordless_texts_are_fine() -> None:
    for text in ("", " ", "“”", "“…”\n\n“…?”\n\n“!”", "Ada.", "“Is it you?”"):
        assert isinstance(read(text), Extraction)


def test_a_wrong_mode_says_what_there_is() -> None:
    with pytest.raises(ValueError, match='dialogue is "auto", "on" or "off"'):
        read(HARBOUR, "yes")  # type: ignore[arg-type]


def test_another_process_answers_the_same() -> None:
    """Words are hashed in another way in every process, and so sets are in another order."""
    story = Path(__file__).parents[1] / "docs" / "examples" / "lantern.txt"
    arguments = ["extract", str(story), "-f", "jsonl", "-q", "--model", BUNDLED]
    command = [sys.executable, "-m", "quotekit", *arguments]
    other = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": "1"}, capture_output=True, check=True)
    assert other.stdout == CliRunner().invoke(app, arguments).stdout_bytes
