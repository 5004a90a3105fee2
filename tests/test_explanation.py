"""What explain says about rules and attributions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import evolve
from typer.testing import CliRunner

from quotekit import DEFAULT_RULES, InputError, Rule, RuleError, Speaker, explain, extract
from quotekit.cli import app
from quotekit.cli.inputs import read_sample
from quotekit.export.explanation import how_often, rule_sentence, way_sentence
from quotekit.languages import load_language
from quotekit.languages.stand_ins import STAND_INS
from quotekit.speakers import WAYS


@pytest.mark.parametrize("rule", DEFAULT_RULES, ids=lambda rule: rule.name)
def test_every_rule_is_explained(rule: Rule) -> None:
    lines = explain(rule.name).splitlines()
    assert lines[0].startswith(rule.name)
    assert rule.sentence in lines[1]
    assert sum(line.startswith("  yes: ") for line in lines) == len(rule.examples)
    assert sum(line.startswith("  no:  ") for line in lines) == len(rule.counter_examples)


def test_a_rule_of_your_own() -> None:
    rule = Rule(name="my-rule", sentence="Mine.", examples=("Yes.",), counter_examples=("No.",))
    assert explain(rule).splitlines()[2] == "  not measured; trusted for at least 90%"


def test_misspelled_rules() -> None:
    with pytest.raises(RuleError, match="did you mean according-to"):
        explain("According To it")
    with pytest.raises(RuleError, match="`quotekit rules` lists them all"):
        explain("xyzzy")
    with pytest.raises(TypeError, match="not int"):
        explain(7)  # type: ignore[arg-type]


def test_an_attribution() -> None:
    each = extract("“We sail at noon,” said Anna Berg.")[0]
    said = explain(each)
    for words in ("Anna Berg", "said (verb say)", "0:18", each.rule, "by same-name; The name itself: the same words"):
        assert words in said
    for other in each.alternatives:
        assert other.rule in said


@pytest.mark.parametrize(
    "text",
    [
        "The harbour master denied that the ferry had been late, and said: “We sail at noon.”",
        "<p>Tom Oduya said the plan was a <b>“bad joke”</b>.</p>",
    ],
)
def test_with_the_text_it_says_what_decided(text: str) -> None:
    for each in extract(text):
        said = explain(each, text=text).removeprefix(explain(each) + "\n").splitlines()
        assert re.fullmatch(rf"  decided  confidence {each.confidence:.2f}: the weights say [01]\.\d\d", said[0])
        assert [line[:11].strip() for line in said[1:]] == ["for", "against"]
        assert re.search(r"[a-z-]+=\S+ \(\+0\.\d\d\)", said[1])
        assert re.search(r"[a-z-]+=\S+ \(-0\.\d\d\)", said[2])


def test_without_weights_it_says_so() -> None:
    text = "« Nous partons à midi », a déclaré Anne Berg."
    (each,) = extract(text, language="fr")
    assert "  decided  by no weights" in explain(each, text=text, language="fr")
    with pytest.raises(InputError, match="another text"):
        explain(each, text="« Rien. »", language="fr")
    with pytest.raises(TypeError, match="not with a rule"):
        explain(each.rule, text=text, language="fr")


def test_an_attribution_to_nobody_by_a_rule_of_your_own() -> None:
    each = extract("“We sail at noon,” said Anna Berg.")[0]
    bare = evolve(each, speaker=None, source=None, cue=None, rule="my-rule", resolved_by=None)
    assert "not known" in explain(bare)
    assert "a rule of your own" in explain(bare)
    assert "  speaker  X (unknown)\n" in explain(evolve(bare, speaker=Speaker("X"))) + "\n"


@pytest.mark.parametrize("name", STAND_INS)
def test_what_stands_in_the_place_of_a_rule(name: str) -> None:
    said = explain(name)
    assert said.startswith(f"{name}\n  No rule")
    assert rule_sentence(name) == said.splitlines()[1].strip()
    each = evolve(extract("“We sail at noon,” said Anna Berg.")[0], rule=name)
    assert f"rule     {name}, confidence {each.confidence:.2f}; No rule" in explain(each)


def test_small_counts_are_no_share() -> None:
    few, many = load_language().measured.get("dash-byline"), load_language().measured.get("fronted-clause")
    assert few is not None
    assert many is not None
    assert how_often("dash-byline") == f"right in {few.right} of {few.count} decisions, too few to tell"
    assert how_often("fronted-clause") == f"right {many.precision:.0%} of the time ({many.count:,} decisions)"
    assert how_often("my-rule") == "not measured"


def test_the_list_of_rules_gives_no_share_of_small_counts() -> None:
    shown = CliRunner().invoke(app, ["rules"]).stdout.splitlines()
    few, many = load_language().measured.get("dash-byline"), load_language().measured.get("fronted-clause")
    assert few is not None
    assert many is not None
    assert [line.split()[:4] for line in shown if line.startswith(("dash-byline", " dash-byline"))] == [
        ["dash-byline", "too", "few", str(few.count)]
    ]
    assert any(line.split()[:3] == ["fronted-clause", f"{many.precision:.0%}", f"{many.count:,}"] for line in shown)
    assert CliRunner().invoke(app, ["rules", "no-source"]).stdout == explain("no-source") + "\n"


def test_ways_to_a_speaker_have_a_sentence() -> None:
    assert way_sentence("pronoun") == "he, she: the most prominent compatible person nearby."
    assert way_sentence("joint").startswith("Several people")
    assert "does not know" in way_sentence("by-magic")


def test_every_way_that_was_ever_taken_is_known() -> None:
    taken = set()
    for path in (Path(__file__).parent / "golden").glob("*.json"):
        taken.update(re.findall(r'"resolved_by": "([^"]+)"', path.read_text(encoding="utf8")))
    assert taken
    assert taken <= set(WAYS)
    text = "Anna Berg and Bo Lind said that “we, the crew, said we sail.”"
    assert {each.resolved_by for each in extract(text)} <= set(WAYS)


def test_every_rule_that_an_answer_names_is_explained() -> None:
    text, _ = read_sample()
    assert isinstance(text, str)
    unsaid = "“No.”\n\nThe ferry was late. “Yes.”\n\nAnna Berg read “Low Water” and the word “quay.”"
    named = {each.rule for found in (extract(text), extract(unsaid)) for each in found}
    named |= {other.rule for found in (extract(text), extract(unsaid)) for each in found for other in each.alternatives}
    assert "passage" in named
    for name in named:
        assert explain(name).startswith(name)


def test_reprs_are_short() -> None:
    found = extract("“We sail at noon, as the harbour office has told us to, and not a minute later,” said Anna Berg.")
    assert repr(found) == "<Extraction: 1 attribution, 1 speaker>"
    assert repr(extract("Rain.")) == "<Extraction: 0 attributions, 0 speakers>"
    words = "“We sail at noon, as the harbour office has told…"
    confidence = found[0].confidence
    assert repr(found[0]) == f"<Attribution 'Anna Berg' direct {words!r} by fronted-clause, {confidence:.2f}>"
    assert repr(evolve(found[0], speaker=None)).startswith("<Attribution None direct ")
