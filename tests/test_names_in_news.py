"""Who is meant in news: descriptions, namesakes, outlets, papers, names without capitals; whole texts of our own."""

from __future__ import annotations

import pytest

from quotekit import extract

NEWS = {
    "a senator by state": (
        "Hugo Brandt, a senator from Utah, and Ines Roy, a senator from Maine, met on Monday. “We agree,” "
        "the Maine senator said. The Utah senator added: “It must be built.”",
        ["Ines Roy", "Hugo Brandt"],
    ),
    "a senator by a state of two words": (
        "Senator Ada Moen of New York met Senator Tom Ruud of Iowa. “It was short,” the New York senator said.",
        ["Ada Moen"],
    ),
    "the senator, of two senators": (
        "Senators Hugo Brandt and Ines Roy met on Monday. “We agree on nothing,” the senator said.",
        [None],
    ),
    "a member of a party": (
        "Republican presidential candidate Ted Vance spoke after Nora Bly, the Democratic front-runner. “She has never "
        "met a tax she did not like,” the Republican said. “He has never read the bill,” the Democrat said.",
        ["Ted Vance", "Nora Bly"],
    ),
    "a lawyer by whose lawyer he is": (
        "Pia Lund’s lawyer, Gregor Nash, left early. “We will appeal,” the lawyer said.",
        ["Gregor Nash"],
    ),
    "a minister of something else": (
        "Finance Minister Lena Falk opened the session. “It is late,” the foreign minister said. “It is,” the finance "
        "minister said.",
        ["foreign minister", "Lena Falk"],
    ),
    "a chief of something else": (
        "Police chief Tom Ruud arrived at noon. “The road is closed,” the fire chief said.",
        ["fire chief"],
    ),
    "whoever works for another house": (
        "Volvo chief executive Ida Moen spoke first. “We have grown,” the Saab chief executive said, and Saab "
        "shares rose. “We have not,” the Volvo chief executive said.",
        ["Saab chief executive", "Ida Moen"],
    ),
    "a nominee": (
        "Lena Falk won the primary on Sunday, beating two rivals.\n\n“I will bring this party home,” the presumptive "
        "nominee said.",
        ["Lena Falk"],
    ),
    "somebody by age": (
        "Kofi Baah, the goalkeeper, saved two penalties. “I just guessed,” the 22-year-old said after the match.",
        ["Kofi Baah"],
    ),
    "somebody else by age": (
        "Kofi Baah, 31, saved two penalties. “I just watched,” the 22-year-old said after the match.",
        ["22-year-old"],
    ),
    "a judge is nobody who was named": (
        "Olaf Brekke was sentenced on Friday. “You are a danger to others,” the judge said.",
        ["judge"],
    ),
    "a man called so": (
        "A man called Harald Moe knocked on the door. “I have brought your dog,” the man said.",
        ["Harald Moe"],
    ),
    "a woman and a man": (
        "A woman named Rosa Tin and a man named Ed Poole were arrested. “I did nothing,” the woman told the judge. “I "
        "was only passing,” the man said.",
        ["Rosa Tin", "Ed Poole"],
    ),
    "a spokesman, and whose": (
        "A spokesman for Ms. Ruiz, Dan Pike, said she was ill. “She will be back,” Pike said.",
        ["Dan Pike", "Dan Pike"],
    ),
    "the younger of two": (
        "Marcus Dell Sr. founded the yard in 1950. His son, Marcus Dell Jr., runs it. “My father built it,” the "
        "younger Dell said. “He sails it,” the elder Dell said.",
        ["Marcus Dell Jr.", "Marcus Dell Sr."],
    ),
    "quoted in the passive": (
        "Ruiz was quoted by the Valley Post as saying the bridge would open in May.",
        ["Ruiz"],
    ),
    "an account": ("Ruiz’s account tweeted on Saturday: “I had to let him go.”", ["Ruiz"]),
    "the answer is nobody": ("“He is gone,” came the answer from the cellar.", [None]),
    "names without capitals": (
        "“Nobody asked the teenagers,” said danah boyd. According to boyd, they would have answered.",
        ["danah boyd", "danah boyd"],
    ),
    "a poet without capitals": ("The poet e. e. brandt said capital letters were a vanity.", ["e. e. brandt"]),
    "a surname that is a month": (
        "June May told the council that the school was full. “It has been so for years,” May said.",
        ["June May", "June May"],
    ),
    "a surname that is a place": (
        "Lakisha Washington said the road was shut. According to Washington, it would stay so.",
        ["Lakisha Washington", "Lakisha Washington"],
    ),
    "who acts, beside a man whose gender is known": (
        "Vincente Fox, however, is not worried that David Rudd will win.\n\n“Voters are not fools,” he said.",
        ["Vincente Fox"],
    ),
}


@pytest.mark.parametrize("kind", NEWS)
def test_who_is_meant(kind: str) -> None:
    text, wanted = NEWS[kind]
    outermost = [each for each in extract(text) if each.parent is None]
    said = [each for each in outermost if each.rule != "adjective-cue-complement"]
    assert [each.speaker and each.speaker.name for each in said][-len(wanted) :] == wanted


WORDS = {
    "a name and a colon": (
        "Berg said she was “tired.” Then Moritz Kern: “So am I.”",
        [("she was “tired.”", "Berg"), ("“So am I.”", "Moritz Kern")],
    ),
    "a gesture of another": (
        "“Nobody told us anything,” Berg complained. On the other side of the table, Kern shook his head. “We wrote in "
        "March.”",
        [("“Nobody told us anything,”", "Berg"), ("“We wrote in March.”", "Kern")],
    ),
    "a mood": ("Sanz was not amused. “They sold my chair.”", [("“They sold my chair.”", "Sanz")]),
    "moods of two": (
        "Carla Ruiz had no doubts. “It will stand for a hundred years.” Her engineer, Tom Abel, was less sure. “Maybe "
        "fifty.”",
        [("“It will stand for a hundred years.”", "Carla Ruiz"), ("“Maybe fifty.”", "Tom Abel")],
    ),
    "for whom it was easy": (
        "For Nadia Orr, the choice was easy. “I took the boat.”",
        [("“I took the boat.”", "Nadia Orr")],
    ),
    "a mood, and a frame of another": (
        "Sanz was furious. “They sold my chair,” said Orr.",
        [("“They sold my chair,”", "Orr")],
    ),
    "a state is no mood": ("Sanz was in the garden. “Low Water” was on.", []),
    "the programme of a broadcaster": (
        "“The door is open,” Ms. Ruiz said on NBC’s “Morning Desk.”",
        [("“The door is open,”", "Ms. Ruiz")],
    ),
    "an edition of a programme": (
        "On this week’s edition of “Harbour Sunday,” Mayor Carla Ruiz said the port was full.",
        [("the port was full", "Carla Ruiz")],
    ),
    "a section label": (
        "On taxes: “I will not raise them,” Ruiz said.",
        [("“I will not raise them,”", "Ruiz")],
    ),
    "a word for a section": (
        "Reaction: “We are out of time,” said Carla Ruiz.",
        [("“We are out of time,”", "Carla Ruiz")],
    ),
    "a dateline with the day first": (
        "PORTO, 3 July — The Water Board said the dam was full.",
        [("the dam was full", "Water Board")],
    ),
}


@pytest.mark.parametrize("kind", WORDS)
def test_whose_words(kind: str) -> None:
    text, wanted = WORDS[kind]
    found = [each for each in extract(text) if each.parent is None]
    assert [(each.text, each.speaker and each.speaker.name) for each in found] == wanted


PAIRS = [
    ("Tom Berg", "Anna Berg", "He", "She", "his", "her"),
    ("Mr. Lund", "Mrs. Lund", "He", "She", "his", "her"),
    ("Vittor Sand", "Vittora Sand", "He", "She", "his", "her"),
]
PATTERN = "{name} runs the mill with {own} cousin. The lock broke on Friday. “It is old,” {he} said. {He} added a date."


@pytest.mark.parametrize("pair", PAIRS)
def test_he_and_she_are_treated_alike(pair: tuple[str, ...]) -> None:
    man, woman, he, she, his, her = pair
    for name, subject, own in ((man, he, his), (woman, she, her)):
        found = extract(PATTERN.format(name=name, own=own, He=subject, he=subject.lower()))
        assert {each.speaker and each.speaker.name for each in found} == {name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Tuesday Oliver wrote that the pump was late.", "Oliver"),
        ("The bridge held, but on Monday Anna Berg said it was unsafe.", "Anna Berg"),
        ("Last Friday Mayor Solberg said the port was full.", "Solberg"),
        ("Tuesday Weld said she would act again.", "Weld"),
    ],
)
def test_a_day_before_a_name_is_no_part_of_it(text: str, name: str) -> None:
    (found, *_) = extract(text)
    assert found.speaker is not None
    assert found.speaker.name.endswith(name)
    assert "day " not in found.speaker.name


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("# Draft", None),
        ("## Next Steps", None),
        ("# Ada", "Ada"),
        ("# Ada Holm", "Ada Holm"),
        ("# Berg leaves", "Berg"),
    ],
)
def test_a_word_that_only_a_heading_has_is_nobody(heading: str, name: str | None) -> None:
    after = "\n\nThe harbour closed when Berg left." if name == "Berg" else ""
    pronoun = "She" if name and "Ada" in name else "He"
    found = extract(f"{heading}\n\n{pronoun} claims that the bridge is safe.{after}")
    assert [each.speaker and each.speaker.name for each in found] == [name]
