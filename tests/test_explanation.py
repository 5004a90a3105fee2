"""What explain says about rules and attributions."""

from __future__ import annotations

import pytest
from attrs import evolve

from quotekit import DEFAULT_RULES, Rule, RuleError, Speaker, explain, extract


@pytest.mark.parametrize("rule", DEFAULT_RULES, ids=lambda rule: rule.name)
def test_every_rule_is_explained(rule: Rule) -> None:
    lines = explain(rule.name).splitlines()
    assert lines[0].startswith(rule.name)
    assert rule.sentence in lines[1]
    assert sum(line.startswith("  yes: ") for line in lines) == len(rule.examples)
    assert sum(line.startswith("  no:  ") for line in lines) == len(rule.counter_examples)


def test_a_rule_of_your_own() -> None:
    rule = Rule(name="my-rule", sentence="Mine.", examples=("Yes.",), counter_examples=("No.",))
    assert "not measured" in explain(rule)


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
    for words in ("Anna Berg", "said (verb say)", "0:18", each.rule, f"by {each.resolution}"):
        assert words in said
    for other in each.alternatives:
        assert other.rule in said


def test_an_attribution_to_nobody_by_a_rule_of_your_own() -> None:
    each = extract("“We sail at noon,” said Anna Berg.")[0]
    bare = evolve(each, speaker=None, source=None, cue=None, rule="my-rule", resolution=None)
    assert "not known" in explain(bare)
    assert "a rule of your own" in explain(bare)
    assert "(unknown), by no sieve" in explain(evolve(bare, speaker=Speaker("X")))
