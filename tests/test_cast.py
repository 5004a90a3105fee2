"""The cast of a text: who is in it, under which name, he or she, and what tells people apart."""

from __future__ import annotations

import pytest

from quotekit.languages import load_language
from quotekit.reading.paragraphs import find_paragraphs
from quotekit.reading.quotations import find_quotations
from quotekit.reading.reading import Reading
from quotekit.speakers.cast import STEPS, Cast, read_cast
from quotekit.speakers.cast.gender import gendered_pronouns
from quotekit.speakers.names.find import find_names
from quotekit.speakers.names.trim import CUTS, Cut


def cast_of(text: str) -> Cast:
    paragraphs = tuple(find_paragraphs(text))
    return read_cast(Reading(text, paragraphs, (None,) * len(paragraphs), find_quotations(text, paragraphs)))


def names(text: str) -> set[str]:
    return {each.name for each in cast_of(text).characters}


def owner(text: str, mention: str) -> str | None:
    """Who the last occurrence of `mention` is."""
    start = text.rindex(mention)
    found = cast_of(text).at(start, start + len(mention))
    return found and found.name


WHO = [
    ("Ana Lucía Reyes came. Reyes left.", "Reyes", "Ana Lucía Reyes"),
    ("Ana Reyes came. Ana left.", "Ana", "Ana Reyes"),
    ("Thomas Holm came. Tom Holm left.", "Tom Holm", "Thomas Holm"),
    ("Anna Berg runs the mill. Mrs. Berg left.", "Mrs. Berg", "Anna Berg"),
    ("Anna Berg runs the mill. Mr. Berg left.", "Mr. Berg", "Mr. Berg"),
    ("Tom Holm died in May. Mrs. Holm wept.", "Mrs. Holm", "Mrs. Holm"),
    ("Leo Ruiz and his wife Ana own the mill. Mrs. Ruiz nodded.", "Mrs. Ruiz", "Mrs. Ruiz"),
    ("Captain John Marsh went below. Miss Marsh called.", "Miss Marsh", "Miss Marsh"),
    ("Tom Holm came with Mrs. Tom Holm. Mr. Holm left.", "Mr. Holm", "Tom Holm"),
    ("Tom Holm came with Mrs. Tom Holm.", "Mrs. Tom Holm", "Mrs. Tom Holm"),
    ("Avik Das was hopeful. Das left.", "Das", "Avik Das"),
    ("Charles S. Beach II ran. Beach won.", "Beach", "Charles S. Beach II"),
    ("Robert Finch Jr. met Robert Finch. Then Finch left.", "Finch", "Robert Finch"),
    ("George W. Pell met George H. W. Pell. Then Pell left.", "Pell", None),
    ("Walter “Sparky” Dunn fixed it. Then Sparky left.", "Sparky", "Walter “Sparky” Dunn"),
    ("Zhao Wenliang spoke. Mr. Zhao left.", "Mr. Zhao", "Zhao Wenliang"),
    ("Robin Vale lost his hat. Then Mrs. Vale laughed.", "Mrs. Vale", "Mrs. Vale"),
    ("The doctor saw Wells. Mr. Wells slept.", "Wells", "Mr. Wells"),
    ("Mrs. Josiah Holm sat down. Then Mrs. Holm wept.", "Mrs. Holm", "Mrs. Josiah Holm"),
    ("Mrs. Josiah Holm sat down by Mr. Holm. “Wake up, Josiah!” she said.", "Josiah", "Mr. Holm"),
    ("Mrs. Josiah Holm sat down. " + "Mrs. Holm wept. " * 5, "Mrs. Holm", "Mrs. Holm"),
    ("She once was Miss Anna Berg. " + "Miss Berg wept. " * 30, "Miss Berg", "Miss Berg"),
    ("Will Holm has a mill. They will come, said Will, and it will rain.", "Will", "Will Holm"),
]


@pytest.mark.parametrize(("text", "mention", "name"), WHO, ids=[f"{mention}: {text}" for text, mention, _ in WHO])
def test_whose_name_it_is(text: str, mention: str, name: str | None) -> None:
    assert owner(text, mention) == name


def test_rivals_are_told() -> None:
    cast = cast_of("George W. Pell met George H. W. Pell. Then Pell left.")
    [rivals] = cast.rivals.values()
    assert {each.name for each in rivals} == {"George W. Pell", "George H. W. Pell"}


def test_one_bad_run_of_capitals_takes_nobody_over() -> None:
    text = "Hedda mended the net. " * 12 + "On Sunday Hedda slept. Sunday Hedda woke late. " + "Then Hedda left. " * 3
    assert owner(text, "Hedda") == "Hedda"


def test_a_heading_in_capitals_names_nobody() -> None:
    assert owner("THE BOAT OF PIET\n\n" + "In the boat Piet slept. " * 3, "Piet") == "Piet"


def test_a_heading_whose_words_have_capitals_names_nobody() -> None:
    text = "Chapter 1: Hedda Comes Home\n\nHedda Moen came down to the harbour.\n\nThen Hedda sat down."
    assert owner(text, "Hedda") == "Hedda Moen"


def test_a_verb_with_not_is_no_name() -> None:
    assert names("“Don't go,” said Ada. “Won’t you stay? Can't you?”") == {"Ada"}


def test_elder_and_younger_brother() -> None:
    text = "Mr. Finch read. " * 20 + "Then Mr. Tom Finch came. " * 3
    assert names(text) == {"Mr. Finch", "Tom Finch"}


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mrs. Holm slept.", "f"),
        ("Robin Vale lost his hat. Vale lost his coat.", "m"),
        ("Robin Vale lost her hat. Vale lost her coat.", "f"),
        ("Robin Vale slept.", ""),
        ("Ada Vale lost his hat. Vale lost his coat. Then Vale shaved, for he was late.", "m"),
    ],
)
def test_gender_comes_from_the_text_first(text: str, gender: str) -> None:
    assert cast_of(text).characters[0].gender == gender


def test_he_and_she_are_alike() -> None:
    text = "Robin Vale lost his hat. Then Mr. Vale laughed. Mrs. Vale slept."
    swapped = text.replace("his", "her").replace("Mr.", "Mx.").replace("Mrs.", "Mr.").replace("Mx.", "Mrs.")
    pairs = {"m": "f", "f": "m", "": ""}
    assert [pairs[each.gender] for each in cast_of(text).characters] == [
        each.gender for each in cast_of(swapped).characters
    ]


def test_names_and_aliases_stand_in_the_text() -> None:
    text = " ".join(text for text, _, _ in WHO)
    cast = cast_of(text)
    for each in cast.characters:
        assert each.name in text
        assert each.count == len(each.numbers)
        assert all(alias in text for alias in each.aliases)


def test_called() -> None:
    cast = cast_of("Anna Berg runs the mill. Mr. Berg left.")
    assert [each.name for each in cast.called("Mr. Berg")] == ["Mr. Berg"]
    assert [each.name for each in cast.called("Anna Berg")] == ["Anna Berg"]
    assert cast.called("Nobody") == cast.called("") == ()


def test_an_empty_text_has_nobody() -> None:
    cast = cast_of("")
    assert cast.characters == ()
    assert cast.at(0, 0) is None


def test_every_step_explains_itself() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)
    for step in STEPS:
        assert step.sentence.endswith(".")
        long, short = step.example
        assert len(long) > 0 < len(short)


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.example)
def test_what_stands_before_a_name_is_cut_from_it(cut: Cut) -> None:
    first = cut.example.split()[0]
    [name] = find_names(f"{cut.example} left.", [(0, len(cut.example) + 6)], load_language().people)
    assert name.text == cut.example.removeprefix(f"{first} ")


def test_a_name_begins_behind_the_line_break_after_its_title() -> None:
    text = "Puis madame \nBerg parla."
    [name] = find_names(text, [(0, len(text))], load_language("fr").people)
    assert text[name.start : name.end] == name.text == "Berg"
    assert text[name.full : name.end] == "madame \nBerg"


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("en", "She said (he left) HERS, hershe, _he, \u017fhe.", ["She", "he", "HERS", "\u017fhe"]),
        ("fr", "Dit-il. A-t-elle ri ? —Elle rit, -il, Quel-quelle.", ["-il", "-t-elle", "Elle", "il"]),
    ],
)
def test_pronouns_are_found_in_any_case_as_words_of_their_own(code: str, text: str, found: list[str]) -> None:
    pattern = gendered_pronouns(load_language(code).people)
    assert pattern.findall(text) == found
