"""Who says what, in exact spans, on sentences written for this test, read with the bundled model."""

from __future__ import annotations

import pytest
from attrs import evolve

import quotekit
from quotekit.languages import load_language
from quotekit.languages.rule import Example

# "¶" is a line break; every marked role must come out exactly, the source by its head.
SENTENCES = """
{content:“If it rains,”} {source:he} {cue:said}, {content:“we stay.”}
{content:“We sail at noon,”} {cue:said} {source:Anna Berg}.
{content:“What is it?”} {source:George} {cue:demanded}.
{content:“Why now?”} {cue:Asked} {source:Beth}.
{content:“Never,”} {cue:grumbled} {source:Jo}.
{content:“A boat!”} {cue:sighed} {source:Meg}.
{content:“Too late,”} {cue:added} little {source:Amy}, with a sniff.
Asked whether she would run, {source:Ruiz} {cue:replied}, {content:“Not now.”}
{source:Oduya} {cue:dismissed} {content:it as “a bad joke.”}
{source:The minister} was blunt: {content:“We failed.”}
The plan was {cue:called} {content:“a farce”} by {source:Anna Berg}.
{source:Brandt}, who owns the mill, {cue:told} reporters {content:that the river was “poisoned.”}
{content:“Nobody asked us,”} an {source:official} who declined to be named {cue:said}.
{content:“We build,”} {cue:said} {source:Hugo Brandt}, a carpenter, {content:“and we wait.”}
{cue:According to} {source:Anna Berg}, {content:the vote was “a farce.”}
{content:“I miss the old pier.”} — {source:Tove Lindqvist}
{content:“We stand together.”} ― {source:Julie A. Diaz Moreno}.
{source:Tom} changed his {cue:answer}: {content:“Of course I saw it. I was joking.”}
{content:“He is right,”} {source:Ana Flett} {cue:said} Monday on “The Early Show.”
{source:MAYOR RUIZ}: {content:“We are open.”}
{source:Anna Berg} {cue:added}:¶{content:“We sail at noon.”}
{content:“We sail,”} {source:Berg} {cue:said}. {content:“At noon.”}
{content:“We lost the north wall in the night.¶“The south wall held,”} {cue:said} {source:Oduya}.
PORTO, May 3 (Agency) — {source:The council} {cue:said} {content:the bridge was “unsafe.”}
{source:LEE}: {content:Are we ready?}¶{source:RUIZ}: {content:We are.}
""".strip().splitlines()

NOBODY = (
    "Her novel “The Long Way Home” sold well.",
    "Tony “Ducks” Mallory was there.",
    "The workers’ hall is 6' 2\" wide.",
    "She sang “River of Salt” and left.",
    "Ana Flett spoke of it on “The Early Show.”",
    "",
    "   \n ",
)


@pytest.mark.parametrize("line", SENTENCES)
def test_sentence(line: str) -> None:
    example = Example(line)
    found = quotekit.extract(example.text)
    roles = example.roles
    contents = [(span.start, span.end) for each in found for span in each.contents]
    wanted = [
        (start, start + len(part))
        for start, end in roles["content"]
        for part in [example.text[start:end]]
        if "\n" not in part
    ]
    for span in wanted:
        assert span in contents, [each.text for each in found]
    sources = {each.source.head.start for each in found if each.source}
    for start, end in roles["source"]:
        assert any(start <= head < end for head in sources), [each.source for each in found]
    cues = {each.cue.span.start for each in found if each.cue}
    for start, end in roles.get("cue", ()):
        assert any(start <= cue < end for cue in cues), [each.cue for each in found]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody(text: str) -> None:
    found = quotekit.extract(text)
    assert not found.attributions
    assert all(quotation.reason for quotation in found.quotations)


def test_source_is_without_its_cue() -> None:
    found = quotekit.extract(
        '"We\'re not going anywhere," quipped striker Leo Marchetti, whose two goals sealed the win.'
    )
    [attribution] = found
    assert attribution.source is not None
    assert attribution.source.span.text == "striker Leo Marchetti, whose two goals sealed the win"


def test_when_and_where_something_is_said_is_no_source_and_not_said() -> None:
    text = (
        "“There's a gap between this office and frankly our police,” Flett, a top Holt aide, said Thursday "
        "morning on Channel 4's “Dawn and Friends.” “I mean, there's a lot of anger within the ranks.”"
    )
    found = quotekit.extract(text)
    assert {each.source.span.text for each in found if each.source} == {"Flett, a top Holt aide"}
    assert "Dawn" not in "".join(span.text for each in found for span in each.contents)


def test_quotation_over_paragraphs_has_one_speaker() -> None:
    text = "“We lost the north wall.\n\n“The south wall held,” said Oduya."
    [attribution] = quotekit.extract(text)
    assert [span.text for span in attribution.contents] == ["“We lost the north wall.", "“The south wall held,”"]
    assert attribution.speaker is not None
    assert attribution.speaker.name == "Oduya"


def test_transcript_needs_two_turns() -> None:
    assert not quotekit.extract("NOTE: The hall opens at nine.", min_confidence=0.8)


@pytest.mark.parametrize(
    ("form", "lemma"), [("hoped", "hope"), ("rated", "rate"), ("quipped", "quip"), ("sang", "sing")]
)
def test_cues_are_known_by_form(form: str, lemma: str) -> None:
    from quotekit.languages import load_language

    entry = load_language().lexicon.find("verb", form)
    assert entry is not None
    assert entry.lemma == lemma


def test_order_of_rules_decides_without_weights() -> None:
    from quotekit.attribution.attribute import attribute
    from quotekit.reading.lay_out import lay_out
    from quotekit.reading.models import reader
    from quotekit.reading.parsing import parse

    text = "“We sail at noon,” said Anna Berg. Oduya told reporters it was “a bad joke.”"
    bare = lay_out(text, load_language())
    [trees] = parse([(text, bare.paragraphs)], reader(), load_language(), is_ours=True)
    reading = evolve(bare, trees=tuple(trees))
    drafts = attribute(reading, weighed=False)
    assert [draft.rule for draft in drafts] == ["fronted-clause", "zero-clause"]
    assert [draft.contents for draft in drafts] == [((0, 18),), ((56, 76),)]


def test_a_quotation_over_paragraphs_is_as_sure_as_its_passages():
    text = (
        "Anna Berg, the harbour master, spoke to the council on Monday. She said:\n\n"
        "“We lost the north wall in the night. The south wall held.\n\n"
        "“Nobody was hurt, and the boats are safe.”\n\nThen the council voted."
    )
    [found] = quotekit.extract(text)
    assert (found.rule, found.speaker.name) == ("announced-with-colon", "Anna Berg")
    assert found.confidence > 0.9  # by the weights of clauses alone, which know no such pieces, some 0.4
