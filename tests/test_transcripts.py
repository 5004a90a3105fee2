"""Transcripts, plays, by-lines and lone paragraphs: which words are whose, and what only looks like a turn."""

from __future__ import annotations

import pytest

import quotekit
from quotekit.languages import load_language
from quotekit.reading.label import read_label
from quotekit.reading.turn_labels import read_labels

Turn = tuple[tuple[str, ...], str]


def turns(text: str) -> list[Turn]:
    """The pieces and the source of every turn."""
    return [
        (tuple(span.text for span in each.contents), each.source.text if each.source else "")
        for each in quotekit.extract(text).attributions
        if each.rule == "transcript-turn"
    ]


def said(text: str) -> list[tuple[str, str | None]]:
    """The words, pieces joined by a bar, and the speaker of everything that lies in nothing else."""
    return [
        ("|".join(span.text for span in each.contents), each.speaker.name if each.speaker else None)
        for each in quotekit.extract(text).attributions
        if each.parent is None
    ]


LABELS = {
    "titles on lines of their own": (
        "Mrs. Kerr:\nThe hens are gone.\n\nMr. Dunne:\nGone where?\n\nMrs. Kerr:\nOver the hill.",
        [(("The hens are gone.",), "Mrs. Kerr"), (("Gone where?",), "Mr. Dunne"), (("Over the hill.",), "Mrs. Kerr")],
    ),
    "one name once, marked like the others": (
        "[00:00:03] Bea Lunt\nWelcome back.\n\n[00:00:09] Tom Ash\nThank you.\n\n[00:00:12] Bea Lunt\nSo?",
        [(("Welcome back.",), "Bea Lunt"), (("Thank you.",), "Tom Ash"), (("So?",), "Bea Lunt")],
    ),
    "bullets": (
        "• Bea Lunt: I vote for red.\n• Tom Ash: I vote for blue.\n• Bea Lunt: Then what?",
        [(("I vote for red.",), "Bea Lunt"), (("I vote for blue.",), "Tom Ash"), (("Then what?",), "Bea Lunt")],
    ),
    "who asks, named once": (
        "Q (By Mr. Ash) Did you see it?\nA Yes, sir.\nQ Who was there?\nA My brother.",
        [(("Did you see it?",), "Mr. Ash"), (("Yes, sir.",), "A"), (("Who was there?",), "Q"), (("My brother.",), "A")],
    ),
    "people who speak once each": (
        "The Minister for Water (Ruth Pine): The pipes are old.\n\nMr Speaker: Order.\n\nSome hon. members: Oh!\n\n"
        "Ruth Pine: I am sorry.",
        [
            (("The pipes are old.",), "The Minister for Water"),
            (("Order.",), "Mr Speaker"),
            (("Oh!",), "Some hon. members"),
            (("I am sorry.",), "Ruth Pine"),
        ],
    ),
    "a time among the words": (
        "Bea: Show me.\nTom: Here. [00:13:02] Old, I know.\nBea: How old?",
        [(("Show me.",), "Bea"), (("Here.", "Old, I know."), "Tom"), (("How old?",), "Bea")],
    ),
    "titles": (
        "MS. DOYLE: We object.\n\nSEN. ASH: Why?\n\nTHE CHAIR: Noted.",
        [(("We object.",), "MS. DOYLE"), (("Why?",), "SEN. ASH"), (("Noted.",), "THE CHAIR")],
    ),
    "brackets": (
        "Mr. Ash (via translator): You wore it.\n\nBea Lunt [laughs]: Once.\n\nMr. Ash: Twice.",
        [(("You wore it.",), "Mr. Ash"), (("Once.",), "Bea Lunt"), (("Twice.",), "Mr. Ash")],
    ),
    "plain names": (
        "Interviewer: Why clay?\nFaye Moss: It was there.\nInterviewer: And now?",
        [(("Why clay?",), "Interviewer"), (("It was there.",), "Faye Moss"), (("And now?",), "Interviewer")],
    ),
    "stamps": (
        "[00:01:12] Bea: Can you hear me?\n[00:01:15] Tom: Barely.",
        [(("Can you hear me?",), "Bea"), (("Barely.",), "Tom")],
    ),
    "bold": (
        "**Bea:** Can you hear me?\n\n**Tom:** Barely.\n\n**Bea:** Wait.",
        [(("Can you hear me?",), "Bea"), (("Barely.",), "Tom"), (("Wait.",), "Bea")],
    ),
    "questions and answers": (
        "Q: When did it begin?\nA: On the fourth.",
        [(("When did it begin?",), "Q"), (("On the fourth.",), "A")],
    ),
    "questions with a dash": (
        "Q — When did it begin?\n\nA — On the fourth.",
        [(("When did it begin?",), "Q"), (("On the fourth.",), "A")],
    ),
    "questions with a full stop": (
        "Q. When did it begin?\n\nA. On the fourth.",
        [(("When did it begin?",), "Q."), (("On the fourth.",), "A.")],
    ),
    "play": (
        "BEA. I never saw it.\n\nTOM. You wore it.\n\nBEA. Once.",
        [(("I never saw it.",), "BEA"), (("You wore it.",), "TOM"), (("Once.",), "BEA")],
    ),
    "a name that is a word of lists, too": (
        "MR. PRICE: You came late.\n\nTOM DAY: I did.",
        [(("You came late.",), "MR. PRICE"), (("I did.",), "TOM DAY")],
    ),
    "stage directions": (
        "LUNT: You did. (Laughter.) I was there. [crosstalk]\n\nASH: I saw [the] ring.",
        [(("You did.", "I was there."), "LUNT"), (("I saw [the] ring.",), "ASH")],
    ),
    "several paragraphs": (
        "LUNT: I came at noon.\n\nThe door was open.\n\n[Applause.]\n\nASH: And then?\n\nLUNT: Nothing.",
        [(("I came at noon.", "The door was open."), "LUNT"), (("And then?",), "ASH"), (("Nothing.",), "LUNT")],
    ),
    "a note at the end": (
        "LUNT: I came at noon.\n\nASH: And then?\n\nThe talk has been shortened.",
        [(("I came at noon.",), "LUNT"), (("And then?",), "ASH")],
    ),
    "the last turn": (
        "LUNT: And then?\n\nASH: I went home.\n\nYou know the rest.",
        [(("And then?",), "LUNT"), (("I went home.", "You know the rest."), "ASH")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), LABELS.values(), ids=LABELS)
def test_turns(text: str, expected: list[Turn]) -> None:
    assert turns(text) == expected


LOOKALIKES = {
    "notices": "Where: Town Hall.\nWhen: Friday, if you like.\nPrice: You decide.",
    "shouted notices": "WHERE: The town hall.\nWHEN: Friday.\nPRICE: Free.",
    "one note": "NOTE: The hall opens at nine.",
    "notes": "Correction: The hall opened at ten.\n\nNote: It shut at six.\n\nCorrection: It shut at seven.",
    "recipes": "Method: Boil it until you see foam.\nServes: Four.\nMethod: Fry it.\nServes: Six.",
    "a schedule": "Monday: We swim.\nTuesday: We run.\nMonday: We swim again.",
    "a table": "Leeds: Ash 12, Lunt 40\nYork: Orr 3, Bell 9\nLeeds: Ash 50, Lunt 55",
    "a table with full stops": "Leeds: Ash 12, Lunt 40.\nYork: Orr 3, Bell 9.\nLeeds: Ash 50, Lunt 55.",
    "credits": "Director: Bea Lunt\nCamera: Tom Ash\nDirector: Faye Moss",
    "a glossary": "Keel: What you stand on.\nMast: The pole that you see.\nSail: The cloth.",
    "an outline": "A. Introduction and aims.\nB. Methods of the study.\nA. More aims.",
    "bullets": "- Bea: two pies for you.\n- Tom: one pie.\n- Bea: three more.",
    "questions of nobody": "Frequently asked questions\n\nQ: Can I bring my dog?\n\nA: You can.",
    "questions without answers": "Q: Can I bring my dog?\n\nThe editor did not reply.\n\nQ: Why not?",
    "two plain labels": "Bea: Can you hear me?\n\nTom: Barely.",
    "prose": "He had one rule: never run.\n\nShe had another: You wait.\n\nHe had one rule: never run.",
}


@pytest.mark.parametrize("text", LOOKALIKES.values(), ids=LOOKALIKES)
def test_no_turns(text: str) -> None:
    assert turns(text) == []


def test_label_knows_its_kind() -> None:
    for text, kind in [
        ("LEE: No.", "shouted"),
        ("Jo Lee: No.", "capitalised"),
        ("[01:02] Jo: No.", "stamped"),
        ("Q: No?", "question"),
        ("A2: No.", "answer"),
        ("LEE. No.", "play"),
    ]:
        label = read_label(text, 0, len(text), load_language())
        assert label is not None
        assert label.kind == kind
        assert text[label.words :].startswith("No")


@pytest.mark.parametrize("text", ["", ":", "LEE:", "At 10:30 we left.", "He said: no.", "“LEE: No.”", "Yes! LEE: No."])
def test_no_label(text: str) -> None:
    assert read_label(text, 0, len(text), load_language()) is None
    assert read_labels(text, [(0, len(text))], load_language()).turns == {}


def test_turn_with_a_quotation_is_one_turn_and_holds_it() -> None:
    text = "PRYCE: I told him, “We go,” and we went.\n\nLUNT: Then the driver said: “You stay.” I stayed."
    assert said(text) == [
        ("I told him, “We go,” and we went.", "PRYCE"),
        ("Then the driver said: “You stay.” I stayed.", "LUNT"),
    ]
    [inner] = [each for each in quotekit.extract(text).attributions if each.parent is not None]
    assert inner.text == "“You stay.”"
    assert inner.parent is not None
    assert inner.parent.text == "Then the driver said: “You stay.” I stayed."


def test_question_is_not_said_by_the_one_addressed() -> None:
    text = "Q: Stuart, you said it was safe. Was it?\n\nA: He said it was.\n\nStuart Pryce closed his bag."
    assert all(speaker not in ("Stuart", "Stuart Pryce") for _, speaker in said(text))


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("“Great pies.” (Ruth P., Dundee)", "“Great pies.”", "Ruth P."),
        ("“Great pies.” – Ruth P., Dundee", "“Great pies.”", "Ruth P."),
        ("Police: Suspect fled on bicycle\n\nHe left at noon.", "Suspect fled on bicycle", "Police"),
        ("Minister: tax will rise", "tax will rise", "Minister"),
    ],
)
def test_source_by_layout(text: str, content: str, source: str) -> None:
    [found] = quotekit.extract(text).attributions
    assert found.text == content
    assert found.source is not None
    assert found.source.text.startswith(source)


def test_citation_is_no_byline() -> None:
    assert not quotekit.extract("“Great pies.” (Lunt, 2010)").attributions


def test_label_does_not_end_in_a_reporting_verb() -> None:
    [found] = quotekit.extract("The sign on the gate read: “Beware of the dog.”").attributions
    assert found.text == "“Beware of the dog.”"
    assert found.source is None or not found.source.text.endswith("read")


LONE = {
    "told before": (
        "Odum said the vote was late.\n\n“He never once said thanks for it.”",
        [("the vote was late", "Odum"), ("“He never once said thanks for it.”", "Odum")],
    ),
    "quoted before": (
        "“He slept in the back,” Baptiste said.\n\n“He never once said thanks.”",
        [("“He slept in the back,”", "Baptiste"), ("“He never once said thanks.”", "Baptiste")],
    ),
    "subject before": (
        "Bea Lunt is not keen on the new hives.\n\n“They are too hot in summer.”",
        [("“They are too hot in summer.”", "Bea Lunt")],
    ),
    "two in turn": (
        "“Have you fed the hens?” asked Corin.\n\n“Twice,” said Agnes.\n\n“And the goat?”\n\n“It feeds itself.”",
        [
            ("“Have you fed the hens?”", "Corin"),
            ("“Twice,”", "Agnes"),
            ("“And the goat?”", "Corin"),
            ("“It feeds itself.”", "Agnes"),
        ],
    ),
    "beat of another": (
        "“It never snows in May,” Marit said. Tobias smiled. “It will.”",
        [("“It never snows in May,”", "Marit"), ("“It will.”", "Tobias")],
    ),
    "beat of the speaker": (
        "“It never snows in May,” Marit said. She smiled. “It will now.”",
        [("“It never snows in May,”|“It will now.”", "Marit")],
    ),
    "title before a name": (
        "“They came late,” Lt. Moss said. “They were new,” Sgt. Abbott said.",
        [("“They came late,”", "Lt. Moss"), ("“They were new,”", "Sgt. Abbott")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), LONE.values(), ids=LONE)
def test_whose_passage(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_question_in_a_paragraph_is_not_answered_by_the_one_who_asks() -> None:
    found = said("“Was that it?” asked Tomas.\n\n“That was it.”")
    assert found[0] == ("“Was that it?”", "Tomas")
    assert found[1] == ("“That was it.”", None)


def test_capitalised_passage_alone_is_a_heading() -> None:
    [heading] = quotekit.extract("Odum said the vote was late.\n\n“The Price of Coal.”\n\nIt rained.").quotations
    assert heading.reason


def test_lone_speech_is_not_that_of_the_weather() -> None:
    assert said("It was raining hard.\n\n“They are too hot in summer.”") == [("“They are too hot in summer.”", None)]


def test_lone_speech_is_not_that_of_one_who_had_no_part() -> None:
    found = quotekit.extract("Odum said Bea Lunt had won.\n\n“He never once said thanks for it.”").attributions
    assert "lone-speech" not in {each.rule for each in found}


def test_a_word_that_heads_lists_is_a_name_where_it_recurs() -> None:
    text = "CORBYN: When will you leave?\n\nMAY: I said soon.\n\nCORBYN: You said that before.\n\nMAY: I did."
    assert [speaker for _, speaker in said(text)] == ["CORBYN", "MAY", "CORBYN", "MAY"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bridge to open in May - mayor", [("Bridge to open in May", "mayor")]),
        ("Notes on the old pier - a history", []),
        ("Bridge ‘a death trap’, says mayor", [("Bridge ‘a death trap’", "mayor")]),
        ("“Never!” was the reply from Bea Lunt.", [("“Never!”", "Bea Lunt")]),
        ("The verdict of Tom Ash: “Nonsense.”", [("“Nonsense.”", "Tom Ash")]),
        ("“A disgrace” is what Bea Lunt called it.", [("“A disgrace”", "Bea Lunt")]),
        ("If Tom Ash says “we quit,” I will eat my hat.", [("“we quit,”", "Tom Ash")]),
        ("“It is ours,” said Monday the mayor.", [("“It is ours,”", "mayor")]),
        ("The pier “remembers every storm” (Lunt, 2015, p. 12).", [("“remembers every storm”", "Lunt")]),
        ("*Who is it?* wondered Tom. *Is it the cat?*", [("*Who is it?*|*Is it the cat?*", "Tom")]),
        ("“The pier is a ruin” (Bea Lunt, mayor).", [("“The pier is a ruin”", "Bea Lunt")]),
        ("“The Price of Coal” (Bea Lunt, 1990).", []),
        ("Oslo, Norway – May 4, 2020 – Lunt Shipping said it would sail.", [("it would sail", "Lunt Shipping")]),
        ("OSLO, May 4, 2020 /Newswire/ -- Lunt Shipping said it would sail.", [("it would sail", "Lunt Shipping")]),
        ("Mr. Ash, the mayor says that you never asked.", [("that you never asked", "mayor")]),
        ("Bea Lunt, the mayor of Oslo said that it was late.", [("that it was late", "Bea Lunt")]),
    ],
)
def test_frames_of_few_words(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert said(text) == expected


LABELS_AND_NOTES = {
    "stage directions of a play": (
        "NADIA. [coldly] I did not ask you to come.\n\nTOM. You never ask. (He sits.)\n\nNADIA. Then go.",
        [("I did not ask you to come.", "NADIA"), ("You never ask.", "TOM"), ("Then go.", "NADIA")],
    ),
    "a note before the words, and a bracket of the words": (
        "NADIA: (in French) I did not ask.\nTOM: [The bill] is dead, you know.\nNADIA: Then go.",
        [("I did not ask.", "NADIA"), ("[The bill] is dead, you know.", "TOM"), ("Then go.", "NADIA")],
    ),
    "numbers before the labels": (
        "1. Nadia: Shall we go?\n2. Tom: I am not ready.\n3. Nadia: You never are.",
        [("Shall we go?", "Nadia"), ("I am not ready.", "Tom"), ("You never are.", "Nadia")],
    ),
    "numbered speakers": (
        "00:00:05 Speaker 1\nDo you sail?\n00:00:09 Speaker 2\nI row.\n00:00:12 Speaker 1\nSo do I.",
        [("Do you sail?", "Speaker 1"), ("I row.", "Speaker 2"), ("So do I.", "Speaker 1")],
    ),
    "an office with a name in brackets": (
        "The Minister for Roads (Mr Tom Ash)\n\nI beg to move.\n\nMs Bea Lunt (Northvale)\n\nWill you give way?\n\n"
        "Mr Ash\n\nI will not.",
        [("I beg to move.", "Tom Ash"), ("Will you give way?", "Bea Lunt"), ("I will not.", "Tom Ash")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), LABELS_AND_NOTES.values(), ids=LABELS_AND_NOTES)
def test_labels_and_notes(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_it_in_a_turn_is_not_the_moderator() -> None:
    found = quotekit.extract(
        "MODERATOR: Ms. Lindholm, will you close the old lock?\n\n"
        "LINDHOLM: No. I said in spring that it stays open, and it stays open.\n\n"
        "PRYCE: She said in spring that it would be repaired.\n"
    )
    [she] = [each for each in found if each.source and each.source.text == "She"]
    assert she.speaker is not None
    assert she.speaker.name == "Ms. Lindholm"


ASKED = {
    "a heading names who asks": (
        "DIRECT EXAMINATION\nBY MS. DOYLE:\nQ. Did you see it?\nA. Yes.\nQ. When?\nA. At noon.\nMR. ASH: Objection.\n"
        "CROSS-EXAMINATION\nBY MR. ASH:\nQ. Was it dark?\nA. It was.",
        ["Doyle", None, "Doyle", None, "Ash", "Ash", None],
    ),
    "a heading over bare letters": (
        "BY MS. DOYLE:\n   Q    Did you see it?\n   A    Yes.\n   Q    When?\n   A    At noon.",
        ["Doyle", None, "Doyle", None],
    ),
    "a note behind the letter": (
        "Q.  Your name?\nA.  Bea Lunt.\nQ.  (By Ms. Doyle)  Did you see it?\nA.  Yes.",
        [None, None, "Doyle", None],
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_who_asks_in_court(name: str) -> None:
    text, expected = ASKED[name]
    surnames = [(who or "").removeprefix("Ms. ").capitalize() for _, who in said(text)]
    assert [who if who in ("Doyle", "Ash") else None for who in surnames] == expected
    assert all("By" not in words and "EXAM" not in words for words, _ in said(text))


BOLD = (
    "Faye Moss works in clay.\n\n**Why clay?**\n\nIt was there. I had no stone.\n\n"
    "**And now?**\n\nI make pots.\n\nMy son sells them."
)


@pytest.mark.parametrize(
    "text",
    [
        BOLD,
        BOLD.replace("?**\n\n", "?** "),
        "".join(f"<p>{part}</p>" for part in BOLD.split("\n\n"))
        .replace("<p>**", "<p><strong>")
        .replace("**</p>", "</strong></p>"),
    ],
    ids=["lines", "in one line", "html"],
)
def test_questions_in_bold_are_asked_by_nobody_known_and_answered_by_whom_the_introduction_names(text: str) -> None:
    assert said(text) == [
        ("Why clay?", None),
        ("It was there. I had no stone.", "Faye Moss"),
        ("And now?", None),
        ("I make pots.|My son sells them.", "Faye Moss"),
    ]
    assert all(text[a.start : a.end] == a.text for a in quotekit.extract(text) for a in a.contents)


def test_frequent_questions_in_bold_are_asked_by_nobody() -> None:
    assert said("# FAQ\n\n**Is it free?**\n\nI think so.\n\n**Is it fast?**\n\nI hope so.\n") in (
        [],
        [("so", None)] * 2,
    )


def test_acts_behind_a_label_are_not_said() -> None:
    assert said("TOM: (He sits.) I am tired.\nBEA: (Sits.) So am I.\nTOM: (The bill) is dead.")[0] == (
        "I am tired.",
        "TOM",
    )
