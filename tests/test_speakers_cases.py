"""Who is not who: texts in which a near miss would be a false fact, and descriptions of named people."""

from __future__ import annotations

import pytest
from test_speakers import check
from test_speakers_chains import Chain, drafts_of, reading_of, stored

from quotekit import extract

CASES = [
    Chain(
        "a relative who was just the subject may be meant",
        "Ines Calder sold the boat. Her brother, Owen Calder, kept the oars. {Calder} said the deal was fair.",
        [None],
    ),
    Chain(
        "a surname left open stays open",
        "Ines Calder and her sister, Maud Calder, run the mill. {Calder} said it was old. {Calder} sold it.",
        [None, None],
    ),
    Chain(
        "names joined by and are equal",
        "Hanna Lund and Petra Voss share a boat. “It leaks,” {she} said.",
        [None],
    ),
    Chain(
        "neither of two ministers is the minister",
        "Trade Minister Abel Koroma and Health Minister Juan Prieto spoke. “We agree,” {the minister} said.",
        [None],
    ),
    Chain(
        "a judge of open gender is no better than a man who is named",
        "The judge questioned Martin Ekberg for an hour. “I was asleep,” {he} said.",
        [None],
    ),
    Chain(
        "an object is a mention, and never the subject of its verb",
        "Martin Ekberg broke the lock. The judge warned him. “I was cold,” {he} said.",
        [None],
    ),
    Chain(
        "who was she before is she again",
        "Nadja Quell gave the key to Hugo Brandt. She left. “It fits,” {he} said. “It does not,” {she} said.",
        [0, 1],
        {0: "Hugo Brandt", 1: "Nadja Quell"},
    ),
    Chain(
        "a pronoun does not argue against a listed name while another person is there",
        "Ilka Sörman won the race. Her coach, Anton Weiss, wept. “He does that,” {she} said.",
        [0],
        {0: "Ilka Sörman"},
    ),
    Chain(
        "a person whose surname is a place",
        "The goalkeeper, Vera Lisbon, saved the penalty. {Lisbon} said she had guessed.",
        [0],
        {0: "Vera Lisbon"},
    ),
    Chain(
        "two initials are two people",
        "{Edith K. Rowan} said yes. {Edith P. Rowan} said no. {Edith Rowan} has not said a word.",
        [0, 1, None],
        {0: "Edith K. Rowan", 1: "Edith P. Rowan"},
    ),
    Chain(
        "the company is none of the companies",
        "The two firms merged in May. {The companies} said it was fair. {The company} said nothing.",
        [0, 1],
        {0: "companies", 1: "company"},
    ),
    Chain(
        "somebody's lawyer is not the prosecutor",
        "Rosa Ortiz, the prosecutor, spoke first. {Bell’s lawyer} said nothing was proved.",
        [0],
        {0: "Bell’s lawyer"},
    ),
    Chain("she is no thing", "Prices, {she} warned, would rise again.", [None]),
    Chain("it is believed", "The Harbour Board met. {It} is believed that the pier will close.", [None]),
    Chain(
        "the title of an article is nobody",
        "{His article}, “Why Herons Wait”, argued that herons are clever.",
        [0],
        {0: "article"},
        {0: "document"},
    ),
    Chain(
        "the prime minister and the other minister",
        "Prime Minister Edda Roth and Finance Minister Karl Blom spoke. {The prime minister} said it was fair.",
        [0],
        {0: "Edda Roth"},
    ),
    Chain("a newspaper is not the firm", "The Gazette wrote about a leak. {The firm} said it knew.", [0], {0: "firm"}),
    Chain(
        "by age",
        "Jonas Falk, 34, and Ole Berg, 17, met. {The 34-year-old} said hello. {The teenager} said so too.",
        [0, 1],
        {0: "Jonas Falk", 1: "Ole Berg"},
    ),
    Chain(
        "nobody of that age",
        "Jonas Falk, 34, met a friend. {The 27-year-old} said hello.",
        [0],
        {0: "27-year-old"},
        {0: "person"},
    ),
    Chain(
        "an apposition behind the verb",
        "The club fined the captain, Ruben Acosta, on Monday. {The captain} said he was sorry.",
        [0],
        {0: "Ruben Acosta"},
    ),
    Chain(
        "by nation",
        "Pelle Strand scored twice. {The Swede} said he was tired.",
        [0],
        {0: "Pelle Strand"},
        {0: "person"},
    ),
    Chain(
        "the former and the latter",
        "Ada Moen and Eva Ruud both want the seat. {The former} said so. {The latter} said nothing.",
        [0, 1],
        {0: "Ada Moen", 1: "Eva Ruud"},
    ),
    Chain(
        "surname first",
        "Zhang Meilin opened the school. {Ms. Zhang} said it was full. {Zhang} said it twice.",
        [0, 0],
        {0: "Zhang Meilin"},
    ),
    Chain(
        "nickname in quotes",
        "Walter “Sparky” Dunn fixed the lamp. {Sparky} said it was easy.",
        [0],
        {0: "Walter “Sparky” Dunn"},
    ),
    Chain(
        "a role before a name is no part of it",
        "Beekeeper Marek Novotny lost a hive. {Novotny} said it was cold.",
        [0],
        {0: "Marek Novotny"},
    ),
    Chain("letters behind a name", "Dame Iris Vane KC rose. {Vane} said no.", [0], {0: "Iris Vane"}),
    Chain("Will is a name", "Will Arden left early. {Arden} said he was tired.", [0], {0: "Will Arden"}),
    Chain(
        "what a company is called",
        "Vantro, a start-up in Tartu, closed. {The start-up} said so. {The company} said no more.",
        [0, 0],
        {0: "Vantro"},
        {0: "organization"},
    ),
    Chain("Inc. left out", "Morvan Inc., the lamp maker, closed. {Morvan} said so.", [0], {0: "Morvan Inc."}),
    Chain("the bank", "Banco Celeste failed. {The bank} said it would pay.", [0], {0: "Banco Celeste"}),
    Chain("named so", "“It hurts,” said {a dentist named Ulf Persson}.", [0], {0: "Ulf Persson"}, {0: "person"}),
    Chain("a voice is somebody's", "Mina Falk stood up. {Her verdict} was that it was late.", [0], {0: "Mina Falk"}),
    Chain(
        "the next sentence names her",
        "“I could not sleep,” {she} said. Ada Moen has lived beside the mill for a year.",
        [0],
        {0: "Ada Moen"},
        {},
        ["next-name"],
    ),
    Chain("a nominal loses its 's", "{The minister}’s insistence that it was safe helped.", [0], {0: "minister"}),
    Chain(
        "full names joined by and are a joint speaker",
        "{Prime Minister Edda Roth and Finance Minister Karl Blom} said it was fair.",
        [0],
        {0: "Edda Roth and Karl Blom"},
        {0: "group"},
    ),
]


@pytest.mark.parametrize("chain", CASES, ids=lambda chain: chain.title)
def test_case(chain: Chain) -> None:
    trees = stored(chain)
    check(chain, reading_of(chain, trees), drafts_of(chain, trees))


def speakers(text: str) -> list[str | None]:
    return [each.speaker and each.speaker.name for each in extract(text)]


def test_what_is_said_of_her_is_not_said_by_her() -> None:
    text = "Ines Calder vanished in May. Her brother, Owen Calder, kept the oars. “She rowed well,” Calder said."
    assert speakers(text)[-1] == "Owen Calder"


def test_who_replies_is_not_who_asked() -> None:
    for who, pronoun in (("Alice", "she"), ("Ivo", "he")):
        found = extract(
            f"“I want my hat,” {who} declared.\n\n“Where is it?” asked the porter.\n\n“Here,” {pronoun} replied."
        )
        assert [each.speaker and each.speaker.name for each in found] == [who, "porter", who]


def test_he_in_a_quotation_is_not_who_says_it() -> None:
    text = "“We met at noon,” said Olaf Brekke. “He said, ‘I will wait.’”"
    inner = [each for each in extract(text) if each.source and each.source.text == "He"]
    assert inner
    assert all(each.speaker is None or each.speaker.name != "Olaf Brekke" for each in inner)


def test_labels_of_questions_and_answers_are_nobody() -> None:
    text = "Q: Did you see Mr. Amundsen?\n\nA: I did.\n\nQ: What did he say?\n\nA: He said, “Go home.”"
    said = [each for each in extract(text) if each.source and each.source.text == "He"]
    assert said
    assert all(each.speaker is None or each.speaker.name not in ("Q", "A") for each in said)


def test_questions_and_answers_have_a_label_each() -> None:
    turns = ["How did it begin?", "With a pump.", "Who paid?", "The bank did."]
    for form in ("Q. {}\nA. {}\nQ. {}\nA. {}", "Q: {}\nA: {}\nQ: {}\nA: {}"):
        assert speakers(form.format(*turns)) == ["Q", "A", "Q", "A"]


def test_initials_of_a_transcript() -> None:
    text = "Interview with the architect Ada Moen, by Ben Tarrant.\n\nBT: Why stone?\n\nAM: It lasts."
    assert speakers(text) == ["Ben Tarrant", "Ada Moen"]


def test_named_and_described() -> None:
    found = extract("“It leaks,” said one woman. “It does not,” said Ida Moen. Moen and Tom Ruud said it was old.")
    named = {each.speaker.name: each.speaker.is_named for each in found if each.speaker}
    assert named == {"one woman": False, "Ida Moen": True, "Ida Moen and Tom Ruud": True}


def test_two_people_are_never_one_attribution() -> None:
    text = "Anna Hale wrote that the plan was “late again.” Moritz Kern was blunter: “It is a fraud from start to end.”"
    assert speakers(text) == ["Anna Hale", "Moritz Kern"]


def test_a_description_keeps_what_tells_it_apart() -> None:
    assert speakers("A person familiar with the matter said the deal was dead.") == ["person familiar with the matter"]


def test_a_role_behind_its_owner() -> None:
    text = "Norvia’s minister, Jo Brandt, spoke on Monday. “We agreed,” the minister said."
    assert speakers(text) == ["Jo Brandt"]


def test_labels_with_numbers_are_names() -> None:
    text = "Speaker 0: Did you see it?\n\nSpeaker 1: I did.\n\nSpeaker 0: Green!\n"
    assert speakers(text) == ["Speaker 0", "Speaker 1", "Speaker 0"]


def test_words_passed_on_belong_to_who_said_them() -> None:
    text = "Anna Berg runs the mill. “I want to see the paper,” said Berg on Monday, according to the Valley Herald."
    assert set(speakers(text)) == {"Anna Berg"}


def test_a_paper_is_its_authors() -> None:
    assert speakers("Mina Roth wrote an open letter to the king, saying he should “show some class.”") == ["Mina Roth"]
