"""Rules of the user's: put first they decide, and decide only what they are for."""

from __future__ import annotations

import pytest

import quotekit
from quotekit import DEFAULT_RULES, Rule

LEARNED = Rule(
    name="learned-from",
    sentence="Somebody learns from somebody: the second speaks.",
    lemmas=("learn", "hear"),
    frames=("ccomp:*", "governed-*"),
    source_path=">prep >pobj",
    examples=(
        "We {cue:learned} from {source:Anna Berg} {content:that nobody would come}.",
        "We {cue:heard} from {source:Anna Berg} that {content:“nobody will come.”}",
    ),
    counter_examples=("We learned that nobody would come.",),
)


@pytest.mark.parametrize("example", LEARNED.examples, ids=lambda example: example.line)
def test_it_decides_where_it_is_for(example):
    (found,) = quotekit.extract(example.text, rules=(LEARNED, *DEFAULT_RULES))
    assert found.rule == "learned-from"
    assert found.source.text == "Anna Berg"
    assert "nobody w" in found.text
    assert found.confidence >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "We learned that nobody would come.",
        "“Nobody will come,” said Anna Berg.",
        "We told Anna Berg that nobody would come.",
        "According to Anna Berg, nobody will come.",
    ],
)
def test_it_changes_nothing_else(text):
    assert quotekit.extract(text, rules=(LEARNED, *DEFAULT_RULES)) == quotekit.extract(text)


def test_a_clause_rule_for_one_verb_wins_if_put_first():
    mine = Rule(
        name="believed-clause",
        sentence="What is believed.",
        lemmas=("believe",),
        frames=("ccomp:that*",),
        trust=0.95,
        examples=("{source:Berg} {cue:believes} {content:that nobody will come}.",),
        counter_examples=("Berg says that nobody will come.",),
    )
    text = "Berg believes that nobody will come. Berg says that nobody will come."
    assert [a.rule for a in quotekit.extract(text, rules=(mine, *DEFAULT_RULES))] == ["believed-clause", "that-clause"]
    assert quotekit.extract(text, rules=(mine, *DEFAULT_RULES))[0].confidence >= 0.95


def test_trust_is_for_own_rules_and_a_probability():
    assert LEARNED.trust == 0.9
    assert all(rule.trust == 0 for rule in DEFAULT_RULES)
    with pytest.raises(ValueError, match="trust"):
        Rule(name="sure", sentence="x", trust=1.0, examples=("x",), counter_examples=("y",))


def test_explain_tells_what_it_is_trusted():
    assert "at least 90%" in quotekit.explain(LEARNED)
