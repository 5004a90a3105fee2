"""Who speaks at a cue, and who only hears: exact sources on sentences written for it."""

from __future__ import annotations

import pytest

import quotekit


def rows(text: str) -> list[tuple[str | None, str]]:
    return [(a.source.text if a.source else None, a.text) for a in quotekit.extract(text) if a.parent is None]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("He was told that his visa had expired.", None, "that his visa had expired"),
        ("Residents were told by email that the doors would close.", None, "that the doors would close"),
        ("She was told by the operator that the line was dead.", "the operator", "that the line was dead"),
        ("Repairs cost £3.2m. Nair said it was too much.", "Nair", "it was too much"),
        ("When asked who had locked the door, the caretaker shrugged.", None, "who had locked the door"),
        ("“Our orchard is finished,” lamented the oldest of the growers.", "the oldest of the growers", None),
        ("Despite the minister’s insistence that supplies are ample, shelves stood empty.", "the minister", None),
        ("The envoy was accused by rivals of taking bribes.", "rivals", None),
        ("“I sold it,” said Sen. Jo Hill (R-Mont.).", "Sen. Jo Hill (R-Mont.)", "“I sold it,”"),
        ("In the view of the treasurer, the fee is too low.", "the treasurer", "the fee is too low"),
        ("“We lost the game,” said losing coach Paul Grant.", "coach Paul Grant", "“We lost the game,”"),
        ("He warned rebels that the vote would be close.", "He", "that the vote would be close"),
        ("Nils Berg described the plan as “a fairy tale”.", "Nils Berg", "the plan as “a fairy tale”"),
        ("Per the lease, pets are banned.", "the lease", "pets are banned"),
        ("The grocer is unsure whether the shop will reopen.", "The grocer", "whether the shop will reopen"),
    ],
)
def test_source(text: str, source: str | None, content: str | None) -> None:
    [(found, said)] = rows(text)
    assert found == source
    assert content is None or said == content


def test_whoever_is_asked_does_not_ask() -> None:
    assert all(source != "Lindt" for source, said in rows("Asked about the plan, Lindt shrugged.") if "plan" in said)


@pytest.mark.parametrize(
    "text",
    [
        "The agency declined to say whether the drone was armed.",
        "Perrin refused to comment on the arrest.",
        "Reid neither confirmed nor denied that she had been paid.",
        "Nobody has claimed that the ring was real.",
        "No official said that the ring was real.",
        "He said nothing.",
    ],
)
def test_what_is_not_said_is_negated(text: str) -> None:
    found = quotekit.extract(text)
    assert len(found)
    assert all(a.negated for a in found)


@pytest.mark.parametrize(
    "text",
    [
        "The agency said the drone was armed.",
        "Perrin did not refuse to say that the ring was real.",
        "Norway’s king said that the ring was real.",
        "She refused the offer and said that the ring was real.",
    ],
)
def test_what_is_said_is_not(text: str) -> None:
    found = [a for a in quotekit.extract(text) if "armed" in a.text or "real" in a.text]
    assert found
    assert not any(a.negated for a in found if a.cue is not None and a.cue.text in ("said", "say"))


def test_a_plan_described_is_told_once() -> None:
    assert len(quotekit.extract("Nils Berg described the plan as “a fairy tale”.")) == 1


def test_a_clause_that_goes_on_in_what_is_said_is_no_part_of_the_mention() -> None:
    found = quotekit.extract("“It was a mistake,” said Mayor Ruiz, who added that “nobody was hurt.”")
    assert found[0].source is not None
    assert found[0].source.text == "Mayor Ruiz"


@pytest.mark.parametrize(
    "text",
    ["She called a taxi and left.", "She told the time.", "He signed the ring and kept the keys."],
)
def test_a_thing_is_not_told(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Nair declined to say whether the hall would be sold.", ["Nair"]),
        ("Judge Alan Pierce reminded the jury not to read about the case.", ["Judge Alan Pierce"]),
        ("Berg said that Oduya had denied that the pier was unsafe.", ["Berg", "Oduya"]),
    ],
)
def test_what_one_phrase_says_is_reported_once(text: str, sources: list[str]) -> None:
    assert [each.source and each.source.text for each in quotekit.extract(text)] == sources


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("As a council memo put it, the bridge is unsafe.", "a council memo", "the bridge is unsafe"),
        ("“It is a joke,” as the mayor put it.", "the mayor", "“It is a joke,”"),
        ("On Monday, Per Aas said that the pier was shut.", "Aas", "that the pier was shut"),
        ("The bank will close, per Reuters.", "Reuters", "The bank will close"),
    ],
)
def test_who_put_it_so(text: str, source: str, content: str) -> None:
    assert rows(text) == [(source, content)]
